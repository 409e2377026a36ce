"""How near a reply comes to a condition, so that somebody who aims at it can tell better words from worse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.content.conditions import Condition
from simulator.content.scenario import Fact, Need
from simulator.customer.conditions import Moment
from simulator.customer.state import CustomerState

_NEARLY = 0.6
"""What the parts of `together` are worth when they stand in several sentences."""
_WAY = 0.5
"""What coming nearer to something that must be told or met first is worth."""
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Aims:
    """What conditions may name: facts to be brought out, and needs to be met."""

    facts: Mapping[str, Fact]
    needs: Mapping[str, Need]

    def progress(self, condition: Condition, moment: Moment, depth: int = 0) -> float:
        """How far a condition holds at a moment, from 0 to 1; 1 only when it holds."""
        if moment.holds(condition):
            return 1.0
        kind = condition.kind
        parts = [self.progress(part, moment, depth) for part in condition.parts()]
        if kind == "any":
            return max(parts)
        if kind == "all":
            return sum(parts) / len(parts)
        if kind == "together":
            return _NEARLY * sum(parts) / len(parts)
        if kind in ("facts", "needs"):
            return self._before(condition, moment, depth)
        return parts[0] if kind == "ever" else 0.0

    def _before(self, condition: Condition, moment: Moment, depth: int) -> float:
        """The share of facts and needs that are there, and how near the reply comes to the others."""
        if depth >= _DEEPEST:
            return 0.0
        wanted = [*(condition.facts or ()), *(condition.needs or ())]
        there = moment.state.told | moment.state.met
        found = [1.0 if key in there else _WAY * self._toward(key, moment, depth + 1) for key in wanted]
        return sum(found) / len(found)

    def _toward(self, key: str, moment: Moment, depth: int) -> float:
        if key in self.needs:
            return self.progress(self.needs[key].met, moment, depth)
        unlock = unlocking(self.facts[key])
        return self.progress(unlock, moment, depth) if unlock is not None else 0.0

    def within(self, condition: Condition, depth: int = 0) -> Iterator[Condition]:
        """A condition, all inside it, and what tells the facts and meets the needs that it names."""
        yield condition
        for part in condition.parts():
            yield from self.within(part, depth)
        if depth < _DEEPEST:
            for key in (*(condition.facts or ()), *(condition.needs or ())):
                aim = self.needs[key].met if key in self.needs else unlocking(self.facts[key])
                if aim is not None:
                    yield from self.within(aim, depth + 1)


def words_in(conditions: Iterable[Condition]) -> Iterator[tuple[str, str]]:
    """Everything in a reply that conditions look for: pairs such as `("topic", "refund")`."""
    for condition in conditions:
        for name in ("behaviour", "topic", "asked"):
            yield from ((name, value) for value in getattr(condition, name) or ())


@dataclass(frozen=True, slots=True)
class Looks:
    """What of a customer's state conditions look at.

    Attributes:
        keys: Ids of facts and needs; `held`: memory keys of conditions that may have held before.
        mood: Whether they look at the mood; `replies`: at the number of replies.
    """

    keys: frozenset[str]
    held: frozenset[int]
    mood: bool
    replies: bool

    @classmethod
    def of(cls, conditions: Sequence[Condition]) -> Looks:
        """What these conditions look at."""
        keys = [key for one in conditions for key in (*(one.facts or ()), *(one.needs or ()))]
        held = [one.ever.memory_key for one in conditions if one.ever is not None]
        return cls(
            frozenset(keys), frozenset(held),
            any(one.mood for one in conditions), any(one.replies for one in conditions),
        )  # fmt: skip

    def at(self, state: CustomerState) -> tuple[object, ...]:
        """What they see of a state; states that look the same come to the same."""
        mood = tuple(state.mood.items()) if self.mood else ()
        there = (state.told | state.met) & self.keys
        return there, state.remembered & self.held, mood, state.replies if self.replies else 0


def unlocking(fact: Fact) -> Condition | None:
    """What unlocks a fact: its condition, or a question about one of its topics."""
    if fact.unlock is not None or not fact.about:
        return fact.unlock
    return Condition(asked=list(fact.about))
