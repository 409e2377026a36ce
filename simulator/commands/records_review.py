"""`empty-chair records amend`, `dispute`, `resolve`, `withdraw` and `disputes`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

from simulator.acting import check_decides
from simulator.commands.disputes_told import dispute_object, now
from simulator.commands.records_seen import disputes_seen
from simulator.commands.telling import as_json, moment, one_line, score
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.records.disputes import Dispute, DisputeEvent
    from simulator.records.looking import RecordsView
    from simulator.reviewing.appeals import Appeals, Ruling

_HEADINGS = ("ATTEMPT", "QUESTION", "STATE", "BY", "SINCE (UTC)", "DUE", "REASON")


def reviewed(view: RecordsView, args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    """Do what was asked for, and tell what was written down, or list the disputes.

    Raises:
        UsageError: It is not allowed, and why.
        NotFoundError: No such attempt, question or option.
        UnavailableError: The records cannot be read or written.
    """
    if args.action == "disputes":
        return _disputes(view, args, err)
    attempt = view.find(args.attempt)
    return _ACTIONS[args.action](view, attempt, args)


def _amend(view: RecordsView, attempt: str, args: argparse.Namespace) -> Iterator[str]:
    with closing(_Opened(view)) as opened:
        form = opened.appeals.overrule(attempt, args.question, _ruling(args), args.reason, args.by)
    yield from _changed(attempt, form, as_object=args.json)


def _dispute(view: RecordsView, attempt: str, args: argparse.Namespace) -> Iterator[str]:
    with closing(_Opened(view)) as opened:
        event = opened.appeals.dispute(attempt, args.question, args.reason, args.by)
    yield from _happened(event, as_object=args.json)


def _resolve(view: RecordsView, attempt: str, args: argparse.Namespace) -> Iterator[str]:
    ruling = _ruling(args) if args.option is not None else None
    if ruling is None and (args.quote is not None or args.turn is not None):
        raise UsageError("A quote proves a verdict, but none is named.", "Give the verdict with --option.")
    with closing(_Opened(view)) as opened:
        event, form = opened.appeals.resolve(
            attempt, args.question, args.result, args.reason, args.by, ruling
        )
    yield from _happened(event, as_object=args.json)
    if form is not None:
        yield from _changed(attempt, form, as_object=args.json)


def _withdraw(view: RecordsView, attempt: str, args: argparse.Namespace) -> Iterator[str]:
    with closing(_Opened(view)) as opened:
        event = opened.appeals.withdraw(attempt, args.question, args.by, args.reason)
    yield from _happened(event, as_object=args.json)


_ACTIONS: Mapping[str, Callable[[RecordsView, str, argparse.Namespace], Iterator[str]]] = {
    "amend": _amend,
    "dispute": _dispute,
    "resolve": _resolve,
    "withdraw": _withdraw,
}


class _Opened:
    """The records of a view, opened for writing when something is to be written."""

    def __init__(self, view: RecordsView) -> None:
        from simulator.records.sql_ledger import SqlLedger
        from simulator.reviewing.appeals import Appeals

        self._ledger = SqlLedger.open(view.where)
        self.appeals: Appeals = Appeals(
            lambda: view, lambda: self._ledger, now, lambda by: check_decides(view, by)
        )

    def close(self) -> None:
        """Let go of them."""
        self._ledger.close()


def _ruling(args: argparse.Namespace) -> Ruling:
    from simulator.reviewing.appeals import Ruling

    return Ruling(args.option, args.quote, args.turn)


def _changed(attempt: str, form: Mapping[str, Any], *, as_object: bool) -> Iterator[str]:
    if as_object:
        yield as_json({"type": "evaluation", **form})
        return
    change = form["amended"]
    yield f"{change['question']}: {change['from']} → {change['to']}, by {change['by']}. Now {score(form)}."
    yield f"Evaluation {change['of'] + 1} of attempt {attempt}; evaluation {change['of']} stays on record."


def _happened(event: DisputeEvent, *, as_object: bool) -> Iterator[str]:
    if as_object:
        yield as_json({"type": "dispute_event", **asdict(event)})
        return
    told = "disputed" if event.happening == "opened" else event.happening.replace("_", " ")
    yield f"{event.question} of attempt {event.attempt}: {told} by {event.author}."


def _disputes(view: RecordsView, args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    if args.window < 1:
        raise UsageError(f"--window {args.window} is no time to decide in.", "Give days from 1 up.")
    at = now()
    found = [dispute for dispute in view.disputes() if dispute.pending or not args.open]
    found = disputes_seen(view, args, found)
    if args.json:
        yield from (as_json(dispute_object(dispute, at, args.window)) for dispute in found)
    elif found:
        from simulator.commands.aligned import aligned

        yield from aligned([_HEADINGS, *(_row(dispute, at, args.window) for dispute in found)])
    if not found:
        err.write("No dispute waits for a decision.\n" if args.open else "Nothing is disputed.\n")


def _row(dispute: Dispute, at: str, days: int) -> tuple[str, ...]:
    opened = dispute.opened
    return tuple(
        one_line(cell)
        for cell in (
            dispute.attempt,
            dispute.question,
            dispute.state(at, days).replace("_", " "),
            opened.author,
            moment(opened.at),
            dispute.due(days).date().isoformat() if dispute.pending else "",
            opened.reason,
        )
    )
