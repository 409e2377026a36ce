"""Attempts, forms and people to be varied by a test."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from simulator.content.programme import Programme as ProgrammeText
from simulator.content.programmewho import ScenarioFacts
from simulator.exporting.digest import Form, digest
from simulator.exporting.enrolment import Enrolment, Offered
from simulator.exporting.sessions import Programme, Registered
from simulator.records.facts import AttemptFacts, PersonFacts
from simulator.records.roster import RosterEntry
from simulator.training.plan import plan_of

HOME = "https://training.example.org"
PERSON = "p0123456789abcdef"
NOW = datetime(2026, 10, 31, 12, tzinfo=UTC)


def make_facts(attempt: str = "0001", **changes: Any) -> AttemptFacts:
    given: dict[str, Any] = {
        "attempt": attempt, "learner": PERSON, "level": "agent", "mode": "certify", "customer": "scripted",
        "started_at": "2026-03-02T09:00:00.000Z", "branch_of": None, "scenario": "late-train",
        "scenario_title": "The late train", "scenario_version": 2, "scenario_sha256": "5c" * 32,
        "rubric": "complaint", "rubric_version": 1, "rubric_sha256": "ab" * 32,
        "ended_at": "2026-03-02T09:12:03.500Z", "ending": "resolved", "scorable": True, "stars": 4,
        "evaluations": 1, "first_evaluated_at": "2026-03-02T09:12:04.000Z", "percentage": 82.5,
        "passed": True, "automatic_fail": False, "counts": True,
    }  # fmt: skip
    return AttemptFacts(**{**given, **changes})


def make_form(percentage: float | None = 82.5, **changes: Any) -> dict[str, Any]:
    questions = [
        {
            "ref_id": "owns", "title": "Owns it", "section": "help", "option": "o_half", "score": 5,
            "max_score": 10, "applied_weight": 50.0, "status": "scored", "source": "rules",
            "evidence": [{"turn": 2, "quote": "the apricot staircase", "start": 0, "end": 21}],
            "feedback": "",
        },
        {
            "ref_id": "dates", "title": "Names a date", "section": "help", "option": None, "score": None,
            "max_score": 10, "applied_weight": 0.0, "status": "not_applicable", "source": "rules",
            "evidence": [], "feedback": "",
        },
    ]  # fmt: skip
    given: dict[str, Any] = {
        "type": "evaluation", "id": "0001", "rubric": {"id": "complaint", "version": 1, "sha256": "ab" * 32},
        "judge": {"id": "rules", "version": "1"}, "percentage": percentage, "raw_percentage": percentage,
        "passed": True, "performance_category": "MEETS_EXPECTATIONS", "automatic_fail": False,
        "mastery_score": 0.8, "strength": None, "gaps": [], "questions": questions,
    }  # fmt: skip
    return {**given, **changes}


def make_digest(**changes: Any) -> Form:
    return digest(make_form(**changes))


def make_registered(facts: AttemptFacts | None = None, **changes: Any) -> Registered:
    programme = Programme("year", "The training year", "en", 3)
    given: dict[str, Any] = {
        "facts": facts or make_facts(), "programme": programme, "cycle": "2026",
        "registration": "8f6d9f6e-3a0b-5d1b-9b5e-0c2f1b0f3a11", "number": 1,
    }  # fmt: skip
    return Registered(**{**given, **changes})


def make_entry(**changes: Any) -> RosterEntry:
    given: dict[str, Any] = {
        "number": 1, "at": "2026-01-02T09:00:00.000Z", "effective": date(2020, 1, 1), "level": "agent",
        "department": "Care", "manager": None, "tags": (), "roles": ("learner",), "hired": date(2020, 1, 1),
        "active": True, "source": "import",
    }  # fmt: skip
    return RosterEntry(**{**given, **changes})


def make_person(*attempts: AttemptFacts, **changes: Any) -> PersonFacts:
    given: dict[str, Any] = {"person": PERSON, "roster": (), "decisions": (), "attempts": attempts}
    return PersonFacts(**{**given, **changes})


def make_programme(name: str = "year", requirements: list[dict[str, Any]] | None = None) -> ProgrammeText:
    usual = [{"ref_id": "yearly", "title": "Once a year", "what": {"count": 1},
              "period": {"calendar_year": True}}]  # fmt: skip
    return ProgrammeText.model_validate(
        {
            "schema": "empty-chair/programme/1", "id": name, "version": 3, "title": "The training year",
            "language": "en", "time_zone": "Europe/Vilnius", "begins": "2025-01-01",
            "requirements": requirements or usual,
        }
    )  # fmt: skip


def make_offered(text: ProgrammeText) -> Offered:
    return Offered(Programme(text.id, text.title, text.language, text.version), plan_of(text))


def make_enrolment(*texts: ProgrammeText) -> Enrolment:
    return Enrolment([make_offered(text) for text in texts], lambda facts: ScenarioFacts(facts.scenario))
