"""What people owe: the due line, what is missing, what would count next."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from simulator import wording
from simulator.content.library import Library
from simulator.records.decisions import Decision
from simulator.records.facts import AttemptFacts, FormFacts, PersonFacts
from simulator.records.roster import Member, RosterEntry
from simulator.training.duties import Next, due_line, duties, everyone, team
from simulator.training.programmes import programmes_of
from tests.training.building import at
from tests.training.company import SCENARIOS
from tests.training.recording import source_of

PROGRAMME = """\
schema: empty-chair/programme/1
id: year
version: 1
title: Refresher 2026
language: en
time_zone: UTC
begins: "2026-01-01"
requirements:
  - ref_id: calls
    title: Three a year
    who: {levels: agent}
    what:
      count: 3
      different: true
      percentage: 80
      scenarios: {tags: call-centre}
      at_least: [{count: 1, scenarios: {tags: bereavement}}]
    period: {calendar_year: true}
    due: {day: "11-30"}
    grace_days: 10
    attempts: {allowed: 1, each: scenario, cooling_off_hours: 24}
"""
SECOND = """\
  - ref_id: public
    title: In public
    who: {departments: Web}
    what: {count: 1, mode: practice, scenarios: {ids: star}}
    period: {rolling: {months: 12}}
    due: {days: 90}
    window_days: 30
"""
NOW = at("2026-10-20")


@pytest.fixture
def library(tmp_path):
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "programmes").mkdir()
    for name, facts in SCENARIOS.items():
        (tmp_path / "scenarios" / f"{name}.yaml").write_text(source_of(facts), "utf-8")
    (tmp_path / "programmes" / "year.yaml").write_text(PROGRAMME, "utf-8")
    return Library(tmp_path)


def entry(number=1, when="2026-01-02", **changes):
    made = RosterEntry(
        number, f"{when}T08:00:00.000Z", None, "agent", "Care", None, (), ("learner",), date(2020, 1, 1),
        True, "import",
    )  # fmt: skip
    return made._replace(**changes)


def attempt(key, when, scenario="parcel", percentage=90.0, *, mode="certify", forms=(), **changes):
    made = AttemptFacts(
        key, "p1", "agent", mode, "scripted", f"{when}T11:00:00.000Z", None, scenario, "", 1, scenario,
        "complaint", 1, "", f"{when}T12:00:00.000Z", "resolved", True, 4, 1, f"{when}T12:00:01.000Z",
        percentage, percentage >= 75, False, True, forms,
    )  # fmt: skip
    return made._replace(**changes)


class Records:
    """The records of some people, and of what they were made from."""

    def __init__(self, *facts, reports=()):
        self._facts, self._reports = facts, reports
        self.asked = []

    def facts(self, people=None):
        return (each for each in self._facts if people is None or each.person in people)

    def brief_facts(self, people=None):
        for each in self.facts(people):
            rows = [row for one in each.attempts for row in _forms(one)]
            yield SimpleNamespace(
                person=each.person, roster=each.roster, decisions=each.decisions, forms=rows
            )

    def scenario_sources(self, sha256s):
        self.asked.append(sorted(sha256s))
        return {name: source_of(SCENARIOS[name]) for name in sha256s}

    def reports_of(self, manager, now):
        return self._reports


def _forms(one):
    said = one.forms or (FormFacts(1, one.first_evaluated_at, one.percentage, one.passed, False, one.counts),)
    for form in said:
        yield (
            one.learner, one.attempt, form.number, form.at, one.level, one.mode, one.branch_of, one.scenario,
            one.scenario_sha256, one.rubric, one.ended_at, form.percentage, form.passed, form.counts,
        )  # fmt: skip


def of(*attempts, roster=None, decisions=()):
    return Records(PersonFacts("p1", (entry(),) if roster is None else roster, decisions, attempts))


NEWCOMERS = """\
  - ref_id: public
    title: In public
    what: {count: 1, scenarios: {ids: star}}
    period: {rolling: {months: 12}}
    due: {days: 90}
    window_days: 30
