"""Decisions about an attempt and entries of a round are written whole, on what stands at that moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.errors import NotFoundError, UsageError
from simulator.records.disputes import Decision
from simulator.records.looking import RecordsView
from simulator.records.rounds import RoundEntry
from tests.records.samples import (
    make_answer,
    make_end,
    make_evaluation,
    make_event,
    make_header,
    make_round,
    make_turn,
)


@pytest.fixture
def kept(ledger):
    ledger.open_attempt(make_header())
    ledger.add_turn("0001", make_turn(1), make_end())
    ledger.add_evaluation("0001", make_evaluation(40.0, False))
    return ledger


def test_a_decision_sees_what_stands_and_is_added_to_it(kept):
    seen = []

    def decide(record, disputes):
        seen.append((len(record.evaluations), [dispute.state("2026-03-03") for dispute in disputes]))
        return Decision(make_evaluation(50.0 + len(seen)), make_event() if len(seen) == 1 else None)

    for _ in range(3):
        kept.review("0001", decide)
    assert seen == [(1, []), (2, ["open"]), (3, ["open"])]
    assert [form["percentage"] for form in kept.attempt("0001").evaluations] == [40.0, 51.0, 52.0, 53.0]
    assert kept.history()[0].percentage == 53.0
    assert RecordsView.look(kept.where).disputes(["0001"]) == kept.disputes()
    assert kept.disputes(["0002"]) == ()


def test_what_is_refused_leaves_nothing_behind(kept):
    def refuse(record, disputes):
        raise UsageError("No.")

    with pytest.raises(UsageError):
        kept.review("0001", refuse)
    with pytest.raises(ValueError, match="JSON"):
        kept.review("0001", lambda *_: Decision(make_evaluation(weight=float("inf")), make_event()))
    with pytest.raises(NotFoundError, match="0009"):
        kept.review("0009", refuse)
    assert kept.disputes() == ()
    assert len(kept.attempt("0001").evaluations) == 1


def test_two_who_decide_at_once_see_each_other(kept):
    def decide(record, disputes):
        return Decision(make_evaluation(float(len(record.evaluations))))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: kept.review("0001", decide), range(12)))
    assert [form["percentage"] for form in kept.attempt("0001").evaluations[1:]] == [
        float(number) for number in range(1, 13)
    ]


def test_texts_from_outside_are_cleaned(kept):
    kept.review("0001", lambda *_: Decision(event=make_event(reason="a\x1b[31m b\x07", author="mi\x00ra")))
    opened = kept.disputes()[0].opened
    assert (opened.reason, opened.author) == ("a b", "mira")


def test_a_round_reads_as_it_was_written(ledger):
    ledger.open_round(make_round())
    assert ledger.round("march") == make_round()
    entries = [make_answer(), make_answer("ben", option="o_none"), RoundEntry("closed", "lead", "2026-03-04")]
    assert ledger.enter("march", lambda found: entries[:2]).entries == (*entries[:2],)
    assert ledger.enter("march", lambda found: entries[2:]).closed
    assert RecordsView.look(ledger.where).rounds() == (make_round(entries=tuple(entries)),)


def test_of_two_answers_the_later_counts_and_both_stay(ledger):
    ledger.open_round(make_round())
    ledger.enter("march", lambda found: [make_answer(), make_answer(option="o_none")])
    found = ledger.round("march")
    assert found.answers("ana") == {("t1", "owns"): "o_none"}
    assert [entry.option for entry in found.entries] == ["o_full", "o_none"]
    assert found.answers("ben") == {}


def test_a_name_is_given_once(ledger):
    ledger.open_round(make_round())
    with pytest.raises(UsageError, match="already"):
        ledger.open_round(make_round(author="somebody else"))
    assert ledger.round("march").author == "lead"


def test_an_unknown_round_names_the_nearest(ledger):
    ledger.open_round(make_round())
    with pytest.raises(NotFoundError) as caught:
        ledger.round("marhc")
    assert "Did you mean march?" in caught.value.hint
    with pytest.raises(NotFoundError):
        ledger.enter("april", lambda found: [])


def test_entries_are_all_kept_or_none(ledger):
    ledger.open_round(make_round())

    def refuse(found):
        raise UsageError("No.")

    with pytest.raises(UsageError):
        ledger.enter("march", refuse)
    assert ledger.round("march").entries == ()
