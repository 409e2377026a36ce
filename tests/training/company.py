"""A company of 2,000 people through three years, as rows for the naive calculation and as events."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from simulator.training.events import (
    Amended,
    Attempt,
    DepartmentChanged,
    Exempted,
    ExemptionEnded,
    Left,
    LevelChanged,
    Person,
    Rejoined,
    Unlocked,
)
from tests.training.building import scenario

FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)
SCENARIOS = {
    "parcel": scenario("parcel", "call-centre"),
    "letter": scenario("letter", "call-centre"),
    "funeral": scenario("funeral", "call-centre", "bereavement"),
    "loss": scenario("loss", "call-centre", "bereavement"),
    "star": scenario("star", "public"),
}
REQUIREMENTS = (
    """\
ref_id: YEAR
title: Three a year
who: {not: {levels: new_hire}}
what: {count: 3, different: true, scenarios: {tags: call-centre},
       at_least: [{count: 1, scenarios: {tags: bereavement}}]}
period: {calendar_year: true}
due: {day: "11-30"}
least_days: 30
grace_days: 45
counts: latest
attempts: {allowed: 2, each: scenario, cooling_off_hours: 48}
""",
    """\
ref_id: FIRST
title: The first month
who: {levels: new_hire, hired_within: 30}
what:
  - {count: 4, mode: practice}
  - {count: 1, scenarios: {tags: call-centre}}
period: {within: {days: 30, of: hire}}
least_days: 10
grace_days: 7
attempts: {allowed: 3, each: requirement}
""",
    """\
ref_id: LOSSES
title: Speaking with the bereaved
who: {any: [{levels: manager}, {departments: Care}]}
what: {count: 1, percentage: 80, scenarios: {tags: bereavement}}
period: {rolling: {months: 12}}
due: {days: 90}
least_days: 30
window_days: 60
grace_days: 14
expiry: {basis: previous_expiry}
""",
    """\
