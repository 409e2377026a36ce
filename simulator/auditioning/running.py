"""Playing the conversations of an audition, several at a time, until all are played or no more can be."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from simulator.auditioning.listening import Monotonic
from simulator.auditioning.playing import Reasons, Role, Speaker, decisive, play
from simulator.auditioning.results import Conversation
from simulator.side_by_side import side_by_side

BROKEN_IN_A_ROW = 2
"""After so many conversations that broke off, a model is not asked for another one."""


class Company(Protocol):
    """Whatever an audition needs from outside."""

    def speaker(self, role: Role) -> Speaker:
        """A model for one conversation."""

    def keep(self, conversation: Conversation) -> None:
        """Put a conversation on record, broken off or not.

        Raises:
            UnavailableError: It cannot be kept.
        """

    def now(self) -> float:
        """Seconds of a clock that only goes forward."""

    def clock(self) -> str:
        """The time now, ISO 8601 in UTC."""


@dataclass(slots=True)
class Outcome:
    """What came of it.

    Attributes:
        played: The conversations of this time, in the order in which they were over.
        stopped: Why a model was given up, by model.
        ended: Why all of them were; None when they were not.
        left: How many conversations were not begun, or broke off.
    """

    played: list[Conversation] = field(default_factory=list)
    stopped: dict[str, str] = field(default_factory=dict)
    ended: str | None = None
    left: int = 0

    @property
    def early(self) -> bool:
        """Whether it ended before all was played."""
        return self.left > 0


@dataclass(slots=True)
class Audition:
    """Conversations that are to be played.

    Attributes:
        company: What is needed from outside.
        reasons: What reasons of failures mean.
        told: Is told of each conversation that is over.
        outcome: What has come of it so far; sound at any moment, so that an interruption loses nothing.
    """

    company: Company
    reasons: Reasons
    told: Callable[[Conversation], None] = lambda conversation: None
    outcome: Outcome = field(default_factory=Outcome)
    _waiting: deque[Role] = field(default_factory=deque)
    _broken: dict[str, int] = field(default_factory=dict)

    async def run(self, roles: Iterable[Role], parallel: int) -> Outcome:
        """Play the conversations.

        Args:
            roles: What is played, in this order.
            parallel: How many at a time.

        Raises:
            UnavailableError: A conversation cannot be kept.
        """
        self._waiting = deque(roles)
        await side_by_side(self._work, min(parallel, len(self._waiting)))
        return self.outcome

    async def _work(self) -> None:
        while self._waiting:
            role = self._waiting.popleft()
            if self.outcome.ended is not None or role.key.model in self.outcome.stopped:
                self.outcome.left += 1
                continue
            self._take(await self._play(role))

    async def _play(self, role: Role) -> Conversation:
        now: Monotonic = self.company.now
        return await play(role, self.company.speaker(role), self.reasons, now, self.company.clock)

    def _take(self, conversation: Conversation) -> None:
        if conversation.asked:  # what was not asked at all must not stand for what was asked before
            self.company.keep(conversation)
        self.outcome.played.append(conversation)
        self.outcome.left += conversation.broken is not None
        self._consider(conversation)
        self.told(conversation)

    def _consider(self, conversation: Conversation) -> None:
        """Give up a model, or all, when nothing else would come of going on."""
        model, broken = conversation.key.model, conversation.broken
        self._broken[model] = self._broken.get(model, 0) + 1 if broken else 0
        if (ending := decisive(conversation, self.reasons.for_all)) is not None:
            self.outcome.ended = self.outcome.ended or ending
        if (stopping := decisive(conversation, self.reasons.for_model)) is not None:
            self.outcome.stopped.setdefault(model, stopping)
        if broken and self._broken[model] >= BROKEN_IN_A_ROW:
            self.outcome.stopped.setdefault(model, broken)
