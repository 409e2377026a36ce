"""What the ledger port promises, kept by the ledger on SQL and by the fake that other tests stand on."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from simulator.attempt.ledger import AttemptRecord, AttemptSummary
from simulator.errors import NotFoundError
from simulator.records.address import read_address
from simulator.records.sql_ledger import SqlLedger
from tests.fakes.memory_ledger import MemoryLedger
from tests.records.samples import make_content, make_end, make_evaluation, make_header, make_turn


@pytest.fixture(params=["sqlite", "postgresql", "memory"])
def ledger(request, tmp_path):
    if request.param == "memory":
        yield MemoryLedger()
        return
    server = request.param == "postgresql"
    place = read_address(request.getfixturevalue("server_url")) if server else tmp_path
    with SqlLedger.open(place) as opened:
        yield opened


def ids(lines):
    return [line.attempt for line in lines]


def test_an_attempt_reads_as_it_was_written(ledger):
    header = make_header(seed=-7, level="executive", mode="certify")
    turns = [make_turn(number) for number in (1, 2, 3)]
    ledger.open_attempt(header)
    for turn in turns[:2]:
        ledger.add_turn("0001", turn)
    ledger.add_turn("0001", turns[2], make_end(tells="They answer within the hour."))
    ledger.add_evaluation("0001", make_evaluation(40.0, False))
    ledger.add_evaluation("0001", make_evaluation(82.5))
    assert ledger.attempt("0001") == AttemptRecord(
        header,
        tuple(turns),
        make_end(tells="They answer within the hour."),
        (make_evaluation(40.0, False), make_evaluation(82.5)),
    )


def test_an_attempt_just_begun_has_no_turn_and_no_end(ledger):
    ledger.open_attempt(make_header())
    assert ledger.attempt("0001") == AttemptRecord(make_header(), (), None, ())


def test_an_unknown_attempt_is_not_found(ledger):
    ledger.open_attempt(make_header())
    for ask in (
        lambda: ledger.attempt("0002"),
        lambda: ledger.add_turn("0002", make_turn(1)),
        lambda: ledger.end_attempt("0002", make_end()),
        lambda: ledger.add_evaluation("0002", make_evaluation()),
        lambda: ledger.open_attempt(make_header("0003", branch_of="0002", branch_turn=1)),
    ):
        with pytest.raises(NotFoundError, match="0002"):
            ask()
    assert ids(ledger.history()) == ["0001"]


@pytest.mark.parametrize("number", [0, 1, 3, -1])
def test_a_turn_out_of_order_is_refused_and_leaves_nothing(ledger, number):
    ledger.open_attempt(make_header())
    ledger.add_turn("0001", make_turn(1))
    with pytest.raises(ValueError, match="next"):
        ledger.add_turn("0001", make_turn(number), make_end())
    record = ledger.attempt("0001")
    assert record.turns == (make_turn(1),)
    assert record.end is None


def test_nothing_is_said_after_the_end(ledger):
    ledger.open_attempt(make_header())
    ledger.add_turn("0001", make_turn(1), make_end("customer_left", stars=1))
    with pytest.raises(ValueError, match="ended"):
        ledger.add_turn("0001", make_turn(2))
    with pytest.raises(ValueError, match="ended"):
        ledger.end_attempt("0001", make_end())
    assert ledger.attempt("0001").end == make_end("customer_left", stars=1)
    assert len(ledger.attempt("0001").turns) == 1


def test_an_end_may_come_without_a_turn(ledger):
    ledger.open_attempt(make_header())
    ledger.end_attempt("0001", make_end("safety_exit", scorable=False, stars=None))
    assert ledger.attempt("0001").end == make_end("safety_exit", scorable=False, stars=None)


def test_an_id_is_given_once(ledger):
    ledger.open_attempt(make_header())
    with pytest.raises(ValueError, match="already"):
        ledger.open_attempt(make_header(learner="omar"))
    assert ledger.attempt("0001").header.learner == "mira"


@pytest.mark.parametrize("missing", ["scenario", "rubric"])
def test_an_attempt_needs_its_scenario_and_rubric(ledger, missing):
    header = make_header()
    rest = tuple(content for content in header.contents if content.kind != missing)
    with pytest.raises(ValueError, match=missing):
        ledger.open_attempt(replace(header, contents=rest))
    assert ledger.history() == ()


def test_a_content_is_kept_once_by_its_hash(ledger):
    ledger.open_attempt(make_header("0001"))
    ledger.open_attempt(make_header("0002"))
    newer = tuple(replace(content, version=content.version + 1) for content in make_header().contents)
    ledger.open_attempt(make_header("0003", contents=newer))
    assert ledger.attempt("0003").header.contents == newer
    changed = replace(make_content("scenario", "late-train", 2, "The late train"), source="another text")
    ledger.open_attempt(make_header("0004", contents=(changed, *make_header().contents[1:])))
    assert ledger.attempt("0004").header.contents == make_header().contents


def test_a_line_of_the_history(ledger):
    ledger.open_attempt(make_header(level="manager", mode="certify"))
    expected = AttemptSummary(
        "0001", "mira", "manager", "certify", "late-train", "The late train", 2, "complaint",
        "2026-03-02T09:00:00.000Z", 0,
    )  # fmt: skip
    assert list(ledger.history()) == [expected]
    ledger.add_turn("0001", make_turn(1))
    ledger.add_turn("0001", make_turn(2), make_end(stars=4))
    ledger.add_evaluation("0001", make_evaluation(91.25))
    expected = replace(expected, turns=2, ending="resolved", stars=4, percentage=91.25, passed=True)
    assert list(ledger.history()) == [expected]


def test_the_newest_evaluation_counts_in_the_history(ledger):
    ledger.open_attempt(make_header())
    for number in range(12):
        ledger.add_evaluation("0001", make_evaluation(float(number), number == 11))
    assert (ledger.history()[0].percentage, ledger.history()[0].passed) == (11.0, True)
    ledger.add_evaluation("0001", make_evaluation(None, False))
    assert (ledger.history()[0].percentage, ledger.history()[0].passed) == (None, False)
    assert len(ledger.history()) == 1
    assert [form["percentage"] for form in ledger.attempt("0001").evaluations][-2:] == [11.0, None]


def test_the_history_is_newest_first_filtered_and_limited(ledger):
    for key in ("0003", "0001", "0004", "0002"):
        learner = "mira" if key < "0003" else "omar"
        scenario = "late-train" if key in ("0001", "0004") else "lost-bag"
        ledger.open_attempt(make_header(key, learner=learner, scenario=scenario))
    assert ids(ledger.history()) == ["0004", "0003", "0002", "0001"]
    assert ids(ledger.history(limit=2)) == ["0004", "0003"]
    assert ids(ledger.history(learner="mira")) == ["0002", "0001"]
    assert ids(ledger.history(scenario="late-train")) == ["0004", "0001"]
    assert ids(ledger.history(learner="omar", scenario="lost-bag")) == ["0003"]
    assert ids(ledger.history(learner="nobody")) == []
    assert ids(ledger.history(limit=0)) == ids(ledger.history(limit=-1)) == []


def test_unfinished_attempts_have_no_end_and_no_branch(ledger):
    for key in ("0001", "0002", "0003"):
        ledger.open_attempt(make_header(key))
    ledger.open_attempt(make_header("0004", learner="omar"))
    ledger.end_attempt("0002", make_end())
    ledger.add_evaluation("0002", make_evaluation())
    ledger.open_attempt(make_header("0005", branch_of="0003", branch_turn=1))
    assert ids(ledger.unfinished("mira")) == ["0005", "0001"]
    assert ids(ledger.unfinished("omar")) == ["0004"]
    assert ledger.unfinished("nobody") == ()
    assert [line.superseded for line in ledger.history(learner="mira")] == [False, True, False, False]
    assert ledger.history()[0].branch_of == "0003"
    assert ledger.attempt("0005").header.branch_turn == 1


def test_an_attempt_that_ended_before_it_was_evaluated_was_cut_off(ledger):
    ledger.open_attempt(make_header("0001"))
    ledger.end_attempt("0001", make_end())
    assert ids(ledger.unfinished("mira")) == ["0001"]
    ledger.add_evaluation("0001", make_evaluation())
    assert ledger.unfinished("mira") == ()


def test_a_branch_brings_its_turns_all_or_none(ledger):
    ledger.open_attempt(make_header("0001"))
    kept = [make_turn(1), make_turn(2)]
    ledger.open_attempt(make_header("0002", branch_of="0001", branch_turn=2), kept)
    assert [turn.turn for turn in ledger.attempt("0002").turns] == [1, 2]
    ledger.add_turn("0002", make_turn(3))
    assert len(ledger.attempt("0002").turns) == 3
    assert ledger.attempt("0001").turns == ()


def test_numbers_that_json_cannot_say_are_refused(ledger):
    ledger.open_attempt(make_header())
    with pytest.raises(ValueError, match="JSON"):
        ledger.add_turn("0001", make_turn(1, note={"mood": math.nan}))
    with pytest.raises(ValueError, match="JSON"):
        ledger.add_evaluation("0001", make_evaluation(weight=math.inf))
    assert ledger.attempt("0001") == AttemptRecord(make_header(), ())


NASTY = {
    "": "",
    "[/b][@click=app.quit]x[/]": "[/b][@click=app.quit]x[/]",
    "red \x1b[31mred\x1b[0m": "red red",
    "title \x1b]0;owned\x07.": "title .",
    "null \x00 and bell \x07": "null  and bell ",
    "'; DROP TABLE turns; --": "'; DROP TABLE turns; --",
    "lone \ud800 surrogate": "lone � surrogate",
    "one\r\ntwo\nthree\ttab": "one\ntwo\nthree\ttab",
    "مرحبا \u202eevil\u202c": "مرحبا evil",
    "👩\u200d🚒 naïve — “quoted”": "👩\u200d🚒 naïve — “quoted”",
    "?:name %s %(x)s {y}": "?:name %s %(x)s {y}",
    "long " * 30_000: "long " * 30_000,
}


@pytest.mark.parametrize("said", NASTY, ids=range(len(NASTY)))
def test_nasty_texts_are_kept_clean_and_whole(ledger, said):
    ledger.open_attempt(make_header())
    ledger.add_turn("0001", make_turn(1, said, note={"lines": [said]}))
    ledger.add_evaluation("0001", make_evaluation(strength={"quote": said}))
    record = ledger.attempt("0001")
    assert record.turns[0].text == NASTY[said]
    assert record.turns[0].note == {"lines": [NASTY[said]]}
    assert record.evaluations[0]["strength"] == {"quote": NASTY[said]}
