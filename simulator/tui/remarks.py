"""What a debrief says beside a verdict that was disputed or changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.records.disputes import CLOSED_NAMES
from simulator.tui.phrasing import when_text
from simulator.tui.widgets.plain import one_line
from simulator.wording import N_, _

if TYPE_CHECKING:
    from simulator.records.disputes import Dispute

_LABELS = {"open": N_("disputed"), "expired": N_("dispute expired")}


@dataclass(frozen=True, slots=True)
class Remark:
    """A word beside the verdict, and the whole of it when the question is opened."""

    label: str
    lines: tuple[str, ...]


def remarks_on(
    evaluations: Sequence[Mapping[str, Any]],
    disputes: Iterable[Dispute],
    options: Mapping[tuple[str, str], str],
    now: datetime,
) -> dict[str, Remark]:
    """The remarks by the question's ref_id.

    Args:
        evaluations: Every evaluation object of an attempt, the oldest first.
        disputes: The disputes about its verdicts, the oldest first.
        options: The texts of the rubric's options, by ids of question and option.
        now: The moment, for "yesterday" and for disputes that are late.
    """
    found: dict[str, Remark] = {}
    for evaluation in evaluations:
        change = evaluation.get("amended")
        if isinstance(change, Mapping):
            _add(found, str(change.get("question")), _("changed"), (_changed(change, options, now),))
    for dispute in disputes:
        state = dispute.state(now.isoformat())
        _add(found, dispute.question, _(_LABELS.get(state, "")), tuple(_disputed(dispute, state, now)))
    return found


def _add(found: dict[str, Remark], question: str, label: str, lines: tuple[str, ...]) -> None:
    before = found.get(question, Remark("", ()))
    found[question] = Remark(label or before.label, (*before.lines, *lines))


def _changed(change: Mapping[str, Any], options: Mapping[tuple[str, str], str], now: datetime) -> str:
    when = when_text(str(change.get("at") or ""), now)
    key = str(change.get("question"))
    before, after = (
        one_line(options.get((key, said), said.replace("_", " ")))
        for said in (str(change.get("from")), str(change.get("to")))
    )
    by, why = one_line(str(change.get("by"))), one_line(str(change.get("reason")))
    return _(
        "Changed by {by}, {when}: from “{before}” to “{after}”. {why}",
        by=by,
        when=when,
        before=before,
        after=after,
        why=why,
    )


def _disputed(dispute: Dispute, state: str, now: datetime) -> Iterable[str]:
    opened, closed = dispute.opened, dispute.closed
    yield _(
        "Disputed by {author}, {at}: {reason}",
        author=one_line(opened.author),
        at=when_text(opened.at, now),
        reason=one_line(opened.reason),
    )
    if closed is None:
        due = f"{dispute.due().date():%Y-%m-%d}"
        yield (
            _("To be decided by {due}.", due=due)
            if state == "open"
            else _("Nobody decided it by {due}; it still can be.", due=due)
        )
        return
    why = f": {one_line(closed.reason)}" if closed.reason else "."
    told = _(CLOSED_NAMES.get(state, state.replace("_", " "))).capitalize()
    yield _(
        "{told} by {author}, {at}{why}",
        told=told,
        author=one_line(closed.author),
        at=when_text(closed.at, now),
        why=why,
    )
