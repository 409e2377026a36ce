"""How helpful the words of a talk are: what counts, and what must not."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.language.document import take_apart
from simulator.language.learned.help import SCALE, Helpfulness, helpfulness
from simulator.language.learned.weights import Weights, chance, load_weights
from simulator.language.reader import rules_for

PLAIN = frozenset({"we", "set", "then", "you", "it", "so", "on"})
MODEL = Weights(0.2, {"set": 0.6, "you": -0.4, "it": 0.3, "set it": 0.5, "* it": -0.2})


def help_of(*replies: str, model: Weights = MODEL, kept=None) -> Helpfulness:
    return helpfulness([take_apart(reply) for reply in replies], PLAIN, model, kept)


def shipped(*replies: str) -> float:
    documents = [take_apart(reply) for reply in replies]
    return helpfulness(documents, rules_for("en").generic, load_weights("en")["help"]).share


def test_the_distinct_words_share_what_they_weigh():
    total = 0.6 + 0.3 + 0.5
    assert help_of("We set it.").share == pytest.approx(chance(1.5 * (0.2 + SCALE * total / sqrt(3))))


def test_each_sentence_has_its_sum_in_its_reply():
    found = help_of("We set it. You then.", "Then so.")
    assert [list(sums) for sums in found.sums] == [[1400, -400], [0]]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["we set it", "you", "on it then", "kettle it"]), min_size=1), st.integers(2, 6)
)
def test_saying_it_again_changes_nothing(sentences, times):
    reply = ". ".join(sentences)
    once = help_of(reply).share
    assert help_of(*[reply] * times).share == once
    assert help_of(". ".join([reply] * times)).share == once


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["so", "then", "we", "on", "lathe", "Ravi", "chuck"]), max_size=80))
def test_words_without_a_weight_change_nothing_however_many(padding):
    assert help_of("We set it. " + " ".join(padding)).share == help_of("We set it.").share


def test_length_alone_says_nothing_where_words_weigh_as_much_up_as_down():
    words = [f"w{c}" for c in "abcdefghijkl"]
    model = Weights(0.0, {word: (0.5 if at % 2 else -0.5) for at, word in enumerate(words)})
    for length in (2, 6, 12):
        document = take_apart(" ".join(words[:length]))
        assert helpfulness([document], frozenset(words), model).share == pytest.approx(0.5)


def test_the_order_of_the_replies_changes_no_bit():
    said = ["We set it.", "You then.", "Kettle it on."]
    assert help_of(*said).share == help_of(*reversed(said)).share


def test_only_sentences_that_are_kept_count():
    one, other = help_of("We set it. You.", kept=[{0}]), help_of("We set it.")
    assert one.share == other.share
    assert one.sums[0][1] == 0.0
    assert help_of("We set it.", kept=[set()]).share == help_of().share


def test_a_word_that_is_left_out_in_one_place_counts_in_the_other():
    assert help_of("You. You.", kept=[{1}]).share == help_of("You.").share


@pytest.mark.parametrize("replies", [(), ("",), ("...", "!!")])
def test_a_talk_without_words_is_what_everything_starts_from(replies):
    assert help_of(*replies).share == chance(1.5 * 0.2)


PLAINLY = "I have set it back, so you can use it from 14:30 on. If it stops then, ring us and we look at it."
FORMAL = (
    "Our staff will verify your feedback. We sincerely apologise for any inconvenience. Wish you happiness!"
)


def test_the_shipped_model_tells_plain_words_from_form_letters():
    assert shipped(PLAINLY) > 0.6 > 0.4 > shipped(FORMAL)


def test_the_shipped_model_is_not_moved_by_saying_it_again():
    assert shipped(PLAINLY, PLAINLY, PLAINLY) == shipped(PLAINLY)
    assert shipped(FORMAL, FORMAL) == shipped(FORMAL)


def test_the_shipped_model_is_not_moved_by_more_words_of_a_trade():
    longer = FORMAL.replace("feedback", "feedback spindle gasket flange sprocket")
    assert shipped(longer) == pytest.approx(shipped(FORMAL), abs=0.08)


def test_the_shipped_model_does_not_reward_mere_length():
    form_letters = [
        FORMAL,
        *(f"{FORMAL} Thank you for your {word} once more." for word in ("patience", "call")),
    ]
    assert shipped(*form_letters) < 0.4


def aside_of(*said: str, idle: set[int]) -> float:
    """The share of one reply of several sentences, some of which may only lower it."""
    text = " ".join(said)
    document = take_apart(text)
    kept = [set(range(len(document.sentences)))]
    return helpfulness([document], PLAIN, MODEL, kept, [idle]).share


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Set it.", "You then.", "On so.", "We."]), max_size=4))
def test_asides_never_raise_the_share(asides):
    said = ["We set it.", "On it."]
    more = set(range(2, 2 + len(asides)))
    assert aside_of(*said, *asides, idle=more) <= aside_of(*said, idle=set()) + 1e-12
