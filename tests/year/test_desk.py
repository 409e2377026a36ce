"""The year from real records: what is owed, who sees whom, and that looks are put on record."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from simulator.attempt.ledger import AttemptSummary
from simulator.content.library import Library
from simulator.errors import UsageError
from simulator.records.disputes import Decision, DisputeEvent
from simulator.records.looking import RecordsView
from simulator.records.roster import RosterChange
from simulator.records.schema import chain
from simulator.records.sql_ledger import SqlLedger
from simulator.training.saying import moment
from simulator.year.desk import Year
from simulator.year.values import OWN_ONLY, Rights, Standing
from tests.records.samples import make_header
from tests.reporting.records import BOAT, NOW, PARCEL, QUESTIONS, fill, make_library, played


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A library and records that nobody changes."""
    folder = tmp_path_factory.mktemp("office")
    fill(folder / "data")
    return make_library(folder / "library"), folder / "data"


@pytest.fixture(scope="module")
def shelf(office):
    return Library(office[0])


@pytest.fixture
def data(office, tmp_path):
    """Records of its own for a test that writes."""
    return shutil.copytree(office[1], tmp_path / "data")


def year_of(data, shelf):
    return Year(lambda: RecordsView.look(data), lambda: shelf, lambda: NOW)


def views(data):
    """How many looks at somebody's record there were."""
    query = select(func.count()).select_from(chain).where(chain.c.action == "viewed")
    with SqlLedger.open(data) as ledger:
        return ledger._read(lambda connection: connection.execute(query).scalar_one())


def test_what_is_owed_starts_with_a_scenario_that_would_count(office, shelf):
    owed = year_of(office[1], shelf).owed("cem", "agent")
    assert owed.first
    assert owed.line.startswith("Harbour year: 1 of 2 done")
    (due,) = owed.dues
    assert due.mode == "certify"
    assert due.scenarios
    assert PARCEL not in due.scenarios
    assert due.pressing


def test_nobody_on_record_owes_what_their_level_owes_and_practises_first(office, shelf):
    owed = year_of(office[1], shelf).owed("a stranger", "agent")
    assert owed.line.startswith("Harbour year: 0 of 2 done")
    assert not owed.first


def test_the_roster_tells_the_level_and_knows_nothing_of_strangers(office, shelf):
    year = year_of(office[1], shelf)
    assert (year.owed("cem", "executive").level, year.owed("a stranger", "agent").level) == ("agent", "")


def test_what_did_not_count_and_what_would_not(tmp_path):
    library = make_library(tmp_path / "library")
    file = library / "programmes" / "harbour.yaml"
    limit = "attempts: {allowed: 3, each: scenario"
    file.write_text(file.read_text("utf-8").replace(limit, f"{limit}, cooling_off_hours: 240"), "utf-8")
    with SqlLedger.open(tmp_path / "data") as ledger:
        played(ledger, "0001", "ben", "11-20", 20.0, missed=QUESTIONS)
        played(ledger, "0002", "ben", "11-21", 95.0)
    year = year_of(tmp_path / "data", Library(library))
    end = moment(datetime(2026, 11, 30, 10, tzinfo=UTC))
    told = f"Does not count for Harbour year before {end} (cooling-off); practise meanwhile."
    assert year.counting("ben", "agent", PARCEL) == ("", told)
    towards, barred = year.counting("ben", "agent", BOAT)
    assert towards.startswith("Counts for Harbour year: 0 of 2 done, ")
    assert (barred, year.counting("a stranger", "agent", PARCEL).barred) == ("", "")
    (due,) = year.mine("ben", "agent").dues
    title = Library(library).scenario(PARCEL).model.title
    assert due.attempts == (
        "1 attempt did not count, made when none was allowed. "
        f'At "{title}", the next attempt counts from {end} on (cooling-off).'
    )
    assert year.owed("a stranger", "agent").dues[0].attempts == ""


def test_ones_own_year(office, shelf):
    mine = year_of(office[1], shelf).mine("ben", "agent")
    assert [due.state for due in mine.dues] == ["completed"]
    assert len(mine.months) == 12
    assert (mine.months[-1].year, mine.months[-1].month) == (2026, 11)
    assert [(one.month, one.attempts, one.best) for one in mine.months if one.attempts] == [
        (2, 1, 85.0),
        (3, 1, 90.5),
    ]
    assert mine.certificates == (("Harbour year", "empty-chair certificate ben harbour --html FILE"),)
    assert mine.advice
    assert all(one.shares for one in mine.competencies)


@pytest.mark.parametrize(
    ("who", "rights"),
    [
        ("ada", Rights(team=True)), ("comp", Rights(team=True, trainer=True)), ("tove", Rights(trainer=True)),
        ("chief", Rights(trainer=True)), ("ben", OWN_ONLY), ("a stranger", OWN_ONLY),
    ],
)  # fmt: skip
def test_who_may_open_which_view(office, shelf, who, rights):
    year = year_of(office[1], shelf)
    assert year.rights(who, alone=False) == year.rights(who, alone=True) == rights


def test_behind_a_page_of_many_nobody_sees_others_as_long_as_there_are_no_roles(office, shelf, tmp_path):
    with SqlLedger.open(tmp_path / "data") as ledger:
        ledger.open_attempt(make_header("0001", learner="ana"))
    year = year_of(tmp_path / "data", shelf)
    assert year.rights("ana", alone=True) == OWN_ONLY
    assert any(year.rights("ana", alone=False))
    for look in (year.trainers, year.others):
        with pytest.raises(UsageError):
            look("ben", alone=True)


