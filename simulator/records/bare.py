"""Rows as the driver gives them: for walks over everybody, where anything more per row would be felt."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select


def bare_rows(connection: Connection, query: Select[Any]) -> list[tuple[Any, ...]]:
    """All rows of a query, as plain tuples. On SQLite, true and false are 1 and 0."""
    cursor = connection.execute(query).cursor
    return list(cursor.fetchall()) if cursor is not None else []
