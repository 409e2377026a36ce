"""A large company: reading a file and holding it against the roster stays quick, and small."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from simulator.roster.comparing import compare
from simulator.roster.directory import Directory
from simulator.roster.entries import read_roster
from simulator.roster.sifting import sift
from tests.roster.known import member, pseudonym

HEAD = "employee_number,user_name,given_name,family_name,email,level,department,manager_id,hire_date,active\n"


def company(people):
    """A file of so many people, ten under each manager, and the same people on record."""
    rows = (
        f"{n},u{n},Given{n % 700},Fämily{n},u{n}@x.example,agent,P {n % 40},{n // 10 or ''},2020-01-01,yes\n"
        for n in range(1, people + 1)
    )
    known = [
        member(n, login=f"u{n}", given_name=f"Given{n % 700}", family_name=f"Fämily{n}",
               email=f"u{n}@x.example", department=f"P {n % 40}",
               manager=pseudonym(n // 10) if n // 10 else None)
        for n in range(1, people + 1)
    ]  # fmt: skip
    return (HEAD + "".join(rows)).encode(), known


def compared(data, known):
    file, directory = read_roster(data), Directory(known)
    return compare(sift(file, directory).placed, directory, file.numbers)


@pytest.mark.slow
def test_a_hundred_thousand_people_are_compared_within_five_seconds():
    data, known = company(100_000)
    start = time.process_time()
    found = compared(data, known)
    took = time.process_time() - start
    assert {change for one in found.changed for change in one.fields} == {"hired"}
    assert len(found.changed) == 100_000
    assert took < 5


@pytest.mark.slow
def test_memory_stays_within_three_kilobytes_a_person():
    data, known = company(10_000)
    tracemalloc.start()
    try:
        compared(data, known[:9_000])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10_000 * 3_000
