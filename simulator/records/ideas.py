"""Ideas that people leave for the company, the votes for them, and how they were answered. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, get_args

from simulator.wording import N_

Kind = Literal["voted", "unvoted", "answered", "state"]
State = Literal["new", "looked_at", "planned", "done", "declined"]

STATES: tuple[State, ...] = get_args(State)
STATE_NAMES: Mapping[State, str] = {
    "new": N_("new"),
    "looked_at": N_("looked at"),
    "planned": N_("planned"),
    "done": N_("done"),
    "declined": N_("declined"),
}
"""What people read; to be translated."""
LONGEST = 2_000
"""Characters that an idea or an answer may have."""


class IdeaEvent(NamedTuple):
    """Something that happened to an idea.

    Attributes:
        idea: The idea's id.
        position: Its place among what happened to the idea, from 1.
        kind: What happened.
        author: Who did it, by name; the pseudonym when the name was erased.
        person: Their pseudonym.
        at: When, ISO 8601 in UTC.
        state: For `state`: the new one.
        text: The words of an answer, or those that came with a state; empty when they were erased.
    """

    idea: str
    position: int
    kind: Kind
    author: str
    person: str
    at: str
    state: State | None = None
    text: str = ""


class Idea(NamedTuple):
    """An idea, and everything that happened to it.

    Attributes:
        idea: Its id; ids sort by time.
        author: Who had it, by name; the pseudonym when the name was erased.
        person: Their pseudonym.
        at: When, ISO 8601 in UTC.
        text: The idea; empty when it was erased.
        scenario: At which scenario it came up, or None.
        attempt: In which attempt, or None.
        events: What happened to it, in order.
    """

    idea: str
    author: str
    person: str
    at: str
    text: str
    scenario: str | None = None
    attempt: str | None = None
    events: tuple[IdeaEvent, ...] = ()

    @property
    def state(self) -> State:
        """How it stands."""
        return next((event.state for event in reversed(self.events) if event.state), "new")

    @property
    def voters(self) -> frozenset[str]:
        """The pseudonyms of those who are for it."""
        return frozenset(voters(self.events))

    @property
    def votes(self) -> int:
        """How many are for it."""
        return len(voters(self.events))

    @property
    def answers(self) -> tuple[IdeaEvent, ...]:
        """What was said to it, in order: answers, and words that came with a state."""
        return tuple(event for event in self.events if event.kind == "answered" or event.text)


def voters(events: Iterable[IdeaEvent]) -> set[str]:
    """Who has voted and not taken it back, by pseudonym."""
    found: set[str] = set()
    for event in events:
        if event.kind == "voted":
            found.add(event.person)
        elif event.kind == "unvoted":
            found.discard(event.person)
    return found
