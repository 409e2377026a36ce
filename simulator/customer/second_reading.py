"""A second reader for the reply that the rules are not sure of.

The rules decide alone wherever they found anything. Where a reply of some length shows them neither a topic
of the scenario nor a behaviour that an open need waits for, a language model may be asked once what the reply
does. It names behaviours and topics from a closed list, each with words that must stand in the reply; code
decides what follows from them. It may only help somebody to be understood: what would count against the
learner is put on record and moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from simulator.behaviours import BEHAVIOURS
from simulator.content.conditions import Condition
from simulator.content.scenario import Scenario
from simulator.customer.state import CustomerState
from simulator.language.locating import locate
from simulator.language.reading import Finding, Reading, Span, TopicMention

COSTLY = frozenset(
    {"blames", "brushes_off", "conditional_apology", "overpromises", "requests_sensitive_data"}
)
"""Behaviours that no model accuses anybody of."""
SUBSTANTIAL = 8
"""Words from which on a reply surely says something."""
CONFIDENCE = 0.5
_MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What a second reader found in one reply.

    Attributes:
        behaviours: Ranges of the words that show them, by behaviour; every one was found in the reply.
        topics: The same by topic.
        model: The model, as its server calls it.
        prompt: The version of the prompt.
        void: How many of its findings had no such words in the reply.
        reason: Why there is no reading, in one word; None when there is one.
    """

    behaviours: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    topics: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    model: str = ""
    prompt: str = ""
    void: int = 0
    reason: str | None = None

    def added_to(self, reading: Reading) -> Reading:
        """The reading with what was found besides, as far as it may count."""
        behaviours, topics = dict(reading.behaviours), dict(reading.topics)
        for name, places in self.behaviours.items():
            if name not in COSTLY and not reading.shows(name):
                behaviours[name] = Finding(True, CONFIDENCE, tuple(_span(reading, place) for place in places))
        for topic, places in self.topics.items():
            if topic not in topics:
                topics[topic] = tuple(TopicMention(_span(reading, place)) for place in places)
        return replace(reading, behaviours=behaviours, topics=topics)

    def to_note(self) -> dict[str, Any]:
        """The reading as the record keeps it, in plain JSON values."""
        found = {
            "behaviours": {
                name: [list(place) for place in places] for name, places in self.behaviours.items()
            },
            "topics": {name: [list(place) for place in places] for name, places in self.topics.items()},
            "model": self.model,
            "prompt": self.prompt,
            "void": self.void,
        }
        return {**found, "reason": self.reason} if self.reason else found

    @classmethod
    def from_note(cls, note: Mapping[str, Any] | None) -> SecondReading | None:
        """The reading that a record keeps; None where there is none."""
        if note is None:
            return None
        return cls(
            behaviours=_places(note.get("behaviours", {})),
            topics=_places(note.get("topics", {})),
            model=str(note.get("model", "")),
            prompt=str(note.get("prompt", "")),
            void=int(note.get("void", 0)),
            reason=note.get("reason"),
        )


def unsure(scenario: Scenario, state: CustomerState, reading: Reading) -> bool:
    """Whether the rules found nothing in a reply that surely says something to an open need."""
    if reading.flags or reading.words < SUBSTANTIAL or not state.open_needs:
        return False
    if any(not mention.negated for mentions in reading.topics.values() for mention in mentions):
        return False
    return not any(reading.shows(name) for name in awaited(scenario, state))


def awaited(scenario: Scenario, state: CustomerState) -> frozenset[str]:
    """The behaviours that the open needs wait for."""
    conditions = (scenario.needs[key].met for key in state.open_needs)
    return frozenset(name for condition in conditions for name in _behaviours_in(condition))


def verified(
    found: Iterable[tuple[str, str]], scenario: Scenario, reply: str, model: str, prompt: str
) -> SecondReading:
    """What counts of pairs of a name (`does.BEHAVIOUR`, `about.TOPIC`) and quoted words: what is proved."""
    behaviours: dict[str, tuple[tuple[int, int], ...]] = {}
    topics: dict[str, tuple[tuple[int, int], ...]] = {}
    void = 0
    for what, quote in list(found)[:_MOST_FOUND]:
        kind, _, name = what.partition(".")
        into = behaviours if kind == "does" else topics
        known = kind in ("does", "about") and name in (BEHAVIOURS if kind == "does" else scenario.topics)
        place = locate(quote, reply) if known else None
        if place is None:
            void += 1
        elif place not in into.get(name, ()):
            into[name] = (*into.get(name, ()), place)
    return SecondReading(behaviours, topics, model, prompt, void)


def _behaviours_in(condition: Condition) -> Iterator[str]:
    yield from condition.behaviour or ()
    for part in condition.parts():
        if part is not condition.not_:
            yield from _behaviours_in(part)


def _span(reading: Reading, place: tuple[int, int]) -> Span:
    start, end = place
    before = [index for index, sentence in enumerate(reading.sentences) if sentence.start <= start]
    return Span(start, end, before[-1] if before else 0)


def _places(found: Mapping[str, Any]) -> dict[str, tuple[tuple[int, int], ...]]:
    return {name: tuple((int(start), int(end)) for start, end in places) for name, places in found.items()}
