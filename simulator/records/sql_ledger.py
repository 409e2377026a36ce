"""The ledger on SQL: every method returns when what it was given is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Engine, Row, func, insert, select

from simulator.attempt.ledger import AttemptHeader, ContentSnapshot, EndRecord, TurnRecord
from simulator.errors import NotFoundError, UsageError
from simulator.language.text import clean_text
from simulator.records import schema, sqlite
from simulator.records.disputes import Decide, Decision, disputes_in
from simulator.records.failures import not_a_file, read_only, told
from simulator.records.inserts import attempt_row, content_rows, end_row, evaluation_row, turn_row
from simulator.records.place import make_file, on_network, records_file, writable
from simulator.records.queries import position_of
from simulator.records.reading import RecordsReader, check_version
from simulator.records.rounds import Round, RoundEntry
from simulator.records.sql_disputes import events_of, keep_event
from simulator.records.sql_rounds import keep_entries, keep_round, known_round, round_in

T = TypeVar("T")


class SqlLedger(RecordsReader):
    """The records on a database, for writing and reading, from any thread and beside other processes.

    Attributes:
        file: The database's file.
        notice: A sentence for the person when the records are kept in a lesser way, or an empty string.
    """

    def __init__(self, engine: Engine, file: Path, notice: str = "") -> None:
        super().__init__(file)
        self.notice = notice
        self._engine = engine

    @classmethod
    def open(cls, data_dir: Path, *, patience: float = sqlite.PATIENCE) -> SqlLedger:
        """Open the records of a data folder; folder, file and tables are made where they are missing.

        Args:
            data_dir: The folder.
            patience: Seconds to wait for another program that holds the file, here and at every write.

        Raises:
            UnavailableError: Read-only, full, locked, damaged, of a newer version, or no file at all.
        """
        file = records_file(data_dir)
        with told(file):
            if file.exists() and not file.is_file():
                raise not_a_file(file)
            make_file(file)
            if not writable(file):
                raise read_only(file)  # SQLite would open it, and fail at the first turn
            notice = sqlite.settle_journal(file, patience, network=on_network(data_dir))
            ledger = cls(sqlite.writing_engine(file, patience), file, notice)
        try:
            ledger._make_ready()
        except BaseException:
            ledger.close()
            raise
        return ledger

    def close(self) -> None:
        """Let go of the database; the ledger opens it again should it be used once more."""
        self._engine.dispose()

    def __enter__(self) -> SqlLedger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open_attempt(self, header: AttemptHeader, turns: Sequence[TurnRecord] = ()) -> None:
        """Write down that an attempt begins, with its contents (each content once, by its hash).

        A branch brings the turns that it keeps; they are written in the same transaction.

        Raises:
            UnavailableError: It could not be kept.
            NotFoundError: The attempt that it branches from is not on record.
            UsageError: The seed is too large to be kept.
            ValueError: The id is taken, or a scenario or rubric is missing from the contents.
        """
        row, attempts = attempt_row(header), schema.attempts
        with self._writing() as connection:
            if _known(connection, attempts.c.attempt, row["attempt"]):
                raise ValueError(f"attempt {header.attempt!r} is on record already")
            parent = row["branch_of"]
            if parent is not None and not _known(connection, attempts.c.attempt, parent):
                raise NotFoundError(f"There is no attempt {parent!r} on record to branch from.")
            for content in header.contents:
                _keep_content(connection, content)
            connection.execute(insert(attempts), row)
            if header.contents:
                connection.execute(insert(schema.attempt_contents), content_rows(header))
            for turn in turns:
                connection.execute(insert(schema.turns), turn_row(row["attempt"], turn))

    def add_turn(self, attempt: str, turn: TurnRecord, end: EndRecord | None = None) -> None:
        """Write down one turn and, in the same transaction, the end that comes with it.

        Raises:
            UnavailableError: The turn could not be kept (disk full, read-only, locked, damaged).
            NotFoundError: There is no such attempt.
            ValueError: The turn number is not the next one, or the attempt has ended.
        """
        key = clean_text(attempt)
        row = turn_row(key, turn)
        with self._writing() as connection:
            last = _last_turn(connection, key)
            if turn.turn != last + 1:
                raise ValueError(f"turn {turn.turn} of attempt {attempt!r} is not the next: {last + 1} is")
            connection.execute(insert(schema.turns), row)
            if end is not None:
                connection.execute(insert(schema.ends), end_row(key, end))

    def end_attempt(self, attempt: str, end: EndRecord) -> None:
        """Write down an end that comes without a turn.

        Raises:
            UnavailableError: It could not be kept.
            NotFoundError: There is no such attempt.
            ValueError: The attempt has ended already.
        """
        key = clean_text(attempt)
        with self._writing() as connection:
            _last_turn(connection, key)
            connection.execute(insert(schema.ends), end_row(key, end))

    def add_evaluation(self, attempt: str, evaluation: Mapping[str, Any]) -> None:
        """Write down a filled form; earlier ones stay.

        Raises:
            UnavailableError: It could not be kept.
            NotFoundError: There is no such attempt.
            ValueError: It holds what JSON cannot say, or its percentage is no number.
        """
        key = clean_text(attempt)
        with self._writing() as connection:
            _position(connection, key)
            _keep_evaluation(connection, key, evaluation)

    def review(self, attempt: str, decide: Decide) -> Decision:
        """Let `decide` look at an attempt, and write down what it returns: all of it or nothing.

        Nobody else writes between the looking and the writing.

        Args:
            attempt: The whole id.
            decide: Gets the attempt and its disputes; whatever it raises passes through, and nothing is kept.

        Raises:
            UnavailableError: It could not be kept.
            NotFoundError: There is no such attempt.
        """
        key = clean_text(attempt)
        with self._writing() as connection:
            _position(connection, key)
            decision = decide(self._record_in(connection, key), disputes_in(events_of(connection, [key])))
            if decision.evaluation is not None:
                _keep_evaluation(connection, key, decision.evaluation)
            if decision.event is not None:
                keep_event(connection, decision.event)
        return decision

    def open_round(self, made: Round) -> None:
        """Write down that a calibration round begins, with its rubric, its conversations and their forms.

        Raises:
            UnavailableError: It could not be kept.
            UsageError: There is a round of this name.
        """
        with self._writing() as connection:
            if round_in(connection, made.name) is not None:
                raise UsageError(
                    f"There is a round {made.name!r} already.",
                    "Choose another name; a round is never changed.",
                )
            _keep_content(connection, made.rubric)
            keep_round(connection, made)

    def enter(self, name: str, decide: Callable[[Round], Sequence[RoundEntry]]) -> Round:
        """Let `decide` look at a round, and write down the entries that it returns: all or none.

        Returns:
            The round with them.

        Raises:
            UnavailableError: They could not be kept.
            NotFoundError: There is no such round.
        """
        with self._writing() as connection:
            found = known_round(connection, clean_text(name))
            entries = decide(found)
            keep_entries(connection, found, entries)
        return replace(found, entries=(*found.entries, *entries))

    def _read(self, work: Callable[[Connection], T]) -> T:
        with told(self.file), self._engine.connect() as connection, connection.begin():
            return work(connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction that is on the disk when it is left, or leaves nothing behind."""
        with told(self.file), self._engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def _make_ready(self) -> None:
        """Make the tables that are not there, in one step; two programs that begin at once agree."""
        with self._writing() as connection:
            found = check_version(connection, self.file)
            if found == 0:
                sqlite.guard(connection, schema.create_tables(connection))
            elif found < schema.VERSION:
                sqlite.guard(connection, schema.add_tables(connection, found))


