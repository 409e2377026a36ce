"""Readings made by hand, so that the customer model is tested without the language room."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.behaviours import BEHAVIOURS
from simulator.language.reading import Finding, Question, Reading, Span, TopicMention


def make_reading(
    text: str = "some words for this one",
    *,
    shows: Sequence[str] = (),
    topics: Sequence[str] = (),
    denied: Sequence[str] = (),
    asks: Sequence[str] | None = None,
    closing: bool = False,
    offer: bool = False,
    details: int = 0,
    flags: Sequence[str] = (),
) -> Reading:
    """A reading of one sentence; `asks` are the topics of its one question (empty: about nothing known)."""
    whole = Span(0, len(text), 0)
    found = {name: Finding(True, 1.0, (whole,)) if name in shows else Finding() for name in BEHAVIOURS}
    mentions = {name: (TopicMention(whole, asked=asks is not None and name in asks),) for name in topics}
    mentions |= {name: (TopicMention(whole, negated=True),) for name in denied}
    questions = ()
    if asks is not None or closing:
        questions = (Question(whole, tuple(asks or ()), closing, offer),)
    return Reading(
        text, found, mentions, (whole,), questions, (whole,) * details, len(text.split()), frozenset(flags)
    )


class SpelledReader:
    """Reads replies that spell out their own reading: `apologises topic:refund asks:date unreadable!`."""

    def read(self, reply: str, heard: Sequence[str] = (), desk: Sequence[str] = ()) -> Reading:
        words = reply.split()
        asks = [w[5:] for w in words if w.startswith("asks:")]
        return make_reading(
            reply or " ",
            shows=[w for w in words if w in BEHAVIOURS],
            topics=[w[6:] for w in words if w.startswith("topic:")],
            asks=asks if asks or "asks" in words else None,
            closing="closing" in words,
            details=words.count("detail"),
            flags=[w[:-1] for w in words if w.endswith("!")],
        )
