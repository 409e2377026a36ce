"""The rows of one attempt, round or person, chained among themselves.

A turn is written many times more often than anything else, and by many programs at once. So it is not an
entry of the one chain, for which all would queue: it is a link behind the last row of its own attempt, and
the chain's entries (opened, ended, evaluated and so on) hold the attempt's newest link.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from simulator.records.chain.canonical import LARGEST, canonical
from simulator.records.chain.events import START

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Link:
    """The cover of one row.

    Attributes:
        number: Its place among the owner's links, from 1.
        kind: The row's table.
        part: The row's number in its table, 0 where an owner has one row only.
        sealed: The seal of its words, or None when it has none.
        digest: Its digest, in hexadecimal digits.
        hash: The hash of all the owner's links up to this one, in hexadecimal digits.
    """

    number: int
    kind: str
    part: int
    sealed: str | None
    digest: str
    hash: str


@dataclass(frozen=True, slots=True)
class Tail:
    """Where an owner's links end."""

    count: int = 0
    hash: str = START.hex()


def row_digest(place: tuple[str, str, int], plain: Mapping[str, Value], sealed: str | None) -> str:
    """What covers a row, in hexadecimal digits.

    A column without a value is left out, so that a table can get columns later, and rows of before still
    have the same digest.

    Args:
        place: Table, owner and number of the row.
        plain: The values that may stay for ever, by column.
        sealed: The seal of those that may not.

    Raises:
        ValueError: A value cannot be written.
    """
    values = {name: _written(value) for name, value in plain.items() if value is not None}
    return sha256(canonical({"place": list(place), "row": values, "sealed": sealed})).hexdigest()


def _written(value: Value) -> object:
    """A value as canonical JSON has it; a fraction or a very large number as text, and named as such."""
    if isinstance(value, float):
        return {"fraction": repr(value)}
    if type(value) is int and not -LARGEST <= value <= LARGEST:
        return {"whole": str(value)}
    return value


def link_hash(previous: str, digest: str) -> str:
    """The hash of a link behind another: SHA-256 over the two, as bytes."""
    return sha256(bytes.fromhex(previous) + bytes.fromhex(digest)).hexdigest()


def link_after(
    tail: Tail, place: tuple[str, str, int], plain: Mapping[str, Value], sealed: str | None
) -> Link:
    """The link of a row that is written behind the others of its owner."""
    digest = row_digest(place, plain, sealed)
    kind, _, part = place
    return Link(tail.count + 1, kind, part, sealed, digest, link_hash(tail.hash, digest))


def tail_of(link: Link) -> Tail:
    """Where the links end once this one is the last."""
    return Tail(link.number, link.hash)
