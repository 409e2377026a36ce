"""Who sees which attempts in `records list` and `records show`, and that every look is on record."""

from __future__ import annotations

from shutil import copytree

import pytest

from simulator.acting import Acting
from simulator.errors import UnavailableError, UsageError
from simulator.records.disputes import Decision, DisputeEvent
from simulator.records.looking import RecordsView
from simulator.records.sql_ledger import SqlLedger
from simulator.roster.access import Allowed, What
from tests.commands.rostering import COMPANY, called, company_in, import_text, member, objects, views
from tests.records.old import make_first
from tests.records.samples import make_end, make_evaluation, make_header, make_turn

SAID = "My own unlikely words."
FORM = make_evaluation(
    82.5,
    questions=[
        {
            "ref_id": "own", "title": "Owns it", "status": "scored", "option": "o_full", "score": 10,
            "max_score": 10, "evidence": [{"turn": 2, "quote": SAID, "start": 0, "end": 5}],
        }
    ],
    strength={"ref_id": "own", "quote": SAID, "turn": 2},
    gaps=[{"ref_id": "own", "quote": SAID, "turn": 2, "better": "Thanks."}],
)  # fmt: skip
ATTEMPTS = {
    "mp": ("mira", "practice"), "mc": ("mira", "certify"), "ec": ("eli", "certify"),
    "bp": ("ben", "practice"), "ac": ("ana", "certify"), "gp": ("guest", "practice"),
}  # fmt: skip
"""Attempts of some people, and of one who is not on the roster."""


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    folder = tmp_path_factory.mktemp("company")
    with SqlLedger.open(folder / "data") as ledger:
        for attempt, (learner, mode) in ATTEMPTS.items():
            ledger.open_attempt(make_header(attempt, learner=learner, mode=mode))
            ledger.add_turn(attempt, make_turn(1, "Where is it?"))
            ledger.add_turn(attempt, make_turn(2, SAID), make_end())
            ledger.add_evaluation(attempt, FORM)
    return company_in(folder, COMPANY)


@pytest.fixture
def company(first, tmp_path):
    return copytree(first, tmp_path / "data")


def listed(data, who, *given):
    _, out, _ = called(data, "list", "--as", who, "--json", *given, command="records")
    return {line["attempt"]: line["learner"] for line in objects(out)}


SEEN = {
    "mira": {"mp", "mc"},
    "eli": {"ec"},
    "ben": {"mc", "ec", "bp"},
    "ana": {"ac"},
    "cleo": set(ATTEMPTS),
    "dora": {"mc", "ec", "ac"},
    "guest": {"gp"},
    "a-stranger": set(),
}


@pytest.mark.parametrize("who", SEEN)
def test_everybody_is_listed_the_attempts_that_they_may_see(company, who):
    assert set(listed(company, who)) == SEEN[who]


def test_a_trainer_sees_pseudonyms(company):
    learners = listed(company, "cleo")
    assert learners["mc"] == learners["mp"] == member(company, "mira").person
    assert "mira" not in called(company, "show", "mc", "--as", "cleo", command="records")[1]
    assert listed(company, "dora")["mc"] == "mira"


def test_the_list_is_as_long_as_asked_for_whatever_is_left_out(company):
    assert list(listed(company, "dora", "--limit", "2")) == ["mc", "ec"]
    assert list(listed(company, "ben", "--limit", "1")) == ["mc"]
    assert list(listed(company, "ben", "--limit", "2")) == ["mc", "ec"]


def test_a_list_of_somebody_is_refused_when_nothing_of_it_may_be_seen(company):
    assert set(listed(company, "ben", "--learner", "mira")) == {"mc"}
    with pytest.raises(UsageError, match="You may not see scores") as told:
        listed(company, "eli", "--learner", "mira")
    assert "You act as eli" in told.value.hint


@pytest.mark.parametrize(
    ("who", "attempt", "sees"),
    [
        ("mira", "mp", "words"), ("mira", "mc", "words"), ("mira", "ec", "nothing"),
        ("ben", "mc", "scores"), ("ben", "mp", "nothing"), ("ben", "bp", "words"), ("ben", "ac", "nothing"),
        ("cleo", "mp", "words"), ("dora", "mc", "words"), ("dora", "mp", "nothing"), ("ana", "mc", "nothing"),
        ("a-stranger", "gp", "nothing"),
    ],
)  # fmt: skip
def test_an_attempt_is_shown_with_words_or_scores_or_not_at_all(company, who, attempt, sees):
    given = ["show", attempt, "--as", who]
    if sees == "nothing":
        before = RecordsView.look(company).chain_head()
        with pytest.raises(UsageError, match="You may not see"):
            called(company, *given, command="records")
        assert RecordsView.look(company).chain_head() == before
        return
    out = called(company, *given, command="records")[1]
    assert "82.5" in out
    assert (SAID in out) == (sees == "words")
    assert ("You see the scores of this attempt" in out) == (sees == "scores")


def test_as_json_an_attempt_holds_no_more_than_on_the_page(company):
    lines = objects(called(company, "show", "mc", "--as", "ben", "--json", command="records")[1])
    assert [line["type"] for line in lines] == ["attempt", "ended", "evaluation"]
    assert lines[2]["percentage"] == 82.5
    assert SAID not in str(lines)
    lines = objects(called(company, "show", "mc", "--as", "dora", "--json", command="records")[1])
    assert SAID in str(lines)


