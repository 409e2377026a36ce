"""What the debrief opens with: one strength, and at most two things to change.

Feedback speaks of the reply, never of the person (task-level feedback works better than praise or blame
of the self: Hattie and Timperley 2007).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from simulator.content.rubric import Option, Question
from simulator.judging.arithmetic import Mark
from simulator.judging.asking import Asked
from simulator.judging.case import Case, Proof
from simulator.judging.evaluation import Gap, Status, Strength
from simulator.judging.evidence import Evidence, verified
from simulator.judging.quoting import in_brief, in_clauses, words_missed
from simulator.judging.ruling import Bench, Ruling
from simulator.judging.sentences import sentence
from simulator.judging.transcript import Transcript

_MOST_GAPS = 2
_MOST_QUESTIONS = 3
_SHORT_QUOTE = 6


@dataclass(slots=True)
class Filled:
    """A question with all that was decided about it.

    Attributes:
        ruling: The chosen option; None unless scored.
        mark: What the arithmetic knows of it.
        applied_weight: Its share of the form in percentage points, once the form is summed up.
        absence: Whether nothing of the kind was found, so that the quoted words only stand where it was
            looked for.
    """

    question: Question
    section: str
    status: Status
    ruling: Ruling | None
    mark: Mark
    evidence: tuple[Evidence, ...]
    reason: str = ""
    applied_weight: Fraction = Fraction(0)
    absence: bool = False


def feedback_on(filled: Filled, bench: Bench) -> str:
    """What the form says about one question."""
    if filled.ruling is None:
        return filled.reason
    if filled.mark.full and not filled.mark.automatic_fail:
        return filled.question.feedback.met
    return missed_text(filled.question, filled.ruling, bench)


def missed_text(question: Question, ruling: Ruling, bench: Bench) -> str:
    """What was missed; for unanswered questions with the ones that were not answered."""
    text = less_than_full(question, ruling.option)
    if bench.spoils(question, ruling):
        text += f" {_why_spoilt(bench)}"
    if question.about_answers and bench.answers.unanswered:
        text += _left_open(bench.answers.unanswered, bench.language)
    return text


def _why_spoilt(bench: Bench) -> str:
    """What took the worth from words: the first that is untrue here, else what stands beside them."""
    for reply in bench.case.replies:
        for span in reply.reading.untrue:
            quote = in_brief(reply.proof(reply.reading.sentence_of(span))).quote
            return sentence("untrue", bench.language).format(quote=quote)
    return sentence("spoilt", bench.language)


def less_than_full(question: Question, option: Option) -> str:
    """What is said of an option that is not the best: of some marks, or in its own words what was missed."""
    if option.score > 0 and question.feedback.partly is not None:
        return question.feedback.partly
    return option.missed or question.feedback.missed


def better_wording(question: Question, option: Option | None, wording: Mapping[str, str]) -> str:
    """The option's own better wording, else the scenario's for the question, else the rubric's."""
    own = None if option is None else option.better
    return own or wording.get(question.ref_id, question.feedback.better)


def _left_open(questions: Sequence[Asked], language: str) -> str:
    """The questions that were not answered, in the customer's words; the first few of many."""
    turn = sentence("turn", language)
    quoted = [f"({turn} {one.turn}): “{one.quote}”" for one in questions[:_MOST_QUESTIONS]]
    more = len(questions) - len(quoted)
    rest = f"; {sentence('more', language).format(n=more)}" if more else ""
    return f" {sentence('open', language)} {'; '.join(quoted)}{rest}"


def strength(form: Iterable[Filled], case: Case, transcript: Transcript) -> Strength | None:
    """The question at full marks that weighs most among those earned with the learner's own words."""
    best: tuple[Filled, Evidence] | None = None
    most, among = 0, 1  # the weight of the best as a fraction; fractions themselves are slow to compare
    for filled in form:
        if filled.ruling is None or not filled.mark.full or filled.mark.automatic_fail:
            continue
        points, of = filled.applied_weight.as_integer_ratio()
        if best is not None and points * among <= most * of:
            continue
        evidence = _telling(filled.ruling.outcome.proofs, case, transcript)
        if evidence is not None:
            best, most, among = (filled, evidence), points, of
    if best is None:
        return None
    question, evidence = best[0].question, best[1]
    return Strength(question.ref_id, question.title, evidence.quote, evidence.turn, question.feedback.met)


