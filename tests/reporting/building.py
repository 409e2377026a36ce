"""A small company, made up, for the reports."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from simulator.reporting.attempts import Period, Sitting, Trying
from simulator.reporting.completion import Standing, completion_of
from simulator.reporting.document import Seal
from simulator.reporting.forms import Forms
from simulator.reporting.material import Asked, Frame, Group
from simulator.reporting.small_groups import tell_all
from simulator.training.status import Status

TODAY = date(2026, 11, 22)
YEAR = Period(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
SEAL = Seal(4711, "9f" * 32, "2026-11-22T08:15:30.000Z")
ASKED = Asked("Harbour year", {"talks": "Three conversations a year", "loss": "Speaking with the bereaved"})
CLASSES = {"greets": "customer_critical", "checks": "compliance_critical", "promises": "business_critical"}


def frame(hiding=tell_all, notes=()):
    return Frame("Made on 22 November 2026.", "2026, as of 22 November 2026", SEAL, hiding, hiding, notes)


def status(state="completed", requirement="talks", due=date(2026, 11, 30), **more):
    return Status(requirement, state, TODAY, due=due, **more)


def standing(person, state="completed", requirement="talks", level="agent", department="Quay", **more):
    return Standing(person, level, department, status(state, requirement, **more))


def sitting(person="p1", number=1, score=8000, passed=True, scenario="boat", mode="certify", **more):
    """The attempt of a person that ended so many days into the year."""
    at = more.pop("at", YEAR.start + timedelta(days=number))
    more = {"level": "agent", "title": scenario.title(), "ending": "settled"} | more
    return Sitting(
        attempt=f"{person}-{number:04}", person=person, scenario=scenario, mode=mode, at=at, score=score,
        passed=passed, **more,
    )  # fmt: skip


def form(scores=None, judge=None, sha="r1", human=()):
    """A filled form; `scores` gives marks of 10 by question, None where it did not apply."""
    scores = {"greets": 10, "checks": 10, "promises": 10} if scores is None else scores
    questions = [
        {
            "ref_id": name,
            "title": name.capitalize(),
            "score": score,
            "max_score": 10,
            "status": "not_applicable" if score is None else "scored",
            "source": "human" if name in human else "rules",
        }
        for name, score in scores.items()
    ]
    return {
        "rubric": {"id": "harbour", "version": 1, "sha256": sha},
        "judge": judge or {"id": "rules", "version": "3"},
        "questions": questions,
    }


def forms(*filled):
    """What forms tell, each given with its person."""
    found = Forms({"r1": CLASSES}.get)
    for person, one in filled:
        found.add(person, one)
    return found


def trying(*people, period=YEAR, only=None):
    """What the attempts of people tell, those of each in one list."""
    found = Trying(period, only)
    for sittings in people:
        found.add(sittings)
    return found


def company(count=40):
    """A company of so many people, with figures that differ."""
    states = ("completed", "completed", "in_progress", "overdue", "not_started", "exempt", "in_grace")
    departments = ("Quay", "Pilots", "Customs & <Excise>", "Lighthouse")
    levels = ("agent", "agent", "agent", "manager", "new_hire", "executive")
    standings, people, filled = [], [], []
    for n in range(count):
        person, place = f"p{n:04}", (levels[n % 6], departments[n % 4])
        late = date(2026, 11, 22) - timedelta(days=n % 50 + 1)
        state = states[n % 7]
        standings.append(
            standing(person, state, "talks", *place, **({"due": late} if state == "overdue" else {}))
        )
        standings.append(standing(person, states[(n + 3) % 7], "loss", *place, due=late))
        tries = [
            sitting(
                person, 9 * k + n % 80, 4500 + 900 * k + 13 * (n % 9), k > 1, "boat", title="A boat too late"
            )
            for k in range(n % 4)
        ]
        tries += [
            sitting(person, 150 + 20 * k + n % 50, 6000 + 1000 * k, True, name, "practice")
            for k, name in enumerate(("letter", "storm"))
        ]
        people.append(tries)
        filled += [
            (person, form({"greets": 10, "checks": 10 if n % 9 else 0, "promises": 5 if n % 3 else 10}))
            for _ in tries
        ]
    return Group(completion_of(standings), trying(*people), forms(*filled), ASKED)
