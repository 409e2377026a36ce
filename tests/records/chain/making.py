"""Small chains to be varied by a test."""

from __future__ import annotations

from dataclasses import replace

from simulator.records.chain.events import Deed, Head, entry_after
from simulator.records.chain.signing import Checkpoint
from simulator.records.chain.walking import Step

AT = "2026-03-02T09:{:02d}:00.000Z"


def make_steps(count: int, times: dict[int, str] | None = None) -> list[Step]:
    """A sound chain."""
    head, steps = Head(), []
    for seq in range(1, count + 1):
        at = (times or {}).get(seq, AT.format(seq % 60))
        happening = Deed("p1", "opened", "attempt", f"{seq:04d}", "", {"number": seq, "of": [True, None]})
        entry, found = entry_after(head, at, happening, seq, f"{seq:064x}")
        head = Head(seq, found, at)
        steps.append(Step(entry, found, linked=f"{seq:064x}"))
    return steps


def with_checkpoint(steps: list[Step], sign) -> list[Step]:
    """The chain with an entry at its end that is signed."""
    head = Head(len(steps), steps[-1].hash, steps[-1].entry.at)
    entry, found = entry_after(
        head, AT.format(59), Deed("program", "checkpoint", "ledger", "", what={"key": sign(1, "", "").key})
    )
    checkpoint: Checkpoint = sign(entry.seq, found, entry.at)
    return [*steps, Step(entry, found, checkpoint=checkpoint)]


def rewritten(steps: list[Step], place: int, **changes) -> list[Step]:
    """The chain with one entry changed, and every hash behind it written anew: what a plain chain allows."""
    head, made = Head(), []
    for number, step in enumerate(steps):
        entry = replace(step.entry, **changes) if number == place else step.entry
        from simulator.records.chain.events import hash_of

        found = hash_of(bytes.fromhex(head.hash), entry).hex()
        head = Head(entry.seq, found, entry.at)
        made.append(replace(step, entry=entry, hash=found))
    return made
