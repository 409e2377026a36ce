"""Reading the records: one attempt, the history, what is unfinished."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, select

from simulator.attempt.ledger import AttemptRecord, AttemptSummary
from simulator.content.nearest import nearest
from simulator.errors import NotFoundError
from simulator.language.text import clean_text
from simulator.records import queries, rows
from simulator.records.disputes import Dispute, disputes_in
from simulator.records.failures import damaged, foreign, newer
from simulator.records.rounds import Round
from simulator.records.schema import VERSION, attempts, ends, version_of
from simulator.records.sql_disputes import events_of
from simulator.records.sql_rounds import every_round, known_round
from simulator.records.values import from_json

T = TypeVar("T")

_MANY = 5
_NEAR = 1_000


class RecordsReader(ABC):
    """What can be asked of the records; where they are is for those who inherit.

    All methods raise `UnavailableError` when the records cannot be read, and may be called from any thread.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    @abstractmethod
    def _read(self, work: Callable[[Connection], T]) -> T:
        """Do something with one consistent view of the records."""

    def attempt(self, attempt: str) -> AttemptRecord:
        """Read one attempt.

        Raises:
            NotFoundError: There is none of this id.
            UnavailableError: The records cannot be read.
        """
        return self._sound(lambda connection: _record(connection, clean_text(attempt)))

    def history(
        self, *, learner: str | None = None, scenario: str | None = None, limit: int = 200
    ) -> Sequence[AttemptSummary]:
        """The newest attempts first."""
        return self._summaries(queries.history(_cleaned(learner), _cleaned(scenario), limit))

    def unfinished(self, learner: str) -> Sequence[AttemptSummary]:
        """Attempts of a learner without an end, and not superseded by a branch; the newest first."""
        return self._summaries(queries.unfinished(clean_text(learner)))

    def summary(self, attempt: str) -> AttemptSummary:
        """The line of the history for one attempt.

        Raises:
            NotFoundError: There is none of this id.
        """
        found = self._summaries(queries.summaries().where(attempts.c.attempt == clean_text(attempt)))
        if not found:
            raise NotFoundError(f"There is no attempt {attempt!r} on record.")
        return found[0]

    def find(self, beginning: str) -> str:
        """The id that begins with these characters.

        Raises:
            NotFoundError: None does, or several do.
        """
        return self._read(lambda connection: _find(connection, clean_text(beginning).strip()))

    def disputes(self, attempts: Sequence[str] | None = None) -> tuple[Dispute, ...]:
        """The disputes about these attempts, or about all, in the order in which they were opened."""
        keys = None if attempts is None else [clean_text(key) for key in attempts]
        found = disputes_in(self._sound(lambda connection: events_of(connection, keys)))
        return tuple(sorted(found, key=lambda dispute: dispute.opened.at))

    def round(self, name: str) -> Round:
        """A calibration round.

        Raises:
            NotFoundError: There is none of this name; the nearest is named.
        """
        return self._sound(lambda connection: known_round(connection, clean_text(name).strip()))

    def rounds(self) -> tuple[Round, ...]:
        """All calibration rounds, the newest first."""
        return self._sound(every_round)

    def _summaries(self, query: Select[Any]) -> Sequence[AttemptSummary]:
        return self._sound(lambda c: tuple(rows.summary_of(row) for row in c.execute(query)))

    def _record_in(self, connection: Connection, attempt: str) -> AttemptRecord:
        """An attempt as it stands within a transaction."""
        return self._told(lambda: _record(connection, attempt))

    def _sound(self, work: Callable[[Connection], T]) -> T:
        """Read, and tell of rows that only another program can have written."""
        return self._told(lambda: self._read(work))

    def _told(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except (TypeError, ValueError, RecursionError) as error:
            raise damaged(self.file, f"it holds a row that Empty Chair did not write ({error})") from error


def check_version(connection: Connection, file: Path) -> int:
    """The version of the tables, 0 where there are none.

    Raises:
        UnavailableError: They are newer than this program, or not ours.
    """
    version = version_of(connection)
    if version is None:
        raise foreign(file)
    if version > VERSION:
        raise newer(file, version, VERSION)
    return version


def _cleaned(text: str | None) -> str | None:
    return None if text is None else clean_text(text)


def _record(connection: Connection, attempt: str) -> AttemptRecord:
    head = _one(connection, select(attempts).where(attempts.c.attempt == attempt))
    if head is None:
        raise _unknown(connection, attempt)
    end = _one(connection, select(ends).where(ends.c.attempt == attempt))
    return AttemptRecord(
        header=rows.header_of(head, connection.execute(queries.contents_of(attempt))),
        turns=tuple(rows.turn_of(row) for row in connection.execute(queries.turns_of(attempt))),
        end=None if end is None else rows.end_of(end),
        evaluations=tuple(
            from_json(text) for text in connection.execute(queries.evaluations_of(attempt)).scalars()
        ),
    )


def _one(connection: Connection, query: Select[Any]) -> Row[Any] | None:
    return connection.execute(query).one_or_none()


def _find(connection: Connection, beginning: str) -> str:
    found = connection.execute(queries.beginning_with(beginning, _MANY + 1)).scalars().all()
    if beginning in found:
        return beginning
    if not found or not beginning:
        raise _unknown(connection, beginning)
    if len(found) > 1:
        some = ", ".join(clean_text(key) for key in found[:_MANY]) + (", …" if len(found) > _MANY else "")
        raise NotFoundError(f"Several attempts begin with {beginning!r}.", f"Name one of them: {some}")
    return str(found[0])


def _unknown(connection: Connection, attempt: str) -> NotFoundError:
    """Say that there is none, and which of the newest is most like it."""
    known = connection.execute(queries.beginning_with("", _NEAR)).scalars().all()
    near = nearest(attempt, (clean_text(key) for key in known))
    hint = f"Did you mean {near}?" if near else "See the ids with: empty-chair records list"
    return NotFoundError(f"There is no attempt {attempt!r} on record.", hint)
