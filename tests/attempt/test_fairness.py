from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.attempt.fairness import NO_FAULT, NOT_SET_UP, fairness_note
from simulator.attempt.ledger import TurnRecord


def turns(*voices):
    """Turns by their voices and reasons: `scripted-fallback:timeout`; an empty voice is the agent."""
    made = []
    for number, told in enumerate(voices, start=1):
        voice, _, reason = told.partition(":")
        speaker = "customer" if voice else "agent"
        made.append(
            TurnRecord(number, speaker, "Hm.", "", voice or None, {"reason": reason} if reason else {})
        )
    return made


@pytest.mark.parametrize(
    "voices",
    [
        (),
        ("scripted", "", "scripted"),
        ("llm", "", "llm-retried:too_soft", "", "llm"),
        *(("llm", "", f"scripted-fallback:{reason}") for reason in sorted(NO_FAULT)),
    ],
)
def test_where_nothing_went_wrong_there_is_nothing_to_say(voices):
    assert fairness_note(turns(*voices), passed=False) is None


@pytest.mark.parametrize("reason", ["timeout", "gave_up", "too_soft", "locked_fact", "unreachable"])
def test_a_turn_that_went_wrong_is_named(reason):
    note = fairness_note(turns("llm", "", f"scripted-fallback:{reason}", "", "llm"), passed=False)
    assert note["turns"] == [3]
    assert note["text"].startswith("In turn 3 the language model")


@pytest.mark.parametrize(
    ("voices", "listed"),
    [
        (("scripted-fallback:x", "", "scripted-fallback:x"), "turns 1 and 3"),
        (("scripted-fallback:x", "", "scripted-fallback:x", "", "scripted-fallback:x"), "turns 1, 3 and 5"),
        (
            ("scripted-fallback:x", "", "scripted-fallback:skipped", "", "scripted-fallback:x"),
            "turns 1 and 5",
        ),
    ],
)
def test_several_turns_are_listed(voices, listed):
    assert f"In {listed} the" in fairness_note(turns(*voices), passed=True)["text"]


def test_only_what_was_not_passed_need_not_count():
    fallen = turns("scripted-fallback:timeout")
    failed, passed = fairness_note(fallen, passed=False), fairness_note(fallen, passed=True)
    assert (failed["counts"], passed["counts"]) == (False, True)
    assert "may be done again" in failed["text"]
    assert "again" not in passed["text"]


@pytest.mark.parametrize("reason", sorted(NOT_SET_UP))
def test_where_no_model_is_set_up_any_more_it_is_told_as_such_and_counts(reason):
    gone = turns(
        "llm",
        "",
        f"scripted-fallback:{reason}",
        "",
        "scripted-fallback:gave_up",
        "",
        "scripted-fallback:gave_up",
    )
    note = fairness_note(gone, passed=False)
    assert (note["turns"], note["counts"]) == ([3, 5, 7], True)
    assert note["text"].startswith("In turns 3, 5 and 7 no language model could be asked")
    assert "failed" not in note["text"]
    assert "need not count" not in note["text"]


def test_a_failure_beside_it_still_lets_the_attempt_not_count():
    both = turns("scripted-fallback:timeout", "", "llm", "", "scripted-fallback:no_key")
    note = fairness_note(both, passed=False)
    assert (note["turns"], note["counts"]) == ([1, 5], False)
    assert "In turn 1 the language model failed" in note["text"]
    assert "In turn 5 no language model could be asked" in note["text"]
    assert note["text"].endswith("it may be done again.")


@pytest.mark.parametrize(
    "before",
    [("timeout", "timeout"), ("no_key", "too_soft"), ("skipped",)],
    ids=["server", "guard", "skipped"],
)
def test_what_was_given_up_for_another_reason_went_wrong(before):
    fallen = turns(*(f"scripted-fallback:{reason}" for reason in before), "scripted-fallback:gave_up")
    assert fairness_note(fallen, passed=False)["counts"] is False


def test_words_of_the_model_in_between_end_what_was_not_set_up():
    fallen = turns("scripted-fallback:no_key", "", "llm", "", "scripted-fallback:gave_up")
    assert fairness_note(fallen, passed=False)["counts"] is False


def test_a_reader_that_is_not_set_up_gives_the_speaker_up_for_the_same_reason():
    (turn,) = turns("scripted-fallback:gave_up")
    turn = replace(turn, note={**turn.note, "second_reading": {"reason": "unknown_model"}})
    assert fairness_note([turn], passed=False)["counts"] is True
    turn = replace(turn, note={**turn.note, "second_reading": {"reason": "timeout"}})
    assert fairness_note([turn], passed=False)["counts"] is False
