"""`agreement --judge` from the command line: by the rules, and with a language model over real HTTP."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len

from simulator.locations import config_dir
from tests.commands.agreeing import labels
from tests.commands.serving import KEY, by_text, serving, vote
from tests.commands.sitting import QUESTION, WORDS, turns
from tests.llm.server import refuse

QUICK = "first_word_seconds = 2\nbetween_words_seconds = 2\ntotal_seconds = 4\nvotes = 1\n"
JUDGED = ("--rubric", "complaint", "--judge", "llm")
PROVES = by_text({"Says what this has meant": vote("o_specific", WORDS)}, vote("unsure"))


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
def talks(write):
    return write("talks.jsonl", *({"id": f"t{at}", "turns": turns(at)} for at in range(3)))


@pytest.fixture
def ana(write):
    return write("ana.jsonl", *labels("ana", ["o_specific", "o_specific", "o_none"]))


@pytest.fixture
def compare(call, tmp_path):
    def compared(*given):
        status, found, err = call(*given, "--data", str(tmp_path / "d"))
        assert KEY not in json.dumps([found, err])
        return status, found, err

    return compared


def of(found, kind):
    return [one for one in found if one["type"] == kind]


def test_the_rules_become_a_rater(compare, ana, talks):
    status, found, err = compare(
        ana, "--rubric", "complaint", "--judge", "rules", "--json", "--transcripts", talks
    )
    assert (status, err) == (0, "")
    (question,) = of(found, "agreement")
    assert (question["question"], question["raters"], question["items"]) == (QUESTION, ["ana", "rules"], 3)
    assert question["prevalence_by_rater"]["rules"]["o_none"] == 1
    assert of(found, "judge") == [
        {"type": "judge", "rater": "rules", "conversations": 3, "left": 0, "version": "1"}
    ]
    assert found[-1]["items_without_conversation"] == 0
    _, page, _ = compare(ana, "--rubric", "complaint", "--judge", "rules", "--transcripts", talks)
    assert "Judged here (conversations): rules (3)" in page


def test_rules_and_model_stand_beside_each_other_with_what_the_model_said(
    compare, set_up, ana, talks, tmp_path
):
    given = (ana, *JUDGED, "--judge", "rules", "--transcripts", talks)
    with serving(PROVES) as server:
        set_up(server.url, QUICK + "[language_model.prices.quiet]\ninput = 1\noutput = 2\n")
        status, found, err = compare(*given, "--json")
        asked = len(server.requests)
        assert {request["body"]["model"] for request in server.requests} == {"quiet"}
        _, page, _ = compare(*given)
    assert (status, asked) == (0, 12)
    assert err == "llm:quiet: 3 of 3 conversations\n"
    (question,) = of(found, "agreement")
    assert question["raters"] == ["ana", "llm:quiet", "rules"]
    agreed = {tuple(pair["raters"]): pair["statistics"]["percent_agreement"] for pair in question["pairs"]}
    assert round(agreed["ana", "llm:quiet"]["value"]) == 67
    assert round(agreed["ana", "rules"]["value"]) == 33
    judge = of(found, "judge")[0]
    assert (judge["rater"], judge["model"], judge["votes"]) == ("llm:quiet", ["quiet-1"], 1)
    assert (judge["requests"], judge["failed"]) == (12, {})
    assert (judge["input_tokens"], judge["output_tokens"], judge["cost"]) == (240, 60, "0.00036")
    seconds = {one["question"]: one for one in of(found, "second_reading")}
    assert list(seconds) == ["acknowledges", "no_blame", "no_brush_off", "closes"]
    assert (seconds[QUESTION]["asked"], seconds[QUESTION]["taken"]) == (3, 3)
    assert (seconds["closes"]["asked"], seconds["closes"]["split"], seconds["closes"]["against"]) == (
        3,
        3,
        [],
    )
    (against,) = seconds[QUESTION]["against"]
    three = {name: against[name]["percent_agreement"] for name in ("votes", "verdict", "rules")}
    assert {name: (one["items"], round(one["value"])) for name, one in three.items()} == {
        "votes": (3, 67), "verdict": (3, 67), "rules": (3, 33),
    }  # fmt: skip
    assert against["votes"]["kappa"]["too_few"] is True
    assert against["votes"]["kappa"]["low"] <= against["votes"]["kappa"]["value"]
    spent = (tmp_path / "d" / "spending.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["purpose"] for line in spent.splitlines()] == ["judge"] * 24
    assert max(map(cell_len, page.splitlines())) <= 80
    assert "Asked in 3: agreed 0, taken 3, split 0, void 0, contradicts 0, unavailable 0" in page
    assert "ana    votes alone" in page
    assert "0.00036" in page
    assert "Warning: TOO FEW" in page


def test_models_are_named_one_beside_the_other_before_any_setting(compare, set_up, monkeypatch, ana, talks):
    monkeypatch.setenv("EMPTY_CHAIR_JUDGE_MODEL", "another")
    with serving(PROVES) as server:
        set_up(server.url)
        given = ("--model", "big", "--model", "bigger\x1b[31m", "--model", "big", "--transcripts", talks)
        status, found, _ = compare(ana, *JUDGED, *given, "--json")
        asked = [request["body"]["model"] for request in server.requests]
    assert status == 0
    assert found[-1]["raters"] == ["ana", "llm:big", "llm:bigger"]
    assert asked == ["big"] * 12 + ["bigger"] * 12


def test_the_settings_name_the_judge_s_model(compare, set_up, monkeypatch, ana, talks):
    monkeypatch.setenv("EMPTY_CHAIR_JUDGE_MODEL", "another")
    with serving(PROVES) as server:
        set_up(server.url)
        _, found, _ = compare(ana, *JUDGED, "--transcripts", talks, "--json")
        assert {request["body"]["model"] for request in server.requests} == {"another"}
    assert found[-1]["raters"] == ["ana", "llm:another"]


def test_a_budget_needs_the_price_of_the_model_that_judges(compare, set_up, ana, talks):
    with serving(PROVES) as server:
        set_up(server.url, QUICK + "budget_day = 1\n[language_model.prices.quiet]\ninput = 1\noutput = 2\n")
        status, _, err = compare(ana, *JUDGED, "--model", "big", "--transcripts", talks)
        assert server.requests == []
    assert status == 2
    assert "no price for `big`" in err


def test_long_names_of_models_can_be_told_apart(compare, set_up, ana, talks):
    with serving(PROVES) as server:
        set_up(server.url)
        given = ("--model", "maker/small-7b", "--model", "maker/small-70b", "--transcripts", talks)
        _, page, _ = compare(ana, *JUDGED, *given)
    assert "Raters: #1 ana, #2 llm:maker/small-70b, #3 llm:maker/small-7b" in page
    assert "#2 llm:maker/…, #3 llm:maker/…" in page


def test_a_server_that_dies_leaves_what_was_judged_and_says_so(compare, set_up, ana, talks):
    with serving(*[vote("unsure")] * 4, refuse(503)) as server:
        set_up(server.url)
        status, found, err = compare(ana, *JUDGED, "--transcripts", talks, "--json")
    assert status == 1
    assert "brought no answer (server_error 4)" in err
    assert "Conversations not judged: 1." in err
    seconds = {one["question"]: one for one in of(found, "second_reading")}
    assert (seconds[QUESTION]["asked"], seconds[QUESTION]["unavailable"]) == (2, 1)
    (question,) = of(found, "agreement")
    assert question["items"] == 1
    (judge,) = of(found, "judge")
    assert (judge["conversations"], judge["left"], judge["failed"]) == (2, 1, {"server_error": 4})


@pytest.mark.parametrize("status", [401, 503])
def test_a_server_that_never_answers_is_nothing_to_compare_with(compare, set_up, ana, talks, status):
    with serving(refuse(status)) as server:
        set_up(server.url)
        status, found, err = compare(ana, *JUDGED, "--judge", "rules", "--transcripts", talks)
    assert (status, found) == (3, "")
    assert "llm:quiet gave no answer at all and is left out." in err
    assert "No language model gave any answer" in err


def test_a_model_that_cannot_be_asked_is_told_before_anything_is_read(compare, monkeypatch, ana):
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    monkeypatch.setenv("EMPTY_CHAIR_MODEL", "")
    given = (ana, *JUDGED, "--transcripts", "no-such-file.jsonl")
    assert compare(*given)[0] == 3
    assert "No language model is named." in compare(*given)[2]
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert "no key" in compare(*given, "--model", "big")[2]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--transcripts", "t"), "--transcripts needs --judge."),
        (("--model", "m"), "--model needs --judge."),
        (("--level", "agent"), "--level needs --judge."),
        (("--judge", "llm", "--transcripts", "t"), "--judge needs --rubric."),
        (("--judge", "rules", "--rubric", "complaint"), "--judge needs the conversations"),
        (
            ("--judge", "rules", "--model", "m", "--rubric", "complaint", "--transcripts", "t"),
            "--model needs --judge llm.",
        ),
        (("--judge", "rules", "--rubric", "complaint", "--transcripts", "-", "-"), "read once only"),
        ((*JUDGED, "--model", " ", "--transcripts", "t"), "--model names no model."),
        ((*JUDGED, "--model", "m" * 201, "--transcripts", "t"), "far too long"),
        (("--judge", "rules", "--rubric", "complaint", "--transcripts", "nowhere.jsonl"), "cannot be read"),
    ],
)
def test_options_that_cannot_be_used(compare, ana, given, said):
    status, out, err = compare(ana, *given)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "There is no label in these files."),
        (labels("ana", ["o_none", "o_none"], "remedy"), "Nobody labelled a question that a language"),
        (labels("llm:quiet", ["o_none"]), "The labels have a rater `llm:quiet` already."),
        ([{"id": "other", "rater": "ana", "labels": {QUESTION: "o_none"}}], "None of the 1 labelled items"),
    ],
)  # fmt: skip
def test_nothing_is_asked_where_nothing_could_be_compared(compare, set_up, write, talks, rows, said):
    with serving(PROVES) as server:
        set_up(server.url)
        status, out, err = compare(write("some.jsonl", *rows), *JUDGED, "--transcripts", talks)
        assert server.requests == []
    assert (status, out) == (2, "")
    assert said in err
