"""Readings, rubrics and cases made by hand, so that the judge is tested without a reader's opinions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.behaviours import BEHAVIOURS
from simulator.content.rubric import Observation, Rubric, Rule
from simulator.judging.case import PHRASE, Case, prepare
from simulator.judging.ruling import Bench
from simulator.judging.transcript import Transcript, Turn
from simulator.judging.wording import Source
from simulator.language.patterns import PhraseBook
from simulator.language.reading import Finding, Question, Reading, Span, TopicMention
from simulator.language.sentences import sentence_spans


def span_of(text: str, quote: str) -> Span:
    start = text.index(quote)
    sentence = next(s.sentence for s in sentence_spans(text) if s.start <= start < s.end)
    return Span(start, start + len(quote), sentence)


def reading(
    text: str,
    *,
    details: Sequence[str] = (),
    asks: Sequence[str] = (),
    closing: Sequence[str] = (),
    phrases: Mapping[str, str | Sequence[str]] | None = None,
    denied: Mapping[str, str] | None = None,
    flags: Sequence[str] = (),
    confidence: float = 0.9,
    **shown: str | Sequence[str],
) -> Reading:
    """A reading of a text; each behaviour is given with the words that show it."""
    found = {
        name: Finding(True, confidence, tuple(span_of(text, quote) for quote in _listed(shown[name])))
        if name in shown
        else Finding()
        for name in BEHAVIOURS
    }
    topics = {
        PHRASE + name: tuple(TopicMention(span_of(text, quote)) for quote in _listed(quotes))
        for name, quotes in (phrases or {}).items()
    }
    for name, quote in (denied or {}).items():
        topics[PHRASE + name] = (TopicMention(span_of(text, quote), negated=True),)
    return Reading(
        text=text,
        behaviours=found,
        topics=topics,
        sentences=sentence_spans(text),
        questions=tuple(Question(span_of(text, quote), (), quote in closing) for quote in (*asks, *closing)),
        details=tuple(span_of(text, detail) for detail in details),
        words=len(text.split()),
        flags=frozenset(flags),
    )


def _listed(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def talk(*said: str | Reading, level: str | None = None) -> tuple[Transcript, dict[int, Reading]]:
    """A transcript of customer's texts and agent's readings, with the readings by turn."""
    turns = [Turn("customer", one) if isinstance(one, str) else Turn("agent", one.text) for one in said]
    readings = {at: one for at, one in enumerate(said, start=1) if isinstance(one, Reading)}
    return Transcript("t1", tuple(turns), level), readings


def case_of(*said: str | Reading, rubric: Sequence[str] = (), spoiling: Sequence[str] = ()) -> Case:
    transcript, readings = talk(*said)
    return prepare(transcript, readings, Source.of(rubric), "en", spoiling)


def bench_of(*said: str | Reading, phrases: Mapping[str, Sequence[str]] | None = None) -> Bench:
    return Bench(case_of(*said), "en", PhraseBook(phrases) if phrases else None)


def observation(**given: Any) -> Observation:
    return Observation.model_validate(given)


def rule(**given: Any) -> Rule:
    return Rule.model_validate(given)


SEEN_SORRY = {"seen": {"behaviour": "apologises"}}


def question(ref_id: str = "sorry", **changed: Any) -> dict[str, Any]:
    return {
        "ref_id": ref_id,
        "title": f"Title of {ref_id}",
        "options": [
            {"ref_id": "o_yes", "text": "Yes", "score": 10, "when": SEEN_SORRY},
            {"ref_id": "o_no", "text": "No", "score": 0},
        ],
        "feedback": {"met": f"{ref_id} met", "missed": f"{ref_id} missed", "better": f"{ref_id} better"},
    } | changed


def rubric(*questions: dict[str, Any], sections: Sequence[dict[str, Any]] = (), **changed: Any) -> Rubric:
    """A rubric of one section with these questions, or of these sections."""
    one = {"ref_id": "s1", "title": "Only one", "weight": 100, "questions": list(questions or [question()])}
    return Rubric.model_validate(
        {
            "schema": "empty-chair/rubric/1",
            "id": "small",
            "version": 3,
            "title": "Small",
            "description": "A small rubric.",
            "language": "en",
            "mastery_score": 0.8,
            "sections": list(sections) or [one],
        }
        | changed
    )
