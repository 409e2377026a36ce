"""The port of colleagues: what they see of a conversation, and how they are asked to speak."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Protocol

from simulator.colleagues.kinds import Kind
from simulator.customer.cue import Cue
from simulator.customer.state import CustomerState


@dataclass(frozen=True, slots=True)
class Sight:
    """What a colleague has before them when it is their turn.

    Attributes:
        message: What the customer said last.
        cue: What the customer expressed with it: what they asked for, told or took badly.
        state: Where the customer stands; for those who are guided by what the scenario asks for.
        said: The sentences that this colleague has used.
        replies: How many replies they have given.
        left: How many replies they may still give.
    """

    message: str
    cue: Cue
    state: CustomerState
    said: frozenset[str]
    replies: int
    left: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reply, and the sentences that it is made of."""

    text: str
    sentences: tuple[str, ...]


class Colleague(Protocol):
    """Somebody who answers customers. A language model may be one, too, behind the same port."""

    @property
    def kind(self) -> Kind:
        """How they answer."""

    def reply(self, sight: Sight, chance: Random) -> Spoken | None:
        """What they say now; None when they leave. The same sight and chance give the same reply."""
