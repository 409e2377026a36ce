"""Where 100,000 people with three attempts each stand, and how the time grows with their number."""

from __future__ import annotations

import time
from collections import deque
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks import company
from benchmarks.figure import Figure
from benchmarks.place import ROOT
from simulator.content.library import Library
from simulator.content.programmewho import ScenarioFacts, facts_of_header
from simulator.training.company import programme_status
from simulator.training.events import Attempt, Person
from simulator.training.plan import Plan, plan_of

FEW, MANY = 25_000, 100_000
PROGRAMME = "refresher-2026"
NOW = datetime(2026, 10, 31, tzinfo=UTC)


def measure(folder: Path, rounds: int = 3) -> list[Figure]:
    """The best of several rounds, in seconds of processor time, on one core."""
    return [*_in_memory(rounds), *_on_file(folder, rounds)]


def _in_memory(rounds: int) -> list[Figure]:
    """The statuses alone: the events are in memory already."""
    library, chance = Library(ROOT), Random(3)
    scenarios = [facts_of_header(header) for header in library.headers()]
    plan = plan_of(library.programme(PROGRAMME).model, scenarios)
    people = [_person(chance, number) for number in range(MANY)]
    events = {person.id: _attempts(chance, person, scenarios) for person in people}
    many = min(_seconds(plan, people, events) for _ in range(rounds))
    few = min(_seconds(plan, people[:FEW], events) for _ in range(rounds))
    each = f"{many / MANY * 1e6:.1f} µs each, {len(plan.obligations)} requirements"
    return [
        Figure("status of 100,000 people", many, 2, "s", each),
        Figure("status, a person, 100,000 : 25,000", many / MANY / (few / FEW), 1.3, "x", f"{few:.2f} s"),
    ]


def _on_file(folder: Path, rounds: int) -> list[Figure]:
    """From records in a SQLite file: everyone, a team of twelve, one of them."""
    from simulator.records.looking import RecordsView
    from simulator.training.duties import duties, everyone, team

    company.fill(folder, MANY)
    view, library = RecordsView.look(folder), Library(ROOT)
    manager = company.pseudonym(MANY // 2 // company.TEAM * company.TEAM)
    mates = team(view, library, manager, NOW)
    assert len(mates) == company.TEAM
    everybody = min(_took(lambda: deque(everyone(view, library, NOW), maxlen=0)) for _ in range(rounds))
    of_team = min(_took(lambda: team(view, library, manager, NOW)) for _ in range(5)) * 1e3
    of_one = min(_took(lambda: duties(view, library, mates[0].member.person, NOW)) for _ in range(5)) * 1e3
    return [
        Figure("everyone from SQLite", everybody, 3, "s", f"{everybody / MANY * 1e6:.1f} µs each"),
        Figure("a team of 12 in 100,000", of_team, 50, "ms"),
        Figure("the due line of one person", of_one, 20, "ms"),
    ]


def _person(chance: Random, number: int) -> Person:
    hired = date(2020, 1, 1) + timedelta(days=chance.randrange(2500))
    return Person(f"p{number}", chance.choice(company.LEVELS), "Care", frozenset(), hired)


def _attempts(chance: Random, person: Person, scenarios: list[ScenarioFacts]) -> list[Attempt]:
    return [
        Attempt(
            company.START + timedelta(seconds=chance.randrange(300 * 86_400)),
            f"{person.id}-{number}",
            chance.choice(scenarios),
            "certify",
            percentage,
            percentage >= 75,
        )
        for number, percentage in enumerate(chance.uniform(50, 100) for _ in range(company.ATTEMPTS))
    ]


def _seconds(plan: Plan, people: list[Person], events: dict[str, list[Attempt]]) -> float:
    return _took(lambda: deque(programme_status(plan, people, events, NOW), maxlen=0))


def _took(work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
