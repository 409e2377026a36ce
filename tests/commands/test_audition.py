from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from simulator.commands.audition_models import REASONS
from simulator.locations import config_dir
from simulator.model_line import GAVE_UP
from simulator.settings import FILE_NAME
from tests.commands.auditioning import PARCEL, Endpoint, audition, authored, kept, silent
from tests.llm.server import refuse

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_proxies")]

ROOT = Path(__file__).parents[2]
SECONDS = 60


@pytest.fixture
def serve(monkeypatch):
    """Opens an endpoint and sets it as the one to ask."""
    opened = []

    def open_one(answer=authored):
        endpoint = Endpoint(answer).__enter__()
        opened.append(endpoint)
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
        return endpoint

    yield open_one
    for endpoint in opened:
        endpoint.__exit__()


@pytest.fixture
def call(capsys, tmp_path):
    return partial(audition, capsys, tmp_path)


def settle(text):
    config_dir().mkdir(parents=True, exist_ok=True)
    (config_dir() / FILE_NAME).write_text(text, "utf-8")


def test_an_audition_over_http(serve, call, tmp_path):
    endpoint = serve()
    status, out, err = call("--json", "--runs", "2")
    assert status == 0
    (found,) = map(json.loads, out.splitlines())
    assert found["type"] == "audition"
    assert found["model"] == "quiet-1"
    assert found["conversations"] == {"played": 6, "planned": 6, "broken": {}}
    assert found["same_course"] == {"count": 6, "of": 6}
    assert found["failures"]["count"] == 0
    assert found["failures"]["of"] == len(endpoint.bodies) >= found["messages"]
    assert found["first_answers"]["kept"]["out_of_role"]["rate"] == 1.0
    assert found["seconds"]["first_word"]["median"] > 0
    asked = found["failures"]["of"] / 6
    assert found["per_conversation"]["input_tokens"] == pytest.approx(11 * asked)
    assert found["per_conversation"]["cost"] is None
    assert err.splitlines()[-1] == "6 of 6 conversations"
    assert {body["model"] for body in endpoint.bodies} == {"quiet-1"}
    assert len(kept(tmp_path)) == 6


def test_each_request_is_in_the_spending(serve, call, tmp_path):
    endpoint = serve()
    settle('[language_model.prices."quiet-1"]\ninput = 1000\noutput = 1000\n')
    _, out, _ = call("--json")
    spent = [json.loads(line) for line in (tmp_path / "spending.jsonl").read_text("utf-8").splitlines()]
    assert len(spent) == len(endpoint.bodies)
    assert {(one["purpose"], one["model"], one["attempt"]) for one in spent} == {
        ("audition", "quiet-1", None)
    }
    total = sum(float(one["cost"]) for one in spent)
    assert float(json.loads(out)["per_conversation"]["cost"]) == pytest.approx(total / 3)


def test_the_same_command_again_asks_nothing(serve, call, tmp_path):
    endpoint = serve()
    _, first, _ = call("--json")
    asked = len(endpoint.bodies)
    status, again, err = call("--json")
    assert (status, again, len(endpoint.bodies)) == (0, first, asked)
    assert "3 of 3 conversations are kept" in err
    assert call("--json", "--runs", "2")[0] == 0
    assert len(kept(tmp_path)) == 6
    asked_more = len(endpoint.bodies)
    assert asked < asked_more < 3 * asked


def test_a_torn_line_is_played_again_and_the_next_stands_on_its_own(serve, call, tmp_path):
    serve()
    call("--json")
    (file,) = tmp_path.glob("auditions/*.jsonl")
    whole = file.read_bytes()
    file.write_bytes(whole[:-40])
    status, out, err = call("--json")
    assert status == 0
    assert json.loads(out)["conversations"]["played"] == 3
    assert "2 of 3 conversations are kept" in err
    assert "cannot be read" not in err
    assert len(file.read_bytes().splitlines()) == 4
    status, _, err = call("--json")
    assert "Left out, since they cannot be read: 1 line of " in err
    assert "3 of 3" in err


