"""Which of an author's lines fit a mood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.content.base import Line, Meter, MoodLine, compare


def fitting(lines: Sequence[Line], mood: Mapping[Meter, float]) -> tuple[str, ...]:
    """The lines that may be said in a mood: first those written for it, then those for any."""
    bound = [line.say for line in lines if isinstance(line, MoodLine) and _fits(line, mood)]
    return (*bound, *(line for line in lines if isinstance(line, str)))


def _fits(line: MoodLine, mood: Mapping[Meter, float]) -> bool:
    return all(compare(mood.get(meter, 0), wanted) for meter, wanted in line.mood.items())
