"""Languages as people call them."""

from __future__ import annotations

from simulator.language.told_apart import LANGUAGE_NAMES

_IN_ITSELF = {"en": "english", "pl": "polsk", "ru": "русск", "lt": "lietuvi", "fa": "فارسی"}
"""How a language is named in its own words, by its beginning, in lower case."""


def language_name(code: str | None) -> str:
    """`Polish` for `pl`, `English` for `en-GB`; `another language` for one that could not be told."""
    return LANGUAGE_NAMES.get((code or "").partition("-")[0], "another language")


def names_itself(text: str, language: str) -> bool:
    """Whether a text in a language names that very language ("In English, please?")."""
    own = _IN_ITSELF.get(language)
    return own is not None and own in text.lower()
