"""Where a customer stands in a conversation. Immutable: every reply makes a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.content.base import Meter


@dataclass(frozen=True, slots=True)
class CustomerState:
    """The customer after a number of replies.

    Attributes:
        mood: Points from 0 to 100 for each meter that the persona or the scenario uses.
        replies: How many replies the agent has given.
        opened: Ids of the needs that the customer has by now, met or not.
        met: Ids of the needs that are met.
        told: Ids of the facts that were told.
        given: How often each foreseen answer was given, by id.
        reacted: How often each reaction has fired, by id.
        offences: How many offences the customer holds against the agent.
        remembered: Keys of the `ever` conditions that have held.
        earlier: The agent's replies so far.
        unasked: Turns since the customer last asked about an open need.
    """

    mood: Mapping[Meter, float]
    replies: int = 0
    opened: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    given: Mapping[str, int] = field(default_factory=dict)
    reacted: Mapping[str, int] = field(default_factory=dict)
    offences: int = 0
    remembered: frozenset[int] = frozenset()
    earlier: tuple[str, ...] = ()
    unasked: int = 0

    @property
    def open_needs(self) -> frozenset[str]:
        """Ids of the needs that the customer has and that are not met."""
        return self.opened - self.met

    def rounded_mood(self) -> dict[str, int]:
        """The mood in whole points, for people."""
        return {meter: round(points) for meter, points in self.mood.items()}
