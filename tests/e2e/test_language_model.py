"""`play --customer llm` over real HTTP, with a model that does everything wrong: the learner goes on."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from simulator.cli import main
from simulator.locations import config_dir
from tests.e2e.conversations import ONE, one_good
from tests.e2e.faults import FAULTS, IMPATIENT, QUICK, Fault
from tests.e2e.model_server import KEY, Stalled, conversing, settings
from tests.e2e.product import INTERRUPTED, Ran, as_input, interrupt
from tests.llm.server import page, refuse, whole

REPLIES = one_good(ONE).replies[:2]
UNSURE = "Horses run over green hills near some big old blue barns."
"""A reply in which the rules find nothing."""
_NOT_THERE = {"refused connection": "http://127.0.0.1:9/v1", "no such host": "http://model.invalid/v1"}
GONE = [Fault(name, (url,), "unreachable", seconds=IMPATIENT) for name, url in _NOT_THERE.items()]


class Here:
    """The command in this process, in the home of the test."""

    def __init__(self, monkeypatch, capfd):
        self._monkeypatch, self._capfd = monkeypatch, capfd
        self.home = config_dir().parent.parent
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.upper(), raising=False)

    def write_settings(self, text):
        config_dir().mkdir(parents=True, exist_ok=True)
        (config_dir() / "settings.toml").write_text(text, encoding="utf-8")

    def run(self, *arguments, given=b""):
        self._monkeypatch.setattr(
            sys, "stdin", SimpleNamespace(buffer=io.BytesIO(given), isatty=lambda: False)
        )
        self._capfd.readouterr()
        status = main(arguments)
        return Ran(status, *self._capfd.readouterr())


class There:
    """The installed product, in a home of its own."""

    def __init__(self, product):
        product.variables["OPENAI_API_KEY"] = KEY
        self.home, self.run = product.home, product.run

    def write_settings(self, text):
        folder = self.home / ".config" / "empty-chair"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def here(monkeypatch, capfd):
    return Here(monkeypatch, capfd)


@pytest.fixture
def there(product):
    return There(product)


def converse(place, fault, *face, given):
    """Play three replies against the fault."""
    with conversing(*fault.answers) as server:
        place.write_settings(settings(server.url, seconds=fault.seconds))
        return place.run("play", ONE, "--customer", "llm", *face, given=given)


def assert_goes_on(place, ran, fault, scripted):
    """The learner could go on, the events say what happened, and the record has all of it."""
    assert (ran.status, ran.err) == (0, "")
    spoken = [event for event in ran.of("message") if event["speaker"] == "customer"]
    first, faulty, *others = spoken
    assert first["voice"] == "llm"
    assert (faulty["voice"], faulty["reason"]) == (fault.voice, fault.reason)
    after = ("scripted-fallback", "gave_up") if fault.gone else ("llm", None)
    assert {(event["voice"], event.get("reason")) for event in others} == {after}
    assert_told(ran, [3] if fault.gone else [])
    assert_same_course(ran, scripted)
    assert_recorded(place, ran)
    assert_hidden(place, ran)


def assert_told(ran, turns):
    notices = ran.of("notice")
    assert [(event["turn"], event["notice"]) for event in notices] == [(turn, "model") for turn in turns]
    assert all("the author's own lines" in event["text"] for event in notices)


def assert_same_course(ran, scripted):
    """What code decides is the same as in a conversation without a model."""
    assert [event["turn"] for event in ran.of("message")] == list(range(1, len(ran.of("message")) + 1))
    assert ran.of("customer") == scripted.of("customer")
    assert ran.of("ended") == scripted.of("ended")
    assert ran.events[-1]["type"] == "evaluation"
    agents = [
        [event for event in one.of("message") if event["speaker"] == "agent"] for one in (ran, scripted)
    ]
    assert agents[0] == agents[1]


def said_by_agent(ran):
    return [event for event in ran.of("message") if event["speaker"] == "agent"]


def assert_recorded(place, ran):
    shown = place.run("records", "show", ran.events[0]["attempt"], "--json")
    told = [
        (e["turn"], e["speaker"], e["text"], e.get("voice"), e.get("reason")) for e in ran.of("message")
    ]  # fmt: skip
    kept = [
        (e["turn"], e["speaker"], e["text"], e["voice"], e["note"].get("reason")) for e in shown.of("turn")
    ]  # fmt: skip
    assert kept == told
    assert [e["ending"] for e in shown.of("ended")] == [e["ending"] for e in ran.of("ended")]


def assert_hidden(place, ran):
    """No key anywhere, and nothing that a terminal would trip over."""
    for file in place.home.rglob("*"):
        if file.is_file():
            assert KEY.encode() not in file.read_bytes(), file
    said = ran.out + ran.err
    assert KEY not in said
    assert "Traceback" not in said
    assert all(sign.isprintable() or sign == "\n" for sign in said)


@pytest.fixture(scope="module")
def scripted():
    """The same replies to the author's own customer."""
    found = []

    def play(place):
        if not found:
            found.append(place.run("play", ONE, "--json", given=as_input(REPLIES)))
        return found[0]

    return play