def test_fresh_plays_again_and_leaves_the_others(serve, call, tmp_path):
    endpoint = serve()
    call("--json")
    call("--json", model="loud-1")
    asked = len(endpoint.bodies)
    assert call("--json", "--fresh")[0] == 0
    assert len(endpoint.bodies) > asked
    assert sorted(one["key"]["model"] for one in kept(tmp_path)) == ["loud-1"] * 3 + ["quiet-1"] * 3
    assert not list(tmp_path.glob("auditions/*.new"))


def test_nothing_is_forgotten_when_nothing_can_be_asked(serve, call, tmp_path, monkeypatch):
    serve()
    call("--json")
    before = kept(tmp_path)
    settle("[language_model]\nbudget_day = 1\n")
    assert call("--json", "--fresh")[0] == 2
    assert kept(tmp_path) == before


def test_a_file_of_ones_own(serve, call, tmp_path):
    serve()
    file = tmp_path / "here" / "spring.jsonl"
    assert call("--json", "--out", str(file))[0] == 0
    assert len(file.read_text("utf-8").splitlines()) == 3
    assert kept(tmp_path) == []


def test_a_file_of_something_else_stays_as_it_is(serve, call, tmp_path):
    serve()
    file = tmp_path / "talks.jsonl"
    file.write_text('{"id": "1", "turns": []}\n', "utf-8")
    for fresh in ((), ("--fresh",)):
        status, out, err = call("--out", str(file), *fresh)
        assert (status, out) == (2, "")
        assert "something else than auditions" in err
    assert file.read_text("utf-8") == '{"id": "1", "turns": []}\n'
    status, _, err = call("--out", str(tmp_path))
    assert status == 2
    assert "it is no file" in err


def test_models_beside_each_other(serve, call):
    serve(lambda body: "How can I help you?" if body["model"] == "flip-1" else authored(body))
    status, out, _ = call("--model", "flip-1")
    assert status == 0
    assert out.startswith("flip-1: Not usable as it is: none of its answers could be used.\n\n")
    assert out.split("\n")[2].split() == ["quiet-1", "flip-1"]
    (row,) = (text for text in out.splitlines() if "stayed in the role" in text)
    assert row.split()[4:6] == ["100", "%"]
    assert row.split()[7:9] == ["0", "%"]
    assert "flip-1: Refused first answers: role reversed" in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_server_that_refuses_the_key_ends_it_with_nothing(serve, call, tmp_path):
    endpoint = serve(lambda body: refuse(401))
    status, out, err = call("--parallel", "1")
    assert (status, out) == (3, "")
    assert "does not accept the key" in err
    assert "No language model gave any answer" in err
    assert len(endpoint.bodies) == 1


def test_a_model_that_the_server_does_not_know_leaves_the_others(serve, call):
    serve(lambda body: refuse(404, code="model_not_found") if body["model"] == "none-1" else authored(body))
    status, out, err = call("--model", "none-1", "--json", "--parallel", "1")
    assert status == 1
    good, none = map(json.loads, out.splitlines())
    assert good["conversations"]["played"] == 3
    assert none["conversations"] == {"played": 1, "planned": 3, "broken": {"unknown_model": 1}}
    assert "none-1 was given up. The server knows no such model" in err
    assert "3 conversations are left" in err


@pytest.mark.slow
def test_one_that_stalls_is_given_up_and_asked_again_next_time(serve, call):
    settle("[language_model]\nfirst_word_seconds = 0.2\ntotal_seconds = 1\n")
    endpoint = serve(silent)
    status, out, err = call("--json", "--parallel", "1")
    assert (status, out) == (3, "")
    assert "quiet-1 was given up. The language model did not answer in time." in err
    endpoint.answer = authored
    settle("")
    status, out, _ = call("--json")
    assert status == 0
    assert json.loads(out)["failures"]["count"] == 0