def test_every_look_at_another_persons_record_is_on_record(company):
    listed(company, "ben")
    called(company, "show", "mc", "--as", "ben", command="records")
    called(company, "show", "bp", "--as", "ben", command="records")
    assert sorted(views(company)[:2]) == [
        ("ben", "eli", "list of attempts"),
        ("ben", "mira", "list of attempts"),
    ]
    assert views(company)[2:] == [("ben", "mira", "attempt mc")]


def test_a_look_that_cannot_be_put_on_record_is_not_given(company, monkeypatch):
    def full(*_):
        raise UnavailableError("The disk is full.")

    monkeypatch.setattr(SqlLedger, "note_view", full)
    with pytest.raises(UnavailableError):
        called(company, "show", "mc", "--as", "ben", command="records")
    assert called(company, "show", "bp", "--as", "ben", command="records")[0] == 0


def test_whoever_has_left_has_no_role_any_more(company):
    called(company, "set", "ben", "--active", "no", "--by", "ana")
    assert set(listed(company, "ben")) == {"bp"}


def test_without_roles_everybody_sees_everything_and_nothing_is_noted(tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        ledger.open_attempt(make_header("0001", learner="mira"))
        before = ledger.chain_head()
    assert listed(tmp_path, "a-stranger") == {"0001": "mira"}
    assert called(tmp_path, "show", "0001", "--as", "a-stranger", command="records")[0] == 0
    assert RecordsView.look(tmp_path).chain_head() == before


def test_records_of_an_older_version_are_looked_at_as_before(tmp_path):
    make_first(tmp_path)
    assert called(tmp_path, "list", command="records")[0] == 0


def test_many_people_are_read_at_once_and_noted_as_a_number(company, monkeypatch):
    monkeypatch.setattr("simulator.acting._MANY", 4)
    monkeypatch.setattr("simulator.acting.MOST_NOTED", 9)
    rows = "".join(f"n{n},u{n},agent,{'2' if n % 2 else '1'}\n" for n in range(30))
    import_text(company, "id,login,level,manager\n" + rows, "--by", "ana")
    acting = Acting(RecordsView.look(company), "ben", _now())
    seen = [n for n in range(30) if acting.may(f"u{n}", What.STATUS)]
    assert seen == [n for n in range(30) if n % 2]
    assert not acting.may("nobody", What.STATUS)
    acting.note([f"u{n}" for n in seen], "export csv")
    assert views(company)[-1] == ("ben", "", "export csv: 15 people")


def test_the_figures_of_a_group_are_its_managers_too(company):
    def group(who, people):
        return Acting(RecordsView.look(company), who, _now()).may_group(people)

    assert group("ben", ["mira", "eli"]) == Allowed(suppressed=True)
    assert not group("ben", ["mira", "cleo"])
    assert not group("ben", None)
    assert not group("ben", [])
    assert group("ana", None) == Allowed(suppressed=True)  # an executive
    assert group("cleo", None) == Allowed()


def _now():
    from datetime import UTC, datetime

    return datetime.now(UTC)


def disputed(data):
    with SqlLedger.open(data) as ledger:
        for attempt, learner in (("mp", "mira"), ("ec", "eli")):
            said = (attempt, "own", "opened", learner, "2026-05-01T00:00:00.000Z", "I did own it.", 1)
            ledger.review(attempt, lambda *_, said=said: Decision(event=DisputeEvent(*said)))


def test_a_trainer_gets_past_the_question_who_may(company):
    given = ("amend", "ec", "own", "--option", "o_none", "--reason", "It does not.", "--by", "cleo")
    with pytest.raises(UnavailableError, match="cannot be read by this version"):  # the sample's rubric
        called(company, *given, command="records")


@pytest.mark.parametrize("who", ["ana", "ben", "dora", "guest"])
def test_verdicts_are_decided_by_trainers_alone(company, who):
    for action, *more in (
        ("resolve", "ec", "own", "--reason", "It stands.", "--as", "rejected"),
        ("amend", "mc", "own", "--option", "o_none", "--reason", "It does not."),
        ("rejudge", "mc"),
    ):
        with pytest.raises(UsageError, match="trainers may"):
            called(company, action, *more, "--by", who, command="records")


def test_disputes_are_seen_by_whoever_may_see_the_words(company):
    disputed(company)

    def seen(who):
        _, out, _ = called(company, "disputes", "--json", "--as", who, command="records")
        return {line["attempt"]: line["by"] for line in objects(out)}

    assert seen("mira") == {"mp": "mira"}
    assert seen("dora") == {"ec": "eli"}
    assert seen("cleo") == {"mp": member(company, "mira").person, "ec": member(company, "eli").person}
    assert seen("ben") == seen("guest") == {}
    assert ("cleo", "mira", "disputes") in views(company)


def test_somebody_is_erased_by_compliance_or_an_admin_alone(company):
    given = ("erase", "mira", "--reason", "asked for it", "--by")
    for who in ("cleo", "ben", "mira", "guest"):
        with pytest.raises(UsageError, match="compliance and admins may"):
            called(company, *given, who)
    for who in ("dora", "ana"):
        assert called(company, *given, who)[0] == 0
