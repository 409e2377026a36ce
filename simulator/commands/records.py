"""`empty-chair records list` and `empty-chair records show`: looking at what is on record.

Looking creates nothing and locks nothing; where there are no records yet, there are no attempts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.attempt.ledger import AttemptRecord, AttemptSummary, EndRecord, TurnRecord
    from simulator.records.looking import RecordsView

_HEADINGS = (
    "ATTEMPT", "STARTED (UTC)", "LEARNER", "SCENARIO", "MODE", "TURNS", "ENDING", "STARS", "SCORE", "RESULT",
)  # fmt: skip
_TO_THE_RIGHT = frozenset({"TURNS", "STARS", "SCORE"})


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """List the attempts, or show one.

    Raises:
        UsageError: The limit is below one.
        NotFoundError: No attempt, or several, begin with what was given.
        UnavailableError: The records cannot be read.
    """
    from simulator.records.looking import RecordsView

    view = RecordsView.look(args.data)
    lines = _shown(view, args) if args.action == "show" else _listed(view, args, err)
    for line in lines:
        out.write(line + "\n")
        out.flush()
    return 0


def _listed(view: RecordsView, args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    if args.limit < 1:
        raise UsageError(f"--limit {args.limit} would list nothing.", "Give a number from 1 up.")
    found = view.history(learner=args.learner, scenario=args.scenario, limit=args.limit + 1)
    listed = found[: args.limit]
    yield from (_json(_attempt(line)) for line in listed) if args.json else _table(listed)
    if not found:
        err.write(f"No such attempts are on record in {view.file.parent}.\n")
    elif len(found) > len(listed):
        err.write(f"These are the newest {len(listed)}; more with --limit.\n")


def _shown(view: RecordsView, args: argparse.Namespace) -> Iterator[str]:
    attempt = view.find(args.attempt)
    summary, record = view.summary(attempt), view.attempt(attempt)
    return _events(summary, record) if args.json else _page(summary, record)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _attempt(summary: AttemptSummary) -> dict[str, Any]:
    return {"type": "attempt", **asdict(summary)}


def _events(summary: AttemptSummary, record: AttemptRecord) -> Iterator[str]:
    yield _json(_attempt(summary))
    for turn in record.turns:
        yield _json({"type": "turn", **asdict(turn)})
    if record.end is not None:
        yield _json({"type": "ended", **asdict(record.end)})
    for evaluation in record.evaluations:
        yield _json({"type": "evaluation", **evaluation})


def _table(summaries: Sequence[AttemptSummary]) -> Iterator[str]:
    if not summaries:
        return
    rows = [_HEADINGS, *(_row(line) for line in summaries)]
    from rich.cells import cell_len, set_cell_size

    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    for row in rows:
        cells = (
            " " * (width - cell_len(cell)) + cell if heading in _TO_THE_RIGHT else set_cell_size(cell, width)
            for heading, cell, width in zip(_HEADINGS, row, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _row(line: AttemptSummary) -> tuple[str, ...]:
    return tuple(
        " ".join(cell.split())  # one line each, whatever an id holds
        for cell in (
            line.attempt,
            _time(line.started_at),
            line.learner,
            line.scenario,
            line.mode,
            str(line.turns),
            line.ending or ("rewound" if line.superseded else "unfinished"),
            "" if line.stars is None else str(line.stars),
            _percentage(line.percentage),
            _passed(line.passed),
        )
    )


def _time(at: str) -> str:
    return at[:16].replace("T", " ")


def _percentage(value: object) -> str:
    return f"{value:g} %" if isinstance(value, int | float) else ""


def _passed(value: object) -> str:
    if not isinstance(value, bool):
        return ""
    return "passed" if value else "not passed"


def _page(summary: AttemptSummary, record: AttemptRecord) -> Iterator[str]:
    header = record.header
    yield f"Attempt {summary.attempt}"
    yield f"{summary.scenario_title} ({summary.scenario}, version {summary.scenario_version})"
    yield f"{summary.learner}, {summary.level}, {summary.mode}; rubric {summary.rubric}"
    yield f"Started {_time(summary.started_at)} UTC"
    if header.branch_of is not None:
        yield f"Goes back to turn {header.branch_turn} of attempt {header.branch_of}"
    yield ""
    for turn in record.turns:
        yield from _spoken(turn)
    yield ""
    yield from _ended(record.end, rewound=summary.superseded)
    for number, evaluation in enumerate(record.evaluations, start=1):
        yield ""
        yield from _evaluation(number, evaluation)


def _spoken(turn: TurnRecord) -> Iterator[str]:
    first, *rest = turn.text.split("\n")
    yield f"{turn.turn:>3} {turn.speaker:<9} {first}".rstrip()
    for line in rest:
        yield f"{'':14}{line}".rstrip()


def _ended(end: EndRecord | None, *, rewound: bool) -> Iterator[str]:
    if end is None:
        yield "Rewound: it goes on in another attempt." if rewound else "Not finished."
        return
    stars = f", {end.stars} of 5 stars" if end.stars is not None else ""
    yield f"Ended {_time(end.at)} UTC: {end.ending}{stars}" + ("" if end.scorable else ", not scored")
    if end.tells:
        yield f"The customer tells others: {end.tells}"


def _evaluation(number: int, evaluation: Mapping[str, Any]) -> Iterator[str]:
    score = _percentage(evaluation.get("percentage")) or "no score"
    passed = _passed(evaluation.get("passed"))
    yield f"Evaluation {number}: " + ", ".join(part for part in (score, passed) if part)
    for question in _objects(evaluation.get("questions")):
        yield f"  {_points(question):>7}  {question.get('title') or question.get('ref_id')}"
        for proof in _objects(question.get("evidence")):
            yield f"{'':11}turn {proof.get('turn')}: “{_one_line(proof.get('quote'))}”"
    for strength in _objects([evaluation.get("strength")]):
        yield f"  Worked: “{_one_line(strength.get('quote'))}”"
    for gap in _objects(evaluation.get("gaps")):
        yield f"  Change: “{_one_line(gap.get('quote'))}” → {_one_line(gap.get('better'))}"


def _points(question: Mapping[str, Any]) -> str:
    status = question.get("status", "scored")
    if status != "scored":
        return {"not_applicable": "n/a", "not_scored": "none"}.get(str(status), "")
    return f"{question.get('score')}/{question.get('max_score')}"


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    """The objects of a list that came from the records; nothing where it is none."""
    return (item for item in value if isinstance(item, Mapping)) if isinstance(value, list) else iter(())


def _one_line(value: object) -> str:
    return " ".join(str(value or "").split())
