"""`empty-chair records show`: one attempt, its verdicts, and who changed or disputed them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Any

from simulator.commands.disputes_told import dispute_lines, dispute_object, now
from simulator.commands.judge_told import judge_lines, second_reading_marks
from simulator.commands.records import attempt_object
from simulator.commands.records_seen import Page
from simulator.commands.telling import as_json, moment, objects, one_line, score
from simulator.debrief import left_out_text

if TYPE_CHECKING:
    from simulator.attempt.ledger import AttemptRecord, AttemptSummary, EndRecord, TurnRecord
    from simulator.records.disputes import Dispute
    from simulator.records.looking import RecordsView


def shown(view: RecordsView, args: argparse.Namespace) -> Iterator[str]:
    """The lines of one attempt, as a page or as JSON Lines.

    Raises:
        NotFoundError: No attempt, or several, begin with what was given.
        UsageError: Whoever acts may not see it.
    """
    attempt = view.find(args.attempt)
    summary = view.summary(attempt)
    seen = Page(summary, args)
    summary, record = seen.summary(summary), seen.record(view.attempt(attempt))
    disputes = seen.disputes(view.disputes([attempt]))
    if args.json:
        return _events(summary, record, disputes)
    notes = [] if seen.words else ["You see the scores of this attempt, not what was said."]
    if view.is_erased(attempt):
        notes.append("The words of this attempt were erased.")
    return chain(_page(summary, record, disputes), notes)


def _events(summary: AttemptSummary, record: AttemptRecord, disputes: Sequence[Dispute]) -> Iterator[str]:
    yield as_json(attempt_object(summary))
    for turn in record.turns:
        yield as_json({"type": "turn", **asdict(turn)})
    if record.end is not None:
        yield as_json({"type": "ended", **asdict(record.end)})
    for evaluation in record.evaluations:
        yield as_json({"type": "evaluation", **evaluation})
    at = now()
    for dispute in disputes:
        yield as_json(dispute_object(dispute, at))


def _page(summary: AttemptSummary, record: AttemptRecord, disputes: Sequence[Dispute]) -> Iterator[str]:
    header = record.header
    yield f"Attempt {summary.attempt}"
    yield f"{summary.scenario_title} ({summary.scenario}, version {summary.scenario_version})"
    yield f"{summary.learner}, {summary.level}, {summary.mode}; rubric {summary.rubric}"
    yield f"Started {moment(summary.started_at)} UTC"
    if header.branch_of is not None:
        yield f"Goes back to turn {header.branch_turn} of attempt {header.branch_of}"
    yield ""
    for turn in record.turns:
        yield from _spoken(turn)
    yield ""
    yield from _ended(record.end, rewound=summary.superseded)
    yield from _forms(record.evaluations, {one.question: one for one in disputes if one.pending})
    if disputes:
        yield from ("", "Disputes")
        at = now()
        for dispute in disputes:
            yield from dispute_lines(dispute, at)


def _spoken(turn: TurnRecord) -> Iterator[str]:
    first, *rest = turn.text.split("\n")
    yield f"{turn.turn:>3} {turn.speaker:<9} {first}".rstrip()
    for line in rest:
        yield f"{'':14}{line}".rstrip()
    if reason := turn.note.get("reason"):
        yield f"{'':14}[{one_line(turn.voice or turn.speaker)}: {one_line(reason)}]"


def _ended(end: EndRecord | None, *, rewound: bool) -> Iterator[str]:
    if end is None:
        yield "Rewound: it goes on in another attempt." if rewound else "Not finished."
        return
    stars = f", {end.stars} of 5 stars" if end.stars is not None else ""
    yield f"Ended {moment(end.at)} UTC: {end.ending}{stars}" + ("" if end.scorable else ", not scored")
    if end.tells:
        yield f"The customer tells others: {end.tells}"


def _forms(evaluations: Sequence[Mapping[str, Any]], disputed: Mapping[str, Dispute]) -> Iterator[str]:
    """Every form; of those that were only amended on the way, what was changed."""
    changes: dict[str, Mapping[str, Any]] = {}
    for number, evaluation in enumerate(evaluations, start=1):
        amended = evaluation.get("amended")
        yield ""
        yield f"Evaluation {number}: {score(evaluation)}"
        yield from judge_lines(evaluation, evaluations)
        if left_out := one_line(left_out_text(evaluation)):
            yield f"  Not judged: {left_out}"
        if isinstance(amended, Mapping):
            changes[str(amended.get("question"))] = amended
            yield from _change(amended)
        standing = number == len(evaluations)
        if standing or not isinstance(amended, Mapping):
            yield from _verdicts(evaluation, changes if standing else {}, disputed if standing else {})


def _change(amended: Mapping[str, Any]) -> Iterator[str]:
    what = f"{amended.get('question')} from {amended.get('from')} to {amended.get('to')}"
    when = moment(str(amended.get("at") or ""))
    by = one_line(amended.get("by"))
    yield f"  Amends evaluation {amended.get('of')}: {one_line(what)}, by {by}, {when} UTC"
    yield f"  Why: {one_line(amended.get('reason'))}"


def form_lines(evaluation: Mapping[str, Any]) -> Iterator[str]:
    """The verdicts of one form."""
    return _verdicts(evaluation, {}, {})


def _verdicts(
    evaluation: Mapping[str, Any], changes: Mapping[str, Mapping[str, Any]], disputed: Mapping[str, Dispute]
) -> Iterator[str]:
    for question in objects(evaluation.get("questions")):
        marks = [one_line(question.get("title") or question.get("ref_id"))]
        if question.get("title") and question.get("ref_id"):
            marks.append(f"({one_line(question['ref_id'])}: {_said(question)})")
        if (change := changes.get(str(question.get("ref_id")))) is not None:
            marks.append(f"[changed by {one_line(change.get('by'))}]")
        marks += second_reading_marks(question)
        if str(question.get("ref_id")) in disputed:
            marks.append("[disputed]")
        yield f"  {_points(question):>7}  {' '.join(marks)}"
        for proof in objects(question.get("evidence")):
            yield f"{'':11}turn {proof.get('turn')}: “{one_line(proof.get('quote'))}”"
    for strength in objects([evaluation.get("strength")]):
        yield f"  Worked: “{one_line(strength.get('quote'))}”"
    for gap in objects(evaluation.get("gaps")):
        yield f"  Change: “{one_line(gap.get('quote'))}” → {one_line(gap.get('better'))}"


def _said(question: Mapping[str, Any]) -> str:
    status = question.get("status", "scored")
    return one_line(question.get("option") if status == "scored" else status)


def _points(question: Mapping[str, Any]) -> str:
    status = question.get("status", "scored")
    if status != "scored":
        return {"not_applicable": "n/a", "not_scored": "none"}.get(str(status), "")
    return f"{question.get('score')}/{question.get('max_score')}"
