"""Reading the records: one attempt, the history, what is unfinished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, select

from simulator.attempt.ledger import AttemptRecord, AttemptSummary
from simulator.content.nearest import nearest
from simulator.errors import NotFoundError
from simulator.language.text import clean_text
from simulator.records import queries, rows
from simulator.records.address import Address
from simulator.records.brief import BriefReader
from simulator.records.deciding import IdeasReader
from simulator.records.disputes import Dispute, disputes_in
from simulator.records.names import Names
from simulator.records.people import PeopleReader
from simulator.records.rounds import Round
from simulator.records.schema import VERSION, attempts, ends, version_of
from simulator.records.sql_disputes import events_of
from simulator.records.sql_rounds import every_round, known_round
from simulator.records.telling import FactsReader
from simulator.records.unfit import foreign, newer
from simulator.records.values import form_of

T = TypeVar("T")

_MANY = 5
_NEAR = 1_000


class RecordsReader(PeopleReader, IdeasReader, FactsReader, BriefReader):
    """What can be asked of the records; how they are reached is for those who inherit.

    Attributes:
        where: Where they are.

    All methods raise `UnavailableError` when the records cannot be read, and may be called from any thread.
    """

    def __init__(self, where: Address) -> None:
        self.where = where

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
        return self._summaries(
            lambda names: queries.history(
                None if learner is None else names.person(clean_text(learner)), _cleaned(scenario), limit
            )
        )

    def unfinished(self, learner: str) -> Sequence[AttemptSummary]:
        """Attempts of a learner without an end, and not superseded by a branch; the newest first."""
        return self._summaries(lambda names: queries.unfinished(names.person(clean_text(learner))))

    def summary(self, attempt: str) -> AttemptSummary:
        """The line of the history for one attempt.

        Raises:
            NotFoundError: There is none of this id.
        """
        one = queries.summaries().where(attempts.c.attempt == clean_text(attempt))
        found = self._summaries(lambda _: one)
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

    def _summaries(self, query: Callable[[Names], Select[Any]]) -> Sequence[AttemptSummary]:
        def read(connection: Connection) -> Sequence[AttemptSummary]:
            names = Names(connection)
            found = connection.execute(query(names)).all()
            return tuple(rows.summary_of(row, names) for row in found)

        return self._sound(read)

    def _record_in(self, connection: Connection, attempt: str) -> AttemptRecord:
        """An attempt as it stands within a transaction."""
        return self._told(lambda: _record(connection, attempt))


def check_version(connection: Connection, where: Address) -> int:
    """The version of the tables, 0 where there are none.

    Raises:
        UnavailableError: They are newer than this program, or not ours.
    """
    version = version_of(connection)
    if version is None:
        raise foreign(where)
    if version > VERSION:
        raise newer(where, version, VERSION)
    return version


def _cleaned(text: str | None) -> str | None:
    return None if text is None else clean_text(text)


def _record(connection: Connection, attempt: str) -> AttemptRecord:
    head = _one(connection, select(attempts).where(attempts.c.attempt == attempt))
    if head is None:
        raise _unknown(connection, attempt)
    end = _one(connection, select(ends).where(ends.c.attempt == attempt))
    names = Names(connection)
    return AttemptRecord(
        header=rows.header_of(head, connection.execute(queries.contents_of(attempt)), names),
        turns=tuple(rows.turn_of(row) for row in connection.execute(queries.turns_of(attempt))),
        end=None if end is None else rows.end_of(end),
        evaluations=tuple(
            names.form(form_of(row.evaluation, row.words))
            for row in connection.execute(queries.evaluations_of(connection, attempt))
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