def test_the_budget_of_the_day_ends_it(serve, call):
    endpoint = serve()
    settle(
        '[language_model.prices."quiet-1"]\ninput = 1000\noutput = 1000\n'
        "[language_model]\nbudget_day = 0.07\n"
    )
    status, out, err = call("--json", "--parallel", "1")
    assert status == 1
    assert "Today's budget for language models is used up." in err
    assert "the same command goes on" in err
    assert len(endpoint.bodies) == 5  # 15 tokens each at a thousandth: the fifth goes beyond 0.07
    found = json.loads(out)
    assert found["conversations"]["broken"] == {"day_spent": 1}
    asked = len(endpoint.bodies)
    status, again, err = call("--json")
    assert (status, again, len(endpoint.bodies)) == (1, out, asked)
    assert "Today's budget" in err
    status, again, err = call("--json", model="loud-1")
    assert (status, again) == (2, "")
    assert "no price for `loud-1`" in err


def test_a_budget_without_a_price_is_told_before(serve, call):
    endpoint = serve()
    settle("[language_model]\nbudget_day = 1\n")
    status, out, err = call()
    assert (status, out) == (2, "")
    assert "no price for `quiet-1`" in err
    assert endpoint.bodies == []


def test_another_seed_each_run(serve, call):
    endpoint = serve()
    settle("[language_model]\nseed = 7\n")
    call("--json", "--runs", "2")
    assert {body["seed"] for body in endpoint.bodies} == {7, 8}


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        (("--runs", "0"), 2, "--runs is 0"),
        (("--runs", "101"), 2, "1 to 100"),
        (("--parallel", "0"), 2, "--parallel is 0"),
        (("--model", " "), 3, "No language model is named."),
        (("--model", "x" * 201), 2, "far too long"),
        (("--scenarios", "nowhere"), 2, "there is no scenario `nowhere`"),
    ],
)
def test_wrong_use_is_told(call, options, status, told):
    found, out, err = call(*options)
    assert (found, out) == (status, "")
    assert told in err
    assert "Traceback" not in err


def test_without_a_model_nothing_is_asked(call):
    status, _, err = call(model=None)
    assert status == 3
    assert "--model" in err


def test_the_model_of_the_settings_is_the_default(serve, call, monkeypatch):
    endpoint = serve()
    monkeypatch.setenv("EMPTY_CHAIR_MODEL", "set-1")
    assert call("--json", model=None)[0] == 0
    assert {body["model"] for body in endpoint.bodies} == {"set-1"}


def test_another_course_than_the_scripted_one_is_a_fault(serve, call, monkeypatch):
    async def elsewhere(scene, seed):
        return ()

    monkeypatch.setattr("simulator.auditioning.playing.scripted_course", elsewhere)
    serve()
    status, out, _ = call()
    assert status == 1
    assert "3 of 3 conversations took another course" in " ".join(out.split())
    assert "please report it" in out


def test_what_gives_up_is_called_as_the_line_calls_it():
    assert GAVE_UP in REASONS.breaking <= REASONS.unasked


def started(data, url):
    environment = {**os.environ, "OPENAI_BASE_URL": url}
    return subprocess.Popen(
        [sys.executable, "-m", "simulator", "audition", "--model", "quiet-1", "--scenarios", PARCEL,
         "--data", str(data), "--parallel", "1"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.slow
def test_one_that_is_stopped_goes_on_where_it_was(serve, call, tmp_path, sign):
    endpoint = serve(lambda body: silent(body) if kept(tmp_path) else authored(body))
    process = started(tmp_path, endpoint.url)
    assert process.stderr.readline() == "1 of 3 conversations\n"
    process.send_signal(sign)
    out, err = process.communicate(timeout=SECONDS)
    assert out == ""
    if sign == signal.SIGINT:
        assert process.returncode == 130
        assert err.startswith("Interrupted. 1 of 3 conversations are kept in ")
        assert "Traceback" not in err
    (before,) = kept(tmp_path)
    endpoint.answer = authored
    status, out, err = call("--json")
    assert status == 0
    assert "1 of 3 conversations are kept" in err
    assert json.loads(out)["conversations"]["played"] == 3
    assert kept(tmp_path)[0] == before
    assert len(kept(tmp_path)) == 3
