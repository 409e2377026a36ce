"""A company through three years ends each of them with the statuses that a naive calculation gives."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from random import Random

import pytest

from simulator.training.company import programme_status
from simulator.training.history import until
from tests.training import naive
from tests.training.building import plan
from tests.training.company import REQUIREMENTS, SCENARIOS, a_life, as_events, as_person, known, somebody

PEOPLE = 2000
RULES = {"YEAR": naive.YEAR, "FIRST": naive.FIRST, "LOSSES": naive.LOSSES, "PUBLIC": naive.PUBLIC}
LOOKS = tuple(day for year in (2026, 2027, 2028) for day in (date(year, 7, 1), date(year, 12, 31)))
EVENINGS = {day: datetime(day.year, day.month, day.day, 20, tzinfo=UTC) for day in LOOKS}
JANUARIES = (date(2027, 1, 9), date(2028, 1, 9))


def company(seed):
    chance = Random(seed)
    people = [somebody(chance, number) for number in range(PEOPLE)]
    return [(person, a_life(chance, person)) for person in people]


def told(status):
    if status.state == "not_assigned":
        return ("not_assigned", status.missed) if status.requirement == "YEAR" else ("not_assigned",)
    return status.state, status.due, status.expires, status.completed, status.missed


@pytest.mark.slow
def test_every_year_of_every_person_is_as_the_naive_calculation_has_it():
    programme = plan(*REQUIREMENTS, zone="Europe/Vilnius", catalogue=tuple(SCENARIOS.values()))
    lives = company(2026)
    people = [as_person(person) for person, _ in lives]
    events = {person["id"]: as_events(rows) for person, rows in lives}
    looks = sorted({*LOOKS, *JANUARIES})
    found = {}
    for day in looks:
        evening = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
        so_far = {name: until(own, evening) for name, own in events.items()}
        found[day] = dict(programme_status(programme, people, so_far, evening))
    seen = Counter()
    for person, rows in lives:
        for index, (name, rule) in enumerate(RULES.items()):
            expected = naive.answers(rule, person, known(rows), looks)
            for day in looks:
                status = told(found[day][person["id"]][index])
                assert status == expected[day], (person, name, day, rows)
                seen[name, status[0]] += 1
    assert_all_was_seen(seen)


def assert_all_was_seen(seen):
    """The company is worth comparing: every state comes about, and not only once."""
    often = {state for (_, state), count in seen.items() if count >= 20}
    assert often == {
        *("not_assigned", "not_started", "in_progress", "completed", "window_open", "overdue"),
        *("in_grace", "expired", "failed", "exempt"),
    }
