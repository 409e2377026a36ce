"""Verifying the chain, entry by entry, with memory that does not grow.

What is proved: that entries are as they were written, in the order in which they were written, as far as the
last checkpoint whose signature holds. Behind it, somebody who may write the database could have written
everything anew, or cut the end off; a checkpoint or a printed head that was kept elsewhere tells (`Kept`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NoReturn

from simulator.records.chain.canonical import quoted
from simulator.records.chain.events import START, Entry, Head, hash_of
from simulator.records.chain.findings import Bad, Broken
from simulator.records.chain.signing import Checkpoint

CHAIN = "chain"
CHECKPOINTS = "checkpoints"
CHECKPOINT = "checkpoint"
"""The action of an entry that a checkpoint signs."""
_SLACK_SECONDS = 5
"""Clocks of several machines differ; only what is set back by more is noted."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry as it is on record, and what stands beside it.

    Attributes:
        entry: The entry.
        hash: The hash on record.
        linked: The hash of the subject's link that the entry names, or None when there is none.
        checkpoint: The checkpoint on record for this entry, or None.
    """

    entry: Entry
    hash: str
    linked: str | None = None
    checkpoint: Checkpoint | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A head that was kept elsewhere: printed on a report, or a checkpoint in another place.

    Attributes:
        hash: The whole hash, or its first digits, as a report prints it.
    """

    seq: int
    hash: str


@dataclass(slots=True)
class Walk:
    """How far a verification has come.

    Attributes:
        head: The last entry that was good.
        signed: The last checkpoint whose signature holds, or None.
        checkpoints: How many of them there were.
        unproved: Checkpoints that could not be checked, because their key is not at hand.
        set_back: Entries before which a clock had been set back.
        taken_over: Subjects that came from a file without a chain; the version of it, and how many.
    """

    head: Head = field(default_factory=Head)
    signed: Checkpoint | None = None
    checkpoints: int = 0
    unproved: int = 0
    set_back: list[int] = field(default_factory=list)
    set_backs: int = 0
    taken_over: int = 0


Proof = Callable[[Checkpoint], str | None]
"""Why a checkpoint's signature does not hold; empty when it does, None when its key is not at hand."""

_MOST_NOTED = 20


def walk(steps: Iterable[Step], proof: Proof, kept: Sequence[Kept] = (), walked: Walk | None = None) -> Walk:
    """Go along the chain.

    Args:
        steps: The entries by their number, with what stands beside each.
        proof: Looks at a checkpoint's signature.
        kept: Heads that were kept elsewhere.
        walked: Filled on the way, for whoever wants to see it after a failure.

    Returns:
        What there is to tell about the whole.

    Raises:
        Broken: At the first entry that is not as it was written.
    """
    walked = walked if walked is not None else Walk()
    wanted = {one.seq: one for one in kept}
    previous = START
    for step in steps:
        previous = _hashed(step, previous, walked.head)
        if step.entry.seq in wanted and not step.hash.startswith(wanted[step.entry.seq].hash):
            _break(step.entry.seq, "hash", "another entry than the one whose hash was kept elsewhere")
        _signed(step, proof, walked)
        _noted(step, walked)
        walked.head = Head(step.entry.seq, step.hash, step.entry.at)
    _reaches(walked.head.count, kept)
    return walked


def _hashed(step: Step, previous: bytes, head: Head) -> bytes:
    """The hash of a good entry."""
    entry, due = step.entry, head.count + 1
    if entry.seq != due:
        _break(due, "", f"it is missing; the next one on record is {entry.seq}")
    try:
        found = hash_of(previous, entry)
    except ValueError as error:  # a lone surrogate, which no text on record can hold
        _break(due, "", f"it cannot be read: {error}")
    if found.hex() != step.hash:
        _break(due, "", "it, or its hash, is not as it was written")
    if entry.links is not None and step.linked != entry.head:
        what = f"the {entry.family} {entry.subject}"
        if step.linked is None:
            _break(due, "", f"rows of {what} are gone: {entry.links} were covered, and not all are there")
        _break(due, "", f"the first {entry.links} rows of {what} are not those that it covers")
    return found


def _signed(step: Step, proof: Proof, walked: Walk) -> None:
    checkpoint, seq = step.checkpoint, step.entry.seq
    if checkpoint is None:
        if step.entry.action == CHECKPOINT:
            _break(seq, "", "the signature of this checkpoint is missing", CHECKPOINTS)
        return
    if checkpoint.hash != step.hash or step.entry.action != CHECKPOINT:
        _break(seq, "hash", "it was signed for another entry than the one on record", CHECKPOINTS)
    if step.entry.what != signed_by(checkpoint.key):
        _break(seq, "key", "it names another key than its entry in the chain", CHECKPOINTS)
    why = proof(checkpoint)
    if why:
        _break(seq, "signature", why, CHECKPOINTS)
    walked.checkpoints += 1
    if why is None:
        walked.unproved += 1
    else:
        walked.signed = checkpoint


def signed_by(key: str) -> str:
    """What the entry of a checkpoint says of the key that signs it."""
    return f'{{"key":{quoted(key)}}}'


def _noted(step: Step, walked: Walk) -> None:
    if step.entry.action == "taken_over":
        walked.taken_over += 1
    if step.entry.at < walked.head.at and _seconds_back(walked.head.at, step.entry.at) > _SLACK_SECONDS:
        walked.set_backs += 1
        if len(walked.set_back) < _MOST_NOTED:
            walked.set_back.append(step.entry.seq)


def _seconds_back(before: str, after: str) -> float:
    """How far a clock was set back; a time that cannot be read counts as none."""
    try:
        return (_moment(before) - _moment(after)).total_seconds()
    except ValueError:
        return 0.0


def _moment(stamp: str) -> datetime:
    found = datetime.fromisoformat(stamp)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _reaches(count: int, kept: Sequence[Kept]) -> None:
    """That the chain is as long as it once was."""
    longest = max((one.seq for one in kept), default=0)
    if longest > count:
        _break(count + 1, "", f"the chain was cut: it ends here, and once had {longest} entries")


def _break(seq: int, column: str, why: str, table: str = CHAIN) -> NoReturn:
    raise Broken(Bad(table, f"seq {seq}", column, why))
