"""`people list`, `people show` and `people set`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from shutil import copytree

import pytest

from simulator.errors import NotFoundError, UsageError
from simulator.records.looking import RecordsView
from simulator.records.sql_ledger import SqlLedger
from tests.commands.rostering import COMPANY, PLAIN, called, company_in, member, objects, views
from tests.records.samples import make_header


@pytest.fixture(scope="module")
def first_plain(tmp_path_factory):
    return company_in(tmp_path_factory.mktemp("plain"), PLAIN)


@pytest.fixture(scope="module")
def first_company(tmp_path_factory):
    return company_in(tmp_path_factory.mktemp("company"), COMPANY)


@pytest.fixture
def plain(first_plain, tmp_path):
    """A company in which nobody has a role."""
    return copytree(first_plain, tmp_path / "data")


@pytest.fixture
def company(first_company, tmp_path):
    return copytree(first_company, tmp_path / "data")


def numbers(out):
    return [line.split()[0] for line in out.splitlines()[1:]]


def test_the_list_is_a_table_that_fits(plain):
    status, out, err = called(plain, "list")
    assert (status, err) == (0, "")
    assert out.splitlines()[0].split() == ["NUMBER", "NAME", "LEVEL", "DEPARTMENT", "ROLES"]
    assert numbers(out) == ["1", "2", "3", "6", "5", "4"]  # by department, then by name
    called(plain, "set", "3", "--given-name", "M" * 60, "--department", "D" * 60)
    assert max(map(len, called(plain, "list")[1].splitlines())) <= 80


def test_the_list_can_be_narrowed(plain):
    assert numbers(called(plain, "list", "--department", "north")[1]) == ["2", "3", "6"]
    assert numbers(called(plain, "list", "--level", "manager")[1]) == ["2"]
    assert numbers(called(plain, "list", "--manager", "ben")[1]) == ["3", "6"]
    assert numbers(called(plain, "list", "--manager", "1", "--level", "agent")[1]) == ["3", "6", "5", "4"]
    status, out, err = called(plain, "list", "--department", "Moon")
    assert (status, out, err) == (0, "", "Nobody of that kind is on the roster.\n")
    with pytest.raises(NotFoundError):
        called(plain, "list", "--manager", "nobody")


def test_who_has_left_or_only_practised_is_listed_on_demand(plain):
    called(plain, "set", "3", "--active", "no")
    with SqlLedger.open(plain) as ledger:
        ledger.open_attempt(make_header("0001", learner="guest"))
    assert "3" not in numbers(called(plain, "list")[1])
    out = called(plain, "list", "--all")[1]
    assert "has left" in out
    assert "guest" in out


def test_a_person_is_shown_and_as_json(plain):
    out = called(plain, "show", "ben@x.example")[1]
    assert out.splitlines()[0] == "Ben Öst"
    assert "  Manager          1 Ana Li\n" in out
    assert "  Reports          2\n" in out
    (found,) = objects(called(plain, "show", "3", "--json")[1])
    assert {"type": "person", "login": "mira", "level": "agent", "hired": "2021-03-01", "on_roster": True,
            "manager": member(plain, "2").person, "active": True}.items() <= found.items()  # fmt: skip
    with pytest.raises(NotFoundError):
        called(plain, "show", "nobody")


def test_an_entry_is_changed_and_the_change_is_told(plain):
    given = ["--level", "manager", "--department", "", "--manager", "none", "--tag", "b", "--tag", "a"]
    given += ["--hired", "2022-01-01", "--given-name", " Myra\x07 "]
    out = called(plain, "set", "mira", *given)[1]
    assert out == (
        "3 Mira Stone: given name Mira → Myra; level agent → manager; department North → none; "
        "manager 2 → none; tags none → a; b; first day 2021-03-01 → 2022-01-01.\n"
    )
    found = member(plain, "3")
    assert (found.level, found.department, found.manager, found.tags) == ("manager", "", None, ("a", "b"))
    assert (
        called(plain, "set", "mira", "--level", "manager")[1]
        == "3 Myra Stone: everything stands like that already.\n"
    )
    (told,) = objects(called(plain, "set", "3", "--active", "no", "--json")[1])
    assert (told["left"], told["fields"]) == (True, {"active": {"from": "true", "to": "false"}})


def test_roles_are_set_as_a_whole(plain):
    called(plain, "set", "ana", "--role", "admin", "--role", "trainer")
    assert member(plain, "ana").roles == ("learner", "trainer", "admin")
    called(plain, "set", "ana", "--role", "learner", "--by", "ana")
    assert member(plain, "ana").roles == ("learner",)


def test_a_change_may_hold_from_a_later_day(plain):
    day = (datetime.now(UTC) + timedelta(days=30)).date()
    out = called(plain, "set", "3", "--level", "manager", "--effective", day.isoformat())[1]
    assert out == f"3 Mira Stone: level agent → manager, from {day}.\n"
    assert member(plain, "3").level == "agent"
    assert RecordsView.look(plain).member("3", datetime.now(UTC) + timedelta(days=31)).level == "manager"


def test_somebody_new_is_entered_without_a_file(tmp_path):
    data = tmp_path / "data"
    with pytest.raises(NotFoundError) as told:
        called(data, "set", "zoe", "--level", "agent")
    assert "--new" in told.value.hint
    with pytest.raises(UsageError, match="Nobody knows the level of zoe"):
        called(data, "set", "zoe", "--new")
    out = called(data, "set", "zoe", "--new", "--level", "agent", "--employee-number", "77")[1]
    assert out == "77: is on the roster now.\n"
    assert member(data, "77").login == "zoe"
    with pytest.raises(UsageError, match="on the roster already"):
        called(data, "set", "zoe", "--new", "--level", "agent")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--manager", "3"], "circle: 3 → 3"),
        (["--manager", "a-stranger"], "a-stranger"),
        (["--login", "ben"], "ben is somebody else already: 2 Ben Öst"),
        (["--employee-number", "2"], "2 is somebody else already"),
        (["--hired", "1.1.2020"], "--hired: “1.1.2020” is no day"),
        (["--login", "p0123456789abcdef"], "--login: .* looks like a pseudonym"),
        (["--effective", "soon"], "--effective"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(plain, given, said):
    before = RecordsView.look(plain).chain_head()
    with pytest.raises((UsageError, NotFoundError), match=said):
        called(plain, "set", "3", *given)
    assert RecordsView.look(plain).chain_head() == before


def test_a_circle_of_managers_is_told_as_a_chain(plain):
    with pytest.raises(UsageError, match="in a circle: 1 → 3 → 2 → 1"):
        called(plain, "set", "1", "--manager", "mira")


def test_only_an_admin_changes_entries_once_there_is_one(company):
    with pytest.raises(UsageError, match="admins may"):
        called(company, "set", "mira", "--level", "manager", "--by", "mira")
    assert called(company, "set", "mira", "--level", "manager", "--by", "ana")[0] == 0


def test_without_roles_everybody_sees_the_list_and_nothing_is_noted(plain):
    before = RecordsView.look(plain).chain_head()
    assert len(numbers(called(plain, "list", "--as", "a-stranger")[1])) == 6
    called(plain, "show", "3", "--as", "a-stranger")
    assert RecordsView.look(plain).chain_head() == before


@pytest.mark.parametrize(
    ("who", "seen"),
    [("ana", "123654"), ("dora", "123654"), ("ben", "236"), ("mira", "3"), ("cleo", "4"), ("a-stranger", "")],
)
def test_with_roles_everybody_sees_their_part_of_the_list(company, who, seen):
    status, out, err = called(company, "list", "--as", who)
    assert (status, sorted(numbers(out))) == (0, sorted(seen))
    assert err == ("" if len(seen) == 6 else f"You may not see {6 - len(seen)} of them.\n")


def test_looks_at_others_are_on_record_and_looks_at_oneself_are_not(company):
    called(company, "show", "mira", "--as", "ben")
    called(company, "show", "ben", "--as", "ben")
    called(company, "list", "--as", "ben")
    assert views(company)[0] == ("ben", "mira", "entry in the roster")
    assert sorted(views(company)[1:]) == [
        ("ben", "eli", "list of the roster"), ("ben", "mira", "list of the roster"),
    ]  # fmt: skip
    with pytest.raises(UsageError, match="You may not see the entry in the roster"):
        called(company, "show", "dora", "--as", "ben")
