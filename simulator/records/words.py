"""The words of a person in a filled form, apart from the form. Pure.

A form quotes what was said. So that the words can be erased while the form stays evidence, it is kept in two
parts: the form, in which each such text is empty, and the texts, each with its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_STAYS = frozenset(
    {
        "type", "id", "ref_id", "title", "section", "option", "status", "source", "sha256", "version",
        "performance_category", "model", "prompt", "question", "from", "to", "by", "at", "level", "state",
        "speaker", "rules", "void", "judge", "kept",
    }
)  # fmt: skip
"""Keys whose texts come from the form, the judge or the clock, and never from a conversation."""
_LONGEST_NAME = 400
"""A longer text is nobody's name for anything, whatever its key says."""


def parted(form: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """A form without its words, and the words as JSON; an empty text where there are none."""
    words: dict[str, str] = {}
    bare = _emptied(form, "", "", words)
    return bare, json.dumps(words, ensure_ascii=False, separators=(",", ":")) if words else ""


def joined(bare: dict[str, Any], words: str) -> dict[str, Any]:
    """The form with its words, as it was before `parted`; without them where they were erased.

    Raises:
        ValueError: The words do not belong to this form.
    """
    for place, text in _places(words):
        *way, last = place.split("/")[1:]
        inner: Any = bare
        try:
            for step in way:
                inner = inner[_key(inner, step)]
            inner[_key(inner, last)]
        except (LookupError, TypeError) as error:
            raise ValueError(f"words for {place!r}, which the form does not have") from error
        inner[_key(inner, last)] = text
    return bare


def _places(words: str) -> Iterator[tuple[str, str]]:
    found = json.loads(words) if words else {}
    if not isinstance(found, dict):
        raise ValueError("words without their places")
    for place, text in found.items():
        if not isinstance(text, str):
            raise ValueError(f"no text for {place!r}")
        yield place, text


def _emptied(value: object, key: str, place: str, words: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        if not value or (key in _STAYS and len(value) <= _LONGEST_NAME):
            return value
        words[place] = value
        return ""
    if isinstance(value, Mapping):
        return {
            name: _emptied(item, name, f"{place}/{_escaped(name)}", words) for name, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_emptied(item, key, f"{place}/{number}", words) for number, item in enumerate(value)]
    return value


def _escaped(name: str) -> str:
    """A key as one step of a place, as in a JSON Pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def _key(inner: object, step: str) -> str | int:
    if isinstance(inner, list):
        return int(step)
    return step.replace("~1", "/").replace("~0", "~")
