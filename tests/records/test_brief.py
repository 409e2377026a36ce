"""What statuses are made from is the same as what is told at length, on every kind of database."""

from __future__ import annotations

from datetime import UTC, date, datetime

from simulator.records.decisions import Decision
from simulator.records.roster import RosterChange
from tests.records.samples import make_end, make_evaluation, make_header

AT = datetime(2026, 2, 1, 8, tzinfo=UTC)


def filled(ledger):
    ledger.keep_roster(
        [RosterChange("1", login="mira", level="agent", tags=["care"], hired=date(2020, 1, 1))], "hr"
    )
    ledger.keep_roster([RosterChange("1", level="manager", effective=date(2026, 5, 1))], "hr")
    for key, learner in (("0001", "mira"), ("0002", "mira"), ("0003", "ben")):
        ledger.open_attempt(make_header(key, learner=learner, mode="certify"))
        ledger.end_attempt(key, make_end())
        ledger.add_evaluation(key, make_evaluation(40.0, False, fairness={"counts": False}))
    amended = {"by": "ana", "at": "2026-03-05T09:00:00.000Z", "reason": "Read again."}
    ledger.add_evaluation("0001", make_evaluation(90.0, True, amended=amended))
    ledger.decide("mira", Decision("exempted", "year", reason="Leave."), "hr", AT)


def test_the_brief_facts_are_those_that_are_told_at_length(ledger):
    filled(ledger)
    brief, long = list(ledger.brief_facts()), list(ledger.facts())
    assert [one.person for one in brief] == [one.person for one in long]
    for one, other in zip(brief, long, strict=True):
        assert list(one.decisions) == list(other.decisions)
        assert [entry._replace(manager=None, roles=(), source="") for entry in other.roster] == list(
            one.roster
        )
        assert [row[1] for row in one.forms if row[2] == 1] == [each.attempt for each in other.attempts]
        for each in other.attempts:
            rows = [row for row in one.forms if row[1] == each.attempt]
            newest = rows[-1]
            assert newest[2] == each.evaluations
            assert (newest[11], bool(newest[12]), bool(newest[13])) == (
                each.percentage,
                each.passed,
                each.counts,
            )
            assert newest[4:6] == (each.level, each.mode)
            assert newest[7:11] == (each.scenario, each.scenario_sha256, each.rubric, each.ended_at)


def test_some_people_alone(ledger):
    filled(ledger)
    everybody = {one.person: one for one in ledger.brief_facts()}
    mira = next(name for name, one in everybody.items() if len(one.forms) == 3)
    assert list(ledger.brief_facts([mira, "p-nobody"])) == [everybody[mira]]
