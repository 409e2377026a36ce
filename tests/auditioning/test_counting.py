from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.auditioning.counting import FEWEST, Share, difference, likeness, mean, spread, told_apart
from simulator.auditioning.figures import cause_of, figures_of
from simulator.auditioning.kinds import Fault, did, fault_of
from simulator.auditioning.results import Answer, Taken
from simulator.customer.guarding.refusal import Kind
from tests.auditioning.building import conversation, line

REFUSED = st.one_of(st.none(), st.sampled_from(Kind))
FAILED = st.one_of(st.none(), st.sampled_from(["timeout", "empty", "server_error"]))
VALUES = st.lists(st.floats(0, 1e6), min_size=1, max_size=60)


@st.composite
def answers(draw):
    failure = draw(FAILED)
    refused = None if failure else draw(REFUSED)
    return Answer("So.", refused, failure, draw(st.one_of(st.none(), st.floats(0, 60))))


@st.composite
def lines(draw):
    first = draw(answers())
    if first.failure:
        return line(voice="scripted-fallback", answers=(first,), reason=first.failure)
    if first.refused is None:
        return line(answers=(first,))
    second = draw(answers())
    reason = second.failure or (second.refused and second.refused.value)
    if reason is None:
        return line(voice="llm-retried", answers=(first, second), reason=first.refused.value)
    return line(voice="scripted-fallback", answers=(first, second), reason=reason)


CONVERSATIONS = st.lists(st.lists(lines(), max_size=6).map(lambda found: conversation(*found)), max_size=6)


@given(CONVERSATIONS)
def test_every_message_and_every_answer_is_counted_once(played):
    found = figures_of("quiet-1", played, len(played))
    all_lines = [one for talk in played for one in talk.lines]
    all_answers = [answer for one in all_lines for answer in one.answers]
    assert found.messages == len(all_lines) == found.mended.own.of
    assert found.mended.own.count + found.mended.fallbacks.count == len(all_lines)
    assert sum(found.mended.fallback_reasons.values()) == found.mended.fallbacks.count
    assert found.failures.of == len(all_answers)
    assert sum(found.failure_reasons.values()) == found.failures.count
    assert found.mended.secrets.of == found.failures.of - found.failures.count


@given(CONVERSATIONS)
def test_each_refusal_is_held_against_one_fault(played):
    conduct = figures_of("quiet-1", played, len(played)).conduct
    of = conduct.accepted.of
    firsts = [one.answers[0] for talk in played for one in talk.lines if one.answers]
    assert of == sum(answer.failure is None for answer in firsts)
    assert set(conduct.kept) == set(Fault)
    assert all(share.of == of for share in conduct.kept.values())
    assert sum(of - share.count for share in conduct.kept.values()) == of - conduct.accepted.count
    assert sum(conduct.refused.values()) == of - conduct.accepted.count


@given(CONVERSATIONS, st.randoms())
def test_the_order_of_conversations_changes_nothing(played, random):
    apart = [replace(one, key=replace(one.key, run=run)) for run, one in enumerate(played, 1)]
    shuffled = random.sample(apart, len(apart))
    before, after = (figures_of("quiet-1", given, 9) for given in (apart, shuffled))
    assert before.likeness.value == pytest.approx(after.likeness.value)
    assert replace(before, likeness=after.likeness) == after


@given(VALUES)
def test_all_but_one_in_twenty_stay_within(values):
    found = spread(values)
    within = sum(value <= found.p95 for value in values)
    below = sum(value < found.p95 for value in values)
    assert within >= 0.95 * len(values) > below
    assert min(values) <= found.median <= found.p95 or len(values) < 3
    assert found.of == len(values)


@given(st.integers(0, 400), st.integers(0, 400))
def test_an_interval_holds_its_share(one, other):
    share = Share(min(one, other), max(one, other))
    if not share.of:
        assert (share.rate, share.interval) == (None, None)
        return
    low, high = share.interval
    assert 0 <= low <= share.rate <= high <= 1
    assert Share(share.count * 4, share.of * 4).interval[0] >= low - 1e-12


def test_an_interval_known_by_hand():
    low, high = Share(81, 263).interval  # Newcombe 1998, Statistics in Medicine 17, table I
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_a_difference_known_by_hand():
    low, high = difference(Share(56, 70), Share(48, 80))  # Newcombe 1998, p. 873 ff., table II
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)
    assert told_apart(Share(56, 70), Share(48, 80))
    assert not told_apart(Share(5, 6), Share(6, 6))
    assert not told_apart(Share(0, 0), Share(6, 6))


