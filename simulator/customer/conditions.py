"""Whether a condition holds for a reply, given where the customer stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from simulator.content.base import compare
from simulator.content.conditions import Condition
from simulator.customer.state import CustomerState
from simulator.language.reading import Reading
from simulator.language.untrue import believed


@dataclass(frozen=True, slots=True)
class Moment:
    """A reply as it meets the customer: all that a condition can look at."""

    reading: Reading
    state: CustomerState
    flags: frozenset[str]

    def __post_init__(self) -> None:
        """Nothing is given by a sentence that claims what is untrue in the case."""
        if self.reading.untrue:
            object.__setattr__(self, "reading", believed(self.reading))

    def holds(self, condition: Condition) -> bool:
        """Whether the condition is true at this moment."""
        return _TESTS[condition.kind](condition, self)


def ever_conditions(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """All conditions below `ever` keys, the outer ones first."""
    for condition in conditions:
        if condition.ever is not None:
            yield condition.ever
        yield from ever_conditions(condition.parts())


def _shown_in(condition: Condition, reading: Reading) -> set[int]:
    """Indices of the sentences in which a condition on behaviours, topics or details holds."""
    if condition.behaviour is not None:
        found = (reading.behaviours[name] for name in condition.behaviour)
        return {span.sentence for finding in found if finding.present for span in finding.spans}
    if condition.topic is not None:
        return {
            m.span.sentence for name in condition.topic for m in reading.topics.get(name, ()) if not m.negated
        }
    if condition.asked is not None:
        return _asked_in(condition.asked, reading)
    if condition.any is not None:
        return set().union(*(_shown_in(part, reading) for part in condition.any))
    if condition.all is not None:
        return set.intersection(*(_shown_in(part, reading) for part in condition.all))
    return {span.sentence for span in reading.details}


def _asked_in(topics: Iterable[str], reading: Reading) -> set[int]:
    wanted = set(topics)
    return {q.span.sentence for q in reading.questions if wanted.intersection(q.topics)} | {
        m.span.sentence for name in wanted for m in reading.topics.get(name, ()) if m.asked
    }


def _together(condition: Condition, moment: Moment) -> bool:
    assert condition.together is not None
    return bool(set.intersection(*(_shown_in(part, moment.reading) for part in condition.together)))


def _ever(condition: Condition, moment: Moment) -> bool:
    assert condition.ever is not None
    return moment.holds(condition.ever) or condition.ever.memory_key in moment.state.remembered


def _mood(condition: Condition, moment: Moment) -> bool:
    assert condition.mood is not None
    mood = moment.state.mood
    return all(compare(mood.get(meter, 0), wanted) for meter, wanted in condition.mood.items())


_TESTS: dict[str, Callable[[Condition, Moment], bool]] = {
    "all": lambda c, m: all(m.holds(part) for part in c.all or ()),
    "any": lambda c, m: any(m.holds(part) for part in c.any or ()),
    "not_": lambda c, m: c.not_ is not None and not m.holds(c.not_),
    "together": _together,
    "ever": _ever,
    "behaviour": lambda c, m: any(m.reading.shows(name) for name in c.behaviour or ()),
    "topic": lambda c, m: bool(_shown_in(c, m.reading)),
    "asked": lambda c, m: bool(_asked_in(c.asked or (), m.reading)),
    "details": lambda c, m: compare(len(m.reading.details), c.details or ""),
    "mood": _mood,
    "facts": lambda c, m: m.state.told.issuperset(c.facts or ()),
    "needs": lambda c, m: m.state.met.issuperset(c.needs or ()),
    "replies": lambda c, m: compare(m.state.replies, c.replies or ""),
    "words": lambda c, m: compare(m.reading.words, c.words or ""),
    "questions": lambda c, m: compare(sum(not q.closing for q in m.reading.questions), c.questions or ""),
    "flag": lambda c, m: c.flag in m.flags,
}
