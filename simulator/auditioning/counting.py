"""The arithmetic of figures: shares, middles and likeness, each with the number of cases it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, sqrt
from statistics import fmean, median

from simulator.auditioning.results import Conversation, Line
from simulator.language.overlap import same_words

FEWEST = 30
"""A figure that rests on fewer cases is provisional."""
_Z = 1.959963984540054
"""The two-sided 95 % point of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many.

    Attributes:
        count: How many.
        of: Of how many.
    """

    count: int
    of: int

    @property
    def rate(self) -> float | None:
        """The share, from 0 to 1; None of nothing."""
        return self.count / self.of if self.of else None

    @property
    def provisional(self) -> bool:
        """Whether it rests on too few cases."""
        return self.of < FEWEST

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % score interval, as if the cases were independent; None of nothing.

        Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal
        of the American Statistical Association 22 (1927), 209-212.
        """
        if not self.of:
            return None
        rate, weight = self.count / self.of, _Z**2 / self.of
        middle = (rate + weight / 2) / (1 + weight)
        half = _Z / (1 + weight) * sqrt(rate * (1 - rate) / self.of + weight / (4 * self.of))
        return max(0.0, min(rate, middle - half)), min(1.0, max(rate, middle + half))


def told_apart(one: Share, other: Share) -> bool:
    """Whether two shares differ by more than chance makes likely (95 %), as if the cases were independent.

    That is so where Newcombe's hybrid score interval of the difference leaves nought out. Source: R. G.
    Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine
    17 (1998), 873-890, method 10.
    """
    found = difference(one, other)
    return found is not None and not found[0] <= 0 <= found[1]


def difference(one: Share, other: Share) -> tuple[float, float] | None:
    """The interval that `told_apart` looks at; None where one of the shares is of nothing."""
    if one.interval is None or other.interval is None or one.rate is None or other.rate is None:
        return None
    (low, high), (other_low, other_high) = one.interval, other.interval
    between = one.rate - other.rate
    below = sqrt((one.rate - low) ** 2 + (other_high - other.rate) ** 2)
    above = sqrt((high - one.rate) ** 2 + (other.rate - other_low) ** 2)
    return between - below, between + above


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some values, and what all but the worst stay below.

    Attributes:
        median: The middle; None of nothing.
        p95: The smallest value that at least 95 % do not exceed (the nearest rank); None of nothing.
        of: How many values there are.
    """

    median: float | None
    p95: float | None
    of: int

    @property
    def provisional(self) -> bool:
        """Whether it rests on too few cases."""
        return self.of < FEWEST


@dataclass(frozen=True, slots=True)
class Mean:
    """An arithmetic mean; `value` is None of nothing."""

    value: float | None
    of: int

    @property
    def provisional(self) -> bool:
        """Whether it rests on too few cases."""
        return self.of < FEWEST


def spread(values: Iterable[float | None]) -> Spread:
    """The spread of the values that are there."""
    found = sorted(value for value in values if value is not None)
    if not found:
        return Spread(None, None, 0)
    return Spread(median(found), found[ceil(0.95 * len(found)) - 1], len(found))


def mean(values: Iterable[float]) -> Mean:
    """The mean of some values."""
    found = list(values)
    return Mean(fmean(found) if found else None, len(found))


def likeness(conversations: Iterable[Conversation]) -> Mean:
    """How much a model says the same when it is given the same cue in another run, 0 to 1.

    The cue is the same where scenario, exemplar and turn are, since code decides it. Each message in the
    model's own words is held against the one of the next run: as many cases as there are such pairs.
    """
    played = sorted(conversations, key=lambda one: (_scene(one), one.key.run))
    found = []
    for _, runs in groupby(played, _scene):
        for one, other in pairwise(runs):
            found += _alike(one, other)
    return mean(found)


def _alike(one: Conversation, other: Conversation) -> list[float]:
    theirs = {line.turn: line.text for line in _own(other.lines)}
    return [
        same_words(line.text, theirs[line.turn], one.language)
        for line in _own(one.lines)
        if line.turn in theirs
    ]


def _own(lines: Sequence[Line]) -> list[Line]:
    """The messages that are in the model's own words from beginning to end."""
    return [line for line in lines if line.voice != "scripted-fallback"]


def _scene(conversation: Conversation) -> tuple[str, ...]:
    key = conversation.key
    asked = (key.model, key.endpoint, str(key.temperature), key.prompt)
    return (*asked, key.scenario, key.scenario_sha256, key.persona_sha256, key.exemplar)