def _telling(proofs: Sequence[Proof], case: Case, transcript: Transcript) -> Evidence | None:
    """The most telling words: a proof that names a detail of the case, else the first."""
    ranked = sorted(proofs, key=lambda proof: not case.reply_of[proof.turn].is_specific(proof.span))
    for proof in ranked:
        reply = case.reply_of[proof.turn]
        if len(proof.quote.split()) < _SHORT_QUOTE:
            proof = reply.proof(reply.reading.sentence_of(proof.span))
        found = verified(map(in_brief, in_clauses([proof], case)), transcript)
        if found:
            return found[0]
    return None


def gaps(
    form: Iterable[Filled],
    bench: Bench,
    transcript: Transcript,
    wording: Mapping[str, str],
    taken: Strength | None,
) -> tuple[Gap, ...]:
    """What lost most, automatic fails and critical questions first; at most two.

    Args:
        form: All questions.
        bench: The case.
        transcript: Where quotes are verified.
        wording: The scenario's better wordings, by ref_id; the rubric's own stand in.
        taken: The strength; its words are not held against the learner in the same breath.
    """
    incomplete = [filled for filled in form if not filled.mark.full or filled.mark.automatic_fail]
    lost = list(zip(incomplete, _lost(incomplete), strict=True))
    lost.sort(key=lambda one: (not one[0].mark.automatic_fail, not one[0].question.critical, -one[1]))
    found: list[Gap] = []
    told_of_answers = False
    used = [(taken.turn, taken.quote)] if taken else []
    for filled, points in lost:
        if len(found) == _MOST_GAPS:
            break
        if filled.question.about_answers:
            if told_of_answers:  # one gap about the same questions is enough
                continue
            told_of_answers = points > 0
        gap = _gap(filled, bench, transcript, wording, used)
        if gap is not None and (points > 0 or filled.mark.automatic_fail):
            used.append((gap.turn, gap.quote))
            found.append(gap)
    return tuple(found)


def _lost(form: Sequence[Filled]) -> list[int]:
    """What each question lost, all over one denominator: fractions are slow to compare."""
    parts = [
        (*filled.applied_weight.as_integer_ratio(), filled.mark.score or 0, max(1, filled.mark.max_score))
        for filled in form
    ]
    whole = lcm(*[of * most for _, of, _, most in parts])
    return [points * (most - score) * (whole // (of * most)) for points, of, score, most in parts]


def _gap(
    filled: Filled,
    bench: Bench,
    transcript: Transcript,
    wording: Mapping[str, str],
    used: Sequence[tuple[int, str]],
) -> Gap | None:
    question, ruling = filled.question, filled.ruling
    if ruling is None:
        return None
    evidence = _quotable(in_clauses(words_missed(question, ruling, bench), bench.case), transcript, used)
    if evidence is None:
        return None
    return Gap(
        ref_id=question.ref_id,
        title=question.title,
        quote=evidence.quote,
        turn=evidence.turn,
        text=missed_text(question, ruling, bench),
        better=better_wording(question, ruling.option, wording),
    )


def _quotable(
    proofs: Iterable[Proof], transcript: Transcript, used: Sequence[tuple[int, str]]
) -> Evidence | None:
    """The first words that can be quoted and were not quoted yet, else the first that can be."""
    first: Evidence | None = None
    for proof in proofs:
        for evidence in verified([in_brief(proof)], transcript):
            first = first or evidence
            if not any(
                turn == evidence.turn and (quote in evidence.quote or evidence.quote in quote)
                for turn, quote in used
            ):
                return evidence
    return first
