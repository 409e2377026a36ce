"""One report of each kind, of the made-up company."""

from __future__ import annotations

from datetime import date, timedelta

from simulator.reporting.document import Report
from simulator.reporting.material import Colleague, One, Situation
from simulator.reporting.single import person_report, scenario_report
from simulator.reporting.whole import team_report, year_report
from tests.reporting.building import (
    ASKED,
    SEAL,
    TODAY,
    company,
    form,
    forms,
    frame,
    sitting,
    standing,
    trying,
)


def report(sections):
    return Report("year", "Title", "Subtitle", "Made today.", SEAL, "Judged.", sections)


def year():
    return year_report(company(40), frame(notes=("The clock was set back.",)))


def team():
    return team_report("Ada Lind", company(14), colleagues(14), frame())


def big_team():
    return team_report("The Chief", company(40), colleagues(2000), frame())


def colleagues(count):
    states = ("completed", "overdue", "in_progress", "failed", "in_grace", "not_started", "exempt")
    return [
        Colleague(
            f"Person {n:04}", "agent", "Quay",
            (
                standing("", states[n % 7], due=TODAY - timedelta(n), done=n % 3, needed=3).status,
                standing("", "completed", "loss", completed=TODAY, expires=date(2027, 3, 1)).status,
            ),
        )
        for n in range(count)
    ]  # fmt: skip


def person(practice=True):
    names, modes = ("boat", "letter", "storm"), ("practice", "certify")
    sittings = [
        sitting("p1", 11 * n, 4000 + 450 * n, n > 3, names[n % 3], modes[n % 2]) for n in range(1, 13)
    ]
    sittings.append(sitting("p1", 300, None, False, branch=True))
    standings = [
        (ASKED, standing("p1", "in_progress", done=1, needed=3)),
        (ASKED, standing("p1", "completed", "loss", completed=date(2026, 3, 1), done=1, needed=1)),
        (ASKED, standing("p1", "not_assigned", "other")),
    ]
    filled = [("p1", form({"greets": 10, "checks": 5 if n % 3 else 10})) for n in range(12)]
    one = One(
        "Jonas Petrauskas",
        "new_hire",
        "Quay",
        standings,
        sittings,
        forms(*filled),
        trying(sittings),
        practice,
    )
    return person_report(one, frame())


def scenario():
    people = [
        [sitting(f"p{n}", 5 * k + n, 3000 + 1900 * k + 10 * n, k > 1) for k in range(1, n % 4 + 1)]
        for n in range(30)
    ]
    filled = [(f"p{n}", form({"greets": 10, "checks": 5 if n % 3 else 10})) for n in range(45)]
    return scenario_report(
        Situation("boat", "A boat too late", trying(*people, only="boat"), forms(*filled)), frame()
    )


def empty():
    return year_report(company(0), frame())


REPORTS = {"year": year, "team": team, "big team": big_team, "person": person, "scenario": scenario}
