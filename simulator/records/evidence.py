"""The records as evidence: looking through them, signing them, and taking words and names out of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection

from simulator.errors import UnavailableError
from simulator.language.text import clean_text
from simulator.records.address import Address, FileAddress
from simulator.records.chain.events import Deed, Head
from simulator.records.chaining import append, head_of, is_erased
from simulator.records.names import PERSON, person_for
from simulator.records.schema import VERSION, chain, has_table, version_of
from simulator.records.store import Store
from simulator.records.unfit import damaged

if TYPE_CHECKING:  # no conversation needs them
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from simulator.records.chain.retention import Retention
    from simulator.records.chain.signing import Checkpoint
    from simulator.records.chain.walking import Kept, Proof
    from simulator.records.erasing import Erasure
    from simulator.records.logbook import Asked, Logbook
    from simulator.records.retiring import Due
    from simulator.records.verifying import Verification

T = TypeVar("T")

_CHAINED = 3
"""The first version with a chain."""


class EvidenceReader(ABC):
    """What can be asked about the records as evidence; how they are reached is for those who inherit.

    Attributes:
        where: Where they are.
    """

    def __init__(self, where: Address) -> None:
        self.where = where

    @abstractmethod
    def _read(self, work: Callable[[Connection], T]) -> T:
        """Do something with one consistent view of the records."""

    def chain_head(self) -> Head:
        """Where the chain ends. Reports print it, so that a later look can be held against it."""
        return self._read(lambda connection: head_of(connection) if has_table(connection, chain) else Head())

    def verify(self, proof: Proof, kept: Sequence[Kept] = ()) -> Verification:
        """Look through everything, up to the first thing that is not as it was written.

        Args:
            proof: Looks at the signatures of checkpoints.
            kept: Heads that were kept elsewhere.

        Raises:
            UnavailableError: The records cannot be read at all, or are of an older version.
        """
        from simulator.records.verifying import verify

        return self._read(self._since(VERSION, "", lambda connection: verify(connection, proof, kept)))

    def logbook(self, asked: Asked) -> Logbook:
        """The chain as a log: who did what, and to whose record.

        Raises:
            UnavailableError: The records cannot be read, or are of an older version.
        """
        from simulator.records.logbook import logbook

        return self._current(lambda connection: logbook(connection, asked))

    def logged_actions(self) -> Sequence[str]:
        """Every action that the log knows."""
        from simulator.records.logbook import actions

        return self._current(actions)

    def due(self, retention: Retention, now: datetime) -> Sequence[Due]:
        """Whose words are too old by now."""
        from simulator.records.retiring import due

        return self._chained(lambda connection: due(connection, retention, now))

    def is_erased(self, attempt: str) -> bool:
        """Whether the words of an attempt were erased."""
        return self._read(
            lambda connection: has_table(connection, chain) and is_erased(connection, "attempt", attempt)
        )

    def erasure_of(self, known_as: str) -> Erasure:
        """What erasing somebody would take.

        Raises:
            NotFoundError: Nobody is known by this.
            UsageError: Several are.
        """
        from simulator.records.erasing import planned

        name = clean_text(known_as).strip()
        return self._read(self._since(VERSION, "", lambda connection: planned(connection, name)))

    def _chained(self, work: Callable[[Connection], T]) -> T:
        """Read what only tables with a chain have."""
        return self._read(self._since(_CHAINED, ", without a chain", work))

    def _current(self, work: Callable[[Connection], T]) -> T:
        """Read what only tables of this version have."""
        return self._sound(self._since(VERSION, "", work))

    def _since(
        self, version: int, without: str, work: Callable[[Connection], T]
    ) -> Callable[[Connection], T]:
        def checked(connection: Connection) -> T:
            if (version_of(connection) or 0) < version:
                raise UnavailableError(
                    f"The records in {self.where.shown} were written by an older version{without}.",
                    "They are taken over when something is written to them: practise once, or see "
                    "docs/operating.md, Evidence.",
                )
            return work(connection)

        return checked

    def _sound(self, work: Callable[[Connection], T]) -> T:
        """Read, and tell of rows that only another program can have written."""
        return self._told(lambda: self._read(work))

    def _told(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except (TypeError, ValueError, RecursionError) as error:
            raise damaged(self.where, f"it holds a row that Empty Chair did not write ({error})") from error


class EvidenceWriter(EvidenceReader):
    """What is done to the records for evidence's sake."""

    _store: Store

    def checkpoint(self, key: Ed25519PrivateKey) -> Checkpoint:
        """Sign everything that is on record now.

        Raises:
            UnavailableError: It could not be kept.
        """
        from simulator.records.checkpoints import make_checkpoint

        return self._store.write(lambda connection: make_checkpoint(connection, key))

    def note_view(self, by: str, learner: str, what: str) -> Head:
        """Put on record that somebody looked at another person's record.

        Args:
            by: Who looked, by name.
            learner: At whose record, by name.
            what: At what, in words that stay for ever: `attempt 0199…`, `history`.

        Raises:
            UnavailableError: It could not be kept.
        """

        def work(connection: Connection) -> Head:
            viewer, viewed = person_for(connection, by), person_for(connection, learner)
            return append(connection, Deed(viewer, "viewed", PERSON, viewed, what={"what": clean_text(what)}))

        return self._store.write(work)

    def erase_person(self, known_as: str, by: str, reason: str) -> Erasure:
        """Take away somebody's names and all words of their attempts, for good.

        Args:
            known_as: A login, an employee number, an e-mail address or a pseudonym.
            by: Who does it, by name.
            reason: Why, without the name: it stays for ever.

        Raises:
            NotFoundError: Nobody is known by this.
            UsageError: Several are, or the reason names the person.
            UnavailableError: It could not be kept, or old pages of the file could not be cleared yet.
        """
        from simulator.records.erasing import erase_person

        name = clean_text(known_as).strip()
        done = self._store.write(
            lambda connection: erase_person(connection, name, person_for(connection, by), clean_text(reason))
        )
        self._scrub(f"empty-chair people erase {done.person} --yes, with --by and --reason")
        return done

    def retire(self, retention: Retention, now: datetime) -> Iterator[Sequence[Due]]:
        """Erase the words whose time is over, batch by batch.

        Raises:
            UnavailableError: It could not be kept; what was told before is done.
        """
        from simulator.records.retiring import retire

        while batch := self._store.write(lambda connection: retire(connection, retention, now)):
            yield batch
        self._scrub("empty-chair records retire")

    def _scrub(self, again: str) -> None:
        """Clear old pages; when that cannot be done now, tell that the erasing itself is done."""
        try:
            self.scrub()
        except UnavailableError as error:
            raise UnavailableError(
                f"The words are erased, but old pages with them could not be cleared yet. {error.message}",
                f"Close what else uses the records. Then clear them with: {again}",
            ) from error

    def scrub(self) -> None:
        """Clear what was erased out of the database's own files, as far as they are ours.

        Raises:
            UnavailableError: Somebody else is using them.
        """
        if isinstance(self.where, FileAddress):
            from simulator.records import sqlite_erasing

            self._store.close()  # a connection of our own would keep the log
            sqlite_erasing.scrub(self.where.file, self._store.patience)
        else:
            from simulator.records import postgres_erasing

            postgres_erasing.scrub(self._store.engine)  # type: ignore[attr-defined]
