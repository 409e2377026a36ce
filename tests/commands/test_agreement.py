from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from simulator.behaviours import BEHAVIOURS
from simulator.cli import main
from tests.commands.agreeing import ACKNOWLEDGES, drawn, labels

ROOT = Path(__file__).parents[2]
TALKS = ROOT / "tests" / "judging" / "transcripts" / "complaint.jsonl"


def test_every_question_is_an_object_and_the_whole_comes_last(call, three):
    status, found, err = call(*three, "--json", "--rubric", "complaint")
    assert (status, err) == (0, "")
    assert [line["type"] for line in found] == ["agreement", "summary"]
    question, whole = found
    assert question["title"] == "Says what this has meant for this customer"
    assert (question["level"], question["items"], question["raters"]) == (
        "ordinal",
        60,
        ["ana", "ben", "cleo"],
    )
    assert list(question["prevalence"]) == list(ACKNOWLEDGES)
    assert list(question["statistics"]) == [
        "percent_agreement", "kappa", "kappa_linear", "kappa_quadratic",
        "alpha_nominal", "alpha_ordinal", "icc",
    ]  # fmt: skip
    assert [pair["raters"] for pair in question["pairs"]] == [
        ["ana", "ben"],
        ["ana", "cleo"],
        ["ben", "cleo"],
    ]
    kappa = question["statistics"]["kappa"]
    assert kappa["low"] < kappa["value"] < kappa["high"]
    assert (kappa["items"], kappa["resamples"], kappa["provisional"], kappa["too_few"]) == (
        60,
        100,
        True,
        False,
    )
    assert {"icc_3_1", "icc_2_k"} <= set(question["statistics"]["icc"])
    assert (whole["resamples"], whole["seed"], whole["lines_unusable"], whole["items"]) == (100, 0, 0, 60)
    assert whole["means"]["kappa"] == {"value": kappa["value"], "questions": 1}


def test_without_a_rubric_texts_are_not_ordered_and_numbers_are(call, write, three):
    _, found, _ = call(*three, "--json")
    assert (found[0]["level"], "title" in found[0], "icc" in found[0]["statistics"]) == (
        "nominal",
        False,
        False,
    )
    numbers = [
        write(
            f"{who}.jsonl", *({"id": f"t{at}", "question": "q", "value": (at * step) % 4} for at in range(40))
        )
        for who, step in (("ana", 1), ("ben", 3))
    ]
    _, found, _ = call(*numbers, "--json")
    assert (found[0]["level"], list(found[0]["prevalence"])) == ("ordinal", ["0", "1", "2", "3"])
    assert found[0]["raters"] == ["ana", "ben"]


@pytest.mark.parametrize(("items", "mark"), [(29, "TOO FEW"), (30, "provisional"), (200, None)])
def test_few_items_are_marked(call, write, items, mark):
    files = [write(f"{who}.jsonl", *labels(who, drawn(items, who))) for who in ("ana", "ben")]
    _, out, _ = call(*files)
    line = next(line for line in out.splitlines() if line.startswith("kappa "))
    assert line.split()[1] == str(items)
    assert line.endswith(mark) if mark else "provisional" not in out
    assert (line.split("]")[1].split() == ["TOO", "FEW"]) == (items < 30)  # and no word beside it
    assert ("Warning: TOO FEW means fewer than 30 items" in out) == (mark == "TOO FEW")
    _, found, _ = call(*files, "--json")
    kappa = found[0]["statistics"]["kappa"]
    assert (kappa["too_few"], kappa["provisional"]) == (items < 30, items < 200)
    assert ("warning" in kappa) == (items < 200)
    assert ("words" in kappa) == (items >= 30)


def test_the_page_fits_eighty_columns(call, write, three):
    long = write("long.jsonl", *labels("一二三四五六七八九十一二三四五六七八九十", drawn(60, 9, 0.3)))
    for given in ([*three, "--rubric", "complaint"], [*three, long], [three[0], long, "--resamples", "0"]):
        _, out, _ = call(*given)
        assert max(map(cell_len, out.splitlines())) <= 80
        assert "STATISTIC" in out
    assert "No intervals were asked for" in out
    assert "means over the pairs" not in out
    assert "means over the pairs" in call(*three)[1]


def test_resamples_without_a_value_are_told(call, write):
    files = [write(f"{who}.jsonl", *labels(who, "aab")) for who in ("ana", "ben")]
    _, out, _ = call(*files)
    assert "resamples one of these was not defined" in out
    _, found, _ = call(*files, "--json")
    assert found[0]["statistics"]["kappa"]["resamples"] < 100


def test_a_kappa_that_is_not_defined_is_told(call, write):
    files = [write(f"{who}.jsonl", *labels(who, ["o_none"] * 40)) for who in ("ana", "ben")]
    _, out, _ = call(*files)
    line = next(line for line in out.splitlines() if line.startswith("kappa "))
    assert "none" in line
    assert "only one option was used" in line
    assert "Chosen: o_none 100 %" in out
    assert "kappa runs low" not in out
    _, found, _ = call(*files, "--json")
    assert found[0]["statistics"]["kappa"] == {
        "value": None,
        "items": 40,
        "undefined": "only one option was used",
    }


