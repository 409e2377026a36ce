"""xAPI statements about attempts, by the rules of cmi5 (xAPI 1.0.3). Pure.

A certified attempt makes `initialized`, `completed`, `passed` or `failed`, `terminated`; any other makes
`attempted`, `suspended` and `resumed` for each pause, and `scored`. People stand in them as accounts under
their pseudonyms, never with a name or an address, and no statement holds a word of a conversation. A property
that has no value is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from simulator.exporting import vocabulary as words
from simulator.exporting.digest import Form, Question
from simulator.exporting.moments import duration, moment, seconds_between, timestamp
from simulator.exporting.naming import statement_id, voiding_id
from simulator.exporting.sessions import Part, Registered, is_certified
from simulator.language.text import clean_text

Statement = dict[str, Any]

_MOST_POINTS = 10_000
"""The best score in hundredths of a percent: cmi5 wants whole numbers."""


class Pause(NamedTuple):
    """A time within an attempt in which nothing was said; `until` is None when it never went on."""

    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """An attempt with all that its statements tell.

    Attributes:
        registered: The attempt and its registration.
        form: Its newest filled form.
        part: What it says in its registration; None when it is not certified.
        pauses: Its pauses, in order.
        language: The language of its scenario's title.
    """

    registered: Registered
    form: Form
    part: Part | None = None
    pauses: Sequence[Pause] = ()
    language: str = "und"


def statements(told: Told, home: str) -> tuple[Statement, ...]:
    """The statements about an attempt, in the order of their times.

    Args:
        told: The attempt.
        home: The company's address, which the accounts and the activities bear.
    """
    found = _certified(told) if told.part is not None else _practised(told)
    return tuple(_written(told, happened, home) for happened in found)


def voided(statement: str, at: datetime, home: str) -> Statement:
    """The statement that takes another back.

    Args:
        statement: The other one's id.
        at: When it is taken back.
        home: The company's address.
    """
    return {
        "id": voiding_id(statement),
        "actor": _actor(home, "empty-chair"),
        "verb": _verb("voided"),
        "object": {"objectType": "StatementRef", "id": statement},
        "timestamp": timestamp(at),
    }


class _Happened(NamedTuple):
    verb: str
    at: datetime
    result: Mapping[str, Any] = {}
    number: int | None = None
    judged: bool = False


def _certified(told: Told) -> Iterator[_Happened]:
    assert told.part is not None
    began, ended, took = _times(told)
    yield _Happened("initialized", began)
    if told.part.completes:
        yield _Happened("completed", ended, {"completion": True, "duration": took})
    if verdict := told.part.verdict:
        number = told.registered.facts.evaluations
        yield _Happened(verdict, ended, _result(told, verdict, took), number, judged=True)
    ending = told.registered.facts.ending
    said = {"extensions": {words.ENDING: ending}} if ending else {}
    yield _Happened("terminated", ended, {"duration": took, **said})


def _practised(told: Told) -> Iterator[_Happened]:
    began, ended, took = _times(told)
    yield _Happened("attempted", began)
    for number, pause in enumerate(told.pauses, start=1):
        yield _Happened("suspended", pause.since, number=number)
        if pause.until is not None:
            yield _Happened("resumed", pause.until, number=number)
    facts = told.registered.facts
    if facts.percentage is not None:
        yield _Happened("scored", ended, _result(told, "scored", took), facts.evaluations, judged=True)


def _times(told: Told) -> tuple[datetime, datetime, str]:
    facts = told.registered.facts
    began = moment(facts.started_at)
    ended = max(began, moment(facts.ended_at))
    return began, ended, duration(seconds_between(began, ended))


def _result(told: Told, verdict: str, took: str) -> dict[str, Any]:
    """The result of a verdict.

    A score must agree with its verdict (cmi5, 9.3.4 and 9.3.5). Who failed with enough points, for one answer
    that may not be wrong, has no score, and the percentage stands in an extension alone.
    """
    percentage = told.registered.facts.percentage
    assert percentage is not None
    extensions: dict[str, Any] = {words.PERCENTAGE: percentage}
    if questions := dict(_questions(told.form.questions)):
        extensions[words.QUESTIONS] = questions
    result: dict[str, Any] = {"duration": took, "extensions": extensions}
    scaled = round(percentage / 100, 4)
    if _agrees(verdict, scaled, told.form.mastery_score):
        points = round(percentage * _MOST_POINTS / 100)
        result["score"] = {"scaled": scaled, "raw": points, "min": 0, "max": _MOST_POINTS}
    if verdict in ("passed", "failed"):
        result["success"] = verdict == "passed"
    return result


def _agrees(verdict: str, scaled: float, mastery: float | None) -> bool:
    if not 0 <= scaled <= 1:
        return False
    if mastery is None or verdict == "scored":
        return True
    return (scaled >= mastery) == (verdict == "passed")


def _questions(questions: Mapping[str, Question]) -> Iterator[tuple[str, dict[str, Any]]]:
    for ref_id, question in questions.items():
        if question.status != "scored" or question.percentage is None:
            yield ref_id, {"status": question.status}
        else:
            told = {"option": question.option, "percentage": question.percentage, "source": question.source}
            yield ref_id, _given(**told)


def _written(told: Told, happened: _Happened, home: str) -> Statement:
    facts = told.registered.facts
    statement: Statement = {
        "id": statement_id(facts.attempt, happened.verb, happened.number),
        "actor": _actor(home, facts.learner),
        "verb": _verb(happened.verb),
        "object": _scenario(told, home),
        "context": _context(told, home, judged=happened.judged),
        "timestamp": timestamp(happened.at),
    }
    if happened.result:
        statement["result"] = dict(happened.result)
    return statement


def _actor(home: str, person: str) -> dict[str, Any]:
    return {"objectType": "Agent", "account": {"homePage": home, "name": person}}


def _verb(name: str) -> dict[str, Any]:
    return {"id": words.VERBS[name], "display": {"en": name}}


def _scenario(told: Told, home: str) -> dict[str, Any]:
    facts = told.registered.facts
    definition: dict[str, Any] = {"type": words.SIMULATION}
    if title := clean_text(facts.scenario_title):
        definition["name"] = {told.language: title}
    activity = words.scenario_activity(home, facts.scenario)
    return {"objectType": "Activity", "id": activity, "definition": definition}


def _context(told: Told, home: str, *, judged: bool) -> dict[str, Any]:
    facts = told.registered.facts
    category = words.CERTIFIED if is_certified(facts) else words.PRACTICE
    activities: dict[str, Any] = {"category": [{"id": category}]}
    programme = told.registered.programme
    if programme.id:
        name = {programme.language or "und": programme.title or programme.id}
        activity = words.programme_activity(home, programme.id)
        activities["grouping"] = [{"id": activity, "definition": {"type": words.COURSE, "name": name}}]
    return {
        "registration": told.registered.registration,
        "contextActivities": activities,
        "revision": str(facts.scenario_version),
        "platform": "Empty Chair",
        "extensions": dict(_extensions(told, judged=judged)),
    }


def _extensions(told: Told, *, judged: bool) -> Iterable[tuple[str, Any]]:
    facts, form = told.registered.facts, told.form
    yield words.SESSION, facts.attempt
    if facts.level:
        yield words.LEVEL, facts.level
    if not judged:
        return
    if form.mastery_score is not None:
        yield words.MASTERY, round(form.mastery_score, 4)
    yield words.RUBRIC, _given(id=facts.rubric, version=facts.rubric_version, sha256=facts.rubric_sha256)
    if form.judge:
        yield words.JUDGE, _given(id=form.judge, version=form.judge_version)
    yield words.EVALUATION, facts.evaluations


def _given(**values: object) -> dict[str, object]:
    """Those that have a value."""
    return {key: value for key, value in values.items() if value not in ("", None)}
