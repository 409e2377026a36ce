"""The settings about language models: names, what each may be, and what to say when it is not.

| name | what | default |
|---|---|---|
| `base_url` | the server's address | the client's |
| `model`, `judge_model` | who speaks, who judges | none; the same |
| `temperature` | 0 to 2 | the server's |
| `seed` | a whole number | none |
| `output_tokens` | the longest answer, 1 to 100,000 | 800 |
| `first_word_seconds`, `between_words_seconds`, `total_seconds` | patience, above 0, up to 600 | 20, 10, 60 |
| `window_tokens` | what the model can read, 1,000 to 10,000,000 | 16,000 |
| `budget_conversation`, `budget_day` | the most that may be spent | no limit |
| `currency` | what stands behind a sum, up to 8 characters | nothing |
| `reader`, `judge` | `rules` or `rules+llm` | `rules` |
| `votes` | how often the model is asked for one verdict, 1 to 9 | 3 |
| `prices` | by model: `input` and `output`, for a million tokens | none |

A key is never a setting: files are copied, shown and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.errors import UsageError
from simulator.llm.budget import Budget, Prices, amount, read_prices
from simulator.llm.endpoint import Limits

RULES, RULES_AND_MODEL = "rules", "rules+llm"
"""Who reads replies, and who judges: the rules alone, or a model beside them."""

_SECONDS = {
    "first_word_seconds": "first_word",
    "between_words_seconds": "between_words",
    "total_seconds": "total",
}
_BUDGETS = {"budget_conversation": "conversation", "budget_day": "day"}
_PRICES = "prices"
_KEYS = {"key", "api_key", "openai_api_key"}
_LONGEST_CURRENCY = 8
_LONGEST_SHOWN = 20
_SIGN_OF_A_KEY = "sk-"


def read_settings(settings: Mapping[str, object]) -> dict[str, object]:
    """The fields of an endpoint that the settings give; blank text counts as not given.

    Raises:
        UsageError: A name is unknown, or a value cannot be used.
    """
    values = _checked(settings)
    limits = {field: float(str(values[name])) for name, field in _SECONDS.items() if name in values}
    given = {name: value for name, value in values.items() if name in _OF_ENDPOINT}
    return given | ({"limits": Limits(**limits)} if limits else {})  # type: ignore[arg-type]


def read_use(settings: Mapping[str, object]) -> dict[str, object]:
    """What the settings say about how models are used and paid for.

    Returns:
        `prices` and `budget`, always; `window_tokens`, `currency`, `reader`, `judge`, `votes` where given.

    Raises:
        UsageError: A name is unknown, or a value cannot be used.
    """
    values = _checked(settings)
    budget = {field: values[name] for name, field in _BUDGETS.items() if name in values}
    prices = values.get(_PRICES, Prices({}))
    given = {name: value for name, value in values.items() if name in _OF_USE}
    return given | {_PRICES: prices, "budget": Budget(**budget)}  # type: ignore[arg-type]


def _checked(settings: Mapping[str, object]) -> dict[str, object]:
    """Every value that is given, by its name, as it will be used."""
    values: dict[str, object] = {}
    for name, value in settings.items():
        _check_name(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if name == _PRICES:
            values[name] = _prices(value)
            continue
        read, meaning = _READERS[name]
        taken = read(value)
        if taken is None:
            raise UsageError(
                f"The setting `{name}` of the language model must be {meaning}; it is {_shown(value)}."
            )
        values[name] = taken
    return values


def _check_name(name: str) -> None:
    if name in _READERS or name == _PRICES:
        return
    if is_key(name):
        raise no_key_here()
    from difflib import get_close_matches

    known = (*_READERS, _PRICES)
    near = get_close_matches(name, known, 1)
    hint = f"Did you mean `{near[0]}`?" if near else f"Known are: {', '.join(known)}."
    raise UsageError(f"The language model has no setting `{name[:60]}`.", hint)


def is_key(name: str) -> bool:
    """Whether a setting of this name would hold a key."""
    return name.lower() in _KEYS


def no_key_here() -> UsageError:
    """The error about a key among the settings."""
    return UsageError(
        "A key does not belong into the settings, which are copied and shown.",
        "Set OPENAI_API_KEY, or keep the key in the system's keyring.",
    )


def _shown(value: object) -> str:
    """A value that somebody gave, as the file has it; no long text, which may be a key in a wrong place."""
    import json

    if isinstance(value, str):
        if len(value) > _LONGEST_SHOWN or value.startswith(_SIGN_OF_A_KEY):
            return f"a text of {len(value)} characters"
        return json.dumps(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return "a list"
    try:
        shown = str(value)
    except ValueError:  # a whole number of thousands of digits
        return "far too long"
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"


def _prices(value: object) -> Prices:
    if isinstance(value, Mapping):
        return read_prices(value)
    raise UsageError(
        f"The setting `prices` of the language model must be a table for each model; it is {_shown(value)}.",
        'Write [language_model.prices."some-model"], then `input` and `output` below it.',
    )


def _text(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.isprintable() else None


def _short_text(value: object) -> str | None:
    text = _text(value)
    return text if text is None or len(text) <= _LONGEST_CURRENCY else None


def _number(low: float, high: float, above: bool = False) -> Callable[[object], float | None]:
    def read(value: object) -> float | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return float(value) if (low < value if above else low <= value) and value <= high else None

    return read


def _whole(low: int, high: int) -> Callable[[object], int | None]:
    def read(value: object) -> int | None:
        fits = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return value if fits else None  # type: ignore[return-value]

    return read


def _who(value: object) -> str | None:
    return value if isinstance(value, str) and value in (RULES, RULES_AND_MODEL) else None


_PATIENCE = (_number(0, 600, above=True), "a number of seconds above 0, up to 600")
_MONEY = (amount, "an amount of money of 0 or more, or left out for no limit")
_READS = (_who, f'"{RULES}" or "{RULES_AND_MODEL}"')
_READERS: dict[str, tuple[Callable[[object], object | None], str]] = {
    "base_url": (_text, "an address, in quotes"),
    "model": (_text, "a name, in quotes"),
    "judge_model": (_text, "a name, in quotes"),
    "temperature": (_number(0, 2), "a number from 0 to 2"),
    "seed": (_whole(-(2**63), 2**63 - 1), "a whole number"),
    "output_tokens": (_whole(1, 100_000), "a whole number from 1 to 100,000"),
    **dict.fromkeys(_SECONDS, _PATIENCE),
    "window_tokens": (_whole(1_000, 10_000_000), "a whole number from 1,000 to 10,000,000"),
    **dict.fromkeys(_BUDGETS, _MONEY),
    "currency": (_short_text, f"a text of up to {_LONGEST_CURRENCY} characters, in quotes"),
    "reader": _READS,
    "judge": _READS,
    "votes": (_whole(1, 9), "a whole number from 1 to 9"),
}
_OF_ENDPOINT = frozenset({"base_url", "model", "judge_model", "temperature", "seed", "output_tokens"})
_OF_USE = frozenset({"window_tokens", "currency", "reader", "judge", "votes"})
