# ruff: noqa: D102 (the members are those of the classes that DESIGN and `simulator.wiring` describe)
"""What the app needs from the rest of the house; `simulator.wiring` gives it, the tests bring a fake."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from simulator.attempt.events import CustomerMoved, Event, Mode
from simulator.attempt.ledger import AttemptHeader, AttemptRecord, AttemptSummary

if TYPE_CHECKING:  # the models bring pydantic with them, which no screen needs
    from simulator.content.loading import Loaded
    from simulator.content.rubric import Rubric
    from simulator.content.scenario import Scenario


class Header(Protocol):
    """The head of a scenario file; `fault` says why it cannot be played, or is None."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def levels(self) -> tuple[str, ...]: ...
    @property
    def persona(self) -> str: ...
    @property
    def customer(self) -> str: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def minutes(self) -> int: ...
    @property
    def fault(self) -> str | None: ...


class Hint(Protocol):
    """What might help now: the open need's title, and the author's hint for it."""

    @property
    def need(self) -> str: ...
    @property
    def text(self) -> str: ...


class Need(Protocol):
    """A need that the customer has shown."""

    @property
    def title(self) -> str: ...
    @property
    def met(self) -> bool: ...


class Feeling(Protocol):
    """The customer's inner state, of which only the meters are shown."""

    def rounded_mood(self) -> dict[str, int]: ...


class Dialogue(Protocol):
    """What was said and felt so far."""

    @property
    def moves(self) -> Sequence[CustomerMoved]: ...
    @property
    def state(self) -> Feeling: ...


class Attempt(Protocol):
    """A running attempt; `begin`, `reply`, `leave` and `go_on` are streams of events."""

    header: AttemptHeader

    @property
    def ended(self) -> bool: ...
    @property
    def scenario(self) -> Scenario: ...
    @property
    def dialogue(self) -> Dialogue: ...
    def begin(self) -> AsyncIterator[Event]: ...
    def reply(self, text: str) -> AsyncIterator[Event]: ...
    def leave(self, ending: str = ...) -> AsyncIterator[Event]: ...
    def go_on(self) -> AsyncIterator[Event]: ...
    def hint(self) -> Hint | None: ...
    def needs(self) -> Sequence[Need]: ...


class Records(Protocol):
    """The record, for looking only: it creates nothing and keeps nobody waiting."""

    def attempt(self, attempt: str) -> AttemptRecord: ...
    def history(
        self, *, learner: str | None = None, scenario: str | None = None, limit: int = 200
    ) -> Sequence[AttemptSummary]: ...
    def unfinished(self, learner: str) -> Sequence[AttemptSummary]: ...


class Library(Protocol):
    """The part of the library that is not reached through the simulator itself."""

    def rubric(self, key: str) -> Loaded[Rubric]: ...


class Simulator(Protocol):
    """Library and ledger behind one door. Everything here may block: call it in a thread."""

    @property
    def library(self) -> Library: ...
    @property
    def records(self) -> Records: ...
    def headers(self) -> Iterator[Header]: ...
    def scenario(self, key: str) -> Loaded[Scenario]: ...
    def start(
        self, scenario: str, learner: str, level: str = ..., mode: Mode = ..., seed: int = ...
    ) -> Attempt: ...
    def resume(self, attempt: str | None = None, learner: str = "") -> Attempt: ...
    def rewind(self, attempt: str, turn: int) -> Attempt: ...


SimulatorFactory = Callable[[], Simulator]
"""Opens a Simulator."""
