"""Ideas in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Row, Table, func, select, true

from simulator.errors import NotFoundError, UsageError
from simulator.language.text import clean_text
from simulator.records.chain.events import Deed
from simulator.records.chaining import append
from simulator.records.ideas import Idea, IdeaEvent, Kind, State
from simulator.records.keeping import keep_row
from simulator.records.locks import hold
from simulator.records.names import PERSON, Names
from simulator.records.schema import idea_events, ideas
from simulator.records.values import text_or_none

_MANY = 5


def keep_idea(connection: Connection, author: str, row: Mapping[str, Any]) -> None:
    """Write down an idea.

    Raises:
        UsageError: The author's words were erased.
    """
    hold(connection, "chain")
    keep_row(connection, ideas, {"author": author, "number": _next(connection, ideas, author), **row})
    append(connection, Deed(author, "idea_left", PERSON, author, what={"idea": row["idea"]}))


def keep_happening(connection: Connection, author: str, idea: Idea, event: Mapping[str, Any]) -> None:
    """Write down what happened to an idea.

    Raises:
        UsageError: The author's words were erased.
    """
    hold(connection, "chain")
    row = {
        "author": author, "number": _next(connection, idea_events, author), "idea": idea.idea,
        "position": len(idea.events) + 1, "state": None, "text": "", **event,
    }  # fmt: skip
    keep_row(connection, idea_events, row)
    append(connection, Deed(author, f"idea_{row['kind']}", PERSON, author, what={"idea": idea.idea}))


def _next(connection: Connection, table: Table, author: str) -> int:
    newest = select(func.coalesce(func.max(table.c.number), 0)).where(table.c.author == author)
    return int(connection.execute(newest).scalar_one()) + 1


def every_idea(connection: Connection, names: Names) -> Sequence[Idea]:
    """All ideas, the newest first."""
    return _ideas(connection, true(), true(), names)


def idea_in(connection: Connection, beginning: str, names: Names, *, alone: bool = False) -> Idea:
    """The idea whose id begins with these characters.

    Args:
        connection: Where to look.
        beginning: The characters.
        names: The names of people.
        alone: Whether nobody else may write to ideas until the transaction ends.

    Raises:
        NotFoundError: There is none.
        UsageError: There are several.
    """
    if alone:
        hold(connection, "chain")
    start = func.substr(ideas.c.idea, 1, len(beginning)) == beginning
    query = select(ideas.c.idea).where(start).order_by(ideas.c.idea.desc()).limit(_MANY)
    found = connection.execute(query).scalars().all()
    if not found or not beginning:
        raise NotFoundError(f"There is no idea {beginning!r}.", "See them with: empty-chair ideas list")
    if len(found) > 1 and beginning not in found:
        raise UsageError(f"Several ideas begin with {beginning!r}.", f"Name one of them: {', '.join(found)}")
    key = beginning if beginning in found else found[0]
    return _ideas(connection, ideas.c.idea == key, idea_events.c.idea == key, names)[0]


def _ideas(
    connection: Connection, which: ColumnElement[bool], whose: ColumnElement[bool], names: Names
) -> tuple[Idea, ...]:
    events: dict[str, list[IdeaEvent]] = {}
    order = idea_events.c.idea, idea_events.c.position
    for row in connection.execute(select(idea_events).where(whose).order_by(*order)):
        events.setdefault(row.idea, []).append(_event(row, names))
    rows = connection.execute(select(ideas).where(which).order_by(ideas.c.idea.desc()))
    return tuple(_idea(row, names, tuple(events.get(row.idea, ()))) for row in rows)


def _idea(row: Row[Any], names: Names, events: tuple[IdeaEvent, ...]) -> Idea:
    return Idea(
        idea=clean_text(row.idea),
        author=names.shown(row.author),
        person=clean_text(row.author),
        at=clean_text(row.at),
        text=clean_text(row.text),
        scenario=text_or_none(row.scenario),
        attempt=text_or_none(row.attempt),
        events=events,
    )


def _event(row: Row[Any], names: Names) -> IdeaEvent:
    return IdeaEvent(
        idea=clean_text(row.idea),
        position=int(row.position),
        kind=cast(Kind, clean_text(row.kind)),
        author=names.shown(row.author),
        person=clean_text(row.author),
        at=clean_text(row.at),
        state=cast("State | None", text_or_none(row.state)),
        text=clean_text(row.text),
    )
