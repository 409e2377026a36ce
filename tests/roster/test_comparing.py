from __future__ import annotations

from datetime import date

from simulator.roster.comparing import FieldChange, compare
from simulator.roster.directory import Directory
from simulator.roster.entries import read_roster
from simulator.roster.sifting import sift
from tests.roster.known import member, pseudonym


def compared(text, *people):
    file, directory = read_roster(text.encode()), Directory(people)
    return compare(sift(file, directory).placed, directory, file.numbers)


HEAD = "id,login,first name,last name,email,level,department,manager,tags,roles,hired,active\n"


def test_everything_that_changes_is_told_by_field_with_before_and_after():
    old = member(
        1, login="ana", department="North", tags=("a", "b"), manager=pseudonym(2), hired=date(2020, 1, 1)
    )
    (one,) = compared(
        HEAD + "1,anna,Anna,Li,a@x.example,manager,South,3,b,admin,2021-01-01,no\n",
        old, member(2), member(3),
    ).changed  # fmt: skip
    assert one.fields == {
        "login": FieldChange("ana", "anna"),
        "given_name": FieldChange("", "Anna"),
        "family_name": FieldChange("", "Li"),
        "email": FieldChange("", "a@x.example"),
        "level": FieldChange("agent", "manager"),
        "department": FieldChange("North", "South"),
        "manager": FieldChange("2", "3"),
        "tags": FieldChange("a; b", "b"),
        "roles": FieldChange("learner", "learner; admin"),
        "hired": FieldChange("2020-01-01", "2021-01-01"),
        "active": FieldChange("true", "false"),
    }
    assert one.left
    assert not one.returned


def test_the_same_file_again_changes_nothing():
    text = HEAD + "1,ana,Anna,Li,a@x.example,manager,South,,b;a,admin,2021-01-01,yes\n"
    known = member(
        1, login="ana", given_name="Anna", family_name="Li", email="a@x.example", level="manager",
        department="South", tags=("a", "b"), roles=("learner", "admin"), hired=date(2021, 1, 1),
    )  # fmt: skip
    found = compared(text, known)
    assert (found.unchanged, found.added, found.changed, found.missing) == (1, [], [], [])
    assert compared("id\n1\n", known).unchanged == 1


def test_the_missing_are_those_who_are_there_and_not_in_the_file():
    people = member(1), member(2), member(3, active=False), member(4, on_roster=False, employee_number="")
    found = compared("id,level\n1,agent\n5,agent\n", *people)
    assert [one.employee_number for one in found.missing] == ["2"]
    assert [one.entry.employee_number for one in found.added] == ["5"]


def test_whoever_has_a_faulty_row_is_not_missing():
    assert compared("id,level\n1,king\n2,agent\n", member(1), member(2)).missing == []


def test_somebody_who_left_is_back_when_the_file_says_so():
    found = compared("id,active\n1,yes\n2,\n", member(1, active=False), member(2, active=False))
    assert [one.known.employee_number for one in found.returned] == ["1"]
    assert found.left == []
    assert found.unchanged == 1


def test_whoever_practised_before_the_roster_is_added_and_not_changed():
    early = member(5, employee_number="", login="mira", on_roster=False, level="")
    found = compared("id,login,level\n1,mira,agent\n", early)
    assert [one.key for one in found.added] == [early.person]
    assert found.changed == []


def test_a_number_may_be_given_later():
    known = member(5, employee_number="", login="mira")
    (one,) = compared("id,login\n1,mira\n", known).changed
    assert one.fields == {"employee_number": FieldChange("", "1")}


def test_whoever_is_unknown_and_has_left_is_passed_over_as_they_may_have_been_erased():
    rows = ("1,mira,agent,,no", "2,ben,agent,,yes", "3,ana,agent,,no", "4,eli,agent,3,yes")
    found = compared("\n".join(("id,login,level,manager,active", *rows)))
    assert [one.entry.login for one in found.gone] == ["mira"]
    assert [one.entry.login for one in found.added] == ["ben", "ana", "eli"]  # ana: somebody names her
