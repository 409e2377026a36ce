"""`empty-chair calibrate`, from the making of a round to its labels."""

from __future__ import annotations

import io
import json
import sys

import pytest

from simulator.cli import main
from simulator.records.sql_ledger import SqlLedger
from tests.reviewing.building import RUBRIC, keep_attempt

TALKS = [
    {"id": "t1", "turns": [{"speaker": "customer", "text": "Where is my train?"},
                           {"speaker": "agent", "text": "I am sorry.\nIt comes at 5 pm today."}]},
    {"id": "t2", "turns": [{"speaker": "customer", "text": "I waited."},
                           {"speaker": "agent", "text": "That is noted."}]},
]  # fmt: skip


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


@pytest.fixture
def library(tmp_path):
    for name in ("scenarios", "rubrics"):
        (tmp_path / "library" / name).mkdir(parents=True)
    (tmp_path / "library" / "rubrics" / "small.yaml").write_text(RUBRIC, encoding="utf-8")
    return tmp_path / "library"


@pytest.fixture
def call(tmp_path, library, capsys, monkeypatch):
    def run(*given, typed=None):
        if typed is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        try:
            status = main(["calibrate", *given, "--data", str(tmp_path / "data"), "--library", str(library)])
        except SystemExit as ended:
            status = ended.code
        found = capsys.readouterr()
        return status, found.out, found.err

    return run


@pytest.fixture
def talks(tmp_path):
    return write(tmp_path / "talks.jsonl", TALKS)


@pytest.fixture
def march(call, talks):
    status, out, err = call(
        "new", "march", "--rubric", "small", "--transcripts", talks, "--raters", "ana, ben", "--by", "lead"
    )
    assert (status, err) == (0, "")
    return out


def answers(path, *options):
    places = [("t1", "sorry"), ("t1", "asked"), ("t2", "sorry"), ("t2", "asked")]
    rows = [
        {"id": item, "question": question, "option": option}
        for (item, question), option in zip(places, options, strict=False)
    ]
    return write(path, rows)


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def test_a_round_begins_blind(call, march):
    assert "2 conversations, rubric small version 3, level agent" in march
    assert "ana  0 of 4 answered" in march
    status, out, err = call("show", "march", "--json")
    (found,) = objects(out)
    assert (status, err) == (0, "")
    assert (found["raters"], found["revealed"], found["places"]) == ({"ana": 0, "ben": 0}, False, 4)
    status, out, err = call("export", "march")
    assert (status, out) == (2, "")
    assert "still blind" in err


def test_a_form_is_filled_at_the_terminal_and_gone_on_with(call, march):
    status, out, _ = call("fill", "march", "--by", "ana", typed="1\n?\n9\nb\n2\nq\n")
    assert status == 0
    assert (
        "  1 customer  Where is my train?\n  2 agent     I am sorry.\n              It comes at 5 pm" in out
    )
    assert "1 of 4  Says sorry\n  In plain words.\n  1. Said\n  2. Half said\n" in out
    assert "There is no '9'." in out
    assert "  1. Said (your answer)" in out
    assert "Kept. 3 left" in out
    status, out, _ = call("fill", "march", "--by", "ana", typed="1\no_no\n3\n")
    assert "1 of 4  Says sorry" not in out
    assert "All answered. Thank you." in out
    own = call("show", "march", "--by", "ana", "--json")[1]
    assert [line["option"] for line in objects(own)[1:]] == ["o_half", "o_all", "o_no", "not_applicable"]
    assert "o_half" not in call("show", "march", "--by", "ben")[1]
    assert call("list", "--by", "ana")[1] == ""
    assert "march" in call("list", "--by", "ben")[1]


def test_a_form_breaks_its_lines_at_words(call, tmp_path, monkeypatch):
    said = " ".join(f"term{number:02}" for number in range(60))
    talk = {**TALKS[0], "turns": [{"speaker": "agent", "text": f"{said}\n\nhttps://x.example/{'y' * 90}"}]}
    path = write(tmp_path / "long.jsonl", [talk])
    call("new", "long", "--rubric", "small", "--transcripts", path, "--raters", "ana")
    monkeypatch.setenv("COLUMNS", "60")
    lines = call("fill", "long", "--by", "ana", typed="q\n")[1].splitlines()
    shown = [line for line in lines if "term" in line]
    assert max(map(len, shown)) <= 60
    assert " ".join(" ".join(shown).split()) == f"1 agent {said}"
    assert all(line.startswith(" " * 14) for line in shown[1:])
    assert f"{'':14}https://x.example/{'y' * 90}" in lines


def test_input_that_ends_keeps_what_was_answered(call, march):
    assert call("fill", "march", "--by", "ana", typed="1\n")[0] == 0
    assert objects(call("show", "march", "--json")[1])[0]["raters"] == {"ana": 1, "ben": 0}


