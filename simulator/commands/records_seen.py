"""What of the attempts on record whoever acts may see: which ones, in which form, and with which words."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from simulator.commands.acting import acting_in
from simulator.roster.access import Allowed, Refused

if TYPE_CHECKING:
    from simulator.acting import Acting
    from simulator.attempt.ledger import AttemptRecord, AttemptSummary
    from simulator.records.disputes import Dispute
    from simulator.records.looking import RecordsView

_MOST_ASKED = 50
"""People whose histories are asked for one by one; for more, everybody's is gone through."""
_STEP = 4
MODES = ("certify", "practice")


def attempts_seen(view: RecordsView, args: argparse.Namespace, count: int) -> Sequence[AttemptSummary]:
    """The newest attempts that whoever acts may see, each look at another person's noted.

    Args:
        view: The records.
        args: `learner` and `scenario` to choose by, and who acts.
        count: How many at most.

    Raises:
        UsageError: They may see nothing of the learner that is named.
        UnavailableError: The records cannot be read, or the look could not be noted.
    """
    acting = acting_in(args)
    if not acting.applies:
        return view.history(learner=args.learner, scenario=args.scenario, limit=count)
    if args.learner is not None:
        _check_learner(acting, args.learner)
    found = list(_newest(view, acting, args, count))
    acting.note((line.learner for line in found), "list of attempts")
    return [_shown(line, acting) for line in found]


def _check_learner(acting: Acting, learner: str) -> None:
    answers = [acting.may_attempt(learner, mode) for mode in MODES]
    if not any(answers):
        acting.refuse(next(one for one in answers if isinstance(one, Refused)))


def _newest(
    view: RecordsView, acting: Acting, args: argparse.Namespace, count: int
) -> Iterable[AttemptSummary]:
    learners = [args.learner] if args.learner is not None else acting.learners(_MOST_ASKED)
    if learners is None:
        return _of(view, acting, args, count, None)
    lines = [line for one in learners for line in _of(view, acting, args, count, one)]
    return sorted(lines, key=lambda line: (line.started_at, line.attempt), reverse=True)[:count]


def _of(
    view: RecordsView, acting: Acting, args: argparse.Namespace, count: int, learner: str | None
) -> list[AttemptSummary]:
    """The newest attempts that may be seen; more and more are looked through until there are enough."""
    asked = count
    while True:
        lines = view.history(learner=learner, scenario=args.scenario, limit=asked)
        found = [line for line in lines if acting.may_attempt(line.learner, line.mode)]
        if len(found) >= count or len(lines) < asked:
            return found[:count]
        asked *= _STEP


def _shown(line: AttemptSummary, acting: Acting) -> AttemptSummary:
    answer = acting.may_attempt(line.learner, line.mode)
    return replace(line, learner=acting.shown(line.learner, answer)) if isinstance(answer, Allowed) else line


def disputes_seen(view: RecordsView, args: argparse.Namespace, disputes: Sequence[Dispute]) -> list[Dispute]:
    """The disputes that whoever acts may see, each look at another person's noted.

    Raises:
        UnavailableError: The records cannot be read, or the look could not be noted.
    """
    acting = acting_in(args)
    attempts = {one.attempt: view.summary(one.attempt) for one in disputes} if acting.applies else {}
    found = []
    for dispute in disputes:
        summary = attempts.get(dispute.attempt)
        if summary is None or acting.may_attempt(summary.learner, summary.mode, words=True):
            found.append(dispute)
    acting.note({attempts[one.attempt].learner for one in found if one.attempt in attempts}, "disputes")
    return [_sealed(one, attempts[one.attempt], acting) if attempts else one for one in found]


def _sealed(dispute: Dispute, summary: AttemptSummary, acting: Acting) -> Dispute:
    answer = acting.may_attempt(summary.learner, summary.mode, words=True)
    shown = acting.shown(summary.learner, answer) if isinstance(answer, Allowed) else ""
    return _renamed(dispute, summary.learner, shown)


class Page:
    """One attempt, as whoever acts may see it.

    Attributes:
        words: Whether what was said is shown.
    """

    def __init__(self, summary: AttemptSummary, args: argparse.Namespace) -> None:
        """See what may be seen, and note the look.

        Raises:
            UsageError: Nothing may be.
            UnavailableError: The look could not be noted.
        """
        acting = acting_in(args)
        whole = acting.may_attempt(summary.learner, summary.mode, words=True)
        answer = whole or acting.may_attempt(summary.learner, summary.mode)
        if not isinstance(answer, Allowed):
            acting.refuse(answer)
        acting.note([summary.learner], f"attempt {summary.attempt}")
        self.words = bool(whole)
        self._learner, self._shown = summary.learner, acting.shown(summary.learner, answer)

    def summary(self, summary: AttemptSummary) -> AttemptSummary:
        """Its line of the history."""
        return replace(summary, learner=self._shown)

    def record(self, record: AttemptRecord) -> AttemptRecord:
        """The whole of it; scores alone where the words may not be seen."""
        if self.words:
            return record
        return replace(record, turns=(), evaluations=tuple(map(_scores, record.evaluations)))

    def disputes(self, disputes: Sequence[Dispute]) -> Sequence[Dispute]:
        """Its disputes; who disputes what is the learner's, and stands in their words."""
        if not self.words:
            return ()
        return tuple(_renamed(one, self._learner, self._shown) for one in disputes)


def _renamed(dispute: Dispute, learner: str, shown: str) -> Dispute:
    """A dispute with another name for the learner."""

    def event(found: Any) -> Any:  # noqa: ANN401 - an entry about a dispute, or None
        return found if found is None or found.author != learner else replace(found, author=shown)

    return replace(dispute, opened=event(dispute.opened), closed=event(dispute.closed))


def _scores(form: Mapping[str, Any]) -> dict[str, Any]:
    """A form without anything that was said."""
    from simulator.records.words import parted

    bare, _ = parted(form)
    bare |= {"gaps": [], "strength": None}
    bare["questions"] = [
        {**question, "evidence": []}
        for question in bare.get("questions") or ()
        if isinstance(question, Mapping)
    ]
    return bare
