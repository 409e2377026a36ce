"""`empty-chair records`: what is on record, and looking at verdicts again.

`list`, `show` and `disputes` only look: that creates nothing and locks nothing; where there are no records
yet, there are no attempts. What changes how a verdict stands is in `records_review`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

from simulator.commands.telling import as_json, moment, passed, percentage
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.attempt.ledger import AttemptSummary
    from simulator.records.address import Address
    from simulator.records.disputes import Dispute
    from simulator.records.looking import RecordsView

_HEADINGS = (
    "ATTEMPT", "STARTED (UTC)", "LEARNER", "SCENARIO", "MODE", "TURNS", "ENDING", "STARS", "SCORE", "RESULT",
)  # fmt: skip
_TO_THE_RIGHT = frozenset({"TURNS", "STARS", "SCORE"})

EVIDENCE = ("verify", "checkpoint", "key", "retire")
EXPORTING = ("export", "push")

Pending = Mapping[str, Sequence["Dispute"]]
"""The disputes that wait for a decision, by attempt."""


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """List the attempts, show one, look at a verdict again, or see whether all is as it was written.

    Raises:
        UsageError: The limit is below one, or what was asked for is not allowed.
        NotFoundError: No attempt, or several, begin with what was given; no such question or option.
        UnavailableError: The records cannot be read or written.
    """
    if args.action in EVIDENCE:
        from simulator.commands import evidence

        return evidence.run(args, out)
    if args.action in EXPORTING:
        from importlib import import_module

        return int(import_module(f"simulator.commands.{args.action}").run(args, out, err))
    for line in _answered(args, err):
        out.write(line + "\n")
        out.flush()
    return 0


def _answered(args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    if args.action == "move":
        from simulator.commands.move import moved

        return moved(args, err)
    from simulator.database_setting import records_at
    from simulator.records.looking import RecordsView

    return _answer(RecordsView.look(records_at(args.data)), args, err)


def _answer(view: RecordsView, args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    if args.action == "list":
        return _listed(view, args, err)
    if args.action == "show":
        from simulator.commands.records_page import shown

        return shown(view, args)
    if args.action == "log":
        from simulator.commands.records_log import logged

        return logged(view, args, err)
    if args.action == "rejudge":
        from simulator.commands.rejudge import rejudged

        return rejudged(view, args, err)
    from simulator.commands.records_review import reviewed

    return reviewed(view, args, err)


def _listed(view: RecordsView, args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    if args.limit < 1:
        raise UsageError(f"--limit {args.limit} would list nothing.", "Give a number from 1 up.")
    from simulator.commands.records_seen import attempts_seen

    found = attempts_seen(view, args, args.limit + 1)
    listed = found[: args.limit]
    pending = _pending(view, listed)
    yield from (_object(line, pending) for line in listed) if args.json else _table(listed, pending)
    if not found:
        err.write(f"No such attempts are on record in {_place(view.where)}.\n")
    elif len(found) > len(listed):
        err.write(f"These are the newest {len(listed)}; more with --limit.\n")


def _place(where: Address) -> str:
    """The folder of the records, or their database."""
    file = getattr(where, "file", None)
    return where.shown if file is None else str(file.parent)


def _pending(view: RecordsView, listed: Sequence[AttemptSummary]) -> Pending:
    found: dict[str, list[Dispute]] = {}
    if listed:
        for dispute in view.disputes([line.attempt for line in listed]):
            if dispute.pending:
                found.setdefault(dispute.attempt, []).append(dispute)
    return found


def _object(line: AttemptSummary, pending: Pending) -> str:
    disputed = [dispute.question for dispute in pending.get(line.attempt, ())]
    return as_json({**attempt_object(line), "disputed": disputed})


def attempt_object(summary: AttemptSummary) -> dict[str, Any]:
    """The line of the history as an object."""
    return {"type": "attempt", **asdict(summary)}


def _table(summaries: Sequence[AttemptSummary], pending: Pending) -> Iterator[str]:
    from simulator.commands.aligned import aligned

    if summaries:
        rows = [_HEADINGS, *(_row(line, pending.get(line.attempt, ())) for line in summaries)]
        yield from aligned(rows, _TO_THE_RIGHT)


def _row(line: AttemptSummary, disputes: Sequence[Dispute]) -> tuple[str, ...]:
    result = (passed(line.passed), f"{len(disputes)} disputed" if disputes else "")
    return tuple(
        " ".join(cell.split())  # one line each, whatever an id holds
        for cell in (
            line.attempt,
            moment(line.started_at),
            line.learner,
            line.scenario,
            line.mode,
            str(line.turns),
            line.ending or ("rewound" if line.superseded else "unfinished"),
            "" if line.stars is None else str(line.stars),
            percentage(line.percentage),
            ", ".join(part for part in result if part),
        )
    )
