"""What models cost, and when enough was spent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.llm.budget import Budget, Price, Prices, Verdict, amount, read_prices
from simulator.llm.messages import Usage

PRICES = read_prices({"quiet": {"input": 0.15, "output": "0.60"}, "free": {"input": 0, "output": 0}})
money = st.decimals(0, 1000, places=6)
counts = st.integers(0, 10**9)


def test_a_million_tokens_cost_their_price():
    assert PRICES.cost("quiet", Usage(1_000_000, 1_000_000)) == Decimal("0.75")
    assert PRICES.cost("quiet", Usage(1, 0)) == Decimal("0.00000015")
    assert PRICES.cost("free", Usage(10**9, 10**9)) == 0


@pytest.mark.parametrize("name", ["quiet-2025-01-31", "quiet-20250131", "quiet-0613"])
def test_a_dated_version_costs_what_its_name_costs(name):
    assert PRICES.price(name) == PRICES.price("quiet") is not None


@pytest.mark.parametrize("name", ["quiet-mini", "qui", "quiet-2", "", "other"])
def test_a_model_without_a_price_has_no_cost(name):
    assert PRICES.cost(name, Usage(1, 1)) is None


def test_a_free_version_of_its_own_is_not_mistaken_for_none():
    prices = read_prices({"m": {"input": 5, "output": 5}, "m-0613": {"input": 0, "output": 0}})
    assert prices.cost("m-0613", Usage(10, 10)) == 0


@given(money, money, counts, counts, counts, counts)
def test_the_cost_of_a_sum_is_the_sum_of_the_costs(read, written, a, b, c, d):
    prices = Prices({"m": Price(read, written)})
    one, other = Usage(a, b), Usage(c, d)
    assert prices.cost("m", one + other) == prices.cost("m", one) + prices.cost("m", other)


@pytest.mark.parametrize(
    "value",
    [
        None,
        5,
        {},
        {"input": 1},
        {"input": 1, "output": -1},
        {"input": "x", "output": 1},
        {"input": True, "output": 1},
        {"input": float("nan"), "output": 1},
        {"input": 1, "output": float("inf")},
        {"input": 1, "output": 1, "more": 1},
    ],
)
def test_a_price_that_is_none_is_told_with_its_model(value):
    with pytest.raises(UsageError, match="loud"):
        read_prices({"loud": value})


def test_amounts_are_read_as_they_are_written():
    assert amount(0.1) == amount("0.1") == Decimal("0.1")
    assert amount("1e-3") == Decimal("0.001")


@pytest.mark.parametrize(
    ("here", "today", "verdict"),
    [
        ("0", "0", Verdict.LEFT),
        ("0.99", "4.99", Verdict.LEFT),
        ("1", "1", Verdict.CONVERSATION_SPENT),
        ("0", "5", Verdict.DAY_SPENT),
        ("2", "6", Verdict.DAY_SPENT),
    ],
)
def test_a_budget_says_when_it_is_spent(here, today, verdict):
    assert Budget(Decimal(1), Decimal(5)).verdict(Decimal(here), Decimal(today)) is verdict


def test_without_a_limit_nothing_is_ever_spent():
    assert Budget().verdict(Decimal(10**9), Decimal(10**9)) is Verdict.LEFT
    assert Budget().verdict(None, None) is Verdict.LEFT


def test_a_limit_cannot_be_kept_when_a_price_is_not_known():
    assert Budget(day=Decimal(1)).verdict(Decimal(0), None) is Verdict.PRICE_UNKNOWN
    assert Budget(conversation=Decimal(1)).verdict(None, Decimal(0)) is Verdict.PRICE_UNKNOWN
    assert Budget(Decimal(1), Decimal(5)).verdict(None, Decimal(5)) is Verdict.DAY_SPENT
    assert Budget(conversation=Decimal(1)).verdict(Decimal(0), None) is Verdict.LEFT


def test_a_budget_of_nothing_allows_nothing():
    assert Budget(Decimal(0)).verdict(Decimal(0), Decimal(0)) is Verdict.CONVERSATION_SPENT


@given(money, money, money, money)
def test_more_spent_never_leaves_more(limit, day, here, more):
    budget = Budget(limit, day)
    if budget.verdict(here, here) is not Verdict.LEFT:
        assert budget.verdict(here + more, here + more) is not Verdict.LEFT
