"""The account of a conversation: parts make the whole, and a budget is overspent by one request at most."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from simulator.llm.account import Account, Totals, is_billed, usage_or_estimate
from simulator.llm.budget import Budget, Verdict, read_prices
from simulator.llm.failures import told
from simulator.llm.messages import Usage
from simulator.llm.reasons import ModelUnavailable, Reason

PRICES = read_prices({"quiet": {"input": 1, "output": 2}, "free": {"input": 0, "output": 0}})
money = st.decimals(0, 100, places=4)
counts = st.integers(0, 10**7)
usages = st.builds(Usage, counts, counts)
requests = st.lists(st.tuples(st.sampled_from(["quiet", "free"]), usages, st.booleans()), max_size=20)


def test_a_new_account_has_spent_nothing():
    account = Account(PRICES, Budget())
    assert account.totals == Totals(0, 0, 0, Decimal(0), False)
    assert account.may_ask() is Verdict.LEFT


@given(requests)
def test_the_parts_make_the_whole(made):
    account = Account(PRICES, Budget())
    costs = [account.add(*request) for request in made]
    assert account.totals == Totals(
        len(made),
        sum(usage.input_tokens for _, usage, _ in made),
        sum(usage.output_tokens for _, usage, _ in made),
        sum(costs, Decimal(0)),
        any(estimated for _, _, estimated in made),
    )


@given(requests, st.none() | money, st.none() | money, money)
def test_a_budget_is_overspent_by_one_request_at_most(made, conversation, day, before):
    account = Account(PRICES, Budget(conversation, day), before)
    for request in made:
        if account.may_ask() is not Verdict.LEFT:
            break
        last = account.add(*request)
        without = account.totals.cost - last
        assert conversation is None or without < conversation
        assert day is None or before + without < day
    else:
        return
    spent = account.totals.cost
    assert (conversation is not None and spent >= conversation) or (day is not None and before + spent >= day)


@pytest.mark.parametrize("budget", [Budget(Decimal(1)), Budget(day=Decimal(1))])
def test_a_model_without_a_price_is_refused_where_a_budget_is_set(budget):
    account = Account(PRICES, budget)
    assert account.may_ask("quiet") is Verdict.LEFT
    assert account.may_ask("quiet-2025-01-31") is Verdict.LEFT
    assert account.may_ask("other") is Verdict.PRICE_UNKNOWN
    assert account.add("other", Usage(1, 1)) is None
    assert account.may_ask() is account.may_ask("quiet") is Verdict.PRICE_UNKNOWN
    assert account.totals == Totals(1, 1, 1, None, False)
    account.add("quiet", Usage(1, 1))
    assert account.totals.cost is None


def test_without_a_budget_no_price_is_needed():
    account = Account(PRICES, Budget())
    account.add("other", Usage(10**9, 10**9))
    assert account.may_ask("other") is Verdict.LEFT


def test_a_day_that_is_not_known_stops_a_daily_budget_alone():
    assert Account(PRICES, Budget(day=Decimal(1)), None).may_ask("quiet") is Verdict.PRICE_UNKNOWN
    assert Account(PRICES, Budget(Decimal(1)), None).may_ask("quiet") is Verdict.LEFT


def test_what_others_spend_meanwhile_and_a_new_day_are_learnt():
    account = Account(PRICES, Budget(day=Decimal(1)), Decimal("0.5"))
    account.learn_today(Decimal(2))
    assert account.may_ask() is Verdict.DAY_SPENT
    account.learn_today(Decimal(0))
    assert account.may_ask() is Verdict.LEFT
    account.add("quiet", Usage(1_000_000, 0))
    assert account.may_ask() is Verdict.DAY_SPENT


def test_tokens_that_are_not_told_are_estimated():
    assert usage_or_estimate(Usage(3, 4), 100, 200) == (Usage(3, 4), False)
    assert usage_or_estimate(Usage(), 100, 200) == (Usage(), False)
    assert usage_or_estimate(None, 100, 200) == (Usage(100, 200), True)


@pytest.mark.parametrize("reason", list(Reason))
def test_words_that_came_and_tokens_that_were_told_are_billed_whatever_the_reason(reason):
    assert is_billed(ModelUnavailable(reason), 1)
    assert is_billed(ModelUnavailable(reason, usage=Usage(1, 0)), 0)


@pytest.mark.parametrize(
    ("reason", "billed"),
    [
        (Reason.WRONG_KEY, False),
        (Reason.RATE_LIMITED, False),
        (Reason.UNREACHABLE, False),
        (Reason.NOT_AN_ANSWER, False),
        (Reason.TIMEOUT, True),
        (Reason.REFUSED, True),
        (Reason.TRUNCATED, True),
        (Reason.EMPTY, True),
    ],
)
def test_without_words_the_reason_says_whether_a_failure_is_billed(reason, billed):
    assert is_billed(ModelUnavailable(reason), 0) is billed


class Number(BaseModel):
    n: int


@pytest.mark.parametrize(
    ("parse", "billed"),
    [(lambda: Number.model_validate_json('{"n": "x"}'), True), (lambda: json.loads("{]"), False)],
    ids=["does not fit", "is no answer"],
)
def test_an_answer_that_does_not_fit_was_written_all_the_same(parse, billed):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - whichever it is
        parse()
    assert is_billed(told(caught.value), 0) is billed
