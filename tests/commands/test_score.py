from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from simulator.commands.score import run
from simulator.errors import NotFoundError, UnavailableError, UsageError

ROOT = Path(__file__).parents[2]
TURNS = [
    {"speaker": "customer", "text": "Nobody came to fit my door. When do you come?"},
    {"speaker": "agent", "text": "I'm sorry nobody came. I send a fitter for your door on Tuesday at 8."},
]


def line(**changed) -> str:
    return json.dumps({"id": "a", "turns": TURNS} | changed)


def call(*files, judge="rules", rubric="complaint", level=None, library=ROOT):
    args = Namespace(rubric=rubric, judge=judge, files=[str(f) for f in files], library=library, level=level)
    out, err = io.StringIO(), io.StringIO()
    status = run(args, out, err)
    return status, [json.loads(one) for one in out.getvalue().splitlines()], err.getvalue()


@pytest.fixture
def talks(tmp_path):
    def write(*lines: str, name="talks.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def test_one_evaluation_a_line_in_order(talks):
    first = talks(line(id="a"), "", line(id="b"))
    second = talks(line(id="c"), name="more.jsonl")
    status, found, err = call(first, second)
    assert (status, err) == (0, "")
    assert [one["id"] for one in found] == ["a", "b", "c"]
    assert {one["type"] for one in found} == {"evaluation"}
    assert found[0]["rubric"]["id"] == "complaint"
    assert len(found[0]["rubric"]["sha256"]) == 64
    assert 0 < found[0]["percentage"] < 100


def test_a_line_that_cannot_be_read_is_told_and_the_rest_goes_on(talks):
    status, found, err = call(talks("{", line(turns=3), '{"turns": []}', line(id="z")))
    assert status == 1
    assert [one["id"] for one in found] == [None, "a", None, "z"]
    assert "line 1" in found[0]["error"]
    assert "`turns`" in found[1]["error"]
    assert set(found[1]) == {"id", "error"}
    assert "percentage" in found[3]
    assert err == "3 lines could not be scored.\n"


def test_a_scenario_that_is_not_there_is_a_fault_of_its_line(talks):
    status, found, _ = call(talks(line(scenario="no-such-thing"), line(id="b")))
    assert status == 1
    assert "no-such-thing" in found[0]["error"]
    assert found[1]["id"] == "b"


def test_a_scenario_gives_its_own_wording(talks):
    scenario = "third-message-about-a-parcel"
    _, found, _ = call(talks(line(scenario=scenario), line()))
    wordings = (ROOT / "scenarios" / f"{scenario}.yaml").read_text(encoding="utf-8")
    assert found[0]["gaps"][0]["ref_id"] == found[1]["gaps"][0]["ref_id"]
    assert found[0]["percentage"] == found[1]["percentage"]
    own = [gap["better"] for gap in found[0]["gaps"] if gap["ref_id"] in wordings.partition("\nwording:")[2]]
    assert own
    assert all(better in wordings for better in own)


def test_the_level_holds_for_transcripts_that_name_none(talks):
    path = talks(line(), line(level="agent"))
    _, found, _ = call(path, level="new_hire")
    assert [one["mastery_score"] for one in found] == [0.75, 0.8]


def test_a_blank_file_gives_nothing_and_says_so(talks):
    path = talks("", "  ")
    assert call(path) == (0, [], f"{path}: there is no transcript in it.\n")


@pytest.mark.parametrize(
    ("key", "meant"), [("scenaro", "scenario"), ("Level", "level"), ("scenario_id", "scenario")]
)
def test_a_misspelt_key_is_an_error_of_its_line(talks, key, meant):
    status, found, _ = call(talks(line(**{key: "agent"}), line(id="b")))
    assert status == 1
    assert found[0] == {"id": "a", "error": f"line 1: unknown key `{key}`; did you mean {meant!r}?"}
    assert found[1]["type"] == "evaluation"


def test_other_keys_are_passed_over_and_named_once(talks):
    status, found, err = call(talks(line(band="good", uid="7"), line(id="b", band="poor")))
    assert status == 0
    assert [one["type"] for one in found] == ["evaluation", "evaluation"]
    assert err == "note: keys that judging has no use for were passed over: `band`, `uid`\n"


def test_a_scenario_of_another_rubric_is_an_error_of_its_line(talks):
    status, found, _ = call(talks(line(scenario="the-internet-in-his-name"), line(id="b")))
    assert status == 1
    assert found[0]["error"] == (
        "line 1: the scenario `the-internet-in-his-name` is judged by the rubric `bereavement`, not by "
        "`complaint`; score it with `--rubric bereavement`, or leave `scenario` out"
    )
    assert found[1]["id"] == "b"


def test_message_and_advice_are_two_sentences(talks):
    _, (found,), _ = call(talks(line(turns=3)))
    assert "`turns` must be a list with at least one turn. Write one object a line" in found["error"]


def test_a_line_in_another_encoding_is_refused_and_the_rest_goes_on(tmp_path):
    path = tmp_path / "latin.jsonl"
    odd = line(turns=[{"speaker": "customer", "text": "Voß?"}])
    path.write_bytes(
        json.dumps(json.loads(odd), ensure_ascii=False).encode("latin-1") + b"\n" + line(id="b").encode()
    )
    status, found, _ = call(path)
    assert status == 1
    assert found[0] == {"id": "a", "error": "line 1: the line is not in UTF-8; save the file as UTF-8"}
    assert found[1]["type"] == "evaluation"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_says_what_to_do(tmp_path, encoding):
    path = tmp_path / "wide.jsonl"
    path.write_bytes(line().encode(encoding))
    with pytest.raises(UsageError, match="UTF-16") as fault:
        call(path)
    assert fault.value.hint == "Save it as UTF-8."


@pytest.mark.parametrize("indent", [None, 2])
def test_one_json_document_is_recognised(tmp_path, indent):
    path = tmp_path / "all.json"
    path.write_text(json.dumps([json.loads(line()), json.loads(line(id="b"))], indent=indent))
    with pytest.raises(UsageError, match="looks like one JSON document"):
        call(path)
    path.write_text(json.dumps(json.loads(line()), indent=2))
    with pytest.raises(UsageError, match="looks like one JSON document"):
        call(path)


def test_personas_and_rubrics_that_came_along_stand_in(tmp_path, talks):
    assert call(talks(line()), library=tmp_path)[0] == 0
    with pytest.raises(NotFoundError, match="nowhere"):
        call(talks(line()), library=tmp_path / "nowhere")


def test_without_a_model_the_model_judge_says_so_before_anything_is_read(tmp_path):
    with pytest.raises(UnavailableError) as fault:
        call(tmp_path / "nowhere.jsonl", judge="llm", library=tmp_path / "nowhere")
    assert fault.value.exit_status == 3
    assert fault.value.message == "No language model is named."
    assert "EMPTY_CHAIR_MODEL" in fault.value.hint


def test_an_unknown_rubric_names_the_nearest(talks):
    with pytest.raises(NotFoundError, match="complant") as fault:
        call(talks(line()), rubric="complant")
    assert "complaint" in f"{fault.value.message} {fault.value.hint}"


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_opened_is_named(tmp_path, name):
    with pytest.raises(UsageError, match=r"jsonl|/") as fault:
        call(tmp_path / name)
    assert str(tmp_path) in fault.value.message


def test_odd_bytes_do_no_harm(tmp_path):
    path = tmp_path / "odd.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + line().encode() + b"\n\xff\xfe\n" + line(id="b").encode() + b"\r\n")
    status, found, _ = call(path)
    assert status == 1
    assert [one["id"] for one in found] == ["a", None, "b"]


def test_standard_input_and_the_command_line():
    command = [
        sys.executable,
        "-m",
        "simulator",
        "score",
        "--rubric",
        "complaint",
        "--library",
        str(ROOT),
        "-",
    ]
    done = subprocess.run(
        command,
        input=line(id="é") + "\nno\n",
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["id"] == "é"
    assert second["error"].startswith("line 2")
    assert "Traceback" not in done.stderr


def test_the_guide_s_example_is_scored(talks):
    guide = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```json\n(.*?)\n```$", guide, re.DOTALL | re.MULTILINE)
    status, (found,), err = call(talks(example))
    assert (status, err, found["id"]) == (0, "", "call-17")