@given(st.integers(0, 90), st.integers(0, 90), st.integers(90, 300))
def test_who_is_told_apart_from_whom_is_the_same_either_way(one, other, of):
    left, right = Share(one, of), Share(other, of)
    assert told_apart(left, right) == told_apart(right, left)
    assert not told_apart(left, left)


def test_nothing_counted_is_nothing_told():
    assert (spread([]).median, spread([None]).p95, mean([]).value) == (None, None, None)
    found = figures_of("quiet-1", [], 3)
    assert (found.conversations, found.planned, found.messages) == (0, 3, 0)
    assert found.conduct.accepted.rate is None
    assert found.price.cost is None


def test_under_thirty_is_provisional():
    assert Share(0, FEWEST - 1).provisional
    assert not Share(0, FEWEST).provisional


def test_every_kind_has_a_fault_and_words():
    assert {fault_of(kind) for kind in Kind} == set(Fault)
    assert not [kind for kind in Kind if "refused" in did(kind)]
    assert {kind for kind in Kind if fault_of(kind) is Fault.NOT_PLAIN} == {
        Kind.MARKUP,
        Kind.EMPTY,
        Kind.OTHER_LANGUAGE,
    }


def test_likeness_is_that_of_one_run_with_the_next():
    def run(number, *texts, **key):
        said = (line(2 * at + 1, text) for at, text in enumerate(texts))
        return conversation(*said, key={"run": number, **key})

    one = run(1, "Where is the parcel?", "And when exactly?")
    two = run(2, "Where is the parcel?", "Blue kettles whistle loudly.")
    three = run(3, "Cold rain fell there.", "Blue kettles whistle loudly.")
    for order in permutations([one, two, three]):
        assert likeness(order).value == pytest.approx((1 + 0 + 0 + 1) / 4)
    assert likeness([one, two]).of == 2
    assert likeness([one]).of == 0
    assert likeness([one, run(2, "Where is the parcel?", exemplar="weak")]).of == 0


def test_the_authors_words_are_no_likeness_of_the_model():
    one = conversation(line(1, "And when?", "scripted-fallback", reason="timeout"), key={"run": 1})
    two = conversation(line(1, "And when?"), key={"run": 2})
    assert likeness([one, two]).of == 0


def test_a_failure_that_is_called_like_a_refusal_is_told_apart():
    refused = Answer("", Kind.EMPTY)
    failed = Answer("", failure="empty")
    mended = line(voice="scripted-fallback", answers=(refused, failed), reason="empty")
    found = figures_of("quiet-1", [conversation(mended)], 1)
    assert found.conduct.refused == {Kind.EMPTY: 1}
    assert found.failure_reasons == {"empty": 1}
    assert cause_of(mended) == "empty"


def test_what_was_not_asked_counts_for_no_answer():
    unasked = replace(line(voice="scripted-fallback", answers=(), reason="gave_up"), shown_after=None)
    found = figures_of("quiet-1", [conversation(line(), unasked, broken="timeout")], 1)
    assert (found.conduct.accepted.of, found.failures.of, found.pace.first_shown.of) == (1, 1, 1)
    assert found.mended.fallback_reasons == {"gave_up": 1}


def test_cost_is_the_mean_of_whole_conversations_or_nothing():
    def talk(cost, broken=None):
        price = None if cost is None else Decimal(cost)
        return conversation(line(), taken=Taken(2, 100, 10, False, price), broken=broken)

    known = [talk("0.01"), talk("0.03"), talk("9", broken="timeout")]
    found = figures_of("quiet-1", known, 3).price
    assert (found.cost, found.of, found.input_tokens.value) == (Decimal("0.02"), 2, 100)
    assert figures_of("quiet-1", [*known, talk(None)], 4).price.cost is None


def test_length_and_pace():
    long = line(text="one two three four five six", wanted=3)
    short = line(text="one two three", wanted=3)
    found = figures_of("quiet-1", [conversation(long, short)], 1)
    assert found.length.words.median == 4.5
    assert found.length.ratio.median == 1.5
    assert found.pace.words_a_second.median == 2.0
    at_once = line(answers=(Answer("All at once.", first_word=1.0, writing=0.01, words_written=3),))
    assert figures_of("quiet-1", [conversation(at_once)], 1).pace.words_a_second.of == 0
