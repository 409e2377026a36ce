"""`records rejudge`: the attempt's own contents, every form kept, what people decided not lost."""

from __future__ import annotations

import io
import json
import re
import sys

import pytest

from simulator.cli import main
from simulator.locations import config_dir
from tests.commands.serving import KEY, by_text, serving, vote
from tests.llm.server import refuse

pytestmark = pytest.mark.slow

REPLIES = (
    "Dana, you wrote twice and nobody answered. A week of waiting, and silence each time. "
    "That was our failure, and I am sorry.\n"
    "I send a new train set today. It arrives on Friday before 6 pm.\n"
)
WORDS = "A week of waiting, and silence each time."
SCENARIO = "third-message-about-a-parcel"


@pytest.fixture
def call(tmp_path, capsys, monkeypatch):
    def run(*given, said=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said.encode())))
        try:
            status = main([*given, "--data", str(tmp_path)])
        except SystemExit as ended:
            status = ended.code
        found = capsys.readouterr()
        assert KEY not in found.out + found.err
        return status, found.out, found.err

    return run


@pytest.fixture(params=[0, 3], ids=["plainly", "other words"])
def attempt(call, request):
    """An attempt that has ended, in the author's first wording and in another."""
    out = call("play", SCENARIO, "--json", "--learner", "mira", "--seed", str(request.param), said=REPLIES)[1]
    return json.loads(out.splitlines()[0])["attempt"]


@pytest.fixture
def model(monkeypatch):
    def named(url):
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("EMPTY_CHAIR_MODEL", "quiet")
        config_dir().mkdir(parents=True, exist_ok=True)
        settings = "[language_model]\nfirst_word_seconds = 0.3\ntotal_seconds = 0.6\n"
        (config_dir() / "settings.toml").write_text(settings, encoding="utf-8")

    return named


def evaluations(call, attempt):
    out = call("records", "show", attempt, "--json")[1]
    return [one for one in map(json.loads, out.splitlines()) if one["type"] == "evaluation"]


def sorted_out(evaluation):
    return {key: value for key, value in evaluation.items() if key != "rejudged"}


def test_the_rules_come_to_the_same_form_again_and_both_are_kept(call, attempt):
    status, out, err = call("records", "rejudge", attempt, "--by", "ben")
    assert (status, err) == (0, "")
    assert f"Evaluation 2 of attempt {attempt}: " in out
    assert "Evaluation 1 stays on record." in out
    first, second = evaluations(call, attempt)
    assert sorted_out(second) == first
    assert (second["rejudged"]["by"], second["rejudged"]["of"]) == ("ben", 1)
    page = call("records", "show", attempt)[1]
    assert page.count("  Judged by the rules, version 1\n") == 2
    assert "  Judged again by ben, " in page


def test_as_json_it_is_the_new_evaluation(call, attempt):
    status, out, _ = call("records", "rejudge", attempt[:14], "--json")
    assert status == 0
    assert json.loads(out) == evaluations(call, attempt)[-1]
    assert json.loads(out)["rejudged"]["by"]


def test_the_attempt_s_own_rubric_is_used_whatever_the_library_says(call, attempt, tmp_path, monkeypatch):
    monkeypatch.setenv("EMPTY_CHAIR_LIBRARY", str(tmp_path / "nothing here"))
    assert call("records", "rejudge", attempt)[0] == 0
    first, second = evaluations(call, attempt)
    assert second["rubric"] == first["rubric"]


def test_a_model_reads_it_a_second_time(call, attempt, model):
    answers = {"Says what this has meant": vote("o_specific", WORDS), "Makes sure": vote("o_none")}
    with serving(by_text(answers, vote("unsure"))) as server:
        model(server.url)
        status, out, err = call("records", "rejudge", attempt, "--judge", "llm", "--by", "ben")
    assert (status, err) == (0, "")
    assert "(acknowledges: o_specific) [by a language model]" in out
    assert "[needs review]" in out
    first, second = evaluations(call, attempt)
    assert first["judge"]["id"] == "rules"
    assert (second["judge"]["id"], second["judge"]["model"]) == ("llm", "quiet-1")
    assert second["percentage"] > first["percentage"]
    page = call("records", "show", attempt)[1]
    assert "  Judged by the rules, version 1\n" in page
    assert "  Judged by the rules, version 1, and the language model quiet-1\n" in page
    listed = json.loads(call("records", "list", "--json")[1])
    assert listed["percentage"] == second["percentage"]


def test_a_model_s_opinion_that_is_not_followed_is_shown_beside_the_verdict(call, attempt, model):
    title = "Says what this has meant"
    answers = {f"wants to know: {title}": vote("o_none"), title: vote("o_specific", WORDS)}
    with serving(by_text(answers, vote("unsure"))) as server:
        model(server.url)
        call("records", "rejudge", attempt, "--judge", "llm")
    mark = "(acknowledges: o_none) [needs review: a language model says o_specific]"
    assert mark in call("records", "show", attempt)[1]
    given = ("--option", "o_specific", "--reason", "It is right.", "--by", "ana")
    assert call("records", "amend", attempt, "acknowledges", *given)[0] == 0
    standing = call("records", "show", attempt)[1].split("Evaluation 3")[1]
    assert "(acknowledges: o_specific) [changed by ana]" in standing


