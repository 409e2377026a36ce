"""What a conversation with a model is said to take, before it begins."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.customer.prompting import Part
from simulator.errors import UnavailableError
from simulator.llm.budget import Price, Prices
from simulator.llm.endpoint import Endpoint
from simulator.locations import library_dir
from simulator.model_notice import notice_on, usual_usage
from simulator.model_settings import ModelSettings
from simulator.wiring import Simulator
from tests.fakes.content import make_persona, make_scenario

ONE = "third-message-about-a-parcel"


def notice(url, **settings):
    endpoint = Endpoint(model="some-model", base_url=url)
    return notice_on(ModelSettings(endpoint, **settings), Part(make_scenario(), make_persona()))


def test_where_the_words_go():
    here, clear, there = (
        notice(url)
        for url in ("http://localhost:1/v1", "http://192.0.2.7/v1", "https://models.example.org/v1")
    )
    assert (here.on_this_machine, here.in_the_clear) == (True, False)
    assert (clear.on_this_machine, clear.in_the_clear, clear.host) == (False, True, "192.0.2.7")
    assert (there.on_this_machine, there.in_the_clear, there.model) == (False, False, "some-model")
    assert there.cost is None


def test_the_cost_where_the_price_is_known():
    prices = Prices({"some-model": Price(Decimal(1), Decimal(0))})
    found = notice("", prices=prices, currency="EUR")
    assert found.currency == "EUR"
    assert found.cost is not None
    assert Decimal(found.cost) * 1_000_000 == found.tokens - 8 * 35


def test_a_conversation_reads_what_was_said_before_again():
    assert usual_usage(1_000, 1).input_tokens == 1_150
    assert usual_usage(1_000, 3).input_tokens == 3 * 1_150 + 60 + 120
    assert usual_usage(1_000, 3).output_tokens == 105


@given(st.integers(0, 10_000), st.integers(1, 30))
def test_longer_conversations_take_more(beginning, turns):
    less, more = usual_usage(beginning, turns), usual_usage(beginning, turns + 1)
    assert more.input_tokens - less.input_tokens >= beginning + 150
    assert more.output_tokens > less.output_tokens


def in_product(folder):
    return closing(Simulator(library_dir(None), folder / "data", settings=folder / "none.toml"))


def test_the_simulator_looks_it_up(tmp_path, monkeypatch):
    monkeypatch.setenv("EMPTY_CHAIR_MODEL", "some-model")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    with in_product(tmp_path) as simulator:
        found = simulator.model_notice(ONE)
    assert (found.model, found.on_this_machine) == ("some-model", True)
    assert 2_000 < found.tokens < 60_000


def test_without_a_model_it_says_why(tmp_path):
    with (
        in_product(tmp_path) as simulator,
        pytest.raises(UnavailableError, match="No language model is named"),
    ):
        simulator.model_notice(ONE)
