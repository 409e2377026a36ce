"""A filled form with one verdict changed by a person: the same arithmetic, on the rubric of that form.

Pure. The form that is amended stays as it is; what comes back is a new one that says who changed what, why,
and which form it amends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from simulator.content.nearest import nearest
from simulator.content.rubric import Question, Rubric, Section
from simulator.errors import NotFoundError, UsageError
from simulator.judging.arithmetic import Mark, category, rounded, total
from simulator.judging.evidence import Evidence
from simulator.judging.feedback import less_than_full
from simulator.judging.retelling import retold

NOT_APPLICABLE = "not_applicable"
NOT_SCORED = "not_scored"
HUMAN = "human"
"""The source of a verdict that a person gave."""

_UNCOUNTED = {
    NOT_APPLICABLE: "This does not apply to this conversation.",
    NOT_SCORED: "Not scored: withheld by a person.",
}


@dataclass(frozen=True, slots=True)
class Amendment:
    """One verdict as a person sees it.

    Attributes:
        question: The question's ref_id.
        option: An option's ref_id, `not_applicable` or `not_scored`.
        by: Who says so.
        at: When, ISO 8601 in UTC.
        reason: Why.
        evidence: The words that prove it; None keeps those of the verdict that is changed.
    """

    question: str
    option: str
    by: str
    at: str
    reason: str
    evidence: Evidence | None = None


def amended(
    evaluation: Mapping[str, Any],
    number: int,
    rubric: Rubric,
    level: str,
    amendment: Amendment,
    wording: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The evaluation object with one verdict changed, and everything that follows from it.

    Args:
        evaluation: The evaluation object that is amended.
        number: Its number among the attempt's evaluations.
        rubric: The rubric that it was filled by.
        level: The learner's level, which sets the mastery score.
        amendment: What is changed.
        wording: The scenario's better wordings, by ref_id.

    Raises:
        NotFoundError: The rubric has no such question, or the question no such option.
        UsageError: The verdict says that already, the question cannot be not applicable, or the form was
            not filled by this rubric.
    """
    form = verdicts_of(evaluation, rubric)
    question = question_named(rubric, amendment.question)
    before = standing(form[question.ref_id])
    if amendment.option == before:
        raise UsageError(
            f"The verdict on {question.ref_id!r} is {before!r} already.", "Name another option, or leave it."
        )
    form[question.ref_id] = _changed(form[question.ref_id], question, amendment)
    found = {**evaluation, **summed(form, rubric, level, evaluation.get("settled"))}
    found |= retold(found, question, wording or {})
    found["amended"] = {
        "question": question.ref_id,
        "from": before,
        "to": amendment.option,
        "by": amendment.by,
        "at": amendment.at,
        "reason": amendment.reason,
        "of": number,
    }
    return found


def verdicts_of(evaluation: Mapping[str, Any], rubric: Rubric) -> dict[str, dict[str, Any]]:
    """The verdicts of a form by ref_id, in the rubric's order.

    Raises:
        UsageError: They are not those of the rubric's questions.
    """
    given = evaluation.get("questions")
    questions = [dict(item) for item in given if isinstance(item, Mapping)] if isinstance(given, list) else []
    found = {str(item.get("ref_id")): item for item in questions}
    wanted = [question.ref_id for _, question in questions_of(rubric)]
    if sorted(found) != sorted(wanted):
        raise UsageError(
            f"This evaluation was not filled by the rubric {rubric.id!r} that is kept with it.",
            "It can be read, but not amended.",
        )
    return {ref_id: found[ref_id] for ref_id in wanted}


def standing(verdict: Mapping[str, Any]) -> str:
    """What a verdict says: its option's ref_id, `not_applicable` or `not_scored`."""
    status = verdict.get("status", "scored")
    return str(verdict.get("option")) if status == "scored" else str(status)


def questions_of(rubric: Rubric) -> list[tuple[Section, Question]]:
    """Every question of a rubric with its section, in order."""
    return [(section, question) for section in rubric.sections for question in section.questions]


def question_named(rubric: Rubric, ref_id: str) -> Question:
    """The question of this ref_id.

    Raises:
        NotFoundError: There is none; the nearest is named.
    """
    known = {question.ref_id: question for _, question in questions_of(rubric)}
    if ref_id not in known:
        near = nearest(ref_id, known)
        hint = f"Did you mean {near}?" if near else f"It asks: {', '.join(known)}"
        raise NotFoundError(f"The rubric {rubric.id!r} has no question {ref_id!r}.", hint)
    return known[ref_id]


def standings(question: Question) -> tuple[str, ...]:
    """What a person can say about a question, the options first and in the rubric's order."""
    options = [option.ref_id for option in question.options]
    conditional = question.applies is not None or question.levels is not None
    rest = [NOT_APPLICABLE] if conditional else []
    return tuple(dict.fromkeys([*options, *rest, NOT_SCORED]))


