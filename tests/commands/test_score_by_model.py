"""Scoring with a language model over real HTTP: whatever the server does, every line gets its evaluation."""

from __future__ import annotations

import io
import json
import time
from argparse import Namespace
from pathlib import Path

import pytest

from simulator.commands.score import run
from simulator.errors import UnavailableError, UsageError
from simulator.locations import config_dir
from tests.commands.serving import KEY, by_text, serving, vote
from tests.llm import server as acts
from tests.llm.server import refuse, whole

ROOT = Path(__file__).parents[2]
WORDS = "A day off work, and all of it spent at the window."
TURNS = [
    {"speaker": "customer", "text": "Nobody came to fit my door. When do you come?"},
    {
        "speaker": "agent",
        "text": f"I'm sorry nobody came. {WORDS} I send a fitter for your door on Tuesday at 8.",
    },
]
QUICK = "first_word_seconds = 0.3\nbetween_words_seconds = 0.2\ntotal_seconds = 0.6\n"
NAMED = ("acknowledges", "no_blame", "no_brush_off", "closes")


@pytest.fixture(scope="session", autouse=True)
def _library_loaded():
    """Loading the client's library takes a second, which no test's time should hold."""
    import openai.resources.chat
    import openai.types.chat  # noqa: F401


@pytest.fixture
def set_up(monkeypatch):
    def write(url, settings=QUICK, model="quiet"):
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("EMPTY_CHAIR_MODEL", model)
        config_dir().mkdir(parents=True, exist_ok=True)
        (config_dir() / "settings.toml").write_text(f"[language_model]\n{settings}", encoding="utf-8")

    return write


@pytest.fixture
def call(tmp_path, capfd):
    def score(*ids, judge="llm", lines=None):
        talks = tmp_path / "talks.jsonl"
        given = lines or [json.dumps({"id": name, "turns": TURNS}) for name in ids or ("a",)]
        talks.write_text("\n".join(given), encoding="utf-8")
        args = Namespace(
            rubric="complaint",
            judge=judge,
            files=[str(talks)],
            library=ROOT,
            level=None,
            data=str(tmp_path / "d"),
        )
        out, err = io.StringIO(), io.StringIO()
        status = run(args, out, err)
        told = capfd.readouterr()
        for text in (out.getvalue(), err.getvalue(), told.out, told.err):
            assert KEY not in text
            assert "Traceback" not in text
        return status, [json.loads(one) for one in out.getvalue().splitlines()], err.getvalue()

    return score


def seconds(evaluation):
    return {
        one["ref_id"]: one["second_reading"] for one in evaluation["questions"] if "second_reading" in one
    }


def plain(evaluation):
    """What there is of an evaluation besides the second reading."""
    questions = [
        {key: value for key, value in one.items() if key not in ("second_reading", "needs_review")}
        for one in evaluation["questions"]
    ]
    return {**evaluation, "questions": questions, "judge": None}


def test_a_model_that_proves_it_is_taken_where_the_rules_found_nothing(set_up, call):
    answers = {"Says what this has meant": vote("o_specific", WORDS), "Makes sure": vote("o_none")}
    with serving(by_text(answers, vote("o_clear"))) as server:
        set_up(server.url)
        status, (found,), err = call()
    assert (status, err) == (0, "")
    assert tuple(seconds(found)) == NAMED
    first = found["questions"][0]
    assert (first["ref_id"], first["option"], first["source"]) == ("acknowledges", "o_specific", "llm")
    (proof,) = first["evidence"]
    assert TURNS[1]["text"][proof["start"] : proof["end"]] == proof["quote"] == WORDS
    assert [one["status"] for one in seconds(found).values()] == ["taken", "agreed", "agreed", "agreed"]
    assert found["judge"]["id"] == "llm"
    assert found["judge"]["model"] == "quiet-1"
    assert found["judge"]["usage"] == {"input_tokens": 240, "output_tokens": 60}
    assert len(server.requests) == 12
    assert {request["body"]["model"] for request in server.requests} == {"quiet"}


