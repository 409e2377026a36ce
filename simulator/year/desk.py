"""The year behind one door, for the app: everything is read at the moment that it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.year.values import Rights

if TYPE_CHECKING:
    from simulator.acting import Acting
    from simulator.attempt.ledger import AttemptSummary
    from simulator.content.library import Library
    from simulator.records.looking import RecordsView
    from simulator.year.own import Own
    from simulator.year.teams import Teams
    from simulator.year.trainers import Trainers
    from simulator.year.values import Advice, Board, Counting, MyYear, News, Owed, PersonCard, TrainersView


def _utc() -> datetime:
    return datetime.now(UTC)


class Year:
    """The training year. All methods block, and may be called from any thread.

    `alone` is for pages that show nobody but whoever is there, as long as no roles say otherwise.

    Args:
        records: Gives the records, for looking.
        library: Gives the library.
        now: Tells the time.
    """

    def __init__(
        self,
        records: Callable[[], RecordsView],
        library: Callable[[], Library],
        now: Callable[[], datetime] = _utc,
    ) -> None:
        self._records = records
        self._library = library
        self._now = now

    def rights(self, viewer: str, *, alone: bool) -> Rights:
        """Which views are open to somebody."""
        acting = self._acting(viewer)
        if alone and not acting.applies:
            return Rights()
        return Rights(self._teams(acting).has_people(), self._trainers(acting).may())

    def owed(self, learner: str, level: str) -> Owed:
        """What is asked of somebody."""
        return self._own(learner, level).owed()

    def advice(self, learner: str, level: str) -> Sequence[Advice]:
        """What somebody may practise next."""
        return self._own(learner, level).advice()

    def news(self, learner: str) -> Sequence[News]:
        """What was answered to somebody lately."""
        return self._own(learner, "").news()

    def counting(self, learner: str, level: str, scenario: str) -> Counting:
        """For what a certification at a scenario would count if it was made now."""
        return self._own(learner, level).counting(scenario)

    def mine(self, learner: str, level: str) -> MyYear:
        """Somebody's own year."""
        return self._own(learner, level).year()

    def team(self, viewer: str, told: Callable[[int], object], *, alone: bool) -> Board:
        """The people whose state of training somebody may see; the look is put on record.

        Raises:
            UsageError: There is nobody.
        """
        return self._teams(self._looking(viewer, alone)).board(told)

    def person(self, viewer: str, person: str, *, alone: bool) -> PersonCard:
        """Where one person stands, and their certified scores; the look is put on record.

        Raises:
            UsageError: It may not be seen.
        """
        return self._teams(self._looking(viewer, alone)).card(person)

    def trainers(self, viewer: str, *, alone: bool) -> TrainersView:
        """Where everybody is weak.

        Raises:
            UsageError: It may not be seen.
        """
        return self._trainers(self._looking(viewer, alone)).view()

    def others(self, viewer: str, *, alone: bool) -> Sequence[AttemptSummary]:
        """Everybody's attempts, as far as somebody may see their scores, under the names that may be shown.

        The look is put on record.
        """
        from simulator.year.attempts import seen

        acting = self._looking(viewer, alone)
        return seen(self._records().history(), acting)

    def opened(self, viewer: str, learner: str, mode: str, attempt: str, *, alone: bool) -> str:
        """Let somebody read an attempt, words and all; a look at another's is put on record.

        Returns:
            The learner's name as it may be shown.

        Raises:
            UsageError: It may not be seen.
        """
        from simulator.year.attempts import opened

        return opened(self._acting(viewer), viewer, learner, mode, attempt, alone=alone)

    def _looking(self, viewer: str, alone: bool) -> Acting:
        acting = self._acting(viewer)
        if alone and not acting.applies:
            raise UsageError("This page shows your own record only.", "Ask whoever runs the service.")
        return acting

    def _acting(self, viewer: str) -> Acting:
        from simulator.acting import Acting

        return Acting(self._records(), viewer, self._now())

    def _own(self, learner: str, level: str) -> Own:
        from simulator.year.own import Own

        return Own(self._records(), self._library(), learner, level, self._now())

    def _teams(self, acting: Acting) -> Teams:
        from simulator.year.teams import Teams

        return Teams(self._records(), self._library(), acting, self._now())

    def _trainers(self, acting: Acting) -> Trainers:
        from simulator.year.trainers import Trainers

        return Trainers(self._records(), acting, self._now())
