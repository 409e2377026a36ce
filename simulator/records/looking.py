"""Looking at the records without touching them: nothing is created, changed or kept from others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from simulator.records.address import Where, address_of
from simulator.records.reading import RecordsReader
from simulator.records.sqlite import PATIENCE
from simulator.records.store import Looking, looking_at

T = TypeVar("T")


class RecordsView(RecordsReader):
    """The records, for reading only; where there are none yet, there are no attempts."""

    def __init__(self, looking: Looking, where: Where) -> None:
        super().__init__(address_of(where))
        self._looking = looking

    @classmethod
    def look(cls, where: Where, *, patience: float = PATIENCE) -> RecordsView:
        """The records of a data folder, or at an address. Nothing is opened before something is asked."""
        return cls(looking_at(address_of(where), patience), where)

    def _read(self, work: Callable[[Connection], T]) -> T:
        return self._looking.read(work)
