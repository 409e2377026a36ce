"""A conversation's line to its models: the account, the budget, giving up."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.customer.models import ModelFailure
from simulator.llm.account import Totals
from simulator.llm.budget import Budget, Prices
from simulator.llm.messages import Finish, Usage
from simulator.llm.reasons import Reason
from simulator.model_line import GAVE_UP
from tests.fakes.model_lines import COST, GOOD, NOTES, PRICES, PROMPT, Notes, Place, failing, run


@pytest.fixture
def place(tmp_path):
    return lambda *answers, **more: Place(tmp_path, *answers, **more)


def test_words_come_raw_and_the_request_is_on_the_account_and_on_record(place):
    at = place(GOOD)

    async def case():
        assert await at.heard() == "Well. And when?"

    run(case())
    assert at.line.account.totals == Totals(1, 100, 10, COST, False)
    assert at.line.used.requests == [
        {
            "purpose": "customer",
            "model": "quiet-1",
            "input_tokens": 100,
            "output_tokens": 10,
            "estimated": False,
            "cost": "0.00012",
        }
    ]
    (kept,) = at.written
    assert (kept["attempt"], kept["model"], kept["purpose"]) == ("a1", "quiet", "customer")
    assert at.line.notice() == ""


def test_an_answer_is_booked_for_the_model_that_gave_it(place):
    at = place(GOOD, NOTES)

    async def case():
        await at.heard()
        assert await at.line.ask(PROMPT, Notes) == (Notes(notes=["one"]), "stern-served")

    run(case())
    assert [one["model"] for one in at.line.used.requests] == ["quiet-1", "stern-served"]
    assert [one["model"] for one in at.written] == ["quiet", "stern"]
    assert at.line.account.totals.cost == COST + Decimal("0.0006")


def test_where_the_server_tells_no_tokens_they_are_estimated(place):
    at = place(["And when?", Finish("quiet-1", "stop")])
    run(at.heard())
    assert at.line.account.totals.estimated
    assert at.line.account.totals.output_tokens == 3
    assert at.line.account.totals.input_tokens > 4


@pytest.mark.parametrize("reason", [Reason.WRONG_KEY, Reason.NO_KEY, Reason.FORBIDDEN, Reason.UNKNOWN_MODEL])
def test_what_no_patience_mends_gives_the_line_up_at_once(place, reason):
    at = place([failing(reason)])

    async def case():
        assert await at.fails() == reason.value
        assert await at.fails() == GAVE_UP
        assert await at.fails_to_answer() == GAVE_UP

    run(case())
    assert len(at.client.requests) == 1
    notice = at.line.notice()
    assert "the author's own lines" in notice
    assert failing(reason).message in notice
    assert at.line.notice() == ""
    assert at.line.account.totals.requests == 0


def test_two_failures_in_a_row_give_the_line_up(place):
    at = place([failing(Reason.TIMEOUT)])

    async def case():
        assert await at.fails() == "timeout"
        assert at.line.notice() == ""
        assert await at.fails() == "timeout"
        assert await at.fails() == GAVE_UP

    run(case())
    assert len(at.client.requests) == 2
    assert at.line.notice().count("From here on") == 1


def test_a_good_answer_between_two_failures_forgives(place):
    at = place([failing(Reason.SERVER_ERROR)], GOOD, [failing(Reason.SERVER_ERROR)], GOOD)

    async def case():
        assert await at.fails() == "server_error"
        assert await at.heard()
        assert await at.fails() == "server_error"
        assert await at.heard()

    run(case())
    assert at.line.notice() == ""


def test_a_limit_that_says_when_to_come_back_is_not_hopeless(place):
    at = place([failing(Reason.RATE_LIMITED)], GOOD)

    async def case():
        assert await at.fails() == "rate_limited"
        assert await at.heard()

    run(case())


def test_a_quota_that_is_used_up_is_hopeless(place):
    at = place([failing(Reason.RATE_LIMITED, retryable=False)])

    async def case():
        await at.fails()
        assert await at.fails() == GAVE_UP

    run(case())


def test_a_reader_that_always_fails_does_not_silence_the_customer(place):
    at = place(failing(Reason.NOT_AN_ANSWER), GOOD, failing(Reason.NOT_AN_ANSWER), GOOD)

    async def case():
        for _ in range(2):
            assert await at.fails_to_answer() == "not_an_answer"
            assert await at.heard()
        assert await at.fails_to_answer() == GAVE_UP
        assert await at.heard()

    run(case())
    assert "rules alone read" in at.line.notice()


def test_a_customer_that_always_fails_is_given_up_though_the_reader_works(place):
    at = place([failing(Reason.TIMEOUT)], NOTES, [failing(Reason.TIMEOUT)], NOTES)

    async def case():
        for _ in range(2):
            assert await at.fails() == "timeout"
            assert await at.line.ask(PROMPT, Notes)
        assert await at.fails() == GAVE_UP
        assert await at.line.ask(PROMPT, Notes)

    run(case())


def test_a_reader_and_a_customer_that_fail_one_after_the_other_give_all_up(place):
    at = place(failing(Reason.UNREACHABLE), [failing(Reason.UNREACHABLE)])

    async def case():
        await at.fails_to_answer()
        await at.fails()
        assert await at.fails_to_answer() == GAVE_UP
        assert await at.fails() == GAVE_UP

    run(case())
    assert at.line.notice().count("From here on") == 1


def test_the_notice_of_a_judges_line_speaks_of_judging(place):
    at = place(failing(Reason.WRONG_KEY), purpose="judge")
    run(at.fails_to_answer("judge"))
    assert "judge" in at.line.notice()


@pytest.mark.parametrize(
    ("budget", "reason"),
    [
        (Budget(conversation=COST), "conversation_spent"),
        (Budget(day=COST), "day_spent"),
    ],
)
def test_a_budget_ends_it_and_is_told_once(place, budget, reason):
    at = place(GOOD, budget=budget)

    async def case():
        assert await at.heard()
        assert at.line.notice() == ""
        for _ in range(3):
            assert await at.fails() == reason
        assert await at.fails_to_answer() == reason

    run(case())
    assert len(at.client.requests) == 1
    told = at.line.notice()
    assert "budget" in told
    assert "the author's own lines" in told
    assert at.line.notice() == ""


def test_a_budget_without_a_price_asks_nothing(place):
    at = place(GOOD, budget=Budget(conversation=Decimal(1)), prices=Prices({}))
    run(at.fails())
    assert at.client.requests == []
    told = at.line.notice()
    assert "not known" in told
    assert "Without a price in the settings: quiet." in told


def test_a_price_that_came_later_prices_what_was_spent_today_before(place):
    dear = {"quiet": PRICES.price("quiet")}
    before = place(GOOD, NOTES, prices=Prices({}))

    async def case():
        await before.heard()
        assert await place(GOOD, budget=Budget(day=Decimal(1)), prices=Prices(dear)).heard()
        assert await place(GOOD, budget=Budget(day=COST), prices=Prices(dear)).fails() == "day_spent"

    run(case())


def test_the_model_that_makes_the_day_unknown_is_named(place):
    before = place(GOOD, NOTES, prices=Prices({}))

    async def case():
        await before.heard()
        await before.line.ask(PROMPT, Notes)
        at = place(GOOD, budget=Budget(day=Decimal(1)), prices=Prices({"quiet": PRICES.price("quiet")}))
        assert await at.fails() == "price_unknown"
        assert "Without a price in the settings: stern." in at.line.notice()

    run(case())


def test_an_attempt_that_goes_on_once_its_models_have_prices_knows_its_bill(place):
    before = place(["Well. ", Finish("quiet", "stop", Usage(100, 10))], prices=Prices({}))

    async def case():
        await before.heard()
        assert before.line.account.totals.cost is None
        at = place(GOOD, budget=Budget(conversation=2 * COST))
        at.line.take_up(before.line.used.requests)
        assert at.line.account.totals.cost == COST
        assert await at.heard()

    run(case())


def test_what_other_conversations_spend_meanwhile_counts_for_the_day(place):
    at = place(GOOD, budget=Budget(day=3 * COST))
    other = place(GOOD)

    async def case():
        assert await at.heard()
        await other.heard()
        await other.heard()
        assert await at.fails() == "day_spent"

    run(case())


def test_an_attempt_that_goes_on_has_spent_what_it_had_spent(place):
    before = place(GOOD, NOTES)

    async def case():
        await before.heard()
        await before.line.ask(PROMPT, Notes)
        at = place(GOOD, budget=Budget(conversation=before.line.account.totals.cost))
        at.line.take_up(before.line.used.requests)
        assert at.line.account.totals == before.line.account.totals
        assert await at.fails() == "conversation_spent"

    run(case())


def test_what_cannot_be_read_is_not_sent(place):
    at = place(GOOD, window=1)
    run(at.fails())
    assert at.client.requests == []


ANSWERS = st.one_of(
    st.builds(
        lambda used: ("stream", ["Well.", Finish("quiet-1", "stop", used)]),
        st.builds(Usage, st.integers(0, 9999), st.integers(0, 999)),
    ),
    st.just(("stream", ["Well.", Finish("quiet-1", "stop")])),
    st.sampled_from(Reason).map(lambda reason: ("stream", ["Well.", failing(reason)])),
    st.sampled_from(Reason).map(lambda reason: ("stream", [failing(reason)])),
    st.just(("ask", NOTES)),
    st.sampled_from(Reason).map(lambda reason: ("ask", failing(reason))),
)


@given(st.lists(ANSWERS, max_size=8))
def test_totals_are_the_sum_of_what_is_on_record(tmp_path_factory, answers):
    at = Place(tmp_path_factory.mktemp("bill"), None)

    async def case():
        for kind, answer in answers:
            at.client.answers = [answer]
            with suppress(ModelFailure):
                await (at.heard() if kind == "stream" else at.line.ask(PROMPT, Notes))

    run(case())
    totals, used = at.line.account.totals, at.line.used.requests
    assert totals.requests == len(used) <= len(at.client.requests)
    assert totals.input_tokens == sum(one["input_tokens"] for one in used)
    assert totals.output_tokens == sum(one["output_tokens"] for one in used)
    assert totals.cost == sum((Decimal(one["cost"]) for one in used), Decimal(0))
    assert totals.estimated == any(one["estimated"] for one in used)
    assert used == [] or at.log.day("2026-03-02").cost == totals.cost
