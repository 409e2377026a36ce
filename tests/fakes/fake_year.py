"""The training year without records or programmes: what it holds is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.errors import EmptyChairError
from simulator.year.values import (
    Advice,
    Board,
    Counting,
    MyYear,
    News,
    Owed,
    PersonCard,
    Rights,
    TrainersView,
)


@dataclass
class FakeYear:
    """Gives what it was given; `failing` makes everything fail, `names` are those that may be shown."""

    ledger: Any = None
    given_rights: Rights = field(default_factory=lambda: Rights(team=True, trainer=True))
    given_owed: Owed = field(default_factory=Owed)
    given_advice: Sequence[Advice] = ()
    year: MyYear = field(default_factory=lambda: MyYear((), ()))
    board: Board = field(default_factory=lambda: Board((), ()))
    cards: dict[str, PersonCard] = field(default_factory=dict)
    view: TrainersView = field(default_factory=TrainersView)
    names: dict[str, str] = field(default_factory=dict)
    given_counting: Counting = field(default_factory=Counting)
    given_news: Sequence[News] = ()
    failing: EmptyChairError | None = None
    looks: list[str] = field(default_factory=list)

    def _or_fail(self, found: Any) -> Any:
        if self.failing is not None:
            raise self.failing
        return found

    def rights(self, viewer: str, *, alone: bool) -> Rights:
        return self._or_fail(self.given_rights)

    def owed(self, learner: str, level: str) -> Owed:
        return self._or_fail(self.given_owed)

    def advice(self, learner: str, level: str) -> Sequence[Advice]:
        return self._or_fail(self.given_advice)

    def news(self, learner: str) -> Sequence[News]:
        return self._or_fail(self.given_news)

    def counting(self, learner: str, level: str, scenario: str) -> Counting:
        return self._or_fail(self.given_counting)

    def mine(self, learner: str, level: str) -> MyYear:
        return self._or_fail(self.year)

    def team(self, viewer: str, told: Callable[[int], object], *, alone: bool) -> Board:
        told(500)
        return self._or_fail(self.board)

    def person(self, viewer: str, person: str, *, alone: bool) -> PersonCard:
        self.looks.append(person)
        return self._or_fail(self.cards[person])

    def trainers(self, viewer: str, *, alone: bool) -> TrainersView:
        return self._or_fail(self.view)

    def others(self, viewer: str, *, alone: bool) -> Sequence[Any]:
        return self.ledger.history()

    def opened(self, viewer: str, learner: str, mode: str, attempt: str, *, alone: bool) -> str:
        self.looks.append(attempt)
        return self._or_fail(self.names.get(learner, learner))
