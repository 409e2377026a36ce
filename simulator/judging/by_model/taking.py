"""A form in which a model's option is taken for a question: proofs, texts and sums as for any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from simulator.content.rubric import Option, Question
from simulator.judging.by_model.second_reading import SecondReading, Vote
from simulator.judging.evaluation import Evaluation, Gap, Verdict
from simulator.judging.evidence import Evidence
from simulator.judging.feedback import Filled
from simulator.judging.ruling import Outcome, Ruling

SOURCE = "llm"
"""The source of a verdict that a model gave."""


def taken(filled: Filled, option: Option, votes: Sequence[Vote]) -> Filled:
    """The question with the option that all votes name, and the words that they cite."""
    proofs = {vote.proof.place: vote.proof for vote in votes if vote.proof is not None}
    shown = tuple(proofs[place] for place in sorted(proofs))
    mark = replace(filled.mark, score=option.score, withheld=False, automatic_fail=option.automatic_fail)
    return Filled(
        question=filled.question,
        section=filled.section,
        status="scored",
        ruling=Ruling(option, Outcome(True, shown)),
        mark=mark,
        evidence=_evidence(votes),
        absence=not shown,
    )


def told(evaluation: Evaluation, readings: Mapping[str, SecondReading], form: Iterable[Filled]) -> Evaluation:
    """The evaluation with the second readings beside its verdicts, and plain texts where one was taken."""
    questions = {filled.question.ref_id: filled.question for filled in form}
    verdicts = [_with(one, readings.get(one.ref_id), questions[one.ref_id]) for one in evaluation.questions]
    texts = {one.ref_id: one.feedback for one in verdicts if one.source == SOURCE}
    gaps = [_plain(gap, texts) for gap in evaluation.gaps]
    return replace(evaluation, questions=tuple(verdicts), gaps=tuple(gaps))


def _with(verdict: Verdict, reading: SecondReading | None, question: Question) -> Verdict:
    if reading is None or reading.status != "taken":
        return replace(verdict, second_reading=reading)
    return replace(verdict, second_reading=reading, source=SOURCE, feedback=_feedback(verdict, question))


def _feedback(verdict: Verdict, question: Question) -> str:
    """What the form says; without what the rules would add of their own findings."""
    said, score = question.feedback, verdict.score or 0
    if score >= verdict.max_score:
        return said.met
    return said.partly if score > 0 and said.partly is not None else said.missed


def _plain(gap: Gap, texts: Mapping[str, str]) -> Gap:
    return replace(gap, text=texts[gap.ref_id]) if gap.ref_id in texts else gap


def _evidence(votes: Sequence[Vote]) -> tuple[Evidence, ...]:
    """The words that the votes cite, each once and in order; else the first place that was looked at."""
    cited = [vote.evidence for vote in votes if vote.cited and vote.evidence is not None]
    looked = [vote.evidence for vote in votes if vote.evidence is not None]
    found = {(one.turn, one.start, one.end): one for one in cited or looked[:1]}
    return tuple(found[place] for place in sorted(found))