def test_every_request_is_on_record_as_the_judge_s(set_up, call, tmp_path):
    with serving(vote("unsure")) as server:
        set_up(server.url, QUICK + "votes = 1\n")
        call("a", "b")
    spent = (tmp_path / "d" / "spending.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in spent.splitlines()]
    assert [line["purpose"] for line in lines] == ["judge"] * 8
    assert KEY not in spent


def test_the_settings_say_how_often_a_question_is_asked(set_up, call):
    with serving(vote("unsure")) as server:
        set_up(server.url, QUICK + "votes = 2\n")
        _, (found,), _ = call()
    assert found["judge"]["votes"] == 2
    assert [len(one["votes"]) for one in seconds(found).values()] == [2] * 4
    assert len(server.requests) == 8


FAULTS = {
    "wrong key": (refuse(401), "wrong_key"),
    "forbidden": (refuse(403), "forbidden"),
    "unknown model": (refuse(404), "unknown_model"),
    "too many": (refuse(429), "rate_limited"),
    "no money": (refuse(429, "insufficient_quota"), "rate_limited"),
    "too long": (refuse(400, "maximum context length"), "too_long"),
    "bad request": (refuse(400, "no such thing"), "bad_request"),
    "down": (refuse(503), "server_error"),
    "never": (acts.stalling(), "timeout"),
    "body never ends": (acts.stalling(acts.head(kind="application/json"), b"{"), "timeout"),
    "drip": (acts.dripping(b" ", 0.02), "timeout"),
    "cut": (acts.cut(b'{"choices": ['), "unreachable"),
    "hangs up": (acts.raw(), "unreachable"),
    "no http": (acts.raw(b"hello\r\n\r\n"), "unreachable"),
    "a page": (acts.page(), "not_an_answer"),
    "junk": (acts.page("application/json", b"{]"), "not_an_answer"),
    "a list": (acts.page("application/json", b"[1]"), "not_an_answer"),
    "an error with 200": (acts.page("application/json", b'{"error": {"message": "x"}}'), "not_an_answer"),
    "another option": (vote("o_best", WORDS), "not_an_answer"),
    "words": (whole("Full marks, I would say."), "not_an_answer"),
    "other keys": (whole('{"score": 10}'), "not_an_answer"),
    "refusal": (whole(None, refusal="I will not."), "refused"),
    "filter": (whole("", finish="content_filter"), "content_filter"),
    "cut off": (whole('{"turn": 2', finish="length"), "truncated"),
    "nothing": (whole(""), "empty"),
    "key given back": (refuse(400, f"your key {KEY} is odd"), "bad_request"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.sampled(6)
def test_whatever_the_server_does_the_rules_evaluation_comes_and_says_what_happened(set_up, call, fault):
    behaviour, reason = FAULTS[fault]
    with serving(behaviour) as server:
        set_up(server.url)
        began = time.monotonic()
        status, found, err = call("a", "b")
        took = time.monotonic() - began
    assert took < 6
    assert (status, len(found)) == (0, 2)
    _, by_rules, _ = call("a", "b", judge="rules")
    for one, rules in zip(found, by_rules, strict=True):
        assert plain(one) == plain(rules)
        assert {second["status"] for second in seconds(one).values()} == {"unavailable"}
        assert not any("needs_review" in question for question in one["questions"])
        assert (one["judge"]["id"], one["judge"]["model"]) == ("llm", None)
    voids = {vote["void"] for second in seconds(found[0]).values() for vote in second["votes"]}
    assert voids <= {reason, "gave_up"}
    assert reason in voids
    assert reason in err
    assert "brought no answer" in err


def test_a_server_that_dies_in_the_middle_is_not_asked_for_every_line(set_up, call):
    with serving(*[vote("unsure")] * 4, refuse(503)) as server:
        set_up(server.url, QUICK + "votes = 1\n")
        status, found, err = call(*(f"t{at}" for at in range(20)))
        asked = len(server.requests)
    assert (status, len(found)) == (0, 20)
    assert [{one["status"] for one in seconds(line).values()} for line in found] == (
        [{"split"}] + [{"unavailable"}] * 19
    )
    assert asked < 20
    assert err.count("\n") == 2
    assert "note: The language model's server failed." in err
    assert "The rules alone judged what came after." in err


def test_a_server_that_knows_no_schemas_is_told_in_words(set_up, call):
    no_schema = refuse(400, "response_format: json_schema is not supported", param="response_format")
    with serving(*[no_schema] * 4, vote("o_none")) as server:
        set_up(server.url, QUICK + "votes = 1\n")
        status, (found,), _ = call()
    assert status == 0
    assert seconds(found)["acknowledges"]["status"] == "agreed"


def test_a_model_that_invents_its_quotes_changes_no_verdict(set_up, call):
    with serving(vote("unsure", "I know how you feel.")) as server:
        set_up(server.url)
        _, (found,), err = call()
    _, (rules,), _ = call(judge="rules")
    assert plain(found) == plain(rules)
    assert err == ""


def test_a_line_that_cannot_be_read_is_told_and_the_rest_goes_on(set_up, call):
    with serving(vote("unsure")) as server:
        set_up(server.url, QUICK + "votes = 1\n")
        status, found, err = call(lines=["{", json.dumps({"id": "b", "turns": TURNS})])
    assert status == 1
    assert "error" in found[0]
    assert found[1]["judge"]["model"] == "quiet-1"
    assert err == "1 line could not be scored.\n"


@pytest.mark.parametrize(
    ("key", "url", "model", "said"),
    [
        (None, "", "quiet", "no key"),
        (KEY, "", "", "No language model is named"),
        ("sk two words", "", "quiet", "space"),
    ],
)
def test_what_cannot_work_is_told_before_anything_is_read(monkeypatch, call, key, url, model, said):
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    monkeypatch.setenv("EMPTY_CHAIR_MODEL", model)
    if key:
        monkeypatch.setenv("OPENAI_API_KEY", key)
    with pytest.raises(UnavailableError, match=said) as fault:
        call()
    assert fault.value.exit_status == 3


def test_a_rubric_without_such_questions_asks_nothing_and_says_so(set_up, tmp_path):
    lines = (
        (ROOT / "rubrics" / "complaint.yaml").read_text(encoding="utf-8").split("        second_reading:\n")
    )
    bare = lines[0] + "".join(part[part.index("        options:\n") :] for part in lines[1:])
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "bare.yaml").write_text(
        bare.replace("id: complaint", "id: bare"), encoding="utf-8"
    )
    talks = tmp_path / "talks.jsonl"
    talks.write_text(json.dumps({"id": "a", "turns": TURNS}), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    args = Namespace(
        rubric="bare", judge="llm", files=[str(talks)], library=tmp_path, level=None, data=str(tmp_path / "d")
    )
    with serving(vote("unsure")) as server:
        set_up(server.url)
        assert run(args, out, err) == 0
        assert server.requests == []
    assert err.getvalue() == "note: the rubric `bare` has no question for a language model to read.\n"
    assert json.loads(out.getvalue())["judge"]["model"] is None


def test_a_setting_that_cannot_be_used_is_wrong_use(set_up, call):
    set_up("http://127.0.0.1:9/v1", "votes = 99\n")
    with pytest.raises(UsageError):
        call()


def test_a_budget_that_is_used_up_leaves_the_rest_to_the_rules(set_up, call):
    prices = '[language_model.prices."quiet"]\ninput = 1000\noutput = 1000\n'
    with serving(vote("unsure")) as server:
        set_up(server.url, f'{QUICK}budget_day = "0.01"\n{prices}')
        status, found, err = call("a", "b", "c")
        asked = len(server.requests)
    assert (status, len(found)) == (0, 3)
    assert asked < 12
    assert "Today's budget for language models is used up." in err
