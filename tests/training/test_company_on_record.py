"""The company of three years once more, written with the real writers and read back from a real database."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from simulator.content.library import Library
from simulator.records.looking import RecordsView
from simulator.records.sql_ledger import SqlLedger
from simulator.training.duties import everyone
from simulator.training.programmes import Ready
from tests.training import naive
from tests.training.building import plan
from tests.training.company import REQUIREMENTS, SCENARIOS, a_life, known, somebody
from tests.training.recording import source_of, write_company
from tests.training.test_company import RULES, told

ENDS = tuple(datetime(year, 12, 31, 20, tzinfo=UTC) for year in (2026, 2027, 2028))


def company(people, seed=2026):
    chance = Random(seed)
    some = [somebody(chance, number) for number in range(people)]
    return [(person, a_life(chance, person)) for person in some]


def library_in(folder):
    """The programme of the company, in a library of its own."""
    (folder / "scenarios").mkdir(parents=True)
    for name, facts in SCENARIOS.items():
        (folder / "scenarios" / f"{name}.yaml").write_text(source_of(facts), "utf-8")
    return Library(folder)


def ready():
    made = plan(*REQUIREMENTS, zone="Europe/Vilnius", catalogue=tuple(SCENARIOS.values()))
    return Ready(None, made, Path("year.yaml"), "")


def compare(where, lives, library):
    """Each year's end of every person, by the naive calculation and from the records."""
    view, asked = RecordsView.look(where), [ready()]
    numbers = {member.person: member.employee_number for member in view.members(ENDS[-1])}
    seen = Counter()
    expected = {
        person["id"]: [naive.answers(rule, person, known(rows), [end.date() for end in ENDS])
                       for rule in RULES.values()]
        for person, rows in lives
    }  # fmt: skip
    for end in ENDS:
        found = {
            numbers[one.person]: one.statuses[0]
            for one in everyone(view, library, end, asked, back_then=True)
        }
        for name, answers in expected.items():
            for status, answer in zip(found[name], answers, strict=True):
                assert told(status) == answer[end.date()], (name, status, end)
                seen[status.state] += 1
    return seen


def test_some_people_end_each_year_as_the_naive_calculation_has_it(tmp_path):
    lives = company(12)
    with SqlLedger.open(tmp_path / "data") as ledger:
        write_company(ledger, lives)
    seen = compare(tmp_path / "data", lives, library_in(tmp_path / "library"))
    assert {"completed", "overdue", "exempt"} < set(seen)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_four_hundred_people_end_each_year_as_the_naive_calculation_has_it(tmp_path):
    lives = company(400)
    with SqlLedger.open(tmp_path / "data") as ledger:
        write_company(ledger, lives)
    seen = compare(tmp_path / "data", lives, library_in(tmp_path / "library"))
    assert {state for state, count in seen.items() if count >= 4} >= {
        *("not_assigned", "not_started", "in_progress", "completed", "window_open", "overdue"),
        *("in_grace", "expired", "failed", "exempt"),
    }
