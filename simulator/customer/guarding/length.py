"""How long a message of the customer is meant to be, and from where on it is far too long."""

from __future__ import annotations

from math import ceil

from simulator.content.base import Channel
from simulator.customer.cue import Cue, CuePart

_SHORTEST = 6
_FACTOR: dict[Channel, float] = {"email": 2.0, "review": 1.5}
_MOST: dict[Channel, int] = {
    "chat": 70, "phone": 80, "counter": 80, "meeting": 90, "review": 140, "email": 200,
}  # fmt: skip
"""Words that nobody exceeds in one message, whatever there is to say."""
_IMPATIENT = 25


def wanted_words(cue: Cue, channel: Channel) -> int:
    """The length wanted, in words: that of the author's lines for the same cue, longer in letters."""
    words = sum(_longest(part) for part in cue.parts)
    return max(_SHORTEST, ceil(words * _FACTOR.get(channel, 1.0)))


def most_words(cue: Cue, channel: Channel) -> int:
    """The most words that are shown; somebody without patience is brief."""
    wanted = wanted_words(cue, channel)
    hasty = cue.mood.get("patience", 100) < _IMPATIENT
    most = ceil(wanted * (1.25 if hasty else 1.6)) + (6 if hasty else 10)
    return max(wanted, min(most, _MOST[channel]))


def _longest(part: CuePart) -> int:
    return max((len(line.split()) for line in part.lines or part.fallback), default=0)
