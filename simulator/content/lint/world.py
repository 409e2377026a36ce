"""What can come about in a scenario at all, and whether a way of a condition can hold in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil, floor, inf

from simulator.content.conditions import Condition
from simulator.content.lint.literals import Claim, Way, Ways, joined, ways

_UNREAD = ("empty", "wordless", "unreadable")
_FLAGS = (*_UNREAD, "repeated")
NO_FLAG: Way = tuple(Claim("flag", name, so=False) for name in _FLAGS)
"""What holds for every reply that could be read and is new: only such a one meets a need."""

_POINTS = 100
"""Moods are kept in hundredths of a point."""

Range = tuple[float, float]


@dataclass(frozen=True)
class World:
    """The bounds of what can come about; wider than the truth where the truth is hard to say.

    Attributes:
        numbers: The least and the greatest value of each number, such as `mood trust` or `replies`.
        topics: The topics that a reply can mention; None when any can.
        told: The facts that can be told; None when any can.
        met: The needs that can be met; None when any can.
    """

    numbers: Mapping[str, Range] = field(default_factory=dict)
    topics: frozenset[str] | None = None
    told: frozenset[str] | None = None
    met: frozenset[str] | None = None

    def possible(self, condition: Condition, *beside: Ways) -> bool:
        """Whether the condition can hold, with others that must hold at once."""
        return self.why_not(condition, *beside) is None

    def why_not(self, condition: Condition, *beside: Ways) -> str | None:
        """Why a condition can never hold, a clause for people; None when it can."""
        return self.refused(joined([ways(condition), *beside]))

    def implied(self, condition: Condition, by: Ways) -> bool:
        """Whether the condition holds whenever the other does."""
        failing = ways(condition, so=False)
        return failing is not None and by is not None and self.refused(joined([by, failing])) is not None

    def refused(self, given: Ways) -> str | None:
        """Why none of the ways is open; None when one is, or when there are too many to say."""
        reason = "there is no way in which it could hold"
        for way in given if given is not None else ((),):
            found = self._clash(way)
            if found is None:
                return None
            reason = found
        return reason

    def _clash(self, way: Way) -> str | None:
        """What keeps a row of claims from being true together."""
        return (
            clash_of_numbers(way, self.numbers)
            or _clash_of_flags(way)
            or self._clash_of_ids(way)
            or self._clash_of_marks(way)
        )

    def _clash_of_ids(self, way: Way) -> str | None:
        for claim in way:
            found = None
            if claim.kind == "some" and claim.so:
                found = self._none_left(claim, way)
            elif claim.kind == "every":
                found = self._not_all(claim, way)
            if found is not None:
                return found
        return None

    def _none_left(self, claim: Claim, way: Way) -> str | None:
        if claim.name != "behaviour" and self.topics is not None and self.topics.isdisjoint(claim.ids):
            return f"no phrase of {_named('the topic', claim.ids)} can be found in a reply"
        denied = _gathered(way, claim.name, so=False)
        if claim.ids <= denied:
            return f"{_named(f'the {_WHAT[claim.name]}', claim.ids)} is asked for and excluded at once"
        return None

    def _not_all(self, claim: Claim, way: Way) -> str | None:
        reached = self.told if claim.name == "facts" else self.met
        what, done = ("the fact", "told") if claim.name == "facts" else ("the need", "met")
        missing = claim.ids - reached if reached is not None else frozenset[str]()
        if claim.so:
            return f"{_named(what, missing)} can never be {done}" if missing else None
        if claim.ids <= _gathered(way, claim.name, so=True):
            return f"{_named(what, claim.ids)} is to be {done} and not {done} at once"
        return None

    def _clash_of_marks(self, way: Way) -> str | None:
        seen: dict[str, bool] = {}
        for claim in way:
            if claim.kind != "mark":
                continue
            if seen.setdefault(claim.name, claim.so) != claim.so:
                return "the same is asked for and excluded at once"
            if claim.inner is not None and (found := self.why_not(claim.inner)):
                return found
        return None


_WHAT = {"behaviour": "behaviour", "topic": "topic", "asked": "question about"}
_NAMES = {name: f"the number of {name}" for name in ("replies", "words", "questions", "details", "messages")}


def _named(what: str, ids: Iterable[str]) -> str:
    return f"{what} {' or '.join(f'`{name}`' for name in sorted(ids))}"


def _gathered(way: Way, name: str, so: bool) -> frozenset[str]:
    matching = [c.ids for c in way if c.kind in ("some", "every") and c.name == name and c.so is so]
    return frozenset().union(*matching)


def clash_of_numbers(way: Way, bounds: Mapping[str, Range]) -> str | None:
    """Why the numbers of a way cannot all be as it asks; None when they can.

    Args:
        way: The claims; numbers whose names begin with `mood` or `~` have hundredths, others are whole.
        bounds: The least and the greatest value of each; what is not here is 0 or more.
    """
    narrowed: dict[str, Range] = {}
    for claim in way:
        if claim.kind != "number":
            continue
        whole = bounds.get(claim.name, (0, inf))
        low, high = _narrowed(narrowed.get(claim.name, whole), claim)
        if low > high:
            return _number_reason(claim, whole, known=claim.name in narrowed)
        narrowed[claim.name] = (low, high)
    silent = narrowed.get("words", (0, 1))[1] < 1
    if silent and any(claim.kind == "some" and claim.so for claim in way):
        return "a reply without words shows nothing"
    return None


def _narrowed(known: Range, claim: Claim) -> Range:
    low, high = known
    step = 1 / _POINTS if claim.name.startswith(("mood ", "~")) else 1
    bound = claim.bound / step
    if claim.sign in (">=", "=="):
        low = max(low, ceil(round(bound, 6)) * step)
    if claim.sign in ("<=", "=="):
        high = min(high, floor(round(bound, 6)) * step)
    if claim.sign == ">":
        low = max(low, (floor(round(bound, 6)) + 1) * step)
    if claim.sign == "<":
        high = min(high, (ceil(round(bound, 6)) - 1) * step)
    return low, high


def _number_reason(claim: Claim, whole: Range, known: bool) -> str:
    name = _NAMES.get(claim.name, claim.name.removeprefix("mood ").partition(" seen ")[0].lstrip("~"))
    alone = _narrowed(whole, claim)
    if known and alone[0] <= alone[1]:
        return f"what is asked of {name} contradicts itself"
    low, high = whole
    reach = f"stays between {low:g} and {high:g}" if high < inf else f"is never below {low:g}"
    reach = f"is always {low:g}" if low == high else reach
    return f"{name} {reach} here, and should be {claim.sign} {claim.bound:g}"


def _clash_of_flags(way: Way) -> str | None:
    wanted = {claim.name for claim in way if claim.kind == "flag" and claim.so}
    if not wanted:
        return None
    if "other_language" in wanted:
        return "nothing ever comes of a reply in another language: the customer just asks again"
    if wanted & {claim.name for claim in way if claim.kind == "flag" and not claim.so}:
        return "a reply with this flag does not count here"
    unread = wanted.intersection(_UNREAD)
    if len(unread) > 1:
        return f"no reply is {' and '.join(sorted(unread))} at once"
    if unread and any(c.kind == "some" and c.name == "behaviour" and c.so for c in way):
        return f"a reply that is {unread.pop()} shows no behaviour"
    return None
