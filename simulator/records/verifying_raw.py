"""Reading rows to be verified: as the database keeps them, and never all at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

from sqlalchemy import Connection, Select, type_coerce
from sqlalchemy.types import NullType

from simulator.records.chain.findings import Bad, Broken

_AT_ONCE = 500
"""Rows that are fetched together."""


def raw(*columns: Any) -> list[Any]:  # noqa: ANN401 - columns of any type
    """Columns as the database keeps them: a changed byte must not be smoothed out on its way here."""
    return [type_coerce(column, NullType).label(column.name) for column in columns]


def streamed(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    """The rows of a query, fetched as they are needed."""
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as found:
        yield from found


def broken(table: str, key: str, column: str, why: str) -> NoReturn:
    """Say that something is not as it was written.

    Raises:
        Broken: Always.
    """
    raise Broken(Bad(table, key, column, why))
