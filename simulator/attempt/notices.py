"""What is said to the learner, kindly, about a reply that the customer could not take in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from simulator.attempt.events import Notice
from simulator.language.reading import Reading

OTHER_LANGUAGE: Final = "other_language"


def note_on(reading: Reading) -> Mapping[str, str]:
    """What the record keeps with the turn of a reply: `{"other_language": "pl"}`, most often nothing."""
    if OTHER_LANGUAGE not in reading.flags:
        return {}
    return {OTHER_LANGUAGE: reading.other_language or "other"}


def notice_on(turn: int, reading: Reading, expected: str) -> Notice | None:
    """The notice that a reply is in another language than the one expected (a code); else None."""
    found = note_on(reading).get(OTHER_LANGUAGE)
    if found is None:
        return None
    from simulator.language.naming import language_name

    own = language_name(expected)
    text = (
        f"That was written in {language_name(found)}; this customer writes {own}. "
        f"Say it again in {own}: it does not count against you."
    )
    return Notice(turn, OTHER_LANGUAGE, found, text)
