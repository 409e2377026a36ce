"""The tables and the questions are plain enough for PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import insert
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from simulator.records import queries
from simulator.records.schema import METADATA

DIALECT = postgresql.dialect()


@pytest.mark.parametrize("name", sorted(METADATA.tables))
def test_tables_compile_with_portable_types(name):
    table = METADATA.tables[name]
    text = str(CreateTable(table).compile(dialect=DIALECT)).upper()
    assert "SERIAL" not in text
    for index in table.indexes:
        assert "INDEX" in str(CreateIndex(index).compile(dialect=DIALECT))
    assert str(insert(table).compile(dialect=DIALECT)).startswith("INSERT INTO")


def test_questions_compile():
    for query in (
        queries.history("mira", "late-train", 5),
        queries.unfinished("mira"),
        queries.contents_of("0001"),
        queries.turns_of("0001"),
        queries.beginning_with("00", 5),
    ):
        assert "FROM" in str(query.compile(dialect=DIALECT))
