"""Taking words and names away, and nothing else.

First the entry that says so is written, then words and salts go, in one transaction. The guards of the tables
let words go only behind such an entry, and only to the mark that stands for erased.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, or_, select, update

from simulator.errors import NotFoundError, UsageError
from simulator.records import schema
from simulator.records.chain.covers import COVERS, Family
from simulator.records.chain.events import Deed
from simulator.records.chaining import ERASED, append, is_erased
from simulator.records.names import NAMES, PERSON, people_known_as
from simulator.records.schema import METADATA, attempts, identities, salts

_SHORTEST_NAME = 3
"""A shorter name is not looked for in other people's words: it would be found everywhere."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing a person takes, or took.

    Attributes:
        person: Their pseudonym, which stays.
        known_as: Their names until now; none when they were erased before.
        attempts: Their attempts whose words are there. What was said about them in decisions, and their ideas
            and answers, go too.
        turns: The turns of those.
        mentions: Where else a name of theirs stands: in words of others, which are not erased.
    """

    person: str
    known_as: tuple[str, ...]
    attempts: tuple[str, ...]
    turns: int
    mentions: tuple[str, ...] = ()


def planned(connection: Connection, known_as: str) -> Erasure:
    """What erasing somebody would take.

    Raises:
        NotFoundError: Nobody is known by this.
        UsageError: Several are.
    """
    found = people_known_as(connection, known_as)
    if not found:
        raise NotFoundError(
            f"Nobody on record is known as {known_as!r}.",
            "Give the name that they practised under, an employee number, an e-mail address or a pseudonym.",
        )
    if len(found) > 1:
        raise UsageError(
            f"{known_as!r} means several people: {', '.join(found)}.", "Name one by the pseudonym."
        )
    names = _names_of(connection, found[0])
    own = tuple(connection.execute(_with_words(found[0])).scalars().all())
    count = select(func.count()).where(schema.turns.c.attempt.in_(_with_words(found[0])))
    return Erasure(
        found[0],
        names,
        own,
        connection.execute(count).scalar_one(),
        tuple(_mentions(connection, names, {*own, found[0]})),
    )


def erase_person(connection: Connection, known_as: str, actor: str, reason: str) -> Erasure:
    """Take away somebody's names and all words of their attempts.

    Args:
        connection: In a transaction that writes.
        known_as: A login, an employee number, an e-mail address or a pseudonym.
        actor: The pseudonym of who does it.
        reason: Why; it stays for ever.

    Raises:
        NotFoundError: Nobody is known by this.
        UsageError: Several are, or the reason holds one of the names.
    """
    plan = planned(connection, known_as)
    _check_reason(reason, plan.known_as)
    for attempt in plan.attempts:
        erase(connection, "attempt", attempt, actor, reason)
    if not is_erased(connection, PERSON, plan.person):
        erase(connection, PERSON, plan.person, actor, reason)
    return plan


def erase(connection: Connection, family: Family, owner: str, actor: str, reason: str) -> None:
    """Take away the words of one attempt, round or person."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")  # what is freed is overwritten
    append(connection, Deed(actor, ERASED, family, owner, reason))
    for cover in COVERS.values():
        if cover.words and (whose := _whose(cover.table, family, owner)) is not None:
            connection.execute(update(METADATA.tables[cover.table]).where(whose).values(**cover.words))
    connection.execute(delete(salts).where(salts.c.family == family, salts.c.owner == owner))


def _whose(table: str, family: Family, owner: str) -> ColumnElement[bool] | None:
    """Which rows of a table are sealed with this owner's salt; None for a table of others."""
    cover, columns = COVERS[table], METADATA.tables[table].c
    if cover.salt_of is None:
        return columns[cover.owner] == owner if cover.family == family else None
    if family == "attempt":
        return columns[cover.salt_of] == owner
    return (
        (columns[cover.owner] == owner) & columns[cover.salt_of].is_(None) if cover.family == family else None
    )


def _with_words(person: str) -> Select[Any]:
    """The attempts of a person whose words are there."""
    salted = (salts.c.family == "attempt") & (salts.c.owner == attempts.c.attempt)
    return select(attempts.c.attempt).join(salts, salted).where(attempts.c.learner == person)


def _names_of(connection: Connection, person: str) -> tuple[str, ...]:
    """All names that a person ever had on record."""
    rows = connection.execute(
        select(*(identities.c[name] for name in NAMES)).where(identities.c.person == person)
    )
    found: dict[str, None] = {}
    for row in rows:
        found |= dict.fromkeys(name for name in row if name)
        given, family = row.given_name, row.family_name
        if given and family:
            found[f"{given} {family}"] = None
    return tuple(found)


def _check_reason(reason: str, names: Sequence[str]) -> None:
    folded = reason.casefold()
    for name in names:
        if len(name) >= _SHORTEST_NAME and name.casefold() in folded:
            raise UsageError(
                "The reason names the person, and it stays on record for ever.",
                'Leave the name out: --reason "their request of 3 March".',
            )


_SPOKEN = (
    ("turns", ("text",)),
    ("evaluations", ("words",)),
    ("dispute_events", ("reason",)),
    ("round_items", ("turns", "words")),
    ("decisions", ("reason", "evidence")),
    ("ideas", ("text",)),
    ("idea_events", ("text",)),
    ("chain", ("reason",)),
)
"""Where people write, and what says whose it is: the attempt, where there is one, or else the row's key.

Ideas and what is said about people go with the person who is the row's key.
"""
_OF_PEOPLE = ("decisions", "ideas", "idea_events")


def _mentions(connection: Connection, names: Sequence[str], own: Collection[str]) -> Iterator[str]:
    """Where others wrote one of these names, as `turns of 0199…`; not within what is the person's own."""
    sought = [name for name in names if len(name) >= _SHORTEST_NAME]
    if not sought:
        return
    for table, columns in _SPOKEN:
        found = METADATA.tables[table].c
        holds = or_(
            *(found[column].icontains(name, autoescape=True) for column in columns for name in sought)
        )
        first = next(iter(found))
        whose = found.attempt if "attempt" in found and table not in _OF_PEOPLE else first
        for attempt, key in connection.execute(select(whose, first).where(holds).distinct()):
            if attempt not in own:
                yield f"{table} of {key}"
