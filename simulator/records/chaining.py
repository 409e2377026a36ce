"""Writing into the chain, in the transaction that writes the rows it covers.

A row is covered by a link behind the last one of its attempt, round or person. For anything but a turn, an
entry of the chain then holds the newest link. Links of one attempt are written by whoever holds the attempt;
the chain has one writer at a time, from its entry to the end of the transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, exists, insert, select

from simulator.errors import UsageError
from simulator.records.chain.covers import COVERS, Cover, Family, cover_row
from simulator.records.chain.events import Deed, Head, entry_after
from simulator.records.chain.links import Link, Tail, tail_of
from simulator.records.chain.seals import new_salt
from simulator.records.locks import hold
from simulator.records.schema import chain, contents, links, salts

PROGRAM = "program"
"""The actor of what no person decided."""
ERASED = "erased"
"""The action of the entry after which the words of its subject are gone."""
LEDGER = "ledger"
"""The family of entries about everything."""

COLUMNS = tuple(column.name for column in chain.c if column.name != "hash")
"""The columns of an entry."""

Values = Mapping[str, Any]


def utc_now() -> str:
    """The time now, ISO 8601 in UTC to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def keep_salt(connection: Connection, family: Family, owner: str) -> str:
    """A salt for the words of an attempt, a round or a person that is new."""
    salt = new_salt()
    connection.execute(insert(salts), {"family": family, "owner": owner, "salt": salt})
    return salt


def cover(connection: Connection, table: str, rows: Sequence[Values]) -> None:
    """Cover rows of one table and one owner, in their order. They are inserted by the caller.

    Raises:
        UsageError: The owner's words were erased, so that no more are taken.
    """
    if not rows:
        return
    how = COVERS[table]
    owner = rows[0][how.owner]
    tail, made = tail_of_owner(connection, how.family, owner), []
    for row in rows:
        link = cover_row(how, tail, with_source(connection, how, row), salt_of(connection, how, row))
        tail = tail_of(link)
        made.append(link_row(how.family, owner, link))
    connection.execute(insert(links), made)


def link_row(family: Family, owner: str, link: Link) -> dict[str, Any]:
    """The row of a link."""
    return {
        "family": family, "owner": owner, "number": link.number, "kind": link.kind, "part": link.part,
        "sealed": link.sealed, "digest": link.digest, "hash": link.hash,
    }  # fmt: skip


def tail_of_owner(connection: Connection, family: Family, owner: str) -> Tail:
    """Where an owner's links end."""
    query = select(links.c.number, links.c.hash).where(links.c.family == family, links.c.owner == owner)
    found = connection.execute(query.order_by(links.c.number.desc()).limit(1)).one_or_none()
    return Tail() if found is None else Tail(found.number, found.hash)


def salt_of(connection: Connection, how: Cover, row: Values) -> str | None:
    """The salt for a row's words; None for a row that has none.

    Raises:
        UsageError: The words of its owner were erased.
    """
    if not how.words:
        return None
    family, owner = salt_place(how, row)
    found = connection.execute(
        select(salts.c.salt).where(salts.c.family == family, salts.c.owner == owner)
    ).scalar()
    if found is None:
        raise UsageError(f"The words of {family} {owner} were erased; nothing is added to it any more.")
    return str(found)


def salt_place(how: Cover, row: Values) -> tuple[Family, str]:
    """Whose salt seals the words of a row: a conversation that was copied keeps that of its attempt."""
    attempt = row.get(how.salt_of) if how.salt_of else None
    return (how.family, row[how.owner]) if attempt is None else ("attempt", attempt)


def with_source(connection: Connection, how: Cover, row: Values) -> Values:
    """The row with the digest of the content's source, where it names one."""
    if not how.source:
        return row
    key = row["rubric_sha256"] if "rubric_sha256" in row else row["sha256"]
    source = connection.execute(select(contents.c.source).where(contents.c.sha256 == key)).scalar_one()
    return {**row, "source": source_digest(source)}


def source_digest(source: str) -> str:
    """What covers the source of a content, in hexadecimal digits."""
    return sha256(source.encode()).hexdigest()


def append(connection: Connection, deed: Deed) -> Head:
    """Write an entry at the chain's end. From here on, nobody else writes one until the transaction ends.

    Args:
        connection: In a transaction that writes.
        deed: What happened. Its reason stays for ever, so it names no person and quotes nobody.
    """
    return _add(connection, begun(connection), deed)


def begun(connection: Connection) -> Head:
    """The chain's end, which nobody else moves until the transaction ends; begun where there is none."""
    hold(connection, "chain")
    head = head_of(connection)
    if head.count:
        return head
    # a random name for these records, so that no two chains are alike
    return _add(connection, head, Deed(PROGRAM, "begun", LEDGER, "", what={"records": new_salt()}))


def _add(connection: Connection, head: Head, deed: Deed) -> Head:
    end, row = entry_row(head, deed, tail_of_owner(connection, deed.family, deed.subject))
    connection.execute(insert(chain), row)
    return end


def entry_row(head: Head, deed: Deed, tail: Tail) -> tuple[Head, dict[str, Any]]:
    """The entry that a deed becomes now: where the chain ends then, and the row.

    Args:
        head: Where the chain ends.
        deed: What happened.
        tail: Where the links of its subject end.
    """
    linked = (tail.count, tail.hash) if tail.count else (None, None)
    entry, hashed = entry_after(head, utc_now(), deed, *linked)
    row = {name: getattr(entry, name) for name in COLUMNS}
    return Head(entry.seq, hashed, entry.at), {**row, "hash": hashed}


def head_of(connection: Connection) -> Head:
    """Where the chain ends."""
    query = select(chain.c.seq, chain.c.hash, chain.c.at).order_by(chain.c.seq.desc()).limit(1)
    found = connection.execute(query).one_or_none()
    return Head() if found is None else Head(found.seq, found.hash, found.at)


def is_erased(connection: Connection, family: Family, subject: str) -> bool:
    """Whether the chain says that the words of an attempt, a round or a person were erased."""
    said = exists().where(chain.c.family == family, chain.c.subject == subject, chain.c.action == ERASED)
    return bool(connection.execute(select(said)).scalar())
