"""The chain: entries in one order, each with the hash of all before it.

`hash = SHA-256(previous hash || canonical(entry))`, the hashes as 32 bytes; before the first entry stand 32
zeros. Whoever changes, removes, adds or swaps an entry has to write every later hash anew. Somebody who may
write the database can do that: then only a checkpoint tells, signed with a key that they do not have
(`simulator.records.chain.signing`), or a head that was printed before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from simulator.records.chain.canonical import canonical, quoted

START = bytes(32)
"""What stands in place of a hash before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the chain. No name and no word of a person is in it.

    Attributes:
        seq: Its number, from 1.
        at: When it was written, ISO 8601 in UTC, by the clock of the machine that wrote it.
        actor: Who did it: a pseudonym, or `program`.
        action: What happened: `opened`, `ended`, `evaluated`, `erased` and the like.
        family: What it is about: `attempt`, `round`, `person` or `ledger`.
        subject: Which one: an attempt's id, a round's name, a pseudonym; empty for the whole ledger.
        links: How many rows of the subject are covered by then, or None when it covers none.
        head: The hash of the last of them, or None.
        reason: Why, in words that may stay for ever.
        what: What else is to be kept, as canonical JSON of an object.
    """

    seq: int
    at: str
    actor: str
    action: str
    family: str
    subject: str
    links: int | None = None
    head: str | None = None
    reason: str = ""
    what: str = "{}"


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends: what reports print, so that a later look can be held against it.

    Attributes:
        count: How many entries there are.
        hash: The last one's hash in hexadecimal digits.
        at: When it was written; empty before the first.
    """

    count: int = 0
    hash: str = START.hex()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did, to become an entry; its number, its time and its hash come when it is written.

    Attributes:
        what: What else is to be kept: texts, whole numbers, booleans, None, lists and objects of them.
    """

    actor: str
    action: str
    family: str
    subject: str
    reason: str = ""
    what: Mapping[str, object] = field(default_factory=dict)


def entry_bytes(entry: Entry) -> bytes:
    """The entry as canonical JSON. `what` is taken as it is on record, so that each of its bytes counts."""
    head = "null" if entry.head is None else quoted(entry.head)
    links = "null" if entry.links is None else str(entry.links)
    return (
        f'{{"action":{quoted(entry.action)},"actor":{quoted(entry.actor)},"at":{quoted(entry.at)},'
        f'"family":{quoted(entry.family)},"head":{head},"links":{links},"reason":{quoted(entry.reason)},'
        f'"seq":{entry.seq},"subject":{quoted(entry.subject)},"what":{entry.what}}}'
    ).encode()


def hash_of(previous: bytes, entry: Entry) -> bytes:
    """The hash of an entry that stands behind another."""
    return sha256(previous + entry_bytes(entry)).digest()


def entry_after(
    head: Head, at: str, deed: Deed, links: int | None = None, linked: str | None = None
) -> tuple[Entry, str]:
    """The entry that a deed becomes at the end of a chain, and its hash in hexadecimal digits.

    Args:
        head: Where the chain ends now.
        at: The time.
        deed: What happened.
        links: How many rows of the subject are covered now, or None.
        linked: The hash of the last of them, or None.

    Raises:
        ValueError: `what` holds something that canonical JSON cannot say.
    """
    entry = Entry(
        seq=head.count + 1,
        at=at,
        actor=deed.actor,
        action=deed.action,
        family=deed.family,
        subject=deed.subject,
        links=links,
        head=linked,
        reason=deed.reason,
        what=canonical(deed.what).decode(),
    )
    return entry, hash_of(bytes.fromhex(head.hash), entry).hex()