@pytest.mark.parametrize("fault", QUICK, ids=str)
@pytest.mark.sampled(4)
def test_the_learner_goes_on(here, scripted, fault):
    expected = scripted(here)
    began = time.monotonic()
    ran = converse(here, fault, "--json", given=as_input(REPLIES))
    assert time.monotonic() - began < fault.seconds[2] + 6
    assert_goes_on(here, ran, fault, expected)


@pytest.mark.parametrize("fault", GONE, ids=str)
@pytest.mark.sampled(1)
def test_a_server_that_is_not_there_is_given_up_after_two_messages(here, scripted, fault):
    here.write_settings(settings(fault.answers[0], seconds=fault.seconds))
    ran = here.run("play", ONE, "--customer", "llm", "--json", given=as_input(REPLIES))
    reasons = [event["reason"] for event in ran.of("message") if event["speaker"] == "customer"]
    assert reasons == ["unreachable", "unreachable", "gave_up"]
    assert_told(ran, [3])
    assert_same_course(ran, scripted(here))
    assert_recorded(here, ran)
    assert_hidden(here, ran)
    assert ran.events[-1]["fairness"]["turns"] == [1, 3, 5]


@pytest.mark.parametrize("fault", [FAULTS[0], FAULTS[12]], ids=str)
def test_the_learner_goes_on_line_by_line(here, fault):
    assert_goes_on_in_lines(here, fault)


def assert_goes_on_in_lines(place, fault):
    ran = converse(place, fault, "--plain", given="\n".join(REPLIES).encode())
    assert (ran.status, ran.err) == (0, "")
    (attempt,) = place.run("records", "list", "--json").of("attempt")
    turns = place.run("records", "show", attempt["attempt"], "--json").of("turn")
    assert len(turns) == 2 * len(REPLIES) + 1
    assert all(turn["text"] in ran.out for turn in turns)
    shown = place.run("records", "show", attempt["attempt"])
    assert f"[{fault.voice}: {fault.reason}]" in shown.out
    assert (turns[2]["voice"], turns[2]["note"]["reason"]) == (fault.voice, fault.reason)
    assert ran.out.count("the author's own lines") == (1 if fault.gone else 0)
    assert "The conversation is over" in ran.out
    assert_hidden(place, ran)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_the_installed_product_goes_on_whatever_happens(there, scripted, fault):
    expected = scripted(there)
    assert_goes_on(there, converse(there, fault, "--json", given=as_input(REPLIES)), fault, expected)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_the_installed_product_goes_on_line_by_line_whatever_happens(there, fault):
    assert_goes_on_in_lines(there, fault)


@pytest.mark.slow
def test_ctrl_c_in_the_middle_of_a_message_leaves_no_half_turn(there, product):
    """Nor a connection: the server sees the end of it."""
    stalled = Stalled()
    with conversing(stalled) as server:
        there.write_settings(settings(server.url, seconds=(60, 60, 60)))
        process = product.start("play", ONE, "--json", "--customer", "llm")
        heard = [json.loads(process.stdout.readline()) for _ in range(4)]
        process.stdin.write(as_input(REPLIES[:1]))
        process.stdin.flush()
        heard += [json.loads(process.stdout.readline()) for _ in range(3)]
        assert stalled.begun.wait(30)
        ran = interrupt(process)
        assert stalled.left.wait(30)
        assert ran.status == INTERRUPTED
        attempt = heard[0]["attempt"]
        turns = there.run("records", "show", attempt, "--json").of("turn")
        assert [turn["turn"] for turn in turns] == [1, 2]
        again = there.run("resume", attempt, "--json", given=b"")
    assert [event["voice"] for event in again.of("message") if event["speaker"] == "customer"] == ["llm"] * 2
    assert_hidden(there, again)


NOTES = {"notes": [{"what": "does.commits_to_action", "quote": "Horses run"},
                   {"what": "does.apologises", "quote": "so very sorry"},
                   {"what": "does.blames", "quote": "old blue barns"}]}  # fmt: skip