def test_when_everybody_is_done_they_stand_beside_each_other(call, march, tmp_path):
    ana = answers(tmp_path / "ana.jsonl", "o_yes", "o_all", "o_no", "not_applicable")
    labels = {"sorry": "o_half", "asked": "o_all"}
    ben = write(tmp_path / "ben.jsonl", [
        {"rater": "ben", "id": "t1", "labels": labels},
        {"id": "t2", "labels": {"sorry": "o_no", "asked": "not_scored"}},
    ])  # fmt: skip
    assert call("fill", "march", "--by", "ana", "--answers", ana)[0] == 0
    status, out, _ = call("fill", "march", "--by", "ben", "--answers", ben)
    assert (status, "Everybody is done." in out) == (0, True)
    assert "See: empty-chair calibrate show march" in out
    out = call("show", "march")[1]
    assert "Everybody is done." in out
    assert "calibrate show" not in out
    assert "  ≠ sorry: Says sorry\n      ana: o_yes\n      ben: o_half\n      judge: o_yes" in out
    assert "Agreement among the raters: 50 % (2 of 4)" in out
    assert "Agreement of ana with the judge: 100 % (4 of 4)" in out
    found = objects(call("show", "march", "--json")[1])
    assert found[1]["answers"] == {"ana": "o_yes", "ben": "o_half", "judge": "o_yes"}
    assert [line["type"] for line in found] == ["round", *["comparison"] * 4, *["agreement"] * 3]
    assert found[5]["among_raters"] == {"percent": 50.0, "same": 2, "pairs": 4}
    rows = objects(call("export", "march")[1])
    assert rows[2] == {"rater": "judge", "id": "t1", "question": "sorry", "option": "o_yes"}
    assert call("fill", "march", "--by", "ana", typed="")[0] == 2


def test_the_trainer_closes_a_round(call, march, tmp_path):
    answers_of_ana = answers(tmp_path / "ana.jsonl", "o_yes")
    call("fill", "march", "--by", "ana", "--answers", answers_of_ana)
    status, out, _ = call("close", "march", "--by", "lead")
    assert (status, "Closed by lead." in out) == (0, True)
    assert "Agreement among the raters: nothing to compare" in call("show", "march")[1]
    assert "closed" in call("list")[1]


def test_every_fault_of_a_file_of_answers_is_named_and_nothing_entered(call, march, tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text(
        '{"id": "t1", "question": "sorry", "option": "o_yes"}\nno json\n'
        '{"id": "t1", "question": "sory", "option": "o_yes"}\n[]\n'
        '{"id": "t1", "question": "asked", "option": 3}\n{"rater": "ben", "id": "t1", "labels": {}}\n'
    )
    status, out, err = call("fill", "march", "--by", "ana", "--answers", str(path))
    assert (status, out) == (2, "")
    for number in (2, 3, 4, 5, 6):
        assert f"line {number}: " in err
    assert "Nothing was entered." in err
    assert objects(call("show", "march", "--json")[1])[0]["raters"]["ana"] == 0


def test_attempts_on_record_are_judged_too(call, tmp_path):
    with SqlLedger.open(tmp_path / "data") as ledger:
        keep_attempt(ledger, "0190aa01")
        keep_attempt(ledger, "0190bb01")
    given = ("new", "april", "--rubric", "small", "--attempts", "0190aa,0190bb01", "--raters", "ana")
    status, out, _ = call(*given, "--json")
    assert status == 0
    assert objects(out)[0]["items"] == ["0190aa01", "0190bb01"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("new", "march", "--rubric", "smal", "--transcripts", "{}", "--raters", "ana"), "smal"),
        (("new", "march", "--rubric", "small", "--transcripts", "{}", "--raters", ","), "needs raters"),
        (("new", "A b", "--rubric", "small", "--transcripts", "{}", "--raters", "ana"), "name of a round"),
        (
            ("new", "march", "--rubric", "small", "--transcripts", "none.jsonl", "--raters", "ana"),
            "none.jsonl",
        ),
        (("new", "march", "--rubric", "small", "--attempts", "0190", "--raters", "ana"), "no attempt"),
        (("new", "march", "--rubric", "small", "--raters", "ana"), "--transcripts"),
        (("show", "april"), "no calibration round 'april'"),
        (("fill", "april", "--by", "ana"), "no calibration round"),
        (("close", "april", "--by", "ana"), "no calibration round"),
    ],
)
def test_wrong_use_is_told_without_a_traceback(call, talks, given, told):
    status, out, err = call(*(talks if part == "{}" else part for part in given))
    assert (status, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_a_line_that_is_no_transcript_is_named_and_no_round_made(call, tmp_path):
    path = write(tmp_path / "bad.jsonl", [*TALKS, {"id": "t3"}, {**TALKS[0], "scenario": "none"}])
    given = ("new", "march", "--rubric", "small", "--transcripts", path, "--raters", "ana")
    status, _, err = call(*given)
    assert status == 2
    assert "line 3: " in err
    assert "line 4: " in err
    assert "No round was made." in err
    assert "no calibration rounds" in call("list")[2]


def test_a_name_is_taken_once(call, march, talks):
    given = ("new", "march", "--rubric", "small", "--transcripts", talks, "--raters", "ana")
    assert call(*given)[0] == 2


def test_nothing_but_text_reaches_the_terminal(call, tmp_path):
    nasty = [{"id": "t\x1b[31m1", "turns": [{"speaker": "agent", "text": "a\x1b[31m b\x07"}]}]
    path = write(tmp_path / "nasty.jsonl", nasty)
    call("new", "march", "--rubric", "small", "--transcripts", path, "--raters", "ana", "--by", "lead")
    out = call("fill", "march", "--by", "ana", typed="3\n")[1]
    assert "a b" in out
    for text in (out, call("show", "march")[1], call("show", "march", "--json")[1]):
        assert not set(text) & set("\x1b\x07")
