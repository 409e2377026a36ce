"""Faults between the rows of a file and the people on record: managers, circles, logins, levels."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.roster.circles import as_chain, circles
from tests.roster.known import member, pseudonym, sifted

HEAD = "employee_number,level,manager\n"


def told(found):
    return [fault.said for fault in found.faults]


def kept(found):
    return [one.entry.employee_number for one in found.placed]


def test_a_manager_is_somebody_of_the_file_or_on_record():
    found = sifted(HEAD + "1,agent,2\n2,manager,9\n3,agent,\n", member(9))
    assert [one.manager for one in found.placed] == ["#2", pseudonym(9), ""]
    assert [one.manager_named for one in found.placed] == ["2", pseudonym(9), ""]
    assert found.faults == []


def test_a_manager_may_be_named_by_login_or_address_if_it_is_one_persons():
    text = "id,login,email,level,manager\n1,ana,a@x.example,agent,ben\n2,ben,b@x.example,agent,c@x.example\n"
    found = sifted(text, member(9, email="c@x.example"))
    assert [one.manager for one in found.placed] == ["#2", pseudonym(9)]
    found = sifted(text, member(9, email="c@x.example"), member(8, email="c@x.example"))
    assert told(found)[0].startswith(
        "line 3, column 5 (manager): No address “c@x.example”, or that of several, is in the file"
    )


def test_an_employee_number_goes_before_a_login_that_looks_like_it():
    found = sifted("id,login,level,manager\n1,2,agent,\n2,ben,agent,\n3,,agent,2\n")
    assert found.placed[2].manager == "#2"


def test_unknown_managers_and_oneself_are_told():
    found = sifted(HEAD + "1,agent,77\n2,agent,2\n3,agent,\n")
    assert kept(found) == ["3"]
    assert "line 2, column 3 (manager): There is no manager “77”" in told(found)[0]
    assert "line 3, column 3 (manager): 2 is their own manager" in told(found)[1]


def test_a_circle_is_told_once_as_a_chain_from_its_first_line():
    found = sifted(HEAD + "3,agent,1\n1,agent,2\n2,agent,3\n4,agent,1\n")
    (said,) = told(found)
    assert said.startswith(
        "line 2, column 3 (manager): These are each other's managers in a circle: 3 → 1 → 2 → 3."
    )
    assert kept(found) == ["4"]


def test_a_circle_may_close_through_people_who_are_not_in_the_file():
    found = sifted(HEAD + "1,agent,9\n", member(1), member(9, manager=pseudonym(1)))
    assert "1 → 9 → 1" in told(found)[0]
    assert kept(found) == []


def test_a_circle_on_record_that_the_file_does_not_touch_is_not_its_fault():
    people = member(8, manager=pseudonym(9)), member(9, manager=pseudonym(8))
    assert sifted(HEAD + "1,agent,\n", *people).faults == []


def test_a_long_circle_is_told_shortly():
    assert as_chain(["1", "2"]) == "1 → 2 → 1"
    assert as_chain([str(n) for n in range(1, 13)]) == "1 → 2 → 3 → 4 → 5 → 6 → 7 → 8 → … 4 more … → 1"


def test_a_chain_of_managers_may_be_very_long():
    rows = "".join(f"{n},agent,{n + 1}\n" for n in range(5000))
    assert len(sifted(HEAD + rows + "5000,agent,\n").placed) == 5000 + 1
    (fault,) = sifted(HEAD + rows + "5000,agent,0\n").faults
    assert "4993 more" in fault.what


def test_somebody_new_needs_a_level_and_somebody_known_keeps_theirs():
    found = sifted("id,level\n1,\n2,\n3,\n", member(2), member(3, level=""))
    assert kept(found) == ["2"]
    assert told(found)[0].startswith("line 2, column 2 (level): 1 is new, and nobody knows the level.")
    assert told(found)[1].startswith("line 4, column 2 (level): 3: nobody knows the level.")
    assert told(sifted("id\n1\n"))[0].startswith("line 2: 1 is new")


def test_a_login_belongs_to_one_person():
    text = "id,login,level\n1,ana,agent\n2,ana,agent\n3,ben,agent\n"
    found = sifted(text, member(9, login="ben"))
    assert kept(found) == ["1"]
    assert "line 3, column 2 (login): The login ana is there twice: line 2 has it too." in told(found)[0]
    assert "line 4, column 2 (login): The login ben is 9's." in told(found)[1]


def test_logins_cannot_be_exchanged_with_one_file():
    found = sifted("id,login\n1,ben\n2,ana\n", member(1, login="ana"), member(2, login="ben"))
    assert [fault.line for fault in found.faults] == [2, 3]
    assert "also when another gives it up with the same file" in found.faults[0].todo


def test_whoever_practised_under_a_login_before_gets_the_number_once():
    early = member(5, employee_number="", login="mira", on_roster=False, level="")
    found = sifted("id,login,level\n1,mira,agent\n", early)
    assert [one.key for one in found.placed] == [early.person]
    found = sifted("id,login,level\n1,mira,agent\n2,mira,agent\n", early)
    assert kept(found) == ["1"]
    assert "there twice" in told(found)[0]


def test_a_faulty_row_is_still_a_manager_for_others_until_faults_are_skipped():
    text = HEAD + "1,king,\n2,agent,1\n3,agent,2\n4,agent,\n"
    assert [fault.line for fault in sifted(text).faults] == [2]
    found = sifted(text, skipping=True)
    assert kept(found) == ["4"]
    assert "line 3, column 3 (manager): Their manager 1 is new, and is left out" in told(found)[1]
    assert "line 4, column 3 (manager): Their manager 2 is new" in told(found)[2]
    assert kept(sifted(text, member(1), skipping=True)) == ["2", "3", "4"]


def test_reports_of_a_circle_are_left_out_when_faults_are_skipped():
    found = sifted(HEAD + "1,agent,2\n2,agent,1\n3,agent,2\n4,agent,\n", skipping=True)
    assert kept(found) == ["4"]
    assert [fault.line for fault in found.faults] == [2, 4]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 10)), max_size=9), st.booleans())
def test_what_is_kept_has_managers_and_no_circles(rows, skipping):
    text = HEAD + "".join(f"{n},agent,{m or ''}\n" for n, m in rows)
    found = sifted(text, member(1), member(2, manager=pseudonym(1)), skipping=skipping)
    manager_of = {pseudonym(2): pseudonym(1)} | {one.key: one.manager for one in found.placed}
    assert not list(circles(list(manager_of), lambda key: manager_of.get(key, "")))
    if skipping:
        assert all(not key or key in manager_of or key == pseudonym(1) for key in manager_of.values())
    assert bool(found.faults) or len(found.placed) == len(rows)
