"""Small programmes, people and events for the tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from textwrap import indent

from simulator.content.loading import parse
from simulator.content.programmechecks import check_programme
from simulator.content.programmewho import ScenarioFacts
from simulator.training.deriving import status_of
from simulator.training.events import Attempt, Person
from simulator.training.plan import Obligation, Plan, plan_of

EVERY = frozenset(("new_hire", "agent", "manager", "executive"))


def scenario(name, *tags, rubric="complaint", channel="chat"):
    return ScenarioFacts(name, frozenset(tags), f"persona-of-{name}", channel, rubric, "en", EVERY)


PARCEL = scenario("parcel", "call-centre", "complaint")
FUNERAL = scenario("funeral", "call-centre", "bereavement", rubric="bereavement")
LETTER = scenario("letter", "call-centre", "guidance", channel="phone", rubric="guidance")
STAR = scenario("star", "public", channel="review")
CATALOGUE = (PARCEL, FUNERAL, LETTER, STAR)

YEARLY = """\
ref_id: yearly
title: Two a year
what: {count: 2, different: true, scenarios: {tags: call-centre}}
period: {calendar_year: true}
due: {day: "11-30"}
grace_days: 10
"""
ONCE = """\
ref_id: once
title: Once
what: {count: 1, scenarios: {tags: call-centre}}
period: {within: {days: 30, of: assignment}}
grace_days: 7
"""
ROLLING = """\
ref_id: rolling
title: Every year from then on
what: {count: 1, scenarios: {tags: call-centre}}
period: {rolling: {months: 12}}
due: {days: 60}
window_days: 30
grace_days: 7
"""


def plan(*requirements: str, begins="2026-01-01", ends=None, zone="UTC", catalogue=CATALOGUE) -> Plan:
    """A programme of these requirements, which must be without fault."""
    text = (
        "schema: empty-chair/programme/1\nid: year\nversion: 1\ntitle: The year\nlanguage: en\n"
        f'time_zone: {zone}\nbegins: "{begins}"\n'
    )
    text += f'ends: "{ends}"\n' if ends else ""
    text += "requirements:\n"
    for requirement in requirements:
        text += "  - " + indent(requirement, "    ").lstrip()
    loaded = parse(text.encode(), Path("year.yaml"), "programme")
    assert [str(fault) for fault in check_programme(loaded, CATALOGUE)] == []
    return plan_of(loaded.model, catalogue)


def obligation(text: str, *more: str, **settings) -> Obligation:
    """The first of these requirements; `more` are lines for it, or other requirements."""
    lines = "".join(line + "\n" for line in more if not line.startswith("ref_id"))
    others = [line for line in more if line.startswith("ref_id")]
    return plan(text + lines, *others, **settings).obligations[0]


def without(text: str, key: str) -> str:
    """The requirement without the line of a key."""
    kept = [line for line in text.splitlines(True) if not line.startswith(f"{key}:")]
    assert len(kept) == len(text.splitlines()) - 1
    return "".join(kept)


def at(text: str) -> datetime:
    """An instant in UTC; at noon when only the day is given."""
    return datetime.fromisoformat(text if " " in text else f"{text} 12:00").replace(tzinfo=UTC)


def day(text: str) -> date:
    return date.fromisoformat(text)


_NUMBERS = count()


def passed(when: str, where: ScenarioFacts = PARCEL, percentage: float = 90.0, **more) -> Attempt:
    name = more.pop("attempt", f"attempt-{next(_NUMBERS)}")
    mode = more.pop("mode", "certify")
    return Attempt(at(when), name, where, mode, percentage, more.pop("passed", True), **more)


def failed(when: str, where: ScenarioFacts = PARCEL, percentage: float = 40.0, **more) -> Attempt:
    return passed(when, where, percentage, passed=False, **more)


KIM = Person("kim", "agent", "Care", frozenset(), day("2020-01-01"))


def status(requirement: Obligation, now: str, *events, person: Person = KIM):
    return status_of(requirement, person, events, at(now))


def state(requirement: Obligation, now: str, *events, person: Person = KIM) -> str:
    return status(requirement, now, *events, person=person).state
