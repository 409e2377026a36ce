"""What models took, briefly and from the record; and how a message came about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.attempt.events import Spent
from simulator.attempt.ledger import TurnRecord
from simulator.customer.guarding.refusal import Kind
from simulator.llm.reasons import Reason
from simulator.tui.spending import brief_spent, spent_lines, spent_on_record
from simulator.tui.voices import mark_text


def spent(tokens, cost=None, *, estimated=False, currency=""):
    return Spent(1, 2, tokens, 0, estimated, cost, currency)


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        (None, ""),
        (spent(950), "950 tokens"),
        (spent(3_249, "0.00312", currency="EUR"), "3.2k tokens, 0.0031 EUR"),
        (spent(18_400, "1.5", estimated=True), "~18k tokens, 1.50"),
    ],
)
def test_briefly(given_, told):
    assert brief_spent(given_) == told


def test_at_length_a_price_that_is_not_known_is_said_to_be_so():
    assert spent_lines(spent(1_234, estimated=True)) == ["2 requests, about 1,234 tokens", "cost not known"]
    assert spent_lines(Spent(1, 1, 5, 0, cost="0.5", currency="EUR\n[b]")) == [
        "1 request, 5 tokens",
        "0.5000 EUR [b]",
    ]


def turn(models):
    return TurnRecord(1, "customer", "x", "", "llm", {"models": models})


def test_a_record_is_summed_up():
    one = {"input_tokens": 10, "output_tokens": 2, "cost": "0.1", "estimated": True}
    two = {"input_tokens": 5, "output_tokens": 1, "cost": "0.2", "estimated": False}
    found = spent_on_record([turn({"requests": [one]}), turn({"requests": [two, two]})])
    assert found == Spent(0, 3, 20, 4, True, "0.5")
    unknown = spent_on_record([turn({"requests": [one, {**two, "cost": None}]})])
    assert unknown is not None
    assert unknown.cost is None


def test_without_a_model_there_is_nothing_to_tell():
    assert spent_on_record([TurnRecord(1, "customer", "x", "")]) is None


odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("NaN"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("requests", "input_tokens", "output_tokens", "cost", "estimated")), inner
        )
    ),
    max_leaves=10,
)


@given(odd)
def test_a_record_may_hold_odd_things(found):
    told = spent_on_record([turn(found), turn({"requests": found}), turn({"requests": [found]})])
    assert told is None or told.input_tokens >= 0


def test_only_what_is_remarkable_is_marked():
    assert mark_text("llm", None) == mark_text("scripted", None) == mark_text(None, None) == ""
    assert mark_text("llm-retried", "too_soft") == "the model was asked twice"
    assert mark_text("scripted-fallback", None) == "the author's words"


@pytest.mark.parametrize("reason", [*Reason, *Kind, "skipped", "gave_up", "day_spent"])
def test_every_reason_has_words_that_show_no_code(reason):
    told = mark_text("scripted-fallback", str(reason))
    assert told.startswith("the author's words, since ")
    assert "_" not in told


@pytest.mark.parametrize("kind", [kind for kind in Kind if str(kind) not in {str(r) for r in Reason}])
def test_what_the_guard_refused_is_told_as_refused(kind):
    assert mark_text("scripted-fallback", str(kind)).endswith("what the model wrote did not fit")