def test_one_sided_labels_are_told(call, write):
    said = ["o_none"] * 57 + ["o_general"] * 3
    files = [write("ana.jsonl", *labels("ana", said)), write("ben.jsonl", *labels("ben", said[::-1]))]
    _, out, _ = call(*files)
    assert "Chosen: o_general 5 %, o_none 95 %" in out
    assert "kappa runs low here" in out
    assert call(*files, "--json")[1][0]["one_sided"] is True


def test_forms_of_the_judge_are_compared_with_people(call, write, capsys):
    assert main(["score", "--rubric", "complaint", str(TALKS)]) == 0
    forms = capsys.readouterr().out.splitlines()
    people = []
    for line in forms:
        data = json.loads(line)
        data["judge"]["id"] = "ana"
        data["percentage"] = max(0, data["percentage"] - 10)
        people.append(data)
    status, found, _ = call(
        write("judge.jsonl", *forms), write("ana.jsonl", *people), "--json", "--rubric", "complaint"
    )
    assert status == 0
    questions = [line for line in found if line["type"] == "agreement"]
    rated = [line["statistics"]["percent_agreement"]["value"] for line in questions if line["items"]]
    assert len(rated) > 8
    assert set(rated) == {100}
    percentage = found[-2]
    assert (percentage["type"], percentage["raters"]) == ("percentage", ["ana", "rules"])
    assert percentage["statistics"]["icc"]["value"] < percentage["statistics"]["icc"]["icc_3_1"]
    assert percentage["means"]["ana"] < percentage["means"]["rules"]


@pytest.fixture
def readings(write, capsys):
    """What `read` says of replies, and what a person saw: all but one of the apologies."""
    replies = [
        {"id": f"r{at}", "reply": "I am sorry about that." if at % 3 == 0 else "It comes on Friday."}
        for at in range(36)
    ]
    assert main(["read", str(write("replies.jsonl", *replies))]) == 0
    read = write("read.jsonl", *capsys.readouterr().out.splitlines())
    seen = [
        {
            "id": f"r{at}",
            "rater": "ana",
            "present": ["apologises"] if at % 3 == 0 and at else ["gives_timeframe"],
        }
        for at in range(36)
    ]
    return read, write("ana.jsonl", *seen)


def test_readings_are_measured_against_a_person(call, readings):
    status, found, _ = call(*readings, "--json")
    assert status == 0
    assert [line["type"] for line in found] == ["agreement"] * 19 + ["detection", "summary"]
    detection = found[-2]
    assert (detection["reader"], detection["rater"]) == ("read", "ana")
    assert list(detection["behaviours"]) == list(BEHAVIOURS)
    apologises = detection["behaviours"]["apologises"]
    assert (apologises["yes"], apologises["recall"], apologises["precision"]) == (11, 1.0, round(11 / 12, 4))
    assert apologises["f1"]["value"] == round(22 / 23, 4)
    assert apologises["auc"]["value"] == round(1 - 0.5 / 25, 4)
    assert detection["macro_f1"]["behaviours"] == ["apologises", "gives_timeframe"]
    _, out, _ = call(*readings)
    assert "read against ana, taken to be right" in out
    assert "of 2 that occur at least 8 times" in out
    assert max(map(cell_len, out.splitlines())) <= 80


def test_behaviours_are_no_questions_of_a_rubric(call, readings):
    status, out, err = call(*readings, "--rubric", "complaint")
    assert (status, out) == (2, "")
    assert "compare them without --rubric" in err


@pytest.mark.slow
def test_the_same_files_give_the_same_bytes(three):
    def said(hash_seed, *more):
        given = ["agreement", *map(str, three), "--resamples", "100", "--rubric", "complaint", *more]
        env = {**os.environ, "PYTHONHASHSEED": hash_seed}
        ran = subprocess.run(
            [sys.executable, "-m", "simulator", *given], capture_output=True, cwd=ROOT, env=env, check=True
        )
        return ran.stdout

    assert said("1") == said("2")
    assert said("1", "--json") == said("2", "--json")
    assert said("1", "--seed", "5") != said("1")


def test_the_order_of_files_changes_nothing(call, three):
    assert call(*three, "--rubric", "complaint") == call(*reversed(three), "--rubric", "complaint")


def test_numpy_is_not_needed(three):
    given = ["agreement", *map(str, three), "--resamples", "100"]
    code = (
        f"import sys\nfrom simulator.cli import main\nstatus = main({given!r})\n"
        "found = {'numpy', 'scipy', 'sklearn', 'krippendorff', 'textual', 'sqlalchemy'} & set(sys.modules)\n"
        "sys.exit(', '.join(found) if found else status)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert ran.returncode == 0, ran.stderr
