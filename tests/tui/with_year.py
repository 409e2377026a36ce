"""A training year to look at: what is asked, a team, a trainer's view."""

from __future__ import annotations

from datetime import date
from typing import Any

from simulator.year.values import (
    Advice,
    Board,
    Competency,
    Due,
    Graded,
    HardScenario,
    Month,
    MyYear,
    OpenDispute,
    Owed,
    PersonCard,
    Requirement,
    Standing,
    TeamRow,
    TrainersView,
    WeakPoint,
)
from tests.fakes.fake_simulator import FakeSimulator
from tests.fakes.fake_year import FakeYear

LINE = "Refresher 2026: 2 of 3 done, 41 days left"
DUES = (
    Due(
        "safety-2026", "bereavement", "Speaking with the bereaved", "Safety 2026: overdue for 12 days",
        "overdue", "It was due on 23 April 2026, and the grace is over; 0 of 1 done.",
        "1 more conversation in certify mode", ("her-fathers-line",), "certify", pressing=True,
        last=date(2026, 4, 23),
    ),
    Due(
        "refresher-2026", "everyday", "Three conversations a year", LINE, "in_progress",
        "2 of 3 done; due on 30 November 2026, 41 days left.",
        "1 more conversation in certify mode, at a scenario about a bereavement",
        ("her-fathers-line", "first-bill"), "certify", last=date(2026, 6, 15),
    ),
    Due("welcome", "course", "The course", "Welcome: completed", "completed", "Completed on 3 May 2026."),
)  # fmt: skip
_MADE = {6: (2, 48.0), 7: (1, 61.0), 9: (4, 70.5), 10: (3, 74.0), 12: (1, 82.0), 13: (6, 79.0), 14: (2, 91.0),
         16: (5, 88.0), 17: (3, 100.0)}  # fmt: skip
MONTHS = tuple(
    Month(2025 + (number - 1) // 12, (number - 1) % 12 + 1, *_MADE.get(number, (0, None)))
    for number in range(6, 18)
)
ADVICE = (
    Advice(
        "first-bill", "A bill nobody explained",
        "Answers every question: 8 of 20 points in your last two conversations, 12 days ago.",
    ),
    Advice("cold-kitchen", "A kitchen that arrived without doors", "New to you."),
)  # fmt: skip
YEAR = MyYear(
    DUES,
    MONTHS,
    (
        Competency("Answers every question", (20, 45, 40), 12, "weak"),
        Competency("Ownership", (40, 60, 75, 90, 100), 3),
        Competency("Warmth, and plain words in every reply", (80, 85, 82), 150, "fading"),
    ),
    ADVICE,
    (("Refresher 2026", ""), ("Welcome", "empty-chair certificate sam welcome --html FILE")),
)
ASKED = (
    Requirement("refresher-2026", "everyday", "Refresher 2026", "Three conversations a year"),
    Requirement("refresher-2026", "bereavement", "Refresher 2026", "Speaking with the bereaved"),
)


def team_row(number: int, name: str, department: str, *standings: Standing, last: str = "") -> TeamRow:
    return TeamRow(f"p{number:016x}", name, department, "agent", standings, last)


DONE = Standing("completed", 3, 3)
TEAM = Board(
    ASKED,
    (
        team_row(1, "Ada Brandt", "Support", DONE, Standing("completed", 1, 1), last="2026-05-04T10:00:00Z"),
        team_row(2, "Bela Quist", "Support", Standing("overdue", 1, 3, -12), Standing("in_grace", 0, 1, -3)),
        team_row(
            3, "Cleo Tamm", "Contracts and claims", Standing("in_progress", 2, 3, 41),
            Standing("window_open", 1, 1, 20), last="2026-04-20T10:00:00Z",
        ),
        team_row(4, "[bold]Dov[/bold] Ekker", "", Standing("not_started", 0, 3, 41), Standing("exempt")),
        team_row(5, "Edda Silva", "Support", Standing("failed", 1, 3, 5), Standing("not_assigned")),
        team_row(
            6, "Ōkubo 大久保 Fumi", "Support", DONE, Standing("equivalent", 1, 1), last="2026-01-02T10:00:00Z"
        ),
    ),
    "the people under you",
)  # fmt: skip
CARD = PersonCard(
    "p0000000000000002", "Bela Quist", "agent", "Support",
    (
        (ASKED[0], Standing("overdue", 1, 3, -12), "Due on 23 April 2026; 1 of 3 done."),
        (ASKED[1], Standing("in_grace", 0, 1, -3), "Due on 2 May 2026, and the grace runs."),
    ),
    (
        Graded(
            "a9", "2026-05-04T09:00:00Z", "A bill nobody explained", 62.0, False,
            (("Ownership", 20, 20), ("Answers every question", 6, 20), ("Plain words", 7, 10)),
        ),
        Graded("a8", "2026-04-02T09:00:00Z", "A kitchen that arrived without doors", 91.5, True),
    ),
)  # fmt: skip
VIEW = TrainersView(
    (
        WeakPoint("Answers every question that was asked", "complaint", 31, 41, 17),
        WeakPoint("Gives a day to count on", "complaint", 12, 40, 17),
        WeakPoint("Says sorry once, and means it", "bereavement", 1, 9, 6),
    ),
    (
        OpenDispute(
            "a1", "date", "Gives a day to count on", "A kitchen that arrived without doors", "mira",
            "2026-05-01T10:00:00Z", date(2026, 5, 15),
        ),
        OpenDispute(
            "a2", "owns", "Owns what went wrong", "A bill nobody explained", "p00000000000000a1",
            "2026-04-01T10:00:00Z", date(2026, 4, 15), True,
        ),
    ),
    (HardScenario("her-fathers-line", "Her father's telephone line", 0, 7, 6),),
    forms=90, people=17, hidden=2,
)  # fmt: skip


def full_year(**changes: Any) -> FakeSimulator:
    """A simulator with a year in which everything has something to show."""
    given = {
        "given_owed": Owed(DUES[0].line, DUES), "given_advice": ADVICE, "year": YEAR, "board": TEAM,
        "cards": {CARD.person: CARD}, "view": VIEW,
    } | changes  # fmt: skip
    return FakeSimulator(year=FakeYear(**given))


def crowd(people: int) -> Board:
    """A team of so many."""
    kinds = (
        DONE,
        Standing("overdue", 1, 3, -12),
        Standing("in_progress", 2, 3, 41),
        Standing("failed", 1, 3),
    )
    rows = (
        team_row(
            number, f"Person {number * 7919 % people:05}", f"Department {number % 40}", kinds[number % 4],
            kinds[number % 3], last=f"2026-0{number % 5 + 1}-11T10:00:00Z",
        )
        for number in range(people)
    )  # fmt: skip
    return Board(ASKED, tuple(rows), "everybody")
