"""The ledger on SQL: every method returns when what it was given is on the disk of the database."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection

from simulator.attempt.ledger import AttemptHeader, EndRecord, TurnRecord
from simulator.errors import NotFoundError, UsageError
from simulator.language.text import clean_text
from simulator.records import schema, sqlite
from simulator.records.address import Address, Where, address_of
from simulator.records.chain.events import Deed
from simulator.records.chaining import append, keep_salt
from simulator.records.deciding import DecisionsWriter
from simulator.records.disputes import Decide, Decision, disputes_in
from simulator.records.doubts import Doubts
from simulator.records.evidence import EvidenceWriter
from simulator.records.inserts import attempt_row, content_rows, end_row, evaluation_row, turn_row
from simulator.records.keeping import (
    check_going_on,
    check_next,
    holds,
    keep_content,
    keep_end,
    keep_evaluation,
    keep_row,
    keep_rows,
    known,
    newest_evaluation,
    position,
    timeless,
)
from simulator.records.locks import hold
from simulator.records.names import person_for
from simulator.records.people import PeopleWriter
from simulator.records.readiness import make_ready
from simulator.records.reading import RecordsReader
from simulator.records.rounds import Round, RoundEntry
from simulator.records.sql_disputes import events_of, keep_event
from simulator.records.sql_rounds import keep_entries, keep_round, known_round, round_in
from simulator.records.store import Store, open_store

T = TypeVar("T")


class SqlLedger(EvidenceWriter, PeopleWriter, DecisionsWriter, RecordsReader):
    """The records on a database, for writing and reading, from any thread and beside other processes.

    Attributes:
        where: Where they are.
        notice: A sentence for the person when the records are kept in a lesser way, or an empty string.
    """

    def __init__(self, store: Store, where: Address) -> None:
        super().__init__(where)
        self.notice = store.notice
        self._store = store
        self._doubts = Doubts()

    @classmethod
    def open(cls, where: Where, *, patience: float = sqlite.PATIENCE) -> SqlLedger:
        """Open the records of a data folder or at an address; what is missing of file and tables is made.

        Args:
            where: The folder, or the address.
            patience: Seconds to wait for another program that keeps the records to itself, here and at every
                write.

        Raises:
            UnavailableError: Read-only, full, locked, damaged, of a newer version, no file at all, or a
                server that cannot be reached.
        """
        address = address_of(where)
        store = open_store(address, patience)
        try:
            make_ready(store, address)
        except BaseException:
            store.close()
            raise
        return cls(store, address)

    def close(self) -> None:
        """Let go of the database; the ledger opens it again should it be used once more."""
        self._store.close()

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
        told = {name: value for name, value in row.items() if name != "learner"}

        def work(connection: Connection) -> None:
            if known(connection, attempts.c.attempt, row["attempt"]):
                raise ValueError(f"attempt {header.attempt!r} is on record already")
            parent = row["branch_of"]
            if parent is not None and not known(connection, attempts.c.attempt, parent):
                raise NotFoundError(f"There is no attempt {parent!r} on record to branch from.")
            person = person_for(connection, row["learner"])
            for content in header.contents:
                keep_content(connection, content)
            keep_salt(connection, "attempt", row["attempt"])
            keep_row(connection, attempts, row | {"learner": person})
            keep_rows(connection, schema.attempt_contents, content_rows(header))
            keep_rows(connection, schema.turns, [turn_row(row["attempt"], turn) for turn in turns])
            append(connection, Deed(person, "opened", "attempt", row["attempt"]))

        self._once(("attempt", *row.items()), lambda connection: holds(connection, attempts, told), work)

    def add_turn(self, attempt: str, turn: TurnRecord, end: EndRecord | None = None) -> None:
        """Write down one turn and, in the same transaction, the end that comes with it.

        Raises:
            UnavailableError: The turn could not be kept (disk full, read-only, locked, damaged).
            NotFoundError: There is no such attempt.
            MovedOnError: A `ValueError`: the turn number is not the next one, or the attempt has ended.
        """
        key = clean_text(attempt)
        row, last = turn_row(key, turn), None if end is None else end_row(key, end)

        def is_kept(connection: Connection) -> bool:
            position(connection, key)  # a commit that is still under way is waited for
            return holds(connection, schema.turns, timeless(row)) and (
                last is None or holds(connection, schema.ends, timeless(last))
            )

        def work(connection: Connection) -> None:
            check_next(position(connection, key), turn.turn)
            keep_row(connection, schema.turns, row)
            if last is not None:
                keep_end(connection, last)

        self._once(("turn", *timeless(row).items()), is_kept, work)

    def end_attempt(self, attempt: str, end: EndRecord) -> None:
        """Write down an end that comes without a turn.

        Raises:
            UnavailableError: It could not be kept.
            NotFoundError: There is no such attempt.
            MovedOnError: A `ValueError`: the attempt has ended already.
        """
        key = clean_text(attempt)
        row = end_row(key, end)

        def is_kept(connection: Connection) -> bool:
            position(connection, key)
            return holds(connection, schema.ends, timeless(row))

        def work(connection: Connection) -> None:
            check_going_on(position(connection, key))
            keep_end(connection, row)

        self._once(("end", *timeless(row).items()), is_kept, work)

    def add_evaluation(self, attempt: str, evaluation: Mapping[str, Any]) -> None:
        """Write down a filled form; earlier ones stay.

        Raises:
            UnavailableError: It could not be kept.
            NotFoundError: There is no such attempt.
            ValueError: It holds what JSON cannot say, or its percentage is no number.
        """
        key = clean_text(attempt)
        form = evaluation_row(key, 0, evaluation)
        written = form["evaluation"], form["words"]

        def is_kept(connection: Connection) -> bool:
            position(connection, key)
            newest = newest_evaluation(connection, key)
            return newest is not None and (newest.evaluation, newest.words) == written

        def work(connection: Connection) -> None:
            position(connection, key)
            keep_evaluation(connection, key, evaluation)

        self._once(("evaluation", key, *written), is_kept, work)

    def review(self, attempt: str, decide: Decide) -> Decision:
        """Let `decide` look at an attempt, and write down what it returns: all of it or nothing.

        Nobody else writes between the looking and the writing.

        Args:
            attempt: The whole id.
            decide: Gets the attempt and its disputes; whatever it raises passes through, and nothing is kept.
                It is called again when others were quicker.

        Raises:
            UnavailableError: It could not be kept.
            NotFoundError: There is no such attempt.
        """
        key = clean_text(attempt)

        def work(connection: Connection) -> Decision:
            position(connection, key)
            decision = decide(self._record_in(connection, key), disputes_in(events_of(connection, [key])))
            if decision.evaluation is not None:
                keep_evaluation(connection, key, decision.evaluation)
            if decision.event is not None:
                keep_event(connection, decision.event)
            return decision

        return self._store.write(work)

    def open_round(self, made: Round) -> None:
        """Write down that a calibration round begins, with its rubric, its conversations and their forms.

        Raises:
            UnavailableError: It could not be kept.
            UsageError: There is a round of this name.
        """

        def work(connection: Connection) -> None:
            if round_in(connection, made.name) is not None:
                raise UsageError(
                    f"There is a round {made.name!r} already.",
                    "Choose another name; a round is never changed.",
                )
            keep_content(connection, made.rubric)
            keep_round(connection, made)

        self._store.write(work)

    def enter(self, name: str, decide: Callable[[Round], Sequence[RoundEntry]]) -> Round:
        """Let `decide` look at a round, and write down the entries that it returns: all or none.

        Returns:
            The round with them.

        Raises:
            UnavailableError: They could not be kept.
            NotFoundError: There is no such round.
        """
        key = clean_text(name)

        def work(connection: Connection) -> Round:
            hold(connection, "round", key)
            found = known_round(connection, key)
            entries = decide(found)
            keep_entries(connection, found, entries)
            return replace(found, entries=(*found.entries, *entries))

        return self._store.write(work)

    def _read(self, work: Callable[[Connection], T]) -> T:
        return self._store.read(work)

    def _once(
        self,
        what: Hashable,
        is_kept: Callable[[Connection], bool],
        work: Callable[[Connection], None],
    ) -> None:
        """Write; a second try after a failure whose outcome nobody knows looks first."""
        self._doubts.write(self._store, what, is_kept, work)
