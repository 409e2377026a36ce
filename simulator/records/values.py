"""Texts and JSON values on their way into the database and out of it.

Both ways pass `clean_text`: what comes back can be shown on a terminal, even when somebody wrote to the file
with another program. Cleaning twice changes nothing, so that what an attempt wrote is what it reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from simulator.language.text import clean_text
from simulator.records.words import joined, parted

_UNSURE = ("\\u", "\\b", "\\f", "\\r", "\u200c", "\u200d")


def text_or_none(value: str | None) -> str | None:
    """The cleaned text, or None."""
    return None if value is None else clean_text(value)


def to_json(value: Mapping[str, Any]) -> str:
    """A JSON object as text.

    Raises:
        ValueError: The object holds a number that JSON cannot write (infinity, not a number).
        TypeError: It holds something that is no JSON value.
    """
    return json.dumps(_cleaned(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def from_json(text: str) -> dict[str, Any]:
    """The object that `to_json` wrote.

    Raises:
        ValueError: The text is no JSON object.
    """
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return {clean_text(key): _cleaned(item) for key, item in value.items()}


def form_parts(form: Mapping[str, Any]) -> tuple[str, str]:
    """A filled form as it is kept: without its words, and the words.

    Raises:
        ValueError, TypeError: It holds what JSON cannot write.
    """
    bare, words = parted(from_json(to_json(form)))
    return to_json(bare), words


def form_of(bare: str, words: str) -> dict[str, Any]:
    """The filled form that was kept in two parts; without its words where they were erased.

    Raises:
        ValueError: It is no form, or the words are not its own.
    """
    form = json.loads(bare)
    if not isinstance(form, dict):
        raise ValueError("not a JSON object")
    whole = joined(form, words)
    if _is_clean(bare) and _is_clean(words):
        return whole
    return {clean_text(key): _cleaned(item) for key, item in whole.items()}


def _is_clean(text: str) -> bool:
    """Whether no text within a JSON text can need cleaning; seen at once, where text by text would take long.

    What is written as an escape, and joiners, which hang on their neighbours, are looked at one by one.
    """
    return clean_text(text) == text and not any(sign in text for sign in _UNSURE)


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        return {clean_text(str(key)): _cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return value
