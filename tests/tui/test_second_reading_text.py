"""What is said of a second reading, question by question; records may hold odd things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.tui.remarks import Remark
from simulator.tui.second_reading_text import LOOK, unanswered, with_second_readings

COUNTS = "A language model's reading counts here; its quotes are verified."
OPTIONS = {("date", "o_full"): "Fully", ("date", "o_part"): "In part"}


def vote(option, void=None, quote="by Friday"):
    return {"option": option, "turn": 2, "quote": quote, "reason": "It is a day.", "void": void}


def remarks(second, *, look=False, before=None):
    question = {"ref_id": "date", "second_reading": second, **({"needs_review": True} if look else {})}
    return with_second_readings(before or {}, {"questions": [question]}, OPTIONS, "turn {}".format)


@pytest.mark.parametrize(
    ("second", "look", "label", "told"),
    [
        (
            {"status": "taken", "option": "o_full", "rules": {"option": "o_part"}, "votes": []},
            False,
            "by a model",
            (f"{COUNTS} The rules were unsure: “In part”.",),
        ),
        (
            {"status": "taken", "option": "o_full", "rules": {"option": None}, "votes": []},
            False,
            "by a model",
            (f"{COUNTS} The rules could not score it.",),
        ),
        (
            {
                "status": "contradicts", "option": "o_full",
                "votes": [vote("o_part"), vote("o_full", "x", "no day"), vote("o_full")],
            },
            True,
            "needs a look",
            (
                f"A language model reads it otherwise: “Fully”. {LOOK}",
                "It quotes turn 2: “by Friday”",
                "Its reason: It is a day.",
            ),
        ),
        (
            {
                "status": "contradicts", "option": "not_applicable",
                "votes": [vote("not_applicable", quote="")],
            },
            True,
            "needs a look",
            (f"A language model reads it otherwise: “does not apply”. {LOOK}", "Its reason: It is a day."),
        ),
        (
            {"status": "split", "option": None, "votes": [vote("o_full"), vote("unsure"), vote("o_full")]},
            True,
            "needs a look",
            (f"A language model's readings differ: “Fully” (2), “unsure” (1). {LOOK}",),
        ),
        (
            {"status": "void", "option": None, "votes": [vote(None, "no_quote")]},
            True,
            "needs a look",
            (f"A language model's reading could not be verified. {LOOK}",),
        ),
    ],
)  # fmt: skip
def test_where_it_differs_or_was_taken_it_is_told(second, look, label, told):
    assert remarks(second, look=look) == {"date": Remark(label, told)}


@pytest.mark.parametrize("status", ["agreed", "unavailable", "new_word", None])
def test_of_the_rest_nothing_is_said(status):
    assert remarks({"status": status, "option": "o_full", "votes": []}) == {}


def test_what_people_did_goes_before():
    before = {"date": Remark("changed", ("Changed by kim.",))}
    found = remarks({"status": "void", "votes": []}, look=True, before=before)
    assert found["date"].label == "changed"
    assert found["date"].lines[-1] == "Changed by kim."
    assert before["date"].lines == ("Changed by kim.",)


def test_questions_that_got_no_answer_are_counted():
    second = [{"second_reading": {"status": status}} for status in ("unavailable", "agreed", "unavailable")]
    assert unanswered({"questions": [*second, {}]}) == 2
    assert unanswered(None) == 0


odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("status", "option", "rules", "votes", "turn", "quote", "reason", "void")), inner
        )
    ),
    max_leaves=10,
)


@given(odd, st.sampled_from(("taken", "contradicts", "split", "void")))
def test_whatever_is_on_record_nothing_breaks(found, status):
    second = {**found, "status": status} if isinstance(found, dict) else {"status": status, "votes": found}
    assert remarks(second)["date"].lines
    remarks(found)
    unanswered({"questions": found})
