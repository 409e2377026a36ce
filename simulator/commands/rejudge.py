"""`empty-chair records rejudge`: an attempt judged again, with the contents that it was made with."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from simulator.acting import check_decides
from simulator.attempt.fairness import fairness_note
from simulator.attempt.ledger import AttemptRecord
from simulator.commands.play import system_user
from simulator.commands.telling import as_json, one_line, score
from simulator.errors import UnavailableError
from simulator.reviewing.kept import Judged, judged
from simulator.reviewing.rejudging import changes, judged_again, newly_doubtful
from simulator.reviewing.saying import person

if TYPE_CHECKING:
    from simulator.commands.second_judge import SecondJudge
    from simulator.judging.judge import RulesJudge
    from simulator.judging.transcript import Transcript
    from simulator.language.reading import Reading
    from simulator.records.disputes import Decision, Dispute
    from simulator.records.looking import RecordsView


def rejudged(view: RecordsView, args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    """Judge an attempt again, write the new form down behind the old ones, and tell it.

    Args:
        view: The records.
        args: `attempt` (its id, or the beginning of it), `judge` ("rules" or "llm"), `by` (who does this, or
            None for the system user), `json`, `data`.
        err: Takes what a language model failed to answer.

    Raises:
        NotFoundError: No attempt, or several, begin with what was given.
        UsageError: The attempt has not ended, or was never scored.
        UnavailableError: No language model can be asked as it is set up, or none of its requests was
            answered; the records cannot be written; or this version cannot read the contents that are kept
            with the attempt.
    """
    author = person(args.by or system_user())
    check_decides(view, author)
    attempt = view.find(args.attempt)
    judged(view.attempt(attempt))
    fresh = _evaluated(view, attempt, args, err)
    before, form = _kept(args.data, attempt, fresh, author)
    if args.json:
        yield as_json({"type": "evaluation", **form})
        return
    from simulator.commands.records_page import form_lines

    kept = form["rejudged"]["kept"]
    yield f"Evaluation {before.number + 1} of attempt {attempt}: {score(form)}."
    yield f"Evaluation {before.number} stays on record."
    if kept:
        yield f"What people decided stands as it was: {', '.join(kept)}."
    yield from _difference(before, form)
    yield from form_lines(form)


def _difference(before: Judged, form: Mapping[str, Any]) -> Iterator[str]:
    """What the new form says otherwise than the one before it."""
    changed, doubtful = changes(before, form), newly_doubtful(before, form)
    old, new = score(before.newest), score(form)
    if changed:
        yield "Changed:"
        for one in changed:
            what = f"{one.title} ({one.question})" if one.title else one.question
            yield f"  {one_line(what)}: {one_line(one.before)} -> {one_line(one.after)}"
    elif old != new:
        yield f"No verdict changed, but the score: {old} -> {new}."
    elif not doubtful:
        yield "Nothing changed."
    else:
        yield "No verdict changed."
    if doubtful:
        yield f"New for a person to look at: {', '.join(map(one_line, doubtful))}."


def _evaluated(view: RecordsView, attempt: str, args: argparse.Namespace, err: TextIO) -> Mapping[str, Any]:
    if args.judge == "rules":
        rules, said = _opened(view, attempt, args.data)
        return rules.evaluate(said.transcript, said.readings, said.settled).to_json()
    from simulator.commands.second_judge import SecondJudge

    with SecondJudge.open(args.data) as second:
        rules, said = _opened(view, attempt, args.data)
        found = second.evaluate(rules, said.transcript, said.readings, said.settled, attempt)
        _check_answered(second)
        for note in second.told():
            err.write(f"note: {note}\n")
    return found.to_json()


def _check_answered(second: SecondJudge) -> None:
    """See that a model took part, if one was asked: a form of the rules alone is no second reading.

    Raises:
        UnavailableError: No request was answered.
    """
    from simulator.commands.second_judge import why

    asked = second.gives_up
    if asked.failures and asked.failures.total() == asked.requests:
        counts = ", ".join(f"{reason} {count}" for reason, count in sorted(asked.failures.items()))
        raise UnavailableError(
            f"Nothing was kept: no answer came ({counts}). The evaluation stays as it was.",
            why(asked.reason or asked.failures.most_common(1)[0][0]),
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said in an attempt, as its judge was given it."""

    transcript: Transcript
    readings: Mapping[int, Reading]
    settled: bool | None


def _opened(view: RecordsView, attempt: str, data: Path) -> tuple[RulesJudge, _Said]:
    """The judge with the rubric and the scenario that are kept with the attempt, and what it judges."""
    from simulator.content.library import from_snapshots
    from simulator.judging.judge import RulesJudge
    from simulator.judging.transcript import Transcript, Turn

    record = view.attempt(attempt)
    scenario, _, rubric = from_snapshots(*(content.source for content in record.header.contents))
    turns = tuple(Turn(turn.speaker, turn.text) for turn in record.turns)
    transcript = Transcript(attempt, turns, record.header.level, scenario.model.id)
    settled = record.evaluations[0].get("settled")
    return RulesJudge(rubric.model, rubric.sha256, scenario.model), _Said(
        transcript, _readings(data, attempt), settled if isinstance(settled, bool) else None
    )


def _readings(data: Path, attempt: str) -> Mapping[int, Reading]:
    """What was read while the attempt was made, where that was read in the very words that were shown."""
    from simulator.wiring import Simulator

    simulator = Simulator(data, data)
    with closing(simulator):
        dialogue = simulator.resume(attempt).dialogue
    return dialogue.readings if dialogue.plain else {}


def _kept(
    data: Path, attempt: str, fresh: Mapping[str, Any], author: str
) -> tuple[Judged, Mapping[str, Any]]:
    """The forms before, and the new one as it was written down."""
    from simulator.database_setting import records_at
    from simulator.records.disputes import Decision
    from simulator.records.sql_ledger import SqlLedger
    from simulator.wiring import utc_now

    before: list[Judged] = []

    def decide(record: AttemptRecord, disputes: Sequence[Dispute]) -> Decision:
        form = judged(record)
        before.append(form)
        again = judged_again(form, fresh, author, utc_now())
        fairness = fairness_note(record.turns, passed=bool(again.get("passed")))
        return Decision({**again, "fairness": fairness} if fairness else again)

    with SqlLedger.open(records_at(data)) as ledger:
        again = ledger.review(attempt, decide).evaluation or {}
    return before[-1], again
