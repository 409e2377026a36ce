"""People on a roster, decisions about them and their ideas, to be varied by a test."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from simulator.records.decisions import Decision
from simulator.records.roster import Member, RosterChange
from simulator.records.sql_ledger import SqlLedger

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def make_change(number: str = "0017", **changes: Any) -> RosterChange:
    given: dict[str, Any] = {
        "login": f"login-{number}", "given_name": "Mira", "family_name": f"Family-{number}",
        "email": f"{number}@company.example", "level": "agent", "department": "Claims", "tags": ("german",),
        "hired": date(2024, 2, 29),
    }  # fmt: skip
    return RosterChange(number, **{**given, **changes})


def make_decision(kind: str = "exempted", **changes: Any) -> Decision:
    given: dict[str, Any] = {
        "programme": "refresher",
        "until": date(2026, 8, 31),
        "reason": "Parental leave.",
    }
    return Decision(kind, **{**given, **changes})


def fill_people(ledger: SqlLedger, login: str = "mira", said: str = "Quote them a day.") -> None:
    """Something in every table about people."""
    ledger.keep_roster([make_change(f"no-{login}", login=login)], "office")
    ledger.decide(login, make_decision(reason=said), "trainer")
    idea = ledger.idea_left(login, said).idea
    ledger.idea_answered(idea, login, said)


def by_number(ledger: SqlLedger, now: datetime = NOW) -> dict[str, Member]:
    """Everybody by employee number; those who have none by login."""
    return {member.employee_number or member.login: member for member in ledger.members(now)}