FENCED = f"Here you are:\n```json\n{json.dumps(NOTES)}\n```"
NO_SCHEMAS = refuse(400, "response_format.type: json_schema is not supported", param="response_format")
READINGS = [
    ("no schemas and fenced", [NO_SCHEMAS, whole(FENCED)], None),
    ("wrong once", [whole('{"notes": "none"}'), whole(json.dumps(NOTES))], None),
    ("wrong", [whole('{"notes": "none"}')] * 2, "not_an_answer"),
    ("gone", [refuse(500)], "server_error"),
]
MORE_READINGS = [
    ("a schema", [whole(json.dumps(NOTES))], None),
    ("no schemas", [NO_SCHEMAS, whole(json.dumps(NOTES))], None),
    ("fenced", [whole(FENCED)], None),
    ("an unknown name", [whole('{"notes": [{"what": "does.flies", "quote": "x"}]}')] * 2, "not_an_answer"),
    ("no JSON", [whole("I think that it says nothing.")] * 2, "not_an_answer"),
    ("empty", [whole("")], "empty"),
    ("cut", [whole('{"notes": [', finish="length")], "truncated"),
    ("refused", [whole(None, refusal="No.")], "refused"),
    ("HTML", [page()], "not_an_answer"),
]


@pytest.mark.parametrize(("name", "answers", "reason"), READINGS)
def test_a_second_reader_helps_or_fails_and_the_learner_goes_on(here, name, answers, reason):
    assert_read(here, answers, reason)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "answers", "reason"), MORE_READINGS)
def test_a_second_reader_helps_or_fails_in_every_other_way(here, name, answers, reason):
    assert_read(here, answers, reason)


def assert_read(here, answers, reason):
    with conversing(*answers) as server:
        more = ('reader = "rules+llm"',)
        here.write_settings(settings(server.url, *more, seconds=IMPATIENT))
        given = as_input([UNSURE])
        ran = here.run("play", ONE, "--customer", "llm", "--json", given=given)
    assert (ran.status, ran.err) == (0, "")
    assert [event["voice"] for event in ran.of("message") if event["speaker"] == "customer"] == ["llm", "llm"]
    assert ran.of("notice") == []
    turn = here.run("records", "show", ran.events[0]["attempt"], "--json").of("turn")[2]
    second = turn["note"]["second_reading"]
    assert second.get("reason") == reason
    assert {*second["behaviours"]} == (set() if reason else {"commits_to_action", "blames"})
    assert second["void"] == (0 if reason else 1)
    assert turn["note"]["models"]["requests"][-1]["purpose"] == "customer"
    assert_hidden(here, ran)


def test_a_budget_ends_it_and_the_bill_is_in_the_events_and_on_record(here, scripted):
    prices = ("budget_conversation = 0.000001", 'currency = "EUR"', "[language_model.prices.quiet]",
              "input = 1", "output = 1")  # fmt: skip
    with conversing() as server:
        here.write_settings(settings(server.url, *prices))
        ran = here.run("play", ONE, "--customer", "llm", "--json", given=as_input(REPLIES))
    voices = [(e["voice"], e.get("reason")) for e in ran.of("message") if e["speaker"] == "customer"]
    assert voices == [("llm", None), *[("scripted-fallback", "conversation_spent")] * 2]
    assert_told(ran, [3])
    assert {(e["requests"], e["cost"], e["currency"]) for e in ran.of("spent")} == {(1, "0.000015", "EUR")}
    assert "fairness" not in ran.events[-1]
    assert_same_course(ran, scripted(here))


@pytest.mark.parametrize("face", ["--json", "--plain"])
def test_a_scripted_conversation_loads_no_client_and_no_tokenizer(monkeypatch, face):
    """Not even with a model in the settings: nobody asked for it."""
    config_dir().mkdir(parents=True, exist_ok=True)
    (config_dir() / "settings.toml").write_text(settings("http://127.0.0.1:9/v1"), encoding="utf-8")
    program = (
        "import sys\nfrom simulator.cli import main\n"
        f"status = main(['play', {ONE!r}, {face!r}])\n"
        "found = {'openai', 'httpx2', 'tiktoken', 'keyring'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(found)) or status)"
    )
    ran = subprocess.run([sys.executable, "-c", program], input=REPLIES[0].encode(), capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout


@pytest.mark.parametrize("missing", ["key", "model"])
def test_what_is_missing_is_told_before_anything_begins(here, monkeypatch, missing):
    if missing == "key":
        monkeypatch.delenv("OPENAI_API_KEY")
        monkeypatch.setenv("EMPTY_CHAIR_MODEL", "quiet")
    ran = here.run("play", ONE, "--customer", "llm", "--json", given=as_input(REPLIES))
    assert ran.status == 3
    assert ran.out == ""
    assert missing in ran.err
    assert_hidden(here, ran)