"""


def test_who_is_on_no_roster_is_not_late_before_their_first_conversation(library, tmp_path):
    (tmp_path / "programmes" / "year.yaml").write_text(PROGRAMME + NEWCOMERS, "utf-8")
    nobody, someone = (
        next(
            duty
            for duty in duties(Records(*facts), Library(tmp_path), "p1", NOW, "agent")
            if duty.requirement == "public"
        )
        for facts in ((), (PersonFacts("p1", (), (), (attempt("1", "2026-05-01"),)),))
    )
    assert (nobody.status.state, nobody.status.due) == ("not_started", date(2027, 1, 18))
    assert (someone.status.state, someone.status.due) == ("overdue", date(2026, 7, 30))
    (standing,) = everyone(
        Records(PersonFacts("p1", (), (), (attempt("1", "2026-05-01"),))), Library(tmp_path), NOW
    )
    assert standing.statuses[0][1].due == date(2026, 7, 30)


def test_the_due_line_and_what_is_missing(library):
    records = of(attempt("1", "2026-02-01"), attempt("2", "2026-03-01", "letter"))
    (found,) = duties(records, library, "p1", NOW)
    assert (found.words, found.urgent) == ("Refresher 2026: 2 of 3 done, 41 days left", False)
    (part,) = found.missing
    assert part.words == (
        "1 more conversation in certify mode, 80 % or more, at another scenario, "
        'this one at "Funeral" or "Loss"'
    )
    assert (part.number, part.scenarios, found.next) == (1, ("funeral", "loss"), Next("funeral", "certify"))
    assert due_line([found]) == found.words


@pytest.mark.parametrize(("speaks", "first"), [("en", "funeral"), ("pl", "akta")])
def test_what_is_next_is_in_the_language_that_is_spoken_here(library, tmp_path, speaks, first):
    polish = source_of(SCENARIOS["funeral"]._replace(id="akta")).replace("language: en", "language: pl")
    (tmp_path / "scenarios" / "akta.yaml").write_text(polish, "utf-8")
    wording.use(speaks)
    try:
        (found,) = duties(of(), Library(tmp_path), "p1", NOW)
    finally:
        wording.use("en")
    assert found.next == Next(first, "certify")


def test_a_scenario_that_is_used_up_is_not_next(library):
    (found,) = duties(of(attempt("1", "2026-02-01", "funeral", 30.0)), library, "p1", NOW)
    assert (found.missing[0].scenarios, found.next) == (("loss", "letter", "parcel"), Next("loss", "certify"))


def test_where_only_a_share_is_missing_only_its_scenarios_help(library, tmp_path):
    text = PROGRAMME.replace("different: true", "different: false")
    (tmp_path / "programmes" / "year.yaml").write_text(text, "utf-8")
    (found,) = duties(of(attempt("1", "2026-02-01"), attempt("2", "2026-03-01")), library, "p1", NOW)
    assert found.missing[0].scenarios == ("funeral", "loss")
    (found,) = duties(of(attempt("1", "2026-02-01")), library, "p1", NOW)
    assert found.missing[0].scenarios == ("funeral", "loss", "letter", "parcel")


def test_where_no_attempt_is_left_nothing_is_next(library):
    records = of(attempt("1", "2026-10-20", "funeral", 30.0), attempt("2", "2026-02-01", "loss", 30.0))
    (found,) = duties(records, library, "p1", NOW)
    assert found.status.state == "failed"
    assert (found.missing[0].scenarios, found.next, found.urgent) == (("letter", "parcel"), None, True)
    assert found.words == "Refresher 2026: 0 of 3 done, no attempt left; a coach can unlock more"


@pytest.mark.parametrize(
    ("now", "told", "urgent"),
    [
        ("2026-11-29", "1 day left", True),
        ("2026-11-30", "today is the last day", True),
        ("2026-12-01", "1 day late, 9 days of grace left", True),
        ("2026-12-10", "10 days late, the grace ends today", True),
        ("2026-12-12", "12 days late", True),
        ("2026-11-15", "15 days left", False),
    ],
)
def test_the_days_in_words(library, now, told, urgent):
    (found,) = duties(of(), library, "p1", at(now))
    assert (found.words, found.urgent) == (f"Refresher 2026: 0 of 3 done, {told}", urgent)


def test_done_and_excused(library):
    done = [attempt(f"{n}", f"2026-0{n}-01", name) for n, name in enumerate(("parcel", "letter", "loss"), 1)]
    (found,) = duties(of(*done), library, "p1", NOW)
    assert (found.words, found.missing, found.next, found.open) == ("Refresher 2026: done", (), None, False)
    exempt = Decision("exempted", "year", reason="Leave.", at="2026-02-01T08:00:00.000Z", number=1)
    (found,) = duties(of(decisions=(exempt,)), library, "p1", NOW)
    assert (found.words, found.missing, found.open) == ("Refresher 2026: exempt", (), False)


def test_two_requirements_are_one_line_and_the_most_pressing_comes_first(library, tmp_path):
    (tmp_path / "programmes" / "year.yaml").write_text(PROGRAMME + SECOND, "utf-8")
    records = of(attempt("1", "2026-02-01"), roster=(entry(department="Web"),))
    found = duties(records, library, "p1", NOW)
    assert [duty.requirement for duty in found] == ["public", "calls"]
    assert found[0].words == "Refresher 2026, In public: 0 of 1 done, 202 days late"
    assert found[0].next == Next("star", "practice")
    assert due_line(found) == "Refresher 2026: 1 of 4 done, 202 days late"
    records = of(attempt("2", "2026-10-01", "star", mode="practice"), roster=(entry(department="Web"),))
    assert [duty.requirement for duty in duties(records, library, "p1", NOW)] == ["calls", "public"]
    assert due_line([]) == ""
    accepted = Decision("equivalence_accepted", "year", "calls", equivalent="live-workshop", evidence="List")
    accepted = accepted._replace(at="2026-02-01T08:00:00.000Z", number=1)
    found = duties(of(roster=(entry(department="Web"),), decisions=(accepted,)), library, "p1", NOW)
    assert due_line(found) == "Refresher 2026: 3 of 4 done, 202 days late"


def test_whoever_is_nowhere_on_record_has_the_duties_of_their_level(library):
    assert duties(Records(), library, "p9", NOW) == []
    (found,) = duties(Records(), library, "p9", NOW, "agent")
    assert found.words == "Refresher 2026: 0 of 3 done, 41 days left"


def test_the_level_of_the_last_attempt_holds_for_who_is_not_on_the_roster(library):
    records = of(attempt("1", "2026-02-01"), roster=())
    assert [duty.status.done for duty in duties(records, library, "p1", NOW, "executive")] == [1]


def test_a_team_comes_by_name(library):
    def member(person, family, active=True):
        return Member(person, person, "", "Kim", family, "", "agent", "Care", "p0", (), (), None, active)

    records = Records(
        PersonFacts("p1", (entry(),), (), (attempt("1", "2026-02-01"),)),
        reports=(member("p1", "Zorn"), member("p2", "Abel"), member("p3", "Gone", active=False)),
    )
    found = team(records, library, "p0", NOW)
    assert [mate.member.family_name for mate in found] == ["Abel", "Zorn"]
    assert [mate.duties[0].status.done for mate in found] == [0, 1]


def test_what_a_team_practised_is_read_at_once(library):
    member = Member("p1", "p1", "", "Kim", "Zorn", "", "agent", "Care", "p0", (), (), None, True)
    names = sorted(SCENARIOS)[:2]
    played = (
        attempt(str(number), "2026-02-01")._replace(scenario_sha256=name) for number, name in enumerate(names)
    )
    records = Records(PersonFacts("p1", (entry(),), (), tuple(played)), reports=(member,))
    team(records, library, "p0", NOW)
    assert records.asked == [names]


STORIES = {
    "plain": ((entry(),), (attempt("1", "2026-02-01"),)),
    "promoted": ((entry(level="new_hire"), entry(2, "2026-05-01")), (attempt("1", "2026-02-01"),)),
    "put right": ((entry(hired=None), entry(2, "2026-05-01", hired=date(2026, 2, 1)),
                   entry(3, "2026-06-01", hired=date(2026, 3, 1))), ()),
    "left": ((entry(), entry(2, "2026-05-01", active=False)), ()),
    "gone before": ((entry(active=False),), ()),
    "back": ((entry(), entry(2, "2026-05-01", active=False),
              entry(3, "2026-08-01", hired=date(2026, 8, 1))), ()),
    "ahead": ((entry(effective=date(2026, 12, 1)),), ()),
    "no level": ((entry(level=""),), (attempt("1", "2026-02-01"),)),
    "corrected": ((entry(),), (attempt("1", "2026-02-01", percentage=85.0, forms=(
        FormFacts(1, "2026-02-01T12:00:01.000Z", 40.0, False, False, False),
        FormFacts(2, "2026-02-03T12:00:00.000Z", 40.0, False, False, False),
        FormFacts(3, "2026-02-09T12:00:00.000Z", 85.0, True, False, True),
        FormFacts(4, "2026-02-20T12:00:00.000Z", 85.0, True, False, True))),)),
    "counts in the end": ((entry(),), (attempt("1", "2026-02-01", percentage=30.0, forms=(
        FormFacts(1, "2026-02-01T12:00:01.000Z", 40.0, False, False, False),
        FormFacts(2, "2026-02-03T12:00:00.000Z", 30.0, False, False, True))),)),
    "rewound": ((entry(),), (attempt("1", "2026-02-01", branch_of="0"),)),
}  # fmt: skip


@pytest.mark.parametrize("name", STORIES)
def test_everyone_stands_where_they_stand_alone(library, name):
    roster, attempts = STORIES[name]
    records = of(*attempts, roster=roster)
    (found,) = everyone(records, library, NOW)
    alone = duties(records, library, "p1", NOW)
    assert [status for status in found.statuses[0] if status.state != "not_assigned"] == [
        duty.status for duty in alone
    ]
    assert (len(alone), found.level) == {
        "left": (0, "agent"), "gone before": (0, "agent"), "ahead": (0, "agent"),
    }.get(name, (1, "agent"))  # fmt: skip
    told = {duty.status.done: duty.status for duty in alone}
    if name == "corrected":
        assert told[1].corrected == date(2026, 2, 9)
    if name == "counts in the end":
        assert (told[0].state, told[0].used) == ("in_progress", 1)
    if name == "put right":
        assert told[0].assigned == date(2026, 3, 1)
    if name == "back":
        assert told[0].assigned == date(2026, 8, 1)
    if name == "rewound":
        assert told[0].state == "not_started"


def test_each_programme_counts_the_days_of_its_own_zone(library, tmp_path):
    east = PROGRAMME.replace("id: year", "id: east").replace("time_zone: UTC", "time_zone: Asia/Tokyo")
    (tmp_path / "programmes" / "east.yaml").write_text(east, "utf-8")
    (found,) = everyone(of(attempt("1", "2026-02-01")), library, at("2026-11-30 20:00"))
    assert [statuses[0].days_left for statuses in found.statuses] == [-1, 0]
    assert [statuses[0].done for statuses in found.statuses] == [1, 1]


def test_an_entry_ahead_of_its_day_waits_for_it(library):
    records = of(roster=(entry(effective=date(2026, 11, 1)),))
    assert duties(records, library, "p1", NOW) == []
    assert len(duties(records, library, "p1", at("2026-11-02"))) == 1


def test_who_only_works_with_the_records_is_not_counted(library):
    assert list(everyone(Records(PersonFacts("p1", (), (), ())), library, NOW)) == []


def test_a_time_in_the_past_leaves_out_what_came_later(library):
    records = of(attempt("1", "2026-05-01"))
    (now,) = everyone(records, library, at("2026-03-01"))
    (then,) = everyone(records, library, at("2026-03-01"), back_then=True)
    assert (now.statuses[0][0].done, now.statuses[0][0].behind) == (1, True)
    assert (then.statuses[0][0].done, then.statuses[0][0].behind) == (0, False)


def test_programmes_are_read_again_when_a_file_changes(library, tmp_path):
    first = programmes_of(library)
    assert programmes_of(library) is first
    (tmp_path / "programmes" / "year.yaml").write_text(PROGRAMME + SECOND, "utf-8")
    assert len(programmes_of(library).named("year").plan.obligations) == 2
    (tmp_path / "programmes" / "year.yaml").write_text(PROGRAMME.replace("count: 3", "count: x"), "utf-8")
    assert (programmes_of(library).ready, list(programmes_of(library).faulty)) == ((), ["year"])