ref_id: PUBLIC
title: Answering in public
who: {departments: web}
what: {count: 1, mode: any, percentage: 70, scenarios: {ids: star}}
period: {rolling: {months: 12}}
due: {date: "2026-03-31"}
window_days: 60
expiry: {basis: fixed_date, date: "2026-12-31", least_active_months: 6}
""",
)


def somebody(chance: Random, number: int) -> dict:
    old = chance.random() < 0.6
    span = (date(2015, 1, 1), date(2025, 12, 31)) if old else (date(2025, 11, 1), date(2028, 11, 30))
    hired = span[0] + timedelta(chance.randrange((span[1] - span[0]).days))
    fresh = hired > date(2025, 9, 1)
    level = "new_hire" if fresh and chance.random() < 0.8 else chance.choice(LEVELS)
    return {"id": f"p{number}", "level": level, "department": chance.choice(PLACES), "hired": hired}


LEVELS = ("agent", "agent", "agent", "manager", "executive")
PLACES = ("Care", "Web", "Sales", "Finance")


def a_life(chance: Random, person: dict) -> list[dict]:
    """The rows of a person, by day: at most one decision or one attempt a day."""
    start = max(person["hired"], FIRST)
    free = [start + timedelta(n) for n in range(1, (LAST - start).days)]
    rows = attempts(chance, person, free)
    taken = {row["day"] for row in rows}
    days = sorted(day for day in chance.sample(free, min(len(free), 12)) if day not in taken)
    rows += decisions(chance, person, days)
    return sorted(rows, key=lambda row: row["day"])


def attempts(chance: Random, person: dict, free: list[date]) -> list[dict]:
    """Some practise all the year, some in its last weeks, some when they are new, some hardly ever."""
    skill = chance.choice((0.2, 0.5, 0.8, 0.95))
    busy = [day for day in free if day.month in chance.choice(((1, 12), (11, 12, 1), range(1, 13)))]
    days = set(chance.sample(busy, min(len(busy), chance.choice((0, 4, 8, 14, 22)))))
    days |= {day for day in free[:40] if chance.random() < 0.3}
    return [an_attempt(chance, person, day, skill) for day in sorted(days)]


def an_attempt(chance: Random, person: dict, day: date, skill: float) -> dict:
    good = chance.random() < skill
    amended = chance.random() < 0.05 and 10 <= day.day <= 20
    hour = chance.randrange(9, 17)
    return {
        "what": "attempt",
        "day": day,
        "hour": hour,
        "hours": (day - FIRST).days * 24 + hour,
        "id": f"{person['id']}/{day}",
        "scenario": chance.choice(tuple(SCENARIOS)),
        "mode": "certify" if chance.random() < 0.7 else "practice",
        "percentage": chance.choice((80, 85, 100)) if good else chance.choice((30, 70, 79)),
        "passed": good,
        "counts": chance.random() < 0.9,
        "rewound": chance.random() < 0.04,
        "first": not good if amended else None,  # what the first verdict was, when it was corrected
    }


def decisions(chance: Random, person: dict, days: list[date]) -> list[dict]:
    rows, here, away = [], True, None
    level = person["level"]
    for day in days:
        row = {"day": day, "hour": 4}
        if away is not None and (away["until"] is None or away["until"] >= day):
            if away["until"] is None and chance.random() < 0.5:
                rows.append(row | {"what": "exempt over"})
                away = None
            continue
        away = None
        if not here:
            here = True
            rows.append(row | {"what": "back", "hired": day if chance.random() < 0.5 else None})
            continue
        what = chance.choice(("level", "level", "department", "left", "exempt", "unlock", "", ""))
        if what == "level":
            level = {"new_hire": "agent", "agent": "manager", "manager": "executive"}.get(level, "agent")
            rows.append(row | {"what": "level", "level": level})
        elif what == "department":
            rows.append(row | {"what": "department", "department": chance.choice(PLACES)})
        elif what == "exempt":
            until = None if chance.random() < 0.3 else day + timedelta(chance.choice((5, 40, 120)))
            until = date(day.year, 12, 31) if until and chance.random() < 0.2 else until
            away = row | {"what": "exempt", "until": until}
            rows.append(away)
        elif what:
            here = what != "left"
            rows.append(row | {"what": what})
    return rows


def known(rows: list[dict]) -> list[dict]:
    """The rows for the naive calculation: without what was rewound, with the last verdict."""
    return [row for row in rows if not row.get("rewound")]


def as_person(row: dict) -> Person:
    return Person(row["id"], row["level"], row["department"], frozenset(), row["hired"])


def as_events(rows: list[dict]) -> list:
    return [event for row in rows for event in _events(row)]


def _events(row: dict) -> list:
    at = datetime(row["day"].year, row["day"].month, row["day"].day, row["hour"], tzinfo=UTC)
    if row["what"] == "attempt":
        passed = row["passed"] if row["first"] is None else row["first"]
        percentage = row["percentage"] if row["first"] is None else 50.0
        found = [
            Attempt(at, row["id"], SCENARIOS[row["scenario"]], row["mode"], percentage, passed,
                    row["counts"], row["rewound"])
        ]  # fmt: skip
        if row["first"] is not None:
            later = at + timedelta(days=5)
            found.append(Amended(later, row["id"], row["percentage"], row["passed"]))
        return found
    return [
        {
            "level": lambda: LevelChanged(at, row["level"]),
            "department": lambda: DepartmentChanged(at, row["department"]),
            "left": lambda: Left(at),
            "back": lambda: Rejoined(at, row["hired"]),
            "exempt": lambda: Exempted(at, "year", "Leave.", None, row["until"]),
            "exempt over": lambda: ExemptionEnded(at, "year"),
            "unlock": lambda: Unlocked(at, "year", "Talked it through."),
        }[row["what"]]()
    ]
