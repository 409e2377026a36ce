"""Looking through all records: the chain, the links, and every row that they cover.

Everything streams: a row is read, checked and forgotten. The chain comes first, so that what is found first
is what was written first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from simulator.records.chain.covers import COVERS
from simulator.records.chain.findings import Bad, Broken
from simulator.records.chain.walking import Kept, Proof, Walk, walk
from simulator.records.guards import missing_guards
from simulator.records.schema import VERSION, schema_version
from simulator.records.verifying_chain import check_links, check_no_checkpoint_beyond, not_in_chain, steps
from simulator.records.verifying_raw import broken, raw
from simulator.records.verifying_rows import Sources, check_file, check_left_over, check_none_gone, check_rows


@dataclass(slots=True)
class Verification:
    """What looking through the records found.

    Attributes:
        walk: What the chain itself tells.
        rows: How many rows were looked at.
        erased: How many of them have had words that were erased.
        open_turns: Turns of conversations that go on: the chain comes to them later.
        bad: The first thing that is not as it was written, or None.
    """

    walk: Walk = field(default_factory=Walk)
    rows: int = 0
    erased: int = 0
    open_turns: int = 0
    bad: Bad | None = None


def verify(connection: Connection, proof: Proof, kept: Sequence[Kept] = ()) -> Verification:
    """Look through everything, up to the first thing that is not as it was written.

    Args:
        connection: In a transaction that sees one moment.
        proof: Looks at the signatures of checkpoints.
        kept: Heads that were kept elsewhere.
    """
    found = Verification()
    try:
        _look(connection, proof, kept, found)
    except Broken as broken:
        found.bad = broken.bad
    except (DBAPIError, TypeError, ValueError, OverflowError) as error:
        # Deep damage: a value of a kind that no table of ours can hold, or that SQLite cannot read itself.
        inner = getattr(error, "orig", None) or error
        found.bad = Bad("", "", "", f"the database holds something that cannot be read: {inner}")
    return found


def _look(connection: Connection, proof: Proof, kept: Sequence[Kept], found: Verification) -> None:
    _check_versions(connection)
    walk(steps(connection), proof, kept, found.walk)
    check_no_checkpoint_beyond(connection, found.walk)
    check_links(connection)
    found.open_turns = not_in_chain(connection)
    sources = Sources(connection)
    for cover in COVERS.values():
        for erased in check_rows(connection, cover, sources):
            found.rows += 1
            found.erased += erased
        check_none_gone(connection, cover)
    check_left_over(connection)
    for missing in missing_guards(connection) if found.walk.head.count else ():
        broken("", "", "", f"the guard {missing} is missing or was changed, so rows could be changed unseen")
    check_file(connection)


def _check_versions(connection: Connection) -> None:
    found = list(connection.execute(select(*raw(schema_version.c.version))).scalars())
    whole = [version for version in found if type(version) is int]
    if sorted(whole) != list(range(min(whole, default=1), VERSION + 1)) or len(whole) < len(found):
        broken(schema_version.name, "", "version", f"these are not the versions up to {VERSION}: {found}")
