"""Leaving turns out: what always stays, and no more left out than needed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from simulator.llm.messages import Message
from simulator.llm.window import LAST_KEPT, trim


def size(message):
    return len(message.text)


def talk(*lengths, system=1):
    """System messages, then turns of the two sides, with texts of the given lengths."""
    sides = ("assistant", "user")
    return [Message("system", "s" * 5)] * system + [
        Message(sides[i % 2], chr(97 + i % 26) * length) for i, length in enumerate(lengths)
    ]


def test_what_fits_stays_whole():
    messages = talk(*[10] * 12)
    kept = trim(messages, 125, size)
    assert kept.messages == tuple(messages)
    assert (kept.dropped, kept.tokens, kept.fits) == (0, 125, True)


def test_the_oldest_after_the_opening_go_first_and_the_sides_still_take_turns():
    messages = talk(*[10] * 12)
    kept = trim(messages, 115, size)
    assert kept.messages == (*messages[:2], *messages[4:])
    assert (kept.dropped, kept.tokens, kept.fits) == (2, 105, True)


def test_what_must_stay_stays_though_it_does_not_fit():
    messages = talk(*[10] * 12)
    kept = trim(messages, 3, size)
    assert kept.messages == (*messages[:2], *messages[-LAST_KEPT:])
    assert (kept.dropped, kept.fits) == (5, False)


def test_sides_that_do_not_take_turns_cost_no_more_than_needed():
    messages = [Message("user", "x" * 10) for _ in range(12)]
    messages.insert(0, Message("system", "s"))
    assert trim(messages, 115, size).dropped == 1


def test_nothing_and_little_can_be_trimmed():
    assert trim([], 0, size).messages == ()
    assert trim([], 0, size).fits
    only_system = [Message("system", "abc")]
    assert trim(only_system, 0, size).messages == tuple(only_system)


talks = st.builds(
    lambda lengths, system: talk(*lengths, system=system),
    st.lists(st.integers(0, 30), max_size=30),
    st.integers(0, 2),
)
any_talks = st.lists(
    st.builds(Message, st.sampled_from(["system", "user", "assistant"]), st.text(max_size=9)), max_size=25
)


def parts(messages):
    """The system part with the opening, the middle that may go, and the end."""
    start = next((i for i, message in enumerate(messages) if message.role != "system"), len(messages)) + 1
    start = min(start, len(messages))
    end = max(start, len(messages) - LAST_KEPT)
    return messages[:start], messages[start:end], messages[end:]


@given(talks | any_talks, st.integers(-5, 600))
def test_only_whole_turns_of_the_middle_go_from_its_start(messages, window):
    first, middle, last = parts(messages)
    kept = trim(messages, window, size)
    assert kept.messages == (*first, *middle[kept.dropped :], *last)
    assert 0 <= kept.dropped <= len(middle)
    assert kept.tokens == sum(map(size, kept.messages))
    assert kept.fits == (kept.tokens <= window)


@given(talks | any_talks, st.integers(-5, 600))
def test_it_fits_whenever_it_can(messages, window):
    first, _, last = parts(messages)
    least = sum(map(size, first)) + sum(map(size, last))
    assert trim(messages, window, size).fits == (least <= window or not messages)


@given(talks, st.integers(0, 600))
def test_at_most_one_more_goes_than_needed(messages, window):
    first, middle, last = parts(messages)
    kept = trim(messages, window, size)
    if kept.dropped >= 2:
        fewer = (*first, *middle[kept.dropped - 2 :], *last)
        assert sum(map(size, fewer)) > window


@given(talks, st.integers(0, 600))
def test_sides_take_turns_unless_nothing_more_can_go(messages, window):
    kept = trim(messages, window, size)
    turns = [message.role for message in kept.messages if message.role != "system"]
    alternate = all(a != b for a, b in pairwise(turns))
    assert alternate or kept.dropped == len(parts(messages)[1])


@given(talks, st.integers(0, 600))
def test_trimming_again_changes_nothing(messages, window):
    once = trim(messages, window, size)
    assert trim(once.messages, window, size).messages == once.messages


@given(talks | any_talks, st.integers(0, 300), st.integers(0, 300))
def test_a_wider_window_never_keeps_less(messages, window, more):
    assert trim(messages, window + more, size).dropped <= trim(messages, window, size).dropped