def test_a_manager_sees_direct_and_indirect_reports_and_is_seen_looking(data, shelf):
    before, heard = views(data), []
    board = year_of(data, shelf).team("ada", heard.append, alone=True)
    standings = {row.name: row.standings for row in board.rows}
    assert set(standings) == {"Ben <Berg>", "Cem Kaya", "Dot Ekko"}
    assert standings["Cem Kaya"][0]._replace(days_left=None) == Standing("overdue", 1, 2)
    assert [one.requirement for one in board.requirements] == ["talks"]
    assert {row.name: row.last[:10] for row in board.rows}["Dot Ekko"] == "2026-05-20"
    assert views(data) == before + 3


def test_a_manager_sees_certified_scores_and_no_practice(data, shelf):
    year = year_of(data, shelf)
    people = {row.name: row.person for row in year.team("ada", lambda _: None, alone=False).rows}
    before = views(data)
    card = year.person("ada", people["Cem Kaya"], alone=False)
    assert [one.percentage for one in card.graded] == [82.0, 60.0, 40.0]
    assert views(data) == before + 1
    assert year.person("ada", people["Dot Ekko"], alone=False).graded == ()


@pytest.mark.parametrize("look", ["team", "person", "trainers", "opened"])
def test_what_may_not_be_seen_is_refused_and_leaves_no_trace(data, shelf, look):
    year, before = year_of(data, shelf), views(data)
    asked = {
        "team": lambda: year.team("ben", lambda _: None, alone=False),
        "person": lambda: year.person("ben", "cem", alone=False),
        "trainers": lambda: year.trainers("ben", alone=False),
        "opened": lambda: year.opened("ada", "dot", "practice", "0006", alone=False),
    }
    with pytest.raises(UsageError):
        asked[look]()
    assert views(data) == before


def test_a_trainer_reads_under_pseudonyms(data, shelf):
    year = year_of(data, shelf)
    shown = year.opened("tove", "dot", "practice", "0006", alone=True)
    assert shown.startswith("p")
    assert shown != "dot"
    seen = year.others("tove", alone=True)
    assert len(seen) == 7
    assert all(isinstance(one, AttemptSummary) and one.learner.startswith("p") for one in seen)


def test_a_trainer_sees_where_everybody_is_weak_and_an_executive_no_small_groups(office, shelf, data):
    view = year_of(data, shelf).trainers("tove", alone=False)
    assert view.weak[0][:1] + view.weak[0][2:4] == ("Is it date?", 3, 7)
    assert view.people == 4
    assert view.hard == ()
    chiefs = year_of(office[1], shelf).trainers("chief", alone=False)
    assert chiefs.weak == ()
    assert chiefs.hidden == len(view.weak)


def test_without_roles_everybody_sees_everything_and_nothing_is_noted(tmp_path, shelf):
    data = tmp_path / "data"
    fill(data, {})
    year, before = year_of(data, shelf), views(data)
    assert year.rights("sam", alone=False) == Rights(team=True, trainer=True)
    assert year.rights("sam", alone=True) == OWN_ONLY
    assert year.team("sam", lambda _: None, alone=False).rows == ()
    assert len(year.others("sam", alone=False)) == 7
    assert year.opened("sam", "dot", "practice", "0006", alone=False) == "dot"
    with pytest.raises(UsageError, match="your own record only"):
        year.opened("sam", "dot", "practice", "0006", alone=True)
    assert views(data) == before


def test_no_records_at_all(tmp_path, shelf):
    year = year_of(tmp_path / "none", shelf)
    assert year.rights("sam", alone=False).team
    assert year.owed("sam", "agent").dues[0].state in {"not_started", "overdue", "in_grace"}
    assert BOAT in year.owed("sam", "agent").dues[0].scenarios
    assert year.advice("sam", "agent")
    assert year.trainers("sam", alone=False).forms == 0
    assert not (tmp_path / "none").exists()


def test_a_decision_on_a_dispute_is_news_to_whoever_disputed(data, shelf):
    with SqlLedger.open(data) as ledger:
        attempt = next(one for one in ledger.history() if one.ending and one.learner == "cem")
        at = NOW.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        for happening, author in (("opened", "cem"), ("upheld", "ana")):
            ledger.review(
                attempt.attempt,
                lambda *_, said=(attempt.attempt, "date", happening, author, at, "It is there.", 1): Decision(
                    event=DisputeEvent(*said)
                ),
            )
    (one,) = year_of(data, shelf).news("cem")
    assert (one.attempt, one.question) == (attempt.attempt, "date")
    assert year_of(data, shelf).news("a stranger") == ()


def test_a_team_of_nobody_tells_whether_whoever_looks_may_enter_people(tmp_path, shelf):
    year = year_of(tmp_path / "data", shelf)
    assert year.team("boss", lambda people: None, alone=False).may_import
    with SqlLedger.open(tmp_path / "data") as ledger:
        ledger.keep_roster(
            [
                RosterChange("1", login="boss", level="manager", roles=("manager",)),
                RosterChange("2", login="it", level="agent", roles=("admin",)),
            ],
            "hr",
            now=NOW,
        )
    board = year.team("boss", lambda people: None, alone=False)
    assert (board.rows, board.may_import) == ((), False)
