"""Who is of which level, under whom and since when; and that nothing is written twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from simulator.errors import NotFoundError, UsageError
from simulator.records import roster_keeping
from simulator.records.looking import RecordsView
from simulator.records.roster import RosterEntry, course, holding
from tests.records.evidence_samples import verified
from tests.records.people_samples import NOW, by_number, fill_people, make_change
from tests.records.samples import make_header

JUNE = date(2026, 6, 1)


def keep(ledger, *changes, now=NOW):
    return ledger.keep_roster(changes, "office", "import", now)


def test_people_are_made_and_shown_with_everything(ledger):
    assert keep(ledger, make_change(manager="0001"), make_change("0001", roles=["manager"])) == (2, 0, 0)
    people = by_number(ledger)
    mira = people["0017"]
    assert mira[1:8] == (
        "login-0017",
        "0017",
        "Mira",
        "Family-0017",
        "0017@company.example",
        "agent",
        "Claims",
    )
    assert mira[8:] == (people["0001"].person, ("german",), ("learner",), date(2024, 2, 29), True, True)
    assert people["0001"].roles == ("manager",)
    assert people["office"].on_roster is False
    assert (people["office"].level, people["office"].roles) == ("", ("learner",))
    assert verified(ledger.where).bad is None


def test_what_stands_already_is_not_written_again(ledger):
    keep(ledger, make_change(), make_change("0001"))
    head = ledger.chain_head()
    assert keep(ledger, make_change(), make_change("0001"), now=NOW + timedelta(days=3)) == (0, 0, 2)
    assert ledger.chain_head() == head
    assert keep(ledger, make_change(level="manager"), make_change("0001")) == (0, 1, 1)
    assert by_number(ledger)["0017"].level == "manager"


def test_what_is_not_said_stays(file_ledger):
    keep(file_ledger, make_change(manager=""), make_change("0001"))
    keep(file_ledger, make_change()._replace(level=None, tags=None, hired=None, manager="0001", email=None))
    mira = by_number(file_ledger)["0017"]
    assert (mira.level, mira.tags, mira.hired, mira.email) == (
        "agent", ("german",), date(2024, 2, 29), "0017@company.example",
    )  # fmt: skip
    keep(file_ledger, make_change(manager=""))
    assert by_number(file_ledger)["0017"].manager is None


def test_new_names_alone_leave_the_roster(file_ledger):
    keep(file_ledger, make_change())
    assert keep(file_ledger, make_change(family_name="Quill")) == (0, 1, 0)
    (facts,) = file_ledger.facts([by_number(file_ledger)["0017"].person])
    assert len(facts.roster) == 1
    assert by_number(file_ledger)["0017"].name == "Mira Quill"


def test_an_entry_ahead_of_its_day_waits_for_it(ledger):
    keep(ledger, make_change())
    assert keep(ledger, make_change(level="manager", effective=JUNE)) == (0, 1, 0)
    assert keep(ledger, make_change(level="manager", effective=JUNE)) == (0, 0, 1)
    assert by_number(ledger)["0017"].level == "agent"
    assert by_number(ledger, NOW + timedelta(days=60))["0017"].level == "manager"


def test_who_has_left_and_who_is_yet_to_come_are_not_active(file_ledger):
    keep(file_ledger, make_change("0001"), make_change("0002", effective=JUNE), make_change(manager="0001"))
    keep(file_ledger, make_change(active=False, effective=JUNE))
    people, later = by_number(file_ledger), by_number(file_ledger, NOW + timedelta(days=60))
    assert [(people[key].active, later[key].active) for key in ("0002", "0017")] == [
        (False, True),
        (True, False),
    ]
    assert [one.employee_number for one in file_ledger.reports_of("0001", NOW)] == ["0017"]
    assert file_ledger.reports_of("0001", NOW + timedelta(days=60)) == ()


def test_whoever_practised_before_gets_the_number(file_ledger):
    file_ledger.open_attempt(make_header(learner="login-0017"))
    before = file_ledger.member("login-0017", NOW)
    assert (before.on_roster, before.active) == (False, True)
    assert keep(file_ledger, make_change()) == (0, 1, 0)
    assert file_ledger.member("0017", NOW).person == before.person


def test_somebody_is_found_by_every_name(file_ledger):
    keep(file_ledger, make_change())
    found = file_ledger.member("0017", NOW)
    assert {file_ledger.member(name, NOW) for name in (*found[:3], found.email)} == {found}
    with pytest.raises(NotFoundError, match="nobody"):
        file_ledger.member("nobody", NOW)


@pytest.mark.parametrize(
    ("changes", "error", "word"),
    [
        ([make_change(manager="9999")], NotFoundError, "9999"),
        ([make_change(), make_change("0018", login="login-0017")], UsageError, "login-0017"),
        ([make_change(roles=["king"])], UsageError, "king"),
        ([make_change()._replace(employee_number=None, login=None)], UsageError, "nobody"),
        ([make_change(person="p00")], NotFoundError, "p00"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(file_ledger, changes, error, word):
    with pytest.raises(error, match=word):
        keep(file_ledger, *changes)
    assert by_number(file_ledger) == {}


def test_a_manager_may_come_in_a_later_batch(file_ledger, monkeypatch):
    monkeypatch.setattr(roster_keeping, "BATCH", 2)
    changes = [make_change(f"{number:04d}", manager=f"{number + 1:04d}") for number in range(6)]
    assert keep(file_ledger, *changes, make_change("0006")) == (7, 0, 0)
    people = by_number(file_ledger)
    for number in range(6):
        assert people[f"{number:04d}"].manager == people[f"{number + 1:04d}"].person
    assert verified(file_ledger.where).bad is None
    assert keep(file_ledger, *changes, make_change("0006")) == (0, 0, 7)


def test_two_changes_about_one_person_come_on_top_of_each_other(file_ledger):
    assert keep(file_ledger, make_change(), make_change(level="manager"), make_change(email="")) == (1, 2, 0)
    mira = by_number(file_ledger)["0017"]
    assert (mira.level, mira.email) == ("agent", "")


def test_who_was_erased_comes_back_as_somebody_new(file_ledger):
    fill_people(file_ledger)
    gone = file_ledger.erase_person("mira", "office", "their request").person
    keep(file_ledger, make_change("no-mira", login="mira"))
    assert file_ledger.member("mira", NOW).person != gone
    assert file_ledger.member(gone, NOW).name == gone
    with pytest.raises(UsageError, match="erased"):
        keep(file_ledger, make_change()._replace(employee_number=None, person=gone))


def test_looking_finds_what_was_written(ledger):
    keep(ledger, make_change())
    assert by_number(RecordsView.look(ledger.where)) == by_number(ledger)
    assert list(RecordsView.look(ledger.where).members_named(["p0"], NOW)) == []


def entry(number, effective=None, at="2026-05-01T12:00:00.000Z"):
    return RosterEntry(number, at, effective, "agent", "", None, (), (), None, True, "import")


def test_the_highest_number_of_those_that_have_come_holds():
    entries = [entry(1), entry(2, date(2026, 12, 1)), entry(3, JUNE), entry(4, date(2026, 1, 1))]
    assert holding(entries[:3], "2026-05-02") == entries[0]
    assert holding(entries[:3], "2026-12-02") == entries[2]
    assert holding(entries, "2025-12-31") is None
    assert course(entries) == [entries[3]]
    assert course(entries[:3]) == [entries[0], entries[2]]
