"""What is said to the learner, kindly, about a reply that the customer could not take in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from simulator.attempt.events import Notice
from simulator.language.reading import Reading
from simulator.wording import _

OTHER_LANGUAGE: Final = "other_language"
SPOKEN: Final = "spoken"
_LINK = re.compile(
    r"https?://|\bwww\.|\b[\w.-]+@[\w-]+\.\w{2,}|\b[\w-]{2,}\.(?:com|org|net|example|eu)\b", re.IGNORECASE
)
_POINT = re.compile(r"^\s*(?:[-*•\u2013\u2014]|\d{1,2}[.)])\s+\S", re.MULTILINE)
_POINTS = 2
"""So many points below each other are a list."""


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
    text = _(
        "That was written in {found}; this customer writes {own}. Say it again in {own}: "
        "it does not count against you.",
        found=language_name(found),
        own=own,
    )
    return Notice(turn, OTHER_LANGUAGE, found, text)


def heard_only(turn: int, text: str, channel: str) -> Notice | None:
    """The notice that somebody on the phone cannot click, or see a list; else None."""
    if channel != "phone":
        return None
    if _LINK.search(text):
        told = _(
            "On the phone they hear an address and cannot click it. Say where to look, or offer to send it."
        )
    elif len(_POINT.findall(text)) >= _POINTS:
        told = _("On the phone nobody sees a list. Say one step, and wait until it is done.")
    else:
        return None
    return Notice(turn, SPOKEN, "", told)