def test_what_it_cost_belongs_to_the_attempt(call, attempt, model, tmp_path):
    with serving(vote("unsure")) as server:
        model(server.url)
        call("records", "rejudge", attempt, "--judge", "llm")
    spent = (tmp_path / "spending.jsonl").read_text(encoding="utf-8").splitlines()
    assert {(line["purpose"], line["attempt"]) for line in map(json.loads, spent)} == {("judge", attempt)}


@pytest.mark.parametrize(
    ("act", "counts", "why"),
    [
        (refuse(503), r"server_error \d+", "The language model's server failed."),
        (vote("o_specific", WORDS, turn="two"), "not_an_answer 12", "no answer of a language model"),
    ],
)
@pytest.mark.parametrize("form", [(), ("--json",)])
@pytest.mark.sampled(2)
def test_where_no_answer_came_nothing_is_kept_and_that_is_said(call, attempt, model, act, counts, why, form):
    with serving(act) as server:
        model(server.url)
        status, out, err = call("records", "rejudge", attempt, "--judge", "llm", *form)
    assert (status, out) == (3, "")
    told = rf"Nothing was kept: no answer came \({counts}\)\. The evaluation stays as it was\.\n"
    assert re.search(told, err)
    assert why in err
    assert "brought no answer" not in err
    assert len(evaluations(call, attempt)) == 1


def test_one_answer_among_failures_is_an_opinion_and_is_kept(call, attempt, model):
    answers = {"Says what this has meant": vote("o_specific", WORDS)}
    with serving(by_text(answers, vote("unsure", turn="two"))) as server:
        model(server.url)
        status, _, err = call("records", "rejudge", attempt, "--judge", "llm")
    assert status == 0
    assert "brought no answer" in err
    assert len(evaluations(call, attempt)) == 2


def test_a_form_that_says_the_same_is_told_as_such(call, attempt):
    assert "\nNothing changed.\n" in call("records", "rejudge", attempt)[1]


def test_only_the_verdicts_that_changed_stand_above_the_form(call, attempt, model):
    answers = {"Says what this has meant": vote("o_specific", WORDS), "Makes sure": vote("o_none")}
    with serving(by_text(answers, vote("unsure"))) as server:
        model(server.url)
        out = call("records", "rejudge", attempt, "--judge", "llm")[1]
    first, second = (
        {one["ref_id"]: one.get("option") for one in form["questions"]} for form in evaluations(call, attempt)
    )
    other = [question for question in first if first[question] != second[question]]
    assert "acknowledges" in other
    above = out.split("\nChanged:\n")[1].splitlines()[: len(other) + 1]
    for line, question in zip(above, other, strict=False):
        assert line.endswith(f"({question}): {first[question]} -> {second[question]}")
    assert above[-1].startswith("New for a person to look at: ")
    assert "Nothing changed" not in out


def test_without_a_model_nothing_is_written(call, attempt):
    status, out, err = call("records", "rejudge", attempt, "--judge", "llm")
    assert (status, out) == (3, "")
    assert "No language model is named." in err
    assert len(evaluations(call, attempt)) == 1


def test_what_people_decided_is_not_lost(call, attempt, model):
    given = ("--option", "o_general", "--reason", "It is there.", "--by", "ana")
    assert call("records", "amend", attempt, "acknowledges", *given)[0] == 0
    with serving(by_text({"Says what this has meant": vote("o_specific", WORDS)}, vote("unsure"))) as server:
        model(server.url)
        _, out, _ = call("records", "rejudge", attempt, "--judge", "llm", "--by", "ben")
    assert "What people decided stands as it was: acknowledges." in out
    newest = evaluations(call, attempt)[-1]
    verdict = next(one for one in newest["questions"] if one["ref_id"] == "acknowledges")
    assert (verdict["option"], verdict["source"]) == ("o_general", "human")
    assert "(acknowledges: o_general) [changed by ana]" in call("records", "show", attempt)[1]


def test_an_amendment_of_the_new_form_builds_on_it(call, attempt):
    call("records", "rejudge", attempt)
    given = ("--option", "o_end", "--reason", "It is there.", "--by", "ana")
    assert call("records", "amend", attempt, "closes", *given)[0] == 0
    page = call("records", "show", attempt)[1]
    assert "Amends evaluation 2: closes from o_none to o_end, by ana" in page
    assert page.count("Judged again by") == 1


def test_an_attempt_that_has_not_ended_or_is_not_there_is_refused(call):
    status, _, err = call("records", "rejudge", "nothing")
    assert status == 2
    assert "Traceback" not in err