def check_option(question: Question, option: str) -> None:
    """Nothing, when a person can say that about a question.

    Raises:
        NotFoundError: It has no such option; the nearest is named.
        UsageError: It always applies.
    """
    known = standings(question)
    if option in known:
        return
    if option == NOT_APPLICABLE:
        raise UsageError(
            f"The question {question.ref_id!r} always applies.", f"It can be: {', '.join(known)}"
        )
    near = nearest(option, known)
    hint = (f"Did you mean {near}? " if near else "") + f"It can be: {', '.join(known)}"
    raise NotFoundError(f"The question {question.ref_id!r} has no option {option!r}.", hint)


def quoted(turns: Sequence[tuple[str, str]], quote: str, turn: int | None = None) -> Evidence:
    """Words of the agent as evidence.

    Args:
        turns: Speaker and words of each turn, in order.
        quote: The words, as they stand there.
        turn: In which turn, from 1; None for the first of the agent's turns that holds them.

    Raises:
        UsageError: They do not stand there. A quote that is not in that turn is void.
    """
    words = quote.strip()
    if not words:
        raise UsageError("The quote is empty.", "Give the agent's words as they stand in the turn.")
    numbered = list(enumerate(turns, start=1))
    if turn is not None:
        numbered = [(number, said) for number, said in numbered if number == turn]
        if not numbered or numbered[0][1][0] != "agent":
            raise UsageError(f"Turn {turn} is not one of the agent's.", "Name a turn that the agent wrote.")
    for number, (speaker, text) in numbered:
        start = text.find(words)
        if speaker == "agent" and start >= 0:
            return Evidence(number, words, start, start + len(words))
    where = f"turn {turn}" if turn is not None else "any turn of the agent's"
    raise UsageError(
        f"The quote “{words}” does not stand in {where}, so it proves nothing.",
        "Copy the words exactly, with capitals and punctuation.",
    )


def _changed(verdict: Mapping[str, Any], question: Question, amendment: Amendment) -> dict[str, Any]:
    check_option(question, amendment.option)
    option = next((one for one in question.options if one.ref_id == amendment.option), None)
    found = {**verdict, "source": HUMAN}
    for key in ("needs_review", "second_reading"):  # the form that is amended keeps them
        found.pop(key, None)
    if option is None:
        feedback = _UNCOUNTED[amendment.option]
        found |= {"option": None, "score": None, "status": amendment.option, "feedback": feedback}
    else:
        full = option.score >= best_score(question) and not option.automatic_fail
        found |= {"option": option.ref_id, "score": option.score, "status": "scored"}
        found["feedback"] = question.feedback.met if full else less_than_full(question, option)
    if amendment.evidence is not None:
        found["evidence"] = [amendment.evidence.to_json()]
        found.pop("absence", None)
    return found


def best_score(question: Question) -> int:
    """The best option's score."""
    return max(option.score for option in question.options)


def summed(
    form: Mapping[str, Mapping[str, Any]], rubric: Rubric, level: str, settled: object
) -> dict[str, Any]:
    """The verdicts with their applied weights, and the sums of the form, as an evaluation object has them.

    Args:
        form: The verdicts by ref_id, in the rubric's order.
        rubric: The rubric.
        level: The learner's level.
        settled: False when what the customer came for is known to be open; that is no pass.
    """
    own = next((rule for name, rule in rubric.levels.items() if name == level), None)
    mastery = own.mastery_score if own else rubric.mastery_score
    marks = [_mark(section, question, form[question.ref_id]) for section, question in questions_of(rubric)]
    sums = total(marks, mastery)
    weighed = zip(form.values(), sums.applied_weights, strict=True)
    return {
        "percentage": _shown(sums.percentage),
        "raw_percentage": _shown(sums.raw),
        "passed": sums.passed and settled is not False,
        "performance_category": category(sums.percentage, rubric.score_thresholds),
        "automatic_fail": sums.automatic_fail,
        "mastery_score": mastery,
        "questions": [{**verdict, "applied_weight": rounded(weight)} for verdict, weight in weighed],
    }


def _mark(section: Section, question: Question, verdict: Mapping[str, Any]) -> Mark:
    said = standing(verdict)
    option = next((one for one in question.options if one.ref_id == said), None)
    return Mark(
        section=section.ref_id,
        section_weight=section.weight,
        weight=question.weight,
        score=None if option is None else option.score,
        max_score=best_score(question),
        critical=question.critical,
        withheld=said == NOT_SCORED,
        automatic_fail=option is not None and option.automatic_fail,
    )


def _shown(value: Fraction | None) -> float | None:
    return None if value is None else rounded(value)
