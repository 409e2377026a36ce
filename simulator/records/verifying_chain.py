"""Looking through the chain and the links in the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, and_, exists, func, select, type_coerce
from sqlalchemy.types import NullType

from simulator.records.chain.events import Entry
from simulator.records.chain.links import Tail, link_hash
from simulator.records.chain.signing import Checkpoint
from simulator.records.chain.walking import CHAIN, CHECKPOINTS, Step, Walk
from simulator.records.chaining import COLUMNS
from simulator.records.schema import chain, checkpoints, ends, links
from simulator.records.verifying_raw import broken, raw, streamed

_KINDS: dict[str, tuple[type, ...]] = {
    "seq": (int,), "links": (int, type(None)), "head": (str, type(None)),
}  # fmt: skip


def steps(connection: Connection) -> Iterator[Step]:
    """The chain, with the link that each entry names and the checkpoint that signs it."""
    linked = and_(
        links.c.family == chain.c.family, links.c.owner == chain.c.subject, links.c.number == chain.c.links
    )
    signed = [column.label(f"signed_{column.name}") for column in raw(*checkpoints.c)]
    query = select(*raw(*chain.c), type_coerce(links.c.hash, NullType).label("linked"), *signed)
    joined = chain.outerjoin(links, linked).outerjoin(checkpoints, checkpoints.c.seq == chain.c.seq)
    for row in streamed(connection, query.select_from(joined).order_by(chain.c.seq)):
        values = row._mapping
        for name in (*COLUMNS, "hash"):
            if type(values[name]) not in _KINDS.get(name, (str,)):
                broken(CHAIN, f"seq {values['seq']}", name, "it holds another kind of value than was written")
        entry = Entry(**{name: values[name] for name in COLUMNS})
        yield Step(entry, values["hash"], values["linked"], _checkpoint(values, entry.seq))


def _checkpoint(values: Any, seq: int) -> Checkpoint | None:  # noqa: ANN401 - a row
    if values["signed_seq"] is None:
        return None
    for name in ("hash", "at", "key", "signature"):
        if type(values[f"signed_{name}"]) is not str:
            broken(CHECKPOINTS, f"seq {seq}", name, "it holds another kind of value than was written")
    return Checkpoint(
        seq, values["signed_hash"], values["signed_at"], values["signed_key"], values["signed_signature"]
    )


def check_no_checkpoint_beyond(connection: Connection, walked: Walk) -> None:
    """That no checkpoint was signed for an entry that is not there."""
    last = connection.execute(select(func.max(checkpoints.c.seq))).scalar()
    if last is not None and last > walked.head.count:
        count = walked.head.count
        why = f"it was signed, but the chain ends at {count}: its end was cut off"
        broken(CHECKPOINTS, f"seq {last}", "", why)
    stray = select(checkpoints.c.seq).where(~exists().where(chain.c.seq == checkpoints.c.seq))
    for seq in connection.execute(stray.limit(1)).scalars():
        broken(CHECKPOINTS, f"seq {seq}", "", "the chain has no entry of this number")


def check_links(connection: Connection) -> None:
    """That every owner's links follow each other, from the first."""
    owner, tail = None, Tail()
    order = links.c.family, links.c.owner, links.c.number
    for row in streamed(connection, select(*raw(*links.c)).order_by(*order)):
        if (row.family, row.owner) != owner:
            owner, tail = (row.family, row.owner), Tail()
        key = f"{row.family} {row.owner}, number {row.number}"
        if row.number != tail.count + 1:
            broken(links.name, key, "number", f"number {tail.count + 1} is missing before it")
        try:
            due = link_hash(tail.hash, row.digest)
        except (TypeError, ValueError):
            due = ""
        if due != row.hash:
            broken(links.name, key, "", "the link, or one before it, is not as it was written")
        tail = Tail(row.number, row.hash)


def not_in_chain(connection: Connection) -> int:
    """How many turns no entry of the chain holds yet; of anything else there are none."""
    held = (
        select(chain.c.family, chain.c.subject, func.coalesce(func.max(chain.c.links), 0).label("count"))
        .group_by(chain.c.family, chain.c.subject)
        .subquery()
    )
    of_owner = and_(links.c.family == held.c.family, links.c.owner == held.c.subject)
    ended = exists().where(ends.c.attempt == links.c.owner).correlate(links)
    found = raw(links.c.family, links.c.owner, links.c.number, links.c.kind)
    later = select(*found, ended.label("ended")).join(held, of_owner).where(links.c.number > held.c.count)
    count = 0
    for row in streamed(connection, later.order_by(links.c.family, links.c.owner, links.c.number)):
        if row.kind != "turns" or row.ended:
            _unsaid(row)
        count += 1
    said = exists().where(chain.c.family == links.c.family, chain.c.subject == links.c.owner)
    for row in connection.execute(select(*found).where(links.c.number == 1, ~said).limit(1)):
        _unsaid(row)
    return count


def _unsaid(row: Any) -> None:  # noqa: ANN401 - a row
    key = f"{row.family} {row.owner}, number {row.number}"
    broken(links.name, key, "", "the chain says nothing of this row: it was added by something else")
