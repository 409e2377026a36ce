"""The tables of the records. Every row is inserted once; no table is ever updated or deleted from.

::

    contents          a content file's source text, once per hash
    attempts          what does not change about an attempt, and what a line of the history needs
    attempt_contents  which contents an attempt was made with, in order
    turns, ends       the conversation
    evaluations       filled forms, numbered from 1 per attempt; the highest number is the newest
    dispute_events    disputes of verdicts: opened, decided, withdrawn; numbered from 1 per attempt
    rounds            calibration rounds: rubric, level, raters
    round_items       the conversations of a round, with the judge's form
    round_entries     answers and closings of a round, numbered from 1 per round
    schema_version    one row per version that the database has been through

Plain column types only: the same tables stand on SQLite and on PostgreSQL. JSON is kept as text, so that what
is read back is byte for byte what was written.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    func,
    insert,
    inspect,
    select,
)

VERSION = 2
"""The version of these tables; a database of a newer one is refused, an older one is added to."""

METADATA = MetaData()


def _texts(*names: str) -> list[Column[str]]:
    """Columns of text that is always there."""
    return [Column(name, Text, nullable=False) for name in names]


def _key_of(table: Table) -> Column[str]:
    """What a row belongs to, as the first part of its own key."""
    (key,) = table.primary_key
    return Column(key.name, Text, ForeignKey(key), primary_key=True)


def _numbered(name: str) -> Column[int]:
    """A number in a key, which the program gives and the database does not."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _from_one(table: str, column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} >= 1", name=f"ck_{table}_{column}")


schema_version = Table(
    "schema_version",
    METADATA,
    _numbered("version"),
)

contents = Table(
    "contents",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("source", Text, nullable=False),
)

attempts = Table(
    "attempts",
    METADATA,
    Column("attempt", Text, primary_key=True),
    *_texts("learner", "level", "mode"),
    Column("seed", BigInteger, nullable=False),
    *_texts("customer", "started_at"),
    Column("branch_of", Text, ForeignKey("attempts.attempt")),
    Column("branch_turn", Integer),
    *_texts("scenario", "scenario_title"),
    Column("scenario_version", Integer, nullable=False),
    Column("rubric", Text, nullable=False),
    Index("ix_attempts_learner", "learner", "attempt"),
    Index("ix_attempts_scenario", "scenario", "attempt"),
    Index("ix_attempts_branch_of", "branch_of"),
)

attempt_contents = Table(
    "attempt_contents",
    METADATA,
    _key_of(attempts),
    _numbered("position"),
    *_texts("kind", "id"),
    Column("version", Integer, nullable=False),
    Column("sha256", Text, ForeignKey("contents.sha256"), nullable=False),
)

turns = Table(
    "turns",
    METADATA,
    _key_of(attempts),
    _numbered("turn"),
    *_texts("speaker", "text", "at"),
    Column("voice", Text),
    Column("note", Text, nullable=False),
    _from_one("turns", "turn"),
)

ends = Table(
    "ends",
    METADATA,
    _key_of(attempts),
    Column("ending", Text, nullable=False),
    Column("scorable", Boolean, nullable=False),
    Column("stars", Integer),
    *_texts("tells", "at"),
)

evaluations = Table(
    "evaluations",
    METADATA,
    _key_of(attempts),
    _numbered("number"),
    Column("percentage", Float),
    Column("passed", Boolean),
    Column("evaluation", Text, nullable=False),
    _from_one("evaluations", "number"),
)

dispute_events = Table(
    "dispute_events",
    METADATA,
    _key_of(attempts),
    _numbered("number"),
    *_texts("question", "happening", "author", "at", "reason"),
    Column("evaluation", Integer, nullable=False),
    _from_one("dispute_events", "number"),
)

rounds = Table(
    "rounds",
    METADATA,
    Column("round", Text, primary_key=True),
    Column("rubric", Text, nullable=False),
    Column("rubric_version", Integer, nullable=False),
    Column("rubric_sha256", Text, ForeignKey("contents.sha256"), nullable=False),
    *_texts("level", "raters", "author", "at"),
)

round_items = Table(
    "round_items",
    METADATA,
    _key_of(rounds),
    _numbered("position"),
    Column("item", Text, nullable=False),
    Column("attempt", Text, ForeignKey("attempts.attempt")),
    *_texts("turns", "evaluation"),
)

round_entries = Table(
    "round_entries",
    METADATA,
    _key_of(rounds),
    _numbered("number"),
    *_texts("kind", "author", "at"),
    Column("item", Text),
    Column("question", Text),
    Column("option", Text),
    _from_one("round_entries", "number"),
)

_ADDED: dict[int, tuple[Table, ...]] = {2: (dispute_events, rounds, round_items, round_entries)}
"""The tables that came with each version after the first."""


def create_tables(connection: Connection) -> Sequence[Table]:
    """All tables and the row that names their version; the caller's transaction makes it one step."""
    METADATA.create_all(connection, checkfirst=False)
    connection.execute(insert(schema_version), {"version": VERSION})
    return METADATA.sorted_tables


def add_tables(connection: Connection, found: int) -> Sequence[Table]:
    """The tables that a database of an older version lacks, and a row for each version on the way.

    Nothing that is there is touched; the caller's transaction makes it one step.

    Args:
        connection: To the database.
        found: Its version.
    """
    lacking = [table for version, tables in _ADDED.items() if version > found for table in tables]
    METADATA.create_all(connection, tables=lacking, checkfirst=False)
    for version in range(found + 1, VERSION + 1):
        connection.execute(insert(schema_version), {"version": version})
    return lacking


def has_table(connection: Connection, table: Table) -> bool:
    """Whether a table is there; an older database that is only looked at lacks the newer ones."""
    return inspect(connection).has_table(table.name)


def version_of(connection: Connection) -> int | None:
    """The version of the tables: 0 where there are none yet, None where the tables are not ours."""
    names = inspect(connection).get_table_names()
    if not names:
        return 0
    if schema_version.name not in names:
        return None
    found = connection.execute(select(func.max(schema_version.c.version))).scalar()
    return found if isinstance(found, int) else None
