"""Which reactions a reply sets off, and what they do to the mood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.content.base import Line, Meter
from simulator.content.persona import Persona, Reaction
from simulator.content.scenario import Scenario
from simulator.customer.conditions import Moment
from simulator.customer.mood import worn


@dataclass(frozen=True, slots=True)
class Fired:
    """A reaction that a reply set off, for the n-th time."""

    reaction: Reaction
    times: int

    @property
    def change(self) -> Mapping[Meter, float]:
        """What it does to the mood this time, before inertia."""
        again = self.reaction.again
        if self.times > 1 and again is not None:
            return again.mood
        return worn(self.reaction.mood, self.times)

    @property
    def lines(self) -> Sequence[Line]:
        """What may be said to it this time."""
        again = self.reaction.again
        return again.say if self.times > 1 and again is not None and again.say else self.reaction.say


def reactions_of(scenario: Scenario, persona: Persona) -> tuple[Reaction, ...]:
    """The scenario's reactions, then the persona's; a scenario's replaces the persona's of the same id."""
    own = {reaction.id for reaction in scenario.reactions}
    return (*scenario.reactions, *(r for r in persona.reactions if r.id not in own))


def fire(reactions: Sequence[Reaction], moment: Moment) -> tuple[Fired, ...]:
    """All reactions that the reply sets off."""
    seen = moment.state.reacted
    return tuple(Fired(r, seen.get(r.id, 0) + 1) for r in reactions if moment.holds(r.when))


def loudest(fired: Sequence[Fired], *, offence: bool) -> Fired | None:
    """The reaction that is voiced: the one of highest priority that has lines, the first of equals."""
    voiced = [f for f in fired if f.lines and f.reaction.offence == offence]
    return max(voiced, key=lambda f: f.reaction.priority, default=None)
