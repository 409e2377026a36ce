"""The settings about language models: names, what each may be, and what to say when it is not.

| name | what | default |
|---|---|---|
| `base_url` | the server's address | the client's |
| `model`, `judge_model` | who speaks, who judges | none; the same |
| `temperature` | 0 to 2 | the server's |
| `seed` | a whole number | none |
| `output_tokens` | the longest answer, 1 to 100,000 | 800 |
| `first_word_seconds`, `between_words_seconds`, `total_seconds` | patience, above 0, up to 600 | 20, 10, 60 |

A key is never a setting: files are copied, shown and kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from simulator.errors import UsageError
from simulator.llm.endpoint import Limits

_SECONDS = {
    "first_word_seconds": "first_word",
    "between_words_seconds": "between_words",
    "total_seconds": "total",
}
_KEYS = {"key", "api_key", "openai_api_key"}


def read_settings(settings: Mapping[str, object]) -> dict[str, object]:
    """The fields of an endpoint that the settings give; blank text counts as not given.

    Raises:
        UsageError: A name is unknown, or a value cannot be used.
    """
    values: dict[str, object] = {}
    limits: dict[str, float] = {}
    for name, value in settings.items():
        _check_name(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        read, meaning = _READERS[name]
        taken = read(value)
        if taken is None:
            raise UsageError(f"The setting `{name}` of the language model is {meaning}.")
        if name in _SECONDS:
            limits[_SECONDS[name]] = float(str(taken))
        else:
            values[name] = taken
    return values | ({"limits": Limits(**limits)} if limits else {})  # type: ignore[arg-type]


def _check_name(name: str) -> None:
    if name in _READERS:
        return
    if name.lower() in _KEYS:
        raise UsageError(
            "A key does not belong into the settings, which are copied and shown.",
            "Set OPENAI_API_KEY, or keep the key in the system's keyring.",
        )
    near = get_close_matches(name, _READERS, 1)
    hint = f"Did you mean `{near[0]}`?" if near else f"Known are: {', '.join(_READERS)}."
    raise UsageError(f"The language model has no setting `{name[:60]}`.", hint)


def _text(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.isprintable() else None


def _number(low: float, high: float, above: bool = False) -> Callable[[object], float | None]:
    def read(value: object) -> float | None:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            return None
        return float(value) if (low < value if above else low <= value) and value <= high else None

    return read


def _whole(low: int, high: int) -> Callable[[object], int | None]:
    def read(value: object) -> int | None:
        fits = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return value if fits else None  # type: ignore[return-value]

    return read


_PATIENCE = (_number(0, 600, above=True), "a number of seconds above 0, up to 600")
_READERS: dict[str, tuple[Callable[[object], object | None], str]] = {
    "base_url": (_text, "an address, in quotes"),
    "model": (_text, "a name, in quotes"),
    "judge_model": (_text, "a name, in quotes"),
    "temperature": (_number(0, 2), "a number from 0 to 2"),
    "seed": (_whole(-(2**63), 2**63 - 1), "a whole number"),
    "output_tokens": (_whole(1, 100_000), "a whole number from 1 to 100,000"),
    **dict.fromkeys(_SECONDS, _PATIENCE),
}
