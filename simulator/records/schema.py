"""The tables of the records. Every row is inserted once and stays; only words and names can be erased.

::

    contents          a content file's source text, once per hash
    attempts          what does not change about an attempt, and what a line of the history needs
    attempt_contents  which contents an attempt was made with, in order
    turns, ends       the conversation
    evaluations       filled forms, numbered from 1 per attempt; the highest number is the newest
    results           what each form came to, with what is asked of its attempt, in the order of people
    dispute_events    disputes of verdicts: opened, decided, withdrawn; numbered from 1 per attempt
    rounds            calibration rounds: rubric, level, raters
    round_items       the conversations of a round, with the judge's form
    round_entries     answers and closings of a round, numbered from 1 per round
    identities        the names of people, numbered from 1 per person; everywhere else stand pseudonyms
    roster            level, department, manager and roles of people, numbered from 1 per person
    decisions         assignments, exemptions and the like, numbered from 1 per person
    ideas             ideas for the company, numbered from 1 per author
    idea_events       votes, answers and states of ideas, numbered from 1 per author
    links             the cover of each row, numbered from 1 per attempt, round or person
    salts             what the seals of words need, until the words are erased
    chain             what happened, in one order, each entry with the hash of all before it
    checkpoints       entries of the chain that were signed
    schema_version    one row per version that the database has been through

Plain column types only: the same tables stand on SQLite and on PostgreSQL. JSON is kept as text, so that what
is read back is byte for byte what was written. A filled form is kept in two parts, without its words and with
them (`simulator.records.words`). What covers each column: `simulator.records.chain.covers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    func,
    insert,
    inspect,
    literal,
    select,
)

from simulator.records.columns import TEXT

VERSION = 4
"""The version of these tables; a database of a newer one is refused, an older one is migrated.

Who changes a table here writes a script in `migrations/versions` that does the same to an older database.
"""

METADATA = MetaData()


def _texts(*names: str) -> list[Column[str]]:
    """Columns of text that is always there."""
    return [Column(name, TEXT, nullable=False) for name in names]


def _key_of(table: Table) -> Column[str]:
    """What a row belongs to, as the first part of its own key."""
    (key,) = table.primary_key
    return Column(key.name, TEXT, ForeignKey(key), primary_key=True)


def _numbered(name: str) -> Column[int]:
    """A number in a key, which the program gives and the database does not."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _words() -> Column[str]:
    """The words of a filled form; older tables get the column later, and with it the empty text."""
    return Column("words", TEXT, nullable=False, server_default="")


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
    Column("sha256", TEXT, primary_key=True),
    Column("source", TEXT, nullable=False),
)

attempts = Table(
    "attempts",
    METADATA,
    Column("attempt", TEXT, primary_key=True),
    *_texts("learner", "level", "mode"),
    Column("seed", BigInteger, nullable=False),
    *_texts("customer", "started_at"),
    Column("branch_of", TEXT, ForeignKey("attempts.attempt")),
    Column("branch_turn", Integer),
    *_texts("scenario", "scenario_title"),
    Column("scenario_version", Integer, nullable=False),
    Column("rubric", TEXT, nullable=False),
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
    Column("sha256", TEXT, ForeignKey("contents.sha256"), nullable=False),
)

turns = Table(
    "turns",
    METADATA,
    _key_of(attempts),
    _numbered("turn"),
    *_texts("speaker", "text", "at"),
    Column("voice", TEXT),
    Column("note", TEXT, nullable=False),
    _from_one("turns", "turn"),
)

ends = Table(
    "ends",
    METADATA,
    _key_of(attempts),
    Column("ending", TEXT, nullable=False),
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
    Column("evaluation", TEXT, nullable=False),
    _words(),
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
    Column("round", TEXT, primary_key=True),
    Column("rubric", TEXT, nullable=False),
    Column("rubric_version", Integer, nullable=False),
    Column("rubric_sha256", TEXT, ForeignKey("contents.sha256"), nullable=False),
    *_texts("level", "raters", "author", "at"),
)

round_items = Table(
    "round_items",
    METADATA,
    _key_of(rounds),
    _numbered("position"),
    Column("item", TEXT, nullable=False),
    Column("attempt", TEXT, ForeignKey("attempts.attempt")),
    *_texts("turns", "evaluation"),
    _words(),
)

round_entries = Table(
    "round_entries",
    METADATA,
    _key_of(rounds),
    _numbered("number"),
    *_texts("kind", "author", "at"),
    Column("item", TEXT),
    Column("question", TEXT),
    Column("option", TEXT),
    _from_one("round_entries", "number"),
)


identities = Table(
    "identities",
    METADATA,
    Column("person", TEXT, primary_key=True),
    _numbered("number"),
    *_texts("at", "login", "employee_number", "given_name", "family_name", "email"),
    Index("ix_identities_login", "login"),
    Index("ix_identities_employee_number", "employee_number"),
    Index("ix_identities_email", "email"),
    _from_one("identities", "number"),
)

