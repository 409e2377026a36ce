"""What one transaction of the ledger looks up and writes down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, func, insert, select

from simulator.attempt.ledger import ContentSnapshot
from simulator.errors import NotFoundError, UsageError
from simulator.language.text import clean_text
from simulator.records import schema
from simulator.records.chain.events import Deed
from simulator.records.chaining import PROGRAM, append, cover, utc_now
from simulator.records.inserts import evaluation_row
from simulator.records.locks import hold
from simulator.records.names import unsigned
from simulator.records.queries import position_of
from simulator.records.results import result_row

CHANGES = ("amended", "rejudged")
"""What a form says when a person had it changed, and the action of the chain's entry about it."""

Written = Mapping[str, Any]
"""A row as it is written."""


class MovedOnError(UsageError, ValueError):
    """The attempt stands elsewhere than its writer believes: it goes on in another place, or has ended."""


def known(connection: Connection, column: Column[Any], key: str) -> bool:
    """Whether there is a row with this value."""
    return connection.execute(select(column).where(column == key)).first() is not None


def timeless(row: Written) -> Written:
    """A row without its time: who says the same once more, after a failure, says it a little later."""
    return {name: value for name, value in row.items() if name != "at"}


def holds(connection: Connection, table: Table, row: Written) -> bool:
    """Whether a row with exactly these values is there."""
    query = select(*(table.c[name] for name in row)).where(
        *(key == row[key.name] for key in table.primary_key)
    )
    found = connection.execute(query).one_or_none()
    return found is not None and dict(found._mapping) == dict(row)


def position(connection: Connection, attempt: str) -> Row[Any]:
    """Where an attempt stands, with nobody else writing to it until the transaction ends.

    Raises:
        NotFoundError: There is none of this id.
    """
    hold(connection, "attempt", attempt)
    row = connection.execute(position_of(attempt)).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no attempt {attempt!r} on record.")
    return row


def check_next(standing: Row[Any], turn: int) -> None:
    """See that an attempt goes on, and that this turn is its next.

    Raises:
        MovedOnError: It has ended, or another turn is next.
    """
    check_going_on(standing)
    last = int(standing.last)
    if turn != last + 1:
        raise MovedOnError(
            f"Turn {turn} of attempt {standing.attempt!r} is not the next: {last + 1} is. "
            "It goes on elsewhere, or what seemed to fail was kept.",
            f"Close this one, and go on with: empty-chair resume {standing.attempt}",
        )


def check_going_on(standing: Row[Any]) -> None:
    """See that an attempt has not ended.

    Raises:
        MovedOnError: It has.
    """
    if standing.ending is not None:
        raise MovedOnError(
            f"Attempt {standing.attempt!r} has ended ({standing.ending}).",
            f"See it with: empty-chair records show {standing.attempt}",
        )


def newest_evaluation(connection: Connection, attempt: str) -> Row[Any] | None:
    """The newest evaluation of an attempt, or None."""
    table = schema.evaluations
    query = select(table).where(table.c.attempt == attempt).order_by(table.c.number.desc())
    return connection.execute(query.limit(1)).one_or_none()


def keep_row(connection: Connection, table: Table, row: Written) -> None:
    """Write down a row, and cover it behind the last one of its owner."""
    keep_rows(connection, table, [row])


def keep_rows(connection: Connection, table: Table, rows: Sequence[Written]) -> None:
    """Write down rows of one owner, and cover them in their order."""
    if rows:
        connection.execute(insert(table), [dict(row) for row in rows])
        cover(connection, table.name, rows)


def keep_evaluation(connection: Connection, attempt: str, evaluation: Mapping[str, Any]) -> None:
    """Write down a form behind those that are there."""
    table = schema.evaluations
    newest = select(func.coalesce(func.max(table.c.number), 0)).where(table.c.attempt == attempt)
    number = connection.execute(newest).scalar_one() + 1
    form = unsigned(connection, evaluation)
    row = evaluation_row(attempt, number, form)
    keep_row(connection, table, row)
    keep_row(connection, schema.results, result_row(connection, row, form, utc_now()))
    action = next((name for name in CHANGES if isinstance(form.get(name), Mapping)), "evaluated")
    actor = form[action]["by"] if action in CHANGES else PROGRAM
    append(connection, Deed(actor, action, "attempt", attempt))


def keep_end(connection: Connection, row: Written) -> None:
    """Write down how a conversation ended."""
    keep_row(connection, schema.ends, row)
    actor = select(schema.attempts.c.learner).where(schema.attempts.c.attempt == row["attempt"])
    append(
        connection,
        Deed(connection.execute(actor).scalar_one(), "ended", "attempt", row["attempt"]),
    )


def keep_content(connection: Connection, content: ContentSnapshot) -> None:
    """Write down a content file, once by its hash."""
    table, key = schema.contents, clean_text(content.sha256)
    if not known(connection, table.c.sha256, key):
        source = content.source.encode("utf-8", "replace").decode("utf-8")
        connection.execute(insert(table), {"sha256": key, "source": source})
