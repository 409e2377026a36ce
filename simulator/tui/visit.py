"""One visit of a learner to the app: who they are, what they set, what has been read for them so far."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import EmptyChairError
from simulator.settings import Settings
from simulator.tui.shelf import Shelf
from simulator.wording import _

if TYPE_CHECKING:  # what a conversation is made of is read when there is one
    from simulator.attempt.events import Mode
    from simulator.tui.ports import Simulator


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Start:
    """What the command line asked for.

    `level` None is the level of the roster or the learner's own, `customer` None who speaks by their
    settings; `seed` None takes another wording at each attempt.
    """

    learner: str
    level: str | None = None
    scenario: str | None = None
    mode: Mode = "practice"
    seed: int | None = None
    resume: str | None = None  # empty: the newest that was cut off
    no_pauses: bool = False
    customer: str | None = None
    alone: bool = False  # only their own attempts are shown


@dataclass(slots=True)
class Visit:
    """What the screens share.

    Attributes:
        level: At which level they practise; at first empty for that of the settings.
        drafts: Replies that were typed and not sent, by attempt.
        level_chosen: Whether the level was named at the start, or chosen in the app; else the roster's holds.
        unsent: Other words that were typed and not sent, by what they are about.
        clock: Seconds that only go forward, for elapsed time.
        now: The wall clock, for "yesterday".
    """

    start: Start
    settings: Settings = field(default_factory=Settings)
    settings_file: Path | None = None
    level: str = ""
    level_chosen: bool = False
    shelf: Shelf = field(default_factory=Shelf)
    drafts: dict[str, str] = field(default_factory=dict)
    unsent: dict[str, str] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = _now
    _simulator: Simulator | None = None
    _refusal: EmptyChairError | None = None
    _answered: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.level_chosen = self.start.level is not None
        self.level = self.level or self.start.level or self.settings.level

    @property
    def pauses(self) -> bool:
        """Whether customers pause as if they typed."""
        return self.settings.typing_pauses and not self.start.no_pauses

    @property
    def customer(self) -> str:
        """Who speaks as the customer, unless the briefing changes it: `scripted` or `llm`."""
        return self.start.customer or self.settings.customer

    def open_door(self, simulator: Simulator) -> None:
        """Library and ledger have become usable."""
        self._simulator, self._refusal = simulator, None
        self._answered.set()

    def refuse(self, error: EmptyChairError) -> None:
        """Library and ledger cannot be used, and why."""
        if self._simulator is None:
            self._refusal = error
            self._answered.set()

    @property
    def opened(self) -> Simulator | None:
        """Library and ledger if they are usable already."""
        return self._simulator

    async def simulator(self) -> Simulator:
        """Library and ledger, as soon as they are usable.

        Raises:
            EmptyChairError: They cannot be opened.
        """
        await self._answered.wait()
        if self._simulator is None:
            raise self._refusal or EmptyChairError(_("The library could not be opened."))
        return self._simulator

    def seed_for(self, scenario: str) -> int:
        """The seed of a new attempt: the given one, or how often it was tried, so wordings change."""
        if self.start.seed is not None:
            return self.start.seed
        return len(self.shelf.attempts_of(scenario))
