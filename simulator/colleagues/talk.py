"""What one rehearsed conversation came to: plain values that can be counted and sent to another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.colleagues.kinds import Kind


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation of a colleague with the customer, judged.

    Attributes:
        path: Which way was taken at each reply; talks of one kind with one path are the same.
        percentage: The result by the rubric; None when nothing could be judged.
        ending: How it ended; `ending_key` is the author's name for it, empty when it is none of theirs.
        replies: How many replies the colleague gave.
        mood: The customer's meters at the end, in whole points.
        told: Ids of the facts that came out.
        met: Ids of the needs that were met, each with the words that did it, if it was an accident.
        options: For each question of the rubric that was scored, the option chosen.
        full: Ids of the questions with full marks.
        words: How many words the customer's first message has, and the last.
        thanks: Whether the last message says thanks; `asks` whether it asks something.
    """

    kind: Kind
    path: tuple[int, ...]
    percentage: float | None
    passed: bool
    ending: str
    ending_key: str
    replies: int
    mood: Mapping[str, int]
    told: frozenset[str]
    met: Mapping[str, str]
    options: Mapping[str, str]
    full: frozenset[str]
    words: tuple[int, int]
    thanks: bool
    asks: bool