results = Table(
    "results",
    METADATA,
    *(Column(name, TEXT, primary_key=True) for name in ("learner", "attempt")),
    _numbered("number"),
    *_texts("at", "level", "mode", "customer", "started_at"),
    Column("branch_of", TEXT),
    *_texts("scenario", "scenario_title"),
    Column("scenario_version", Integer, nullable=False),
    *_texts("scenario_sha256", "rubric"),
    Column("rubric_version", Integer, nullable=False),
    *_texts("rubric_sha256", "ended_at", "ending"),
    Column("scorable", Boolean, nullable=False),
    Column("stars", Integer),
    Column("percentage", Float),
    Column("passed", Boolean),
    Column("automatic_fail", Boolean, nullable=False),
    Column("counts", Boolean, nullable=False),
    _from_one("results", "number"),
    sqlite_with_rowid=False,  # the rows lie in the order in which everybody is gone through
)

roster = Table(
    "roster",
    METADATA,
    Column("person", TEXT, primary_key=True),
    _numbered("number"),
    *_texts("at"),
    Column("effective", TEXT),
    *_texts("level", "department"),
    Column("manager", TEXT),
    *_texts("tags", "roles"),
    Column("hired", TEXT),
    Column("active", Boolean, nullable=False),
    *_texts("source"),
    Index("ix_roster_manager", "manager"),
    _from_one("roster", "number"),
)

decisions = Table(
    "decisions",
    METADATA,
    Column("person", TEXT, primary_key=True),
    _numbered("number"),
    *_texts("at", "author", "kind", "programme"),
    *(
        Column(name, TEXT)
        for name in ("requirement", "scenario", "effective", "due", "until", "completed", "equivalent")
    ),
    *_texts("reason", "evidence"),
    _from_one("decisions", "number"),
)

ideas = Table(
    "ideas",
    METADATA,
    Column("author", TEXT, primary_key=True),
    _numbered("number"),
    *_texts("idea", "at"),
    Column("scenario", TEXT),
    Column("attempt", TEXT),
    *_texts("text"),
    Index("ix_ideas_idea", "idea", unique=True),
    _from_one("ideas", "number"),
)

idea_events = Table(
    "idea_events",
    METADATA,
    Column("author", TEXT, primary_key=True),
    _numbered("number"),
    *_texts("idea"),
    Column("position", Integer, nullable=False),
    *_texts("at", "kind"),
    Column("state", TEXT),
    *_texts("text"),
    Index("ix_idea_events_idea", "idea", "position", unique=True),
    _from_one("idea_events", "number"),
)

ADDED = {4: ("results", "roster", "decisions", "ideas", "idea_events")}
"""The tables that came with a version, for versions after there was a chain."""

links = Table(
    "links",
    METADATA,
    Column("family", TEXT, primary_key=True),
    Column("owner", TEXT, primary_key=True),
    _numbered("number"),
    *_texts("kind"),
    Column("part", Integer, nullable=False),
    Column("sealed", TEXT),
    *_texts("digest", "hash"),
    Index("ix_links_row", "family", "owner", "kind", "part", unique=True),
)

salts = Table(
    "salts",
    METADATA,
    Column("family", TEXT, primary_key=True),
    Column("owner", TEXT, primary_key=True),
    *_texts("salt"),
)

chain = Table(
    "chain",
    METADATA,
    _numbered("seq"),
    *_texts("at", "actor", "action", "family", "subject"),
    Column("links", Integer),
    Column("head", TEXT),
    *_texts("reason", "what", "hash"),
    Index("ix_chain_subject", "family", "subject", "seq"),
)

checkpoints = Table(
    "checkpoints",
    METADATA,
    _numbered("seq"),
    *_texts("hash", "at", "key", "signature"),
)


def create_tables(connection: Connection) -> Sequence[Table]:
    """All tables and the row that names their version; the caller's transaction makes it one step."""
    METADATA.create_all(connection, checkfirst=False)
    connection.execute(insert(schema_version), {"version": VERSION})
    return METADATA.sorted_tables


def has_table(connection: Connection, table: Table) -> bool:
    """Whether a table is there; an older database that is only looked at lacks the newer ones."""
    return inspect(connection).has_table(table.name)


def columns_of(connection: Connection, table: Table) -> list[ColumnElement[Any]]:
    """The columns of a table; those that came later stand empty where older tables are only looked at."""
    older = "words" in table.c and not has_table(connection, chain)
    return [
        literal("").label(column.name) if older and column.name == "words" else column for column in table.c
    ]


def version_of(connection: Connection) -> int | None:
    """The version of the tables: 0 where there are none yet, None where the tables are not ours."""
    if not has_table(connection, schema_version):
        return None if inspect(connection).get_table_names() else 0
    found = connection.execute(select(func.max(schema_version.c.version))).scalar()
    return found if isinstance(found, int) else None
