"""Reading library and history in a thread, while the app already runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message

from simulator.errors import EmptyChairError
from simulator.tui import messages
from simulator.tui.ports import Header, Simulator, SimulatorFactory
from simulator.tui.shelf import RoundLine
from simulator.tui.visit import Start
from simulator.wording import _

if TYPE_CHECKING:
    from simulator.reviewing.sheet import Sheet

Post = Callable[[Message], object]
_BATCH_SECONDS = 0.15


def open_and_read(factory: SimulatorFactory, start: Start, level: str, post: Post) -> None:
    """Open library and ledger and tell everything that is in them, bit by bit."""
    try:
        simulator = factory()
        post(messages.DoorOpened(simulator))
        for batch in _batches(simulator.headers()):
            post(messages.HeadersRead(batch, complete=False))
        post(messages.HeadersRead((), complete=True))
    except EmptyChairError as error:
        post(messages.ReadingFailed(error))
        return
    read_history(simulator, start.learner, post)
    read_year(simulator, start, level, post, level_chosen=start.level is not None)


def read_history(simulator: Simulator, learner: str, post: Post) -> None:
    """Tell the learner's attempts."""
    try:
        records = simulator.records
        post(messages.HistoryRead(records.history(learner=learner), records.unfinished(learner)))
        post(messages.RoundsRead([_round_line(sheet, learner) for sheet in simulator.rounds.of(learner)]))
    except EmptyChairError as error:
        post(messages.ReadingFailed(error))


def read_year(
    simulator: Simulator, start: Start, level: str, post: Post, *, level_chosen: bool = False
) -> None:
    """Tell what the learner owes, and what to practise next; nothing else waits for it, or fails with it."""
    try:
        year = simulator.year
        rights = year.rights(start.learner, alone=start.alone)
        owed = year.owed(start.learner, level)
        post(messages.YearRead(owed, rights))
        if not level_chosen and owed.level:
            level = owed.level
        post(messages.AdviceRead(year.advice(start.learner, level)))
        post(messages.NewsRead(year.news(start.learner)))
    except EmptyChairError as error:
        post(messages.YearFailed(error))
    except Exception as error:  # a fault here must not keep anybody from practising
        told = _(
            "The training year cannot be worked out ({name}: {error}).",
            name=type(error).__name__,
            error=error,
        )
        post(messages.YearFailed(EmptyChairError(told, _("Please report it."))))


def _round_line(sheet: Sheet, rater: str) -> RoundLine:
    found = sheet.round
    return RoundLine(
        name=found.name,
        rubric=found.rubric.id,
        conversations=len(found.items),
        places=len(sheet.places),
        left=len(sheet.missing(rater)),
        waiting=tuple(one for one in found.raters if sheet.missing(one)),
        revealed=sheet.revealed,
    )


def _batches(headers: Iterator[Header]) -> Iterator[list[Header]]:
    """Headers in batches by time: the first one alone, so that there is something to start at once."""
    batch: list[Header] = []
    due = 0.0
    for header in headers:
        batch.append(header)
        if monotonic() >= due:
            yield batch
            batch, due = [], monotonic() + _BATCH_SECONDS
    if batch:
        yield batch
