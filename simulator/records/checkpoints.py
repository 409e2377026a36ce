"""Signing the chain's head."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import Connection, exists, func, insert, select

from simulator.records.chain.events import Deed
from simulator.records.chain.signing import Checkpoint, key_id, sign
from simulator.records.chain.walking import CHECKPOINT
from simulator.records.chaining import LEDGER, PROGRAM, append, utc_now
from simulator.records.locks import hold
from simulator.records.schema import attempts, chain, checkpoints, ends, links

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def make_checkpoint(connection: Connection, key: Ed25519PrivateKey) -> Checkpoint:
    """Sign everything that is on record now, the turns of conversations that go on among it.

    Args:
        connection: In a transaction that writes.
        key: The private key.
    """
    hold(connection, "chain")
    for attempt in _ahead_of_chain(connection):
        append(connection, Deed(PROGRAM, "anchored", "attempt", attempt))
    what = {"key": key_id(key.public_key())}
    head = append(connection, Deed(PROGRAM, CHECKPOINT, LEDGER, "", what=what))
    made = sign(key, head.count, head.hash, utc_now())
    connection.execute(insert(checkpoints), asdict(made))
    return made


def _ahead_of_chain(connection: Connection) -> list[str]:
    """Attempts that go on and have turns of which the chain does not know yet."""
    held = select(func.max(chain.c.links)).where(
        chain.c.family == "attempt", chain.c.subject == attempts.c.attempt
    )
    written = select(func.max(links.c.number)).where(
        links.c.family == "attempt", links.c.owner == attempts.c.attempt
    )
    query = select(attempts.c.attempt).where(
        ~exists().where(ends.c.attempt == attempts.c.attempt),
        written.correlate(attempts).scalar_subquery() > held.correlate(attempts).scalar_subquery(),
    )
    return list(connection.execute(query.order_by(attempts.c.attempt)).scalars())
