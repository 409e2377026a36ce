"""The doctor and a language model: what is set up, and what a server can do, whatever it does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import simulator
from simulator.commands import doctor_model
from simulator.llm import client
from simulator.llm.keys import Keyring
from simulator.records.spending import SpendingLog
from tests.commands.doctoring import KEY, LONG, RIGHT, SECONDS, WRONG, Examined, models, serving, set_up
from tests.llm import server as acts
from tests.llm.server import chunk, good, refuse, stream, whole
from tests.llm.test_failures import ERRORS
from tests.llm.test_stream import _FAILURES as SERVER_FAULTS

SETUP = ["model", "address", "key", "tokenizer", "price", "budget", "spending"]
NO_SCHEMAS = refuse(400, "json_schema is not supported")
MOST = 2 * SECONDS["total_seconds"] + 3
"""Both requests in their time, and the loading of libraries."""


@pytest.fixture(scope="module", autouse=True)
def _library_loaded():
    import openai.resources.chat
    import openai.types.chat  # noqa: F401


@pytest.fixture(autouse=True)
def _key(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def spent(data):
    file = SpendingLog(data).file
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def examined(data, *behaviours, listing=None, **settings):
    with serving(*behaviours, listing=listing) as server:
        set_up(server.url, **settings)
        found = Examined(data)
        found.requests = server.asked
        found.all_requests = server.requests
    assert found.seconds < MOST
    return found


def test_a_good_server_gets_a_clean_bill(data):
    found = examined(data, LONG, RIGHT, prices={"quiet": (1, 2)}, budget_day=5, currency="EUR")
    states = found.states()
    assert list(states)[5:] == [
        *SETUP, "reachable", "model_there", "streaming", "counts", "speed", "structured",
    ]  # fmt: skip
    assert found.troubles() == {}
    assert found["counts"]["told"] is True
    assert found["structured"]["by"] == "schema"
    assert found["speed"]["first_word_seconds"] >= 0
    assert "At most 5.00 EUR a day." in found["budget"]["text"]
    assert found.status == 0
    assert len(found.requests) == 2


def test_its_own_requests_are_put_on_record(data):
    examined(data, good(), RIGHT, prices={"quiet": (1, 2)}, judge_model="stern")
    first, second = spent(data)
    assert (first["purpose"], first["attempt"], first["model"]) == ("doctor", None, "quiet")
    assert (first["input_tokens"], first["output_tokens"], first["cost"]) == (11, 4, "0.000019")
    assert (second["model"], second["cost"], second["estimated"]) == ("stern", None, False)
    assert SpendingLog(data).day(first["at"][:10]).requests == 2
    found = examined(data, good(), RIGHT, prices={"quiet": (1, 2), "stern": (1, 2)})
    assert "2 requests, 40 tokens, 0.000049." in found["spending"]["text"]
    found = examined(data, good(), RIGHT, prices={"quiet": (1, 2)})
    assert "4 requests, 80 tokens, an unknown sum" in found["spending"]["text"]


@pytest.mark.parametrize(("act", "reason", "retryable"), SERVER_FAULTS.values(), ids=SERVER_FAULTS)
@pytest.mark.sampled(10)
def test_every_way_of_failing_is_a_fault_in_plain_words_and_in_time(data, act, reason, retryable):
    found = examined(data, act)
    faults = [line for line in found.lines if line.get("state") == "fault"]
    assert faults
    assert found.status == 1
    assert faults[0]["reason"] == reason.value
    for fault in faults:
        assert fault["text"].endswith(".")
        assert fault["todo"].endswith((".", ")."))
    assert len(found.requests) <= 3


@pytest.mark.parametrize(("error", "reason"), ERRORS, ids=range(len(ERRORS)))
def test_every_error_of_the_client_is_a_fault_in_plain_words(data, monkeypatch, error, reason):
    class Completions:
        async def create(self, **_):
            raise error

    class Client:
        class chat:
            completions = Completions()

        async def close(self):
            pass

    monkeypatch.setattr(client, "connect", lambda at: Client())
    set_up("http://127.0.0.1:9/v1")
    found = Examined(data)
    faults = [line for line in found.lines if line.get("state") == "fault"]
    assert faults[0]["reason"] == reason.value
    assert found.status == 1


@pytest.mark.parametrize(
    ("act", "check"),
    [
        (refuse(401), "accepted"),
        (refuse(403), "accepted"),
        (refuse(404, code="model_not_found"), "model_there"),
        (refuse(429), "streaming"),
        (refuse(500), "streaming"),
        (acts.stalling(), "reachable"),
        (acts.raw(), "reachable"),
        (acts.page(), "reachable"),
        (acts.stalling(acts.head(), chunk("My ")), "streaming"),
        (good("My ", finish="length"), "streaming"),
    ],
)
def test_a_failure_is_told_where_it_belongs(data, act, check):
    found = examined(data, act, act, RIGHT)
    assert found.states()[check] == "fault"
    assert ("reachable" in found.troubles()) == (check == "reachable")


def test_a_server_that_is_not_there_is_not_asked_again(data):
    found = examined(data, acts.raw())
    assert list(found.troubles()) == ["reachable"]
    assert spent(data) == []


def test_the_judge_is_asked_even_when_the_customers_model_is_missing(data):
    found = examined(data, refuse(404), RIGHT, judge_model="stern")
    assert found.troubles() == {"model_there": "fault"}
    assert found["structured"]["by"] == "schema"


def test_a_model_that_only_judges_is_asked_for_both(data):
    found = examined(data, good(), RIGHT, model=None, judge_model="stern")
    assert found["model"]["text"] == "customer: none, judge: stern"
    assert {request["body"]["model"] for request in found.requests} == {"stern"}


@pytest.mark.parametrize("behaviours", [(good(), NO_SCHEMAS, RIGHT), (good(), WRONG, RIGHT)])
def test_a_server_without_schemas_is_told_in_words(data, behaviours):
    found = examined(data, *behaviours)
    assert found.troubles() == {}
    assert found["structured"]["by"] == "words"


@pytest.mark.parametrize("behaviours", [(good(), NO_SCHEMAS, WRONG), (good(), WRONG)])
@pytest.mark.parametrize(
    ("settings", "state"),
    [({}, "warning"), ({"judge": "rules+llm"}, "fault"), ({"reader": "rules+llm"}, "fault")],
)
def test_answers_that_fit_nothing_are_a_fault_where_they_are_needed_and_paid_for(
    data, behaviours, settings, state
):
    found = examined(data, *behaviours, **settings)
    assert found.troubles() == {"structured": state}
    assert found.status == (state == "fault")
    assert ("the rules alone read and judge" in found["structured"]["todo"]) == (state == "warning")
    assert found["structured"]["by"] == "not"
    assert [entry["estimated"] for entry in spent(data)] == [False, False]


def test_a_failure_of_the_judge_alone_is_no_fault_where_the_rules_alone_judge(data):
    found = examined(data, good(), refuse(500))
    assert found.troubles() == {"structured": "warning"}
    assert found["structured"]["reason"] == "server_error"


def test_a_model_that_is_not_in_the_servers_list_is_told(data):
    found = examined(data, good(), RIGHT, listing=models("loud", "a" * 99, "small", "large"))
    assert found.troubles() == {"model_there": "warning"}
    assert found.status == 0
    told = found["model_there"]["text"]
    assert told == f"quiet answers, but is not in the server's list (loud, {'a' * 60}, small, …)."
    assert found["model_there"]["listed"] is False


@pytest.mark.parametrize("name", ["quiet", "Quiet", "quiet:latest"])
def test_a_model_in_the_list_is_there(data, name):
    found = examined(data, good(), RIGHT, listing=models("loud", name))
    assert found.troubles() == {}
    assert found["model_there"]["listed"] is True


def test_a_judge_that_is_not_in_the_list_is_told_beside_the_customer(data):
    found = examined(data, good(), RIGHT, listing=models("quiet"), judge_model="stern")
    there = [line for line in found.lines if line.get("check") == "model_there"]
    assert [line["state"] for line in there] == ["ok", "warning"]
    assert there[1]["text"].startswith("stern answers, but")


@pytest.mark.parametrize(
    "listing",
    [
        refuse(500), refuse(401), acts.page(), acts.raw(), acts.stalling(), models(),
        *(acts.page("application/json", body) for body in (b"{}", b"[1]", b'{"data": [{"id": 4}, 5]}', b"{")),
    ],
)  # fmt: skip
def test_without_a_list_that_can_be_read_an_answer_is_enough(data, listing):
    found = examined(data, good(), RIGHT, listing=listing)
    assert found.troubles() == {}
    assert "listed" not in found["model_there"]


def test_the_list_is_not_asked_for_where_the_model_did_not_answer(data):
    found = examined(data, refuse(404), listing=models("loud"))
    assert found.all_requests == found.requests


def test_tokens_that_the_server_does_not_tell_are_estimated(data):
    silent = stream(*(chunk(f"word{n} ") for n in range(8)), chunk(finish="stop"), acts.DONE)
    found = examined(data, silent, whole('{"number": 5, "word": "five"}', usage=None))
    assert found.troubles() == {"counts": "warning"}
    assert found.status == 0
    entries = spent(data)
    assert [entry["estimated"] for entry in entries] == [True, True]
    assert all(entry["input_tokens"] > 0 and entry["output_tokens"] > 0 for entry in entries)


def test_a_server_that_refuses_stream_options_is_asked_without(data):
    found = examined(data, refuse(400, "unknown field: stream_options"), LONG, RIGHT)
    assert found.troubles() == {}
    assert len(found.requests) == 3


def test_an_answer_in_one_piece_is_a_warning(data):
    found = examined(data, good("I am here and I can hear you well."), RIGHT)
    assert found.troubles() == {"streaming": "warning"}


def test_a_timeout_is_paid_for_by_estimate(data):
    examined(data, acts.stalling(acts.head(), chunk("My parcel ")))
    (entry,) = spent(data)
    assert entry["estimated"] is True
    assert entry["output_tokens"] > 0


def test_a_budget_that_is_spent_asks_nothing(data):
    prices = {"quiet": (1_000_000, 1_000_000)}
    examined(data, good(), RIGHT, prices=prices)
    found = examined(data, good(), RIGHT, prices=prices, budget_day=1)
    assert found.troubles() == {"budget": "warning"}
    assert found.requests == []
    assert "reachable" not in found.states()
    assert len(spent(data)) == 2


def test_the_budget_may_end_between_the_two_requests(data):
    found = examined(data, good(), RIGHT, prices={"quiet": (1_000_000, 0)}, budget_conversation=1)
    assert len(found.requests) == 1
    assert "structured" not in found.states()


def test_a_budget_without_a_price_is_a_fault_and_asks_nothing(data):
    found = examined(data, good(), RIGHT, budget_conversation=1)
    assert found.troubles() == {"price": "fault"}
    assert found.requests == []


def test_prices_that_came_later_make_the_day_known(data):
    examined(data, good(), RIGHT)
    found = examined(data, good(), RIGHT, prices={"quiet": (1_000, 1_000)}, budget_day=1, currency="EUR")
    assert found.troubles() == {}
    assert "2 requests, 40 tokens, 0.040 EUR" in found["spending"]["text"]
    assert len(found.requests) == 2


def test_a_day_with_an_unknown_sum_is_told_with_the_models_that_have_no_price(data):
    examined(data, good(), RIGHT, judge_model="stern")
    found = examined(data, good(), RIGHT, prices={"quiet": (1, 1)}, budget_day=1)
    assert found.troubles() == {"budget": "warning"}
    assert "since stern has no price: no model is asked until tomorrow" in found["budget"]["text"]
    assert '[language_model.prices."stern"]' in found["budget"]["todo"]
    assert "quiet" not in found["budget"]["text"]
    assert found.requests == []


def test_damaged_and_unreadable_spending_is_told(data):
    examined(data, good(), RIGHT, prices={"quiet": (1, 1)})
    file = SpendingLog(data).file
    day = json.loads(file.read_text().splitlines()[0])["at"][:10]
    file.write_text(file.read_text() + f'{{"at":"{day}\n')
    assert examined(data, good(), RIGHT).troubles() == {"spending": "warning"}
    file.unlink()
    file.mkdir()
    found = examined(data, good(), RIGHT)
    assert found.troubles() == {"spending": "fault"}
    assert found.err.count("could not be kept") == 1


@pytest.mark.parametrize("address", ["http://192.0.2.7:8000/v1", "http://models.example/v1?key=hidden"])
def test_an_address_that_others_can_read_along_is_a_warning(address, monkeypatch):
    set_up(address)
    from simulator.locations import config_dir
    from simulator.model_settings import load_model_settings

    found = load_model_settings(config_dir() / "settings.toml", {})
    _, told = doctor_model.model_and_address(found)
    assert told.state == "warning"
    assert "hidden" not in told.text
    _, price = [*doctor_model.model_and_address(found), *doctor_model.prices(found)][-2:]
    assert price.state == "warning"


@pytest.mark.parametrize(
    ("ring", "said"),
    [
        (Keyring.NOT_INSTALLED, "pip install keyring, then keyring set empty-chair api.openai.com"),
        (Keyring.NO_ENTRY, "keyring: keyring set empty-chair api.openai.com"),
        (Keyring.FAILED, "keyring set empty-chair api.openai.com"),
    ],
)
def test_without_a_key_the_way_into_the_keyring_is_told(data, monkeypatch, ring, said):
    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.setattr(doctor_model.with_key, "__defaults__", (lambda host: ("", ring),))
    set_up("")
    found = Examined(data)
    assert found["key"]["state"] == "fault"
    assert said in found["key"]["todo"]
    assert ("could not be asked" in found["key"]["text"]) == (ring is Keyring.FAILED)
    assert "reachable" not in found.states()


def test_a_key_of_the_keyring_is_found_and_sent(data, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.setattr(doctor_model.with_key, "__defaults__", (lambda host: (KEY, Keyring.HAS_KEY),))
    found = examined(data, good(), RIGHT)
    assert found["key"]["text"] == "Kept in the system's keyring, for 127.0.0.1."
    assert found.requests[0]["headers"]["authorization"] == f"Bearer {KEY}"


def test_a_server_of_ones_own_needs_no_key(data, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.setattr(doctor_model.with_key, "__defaults__", (lambda host: ("", Keyring.NO_ENTRY),))
    assert examined(data, good(), RIGHT).troubles() == {}


@pytest.mark.parametrize("key", [f"{KEY}\nmore", f"{KEY} more", f"{KEY}é"])
def test_a_key_that_no_server_takes_is_told_and_nothing_is_sent(data, monkeypatch, key):
    monkeypatch.setenv("OPENAI_API_KEY", key)
    found = examined(data, good(), RIGHT)
    assert found.troubles() == {"key": "fault"}
    assert found.requests == []


def test_the_names_of_models_are_shown_clean(data, monkeypatch):
    monkeypatch.setenv("EMPTY_CHAIR_MODEL", "qui\x1b[31met\nfault  key")
    found = examined(data, good(), RIGHT)
    assert "\x1b" not in found.out
    assert "\n" not in found["model"]["text"]


def test_ctrl_c_ends_it_at_once_and_what_was_asked_is_on_record(data):
    with serving(acts.stalling(acts.head(), chunk("My "))) as server:
        process = subprocess.Popen(
            [sys.executable, "-m", "simulator", "doctor", "--json", "--data", str(data)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(simulator.__file__).parents[1],
            env=os.environ | {"OPENAI_BASE_URL": server.url, "EMPTY_CHAIR_MODEL": "quiet"},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip
        for line in process.stdout:
            if b'"spending"' in line:
                break
        while not server.requests:
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, b"")
    assert out == b""
    (entry,) = spent(data)
    assert entry["estimated"] is True
    assert entry["cost"] is None or Decimal(entry["cost"]) >= 0
