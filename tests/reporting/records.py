"""Records of a small harbour office in a database, with a library of its own."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from simulator.attempt.ledger import ContentSnapshot
from simulator.records.decisions import Decision
from simulator.records.roster import RosterChange
from simulator.records.sql_ledger import SqlLedger
from tests.records.samples import make_end, make_evaluation, make_header, make_turn

OURS = Path(__file__).parent.parent.parent
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LONG_AGO = datetime(2025, 12, 1, 8, 0, tzinfo=UTC)
BOAT, PARCEL = "the-internet-in-his-name", "third-message-about-a-parcel"
PROGRAMME = """
schema: empty-chair/programme/1
id: harbour
version: 2
title: Harbour year
language: en
time_zone: Europe/Vilnius
begins: "2026-01-01"
requirements:
  - ref_id: talks
    title: Two conversations a year
    what: {count: 2, different: true, mode: certify}
    period: {calendar_year: true}
    due: {day: "10-31"}
    attempts: {allowed: 3, each: scenario}
    equivalents:
      - {course: quay-workshop, title: A day on the quay, evidence: The list of those who were there}
"""


def make_library(folder: Path) -> Path:
    """A library with our scenarios and the harbour's programme."""
    for name in ("scenarios", "rubrics"):
        shutil.copytree(OURS / name, folder / name)
    (folder / "programmes").mkdir()
    (folder / "programmes" / "harbour.yaml").write_text(PROGRAMME.lstrip(), encoding="utf-8")
    return folder


def _content(kind: str, path: Path, key: str) -> ContentSnapshot:
    source = path.read_text(encoding="utf-8")
    return ContentSnapshot(kind, key, 1, sha256(source.encode()).hexdigest(), source)


RUBRIC = _content("rubric", OURS / "rubrics" / "complaint.yaml", "complaint")


def played(
    ledger: SqlLedger, attempt: str, learner: str, day: str, percentage: float, *,
    scenario: str = PARCEL, mode: str = "certify", missed: tuple[str, ...] = (), level: str = "agent",
) -> None:  # fmt: skip
    """An attempt that ended on a day of 2026, such as `03-02`, with its form."""
    contents = (_content("scenario", OURS / "scenarios" / f"{scenario}.yaml", scenario),
                _content("persona", OURS / "rubrics" / "guidance.yaml", "somebody"), RUBRIC)  # fmt: skip
    at = f"2026-{day}T10:00:00.000Z"
    header = make_header(attempt, learner=learner, mode=mode, level=level, contents=contents, started_at=at)
    ledger.open_attempt(header)
    ledger.add_turn(attempt, make_turn(1, at=at))
    ledger.add_turn(attempt, make_turn(2, at=at), make_end(at=at))
    questions = [
        {
            "ref_id": name, "title": f"Is it {name}?", "score": 0 if name in missed else 10, "max_score": 10,
            "status": "scored", "source": "rules", "option": "o", "evidence": [], "feedback": "",
        }
        for name in QUESTIONS
    ]  # fmt: skip
    form = make_evaluation(
        percentage, percentage >= 80, id=attempt, questions=questions,
        rubric={"id": "complaint", "version": 1, "sha256": RUBRIC.sha256},
    )  # fmt: skip
    with patch("simulator.records.keeping.utc_now", lambda: at):
        ledger.add_evaluation(attempt, form)


QUESTIONS = ("no_blame", "remedy", "date")
"""Two critical questions of the rubric, both about harm to the customer, and one that is not critical."""

PEOPLE = {
    "ada": ("Ada", "Lind", "manager", "Quay", "chief", ("manager",)),
    "ben": ("Ben", "<Berg>", "agent", "Quay", "ada", ("learner",)),
    "cem": ("Cem", "Kaya", "agent", "Quay", "ada", ("learner",)),
    "dot": ("Dot", "Ekko", "agent", "Pilots", "ben", ("learner",)),
    "eli": ("Eli", "Fors", "agent", "Pilots", "", ("learner",)),
    "chief": ("Kim", "Holm", "executive", "Office", "", ("learner",)),
    "tove": ("Tove", "Ruud", "agent", "Office", "", ("trainer",)),
    "comp": ("Olga", "Rein", "agent", "Office", "", ("compliance",)),
}


def fill(data: Path, people=PEOPLE) -> None:
    """The roster of the harbour office, and what its people did in 2026."""
    with SqlLedger.open(data) as ledger:
        changes = [
            RosterChange(
                login=login, employee_number=f"E{n}", given_name=given, family_name=family, level=level,
                department=department, manager=f"E{list(people).index(boss)}" if boss else "", roles=roles,
            )
            for n, (login, (given, family, level, department, boss, roles)) in enumerate(people.items())
        ]  # fmt: skip
        if changes:
            ledger.keep_roster(changes, "admin", now=LONG_AGO)
            exempted = Decision("exempted", "harbour", reason="on leave all year")
            ledger.decide("eli", exempted, "comp", now=datetime(2026, 2, 1, tzinfo=UTC))
        played(ledger, "0001", "ben", "02-03", 85.0)
        played(ledger, "0002", "ben", "03-04", 90.5, scenario=BOAT)
        played(ledger, "0003", "cem", "02-05", 40.0, missed=("date",))
        played(ledger, "0004", "cem", "02-06", 60.0, missed=("remedy", "date"))
        played(ledger, "0005", "cem", "02-09", 82.0)
        played(ledger, "0006", "dot", "05-20", 30.0, mode="practice", missed=QUESTIONS)
        played(ledger, "0007", "ada", "06-01", 95.0, level="manager")
