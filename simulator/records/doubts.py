"""Writes that nobody knows the outcome of: the answer was lost, the row perhaps not.

When a connection breaks at the very moment of a commit, the writer is told of a failure and tries again. What
it wants to write may be there already. So the ledger remembers what failed, and a second try of the very same
looks first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock

from sqlalchemy import Connection

from simulator.errors import UnavailableError
from simulator.records.store import Store


class Doubts:
    """What one ledger tried to write and was not told to be kept. Any thread may use it."""

    def __init__(self) -> None:
        self._open: set[Hashable] = set()
        self._lock = Lock()

    def write(
        self,
        store: Store,
        what: Hashable,
        is_kept: Callable[[Connection], bool],
        work: Callable[[Connection], None],
    ) -> None:
        """Write, unless a try before has written the very same.

        Args:
            store: Where to.
            what: Tells this write from every other.
            is_kept: Whether it is there; asked only after a try that failed, in the transaction that writes.
            work: Writes it.

        Raises:
            UnavailableError: It could not be kept, as far as anybody knows.
        """

        def careful(connection: Connection) -> None:
            if not (self._is_open(what) and is_kept(connection)):
                work(connection)

        try:
            store.write(careful)
        except UnavailableError:
            with self._lock:
                self._open.add(what)
            raise
        with self._lock:
            self._open.discard(what)

    def _is_open(self, what: Hashable) -> bool:
        with self._lock:
            return what in self._open