def _known(connection: Connection, column: Column[Any], key: str) -> bool:
    return connection.execute(select(column).where(column == key)).first() is not None


def _position(connection: Connection, attempt: str) -> Row[Any]:
    row = connection.execute(position_of(attempt)).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no attempt {attempt!r} on record.")
    return row


def _last_turn(connection: Connection, attempt: str) -> int:
    """The number of the last turn of an attempt that goes on, 0 before the first."""
    row = _position(connection, attempt)
    if row.ending is not None:
        raise ValueError(f"attempt {attempt!r} has ended ({row.ending})")
    return int(row.last)


def _keep_evaluation(connection: Connection, attempt: str, evaluation: Mapping[str, Any]) -> None:
    table = schema.evaluations
    newest = select(func.coalesce(func.max(table.c.number), 0)).where(table.c.attempt == attempt)
    number = connection.execute(newest).scalar_one() + 1
    connection.execute(insert(table), evaluation_row(attempt, number, evaluation))


def _keep_content(connection: Connection, content: ContentSnapshot) -> None:
    table, key = schema.contents, clean_text(content.sha256)
    if not _known(connection, table.c.sha256, key):
        source = content.source.encode("utf-8", "replace").decode("utf-8")
        connection.execute(insert(table), {"sha256": key, "source": source})
