"""A form and its words are parted and joined without a loss."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.records.words import joined, parted

_TEXTS = st.text(max_size=8)
_KEYS = _TEXTS | st.sampled_from(["quote", "text", "ref_id", "a/b", "a~b", "~1", "0"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=15,
)

FORM = {
    "type": "evaluation", "percentage": 82.5, "passed": True, "strength": {"quote": "I am on it.", "turn": 2},
    "gaps": [{"ref_id": "owns", "quote": "Ask them.", "text": "“Ask them.” shuts it.", "better": "I ask."}],
    "questions": [{"ref_id": "owns", "option": "o_no", "evidence": [{"quote": "Ask them.", "start": 0}]}],
    "amended": {"by": "p12", "reason": "Mira did ask.", "from": "o_no", "to": "o_yes"},
}  # fmt: skip


@given(st.dictionaries(_KEYS, _VALUES, max_size=5))
def test_what_was_parted_is_joined_as_it_was(form):
    bare, words = parted(form)
    whole = joined(json.loads(json.dumps(bare)), words)
    assert json.dumps(whole) == json.dumps(form)  # the order of keys too


def test_the_bare_form_keeps_the_verdicts_and_no_words():
    bare, words = parted(FORM)
    text = json.dumps(bare)
    assert "Ask them" not in text
    assert "Mira" not in text
    assert "on it" not in text
    assert "Ask them." in words
    assert bare["questions"][0]["option"] == "o_no"
    assert bare["amended"]["by"] == "p12"
    assert (bare["percentage"], bare["questions"][0]["evidence"][0]["start"]) == (82.5, 0)


def test_without_its_words_a_form_can_still_be_read():
    bare, _ = parted(FORM)
    assert joined(bare, "")["gaps"][0] == {"ref_id": "owns", "quote": "", "text": "", "better": ""}


def test_a_long_text_is_no_name():
    bare, words = parted({"title": "x" * 401, "id": "y" * 400})
    assert bare == {"title": "", "id": "y" * 400}
    assert "x" * 401 in words


@pytest.mark.parametrize(
    "words",
    [
        '["a"]',
        '{"/gaps/7/quote":"x"}',
        '{"/none/quote":"x"}',
        '{"/gaps/x":"y"}',
        '{"/type":1}',
        '{"type":"x"}',
        "{",
    ],
)
def test_words_of_another_form_are_refused(words):
    with pytest.raises(ValueError):  # noqa: PT011 - JSON's own error among them
        joined(parted(FORM)[0], words)
