from __future__ import annotations

import io
import json
import re
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from simulator.behaviours import BEHAVIOURS
from simulator.commands.read import run
from simulator.errors import UsageError


def read(files: list[str], language: str | None = "en") -> tuple[int, list[dict[str, Any]], str]:
    out, err = io.StringIO(), io.StringIO()
    status = run(Namespace(language=language, files=files), out, err)
    return status, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def written(tmp_path: Path, *lines: str) -> str:
    path = tmp_path / "replies.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_all_behaviours_are_always_there_in_order_and_quotes_are_in_the_reply(tmp_path: Path) -> None:
    reply = "Dana, I'm sorry. It arrives on Friday."
    row = json.dumps({"id": "a", "customer": "Where is it?", "reply": reply})
    status, (answer,), err = read([written(tmp_path, row)])
    assert (status, err) == (0, "")
    assert answer["id"] == "a"
    assert list(answer["behaviours"]) == list(BEHAVIOURS)
    finding = answer["behaviours"]["apologises"]
    assert finding["present"] is True
    assert 0.5 <= finding["confidence"] <= 1
    for quote in finding["quotes"]:
        assert reply[quote["start"] : quote["end"]] == quote["quote"]


@pytest.mark.parametrize(
    ("line", "number_id"),
    [
        ("not json", None),
        ("7", None),
        ('{"id":"x"}', "x"),
        ('{"id":"x","reply":7}', "x"),
        ('{"id":"x","reply":"hi","customer":[]}', "x"),
        ("[" * 100_000, None),
    ],
)
def test_a_bad_line_is_told_and_the_rest_goes_on(tmp_path: Path, line: str, number_id: str | None) -> None:
    good = json.dumps({"id": "good", "reply": "Thank you."})
    status, answers, err = read([written(tmp_path, line, "", good)])
    assert status == 1
    assert answers[0]["id"] == number_id
    assert "line 1" in answers[0]["error"]
    assert answers[1]["behaviours"]["thanks"]["present"] is True
    assert "1 line could not be read" in err


def test_plain_text_is_answered_with_the_right_form(tmp_path: Path) -> None:
    _, answers, _ = read([written(tmp_path, "I am sorry.", "{broken")])
    form = '{"id": "1", "customer": "Where is it?", "reply": "It comes on Friday."}'
    assert answers[0]["error"] == f"line 1 is plain text and no JSON; write one object a line: {form}"
    assert answers[1]["error"].startswith("line 2 is no JSON (")
    assert form in answers[1]["error"]
    assert read([written(tmp_path, form)])[0] == 0


def test_one_json_document_is_no_list_of_lines(tmp_path: Path) -> None:
    document = json.dumps([{"id": "a", "reply": "Thanks."}], indent=1)
    with pytest.raises(UsageError, match="looks like one JSON document"):
        read([written(tmp_path, document)])


def test_a_row_without_a_customer_is_read(tmp_path: Path) -> None:
    status, (answer,), _ = read(
        [written(tmp_path, '{"id":1,"customer":null,"reply":"Thanks"}')], language=None
    )
    assert status == 0
    assert answer["id"] == 1


def test_a_byte_order_mark_and_bad_bytes_are_borne(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id":"a","reply":"Thanks \xff"}\n')
    status, (answer,), _ = read([str(path)])
    assert status == 0
    assert answer["behaviours"]["thanks"]["present"] is True


def test_standard_input_is_read_without_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b'{"id":"a","reply":"Thanks"}\n'))
    monkeypatch.setattr("sys.stdin", stdin)
    assert read([])[1][0]["id"] == "a"


def test_a_missing_file_and_an_unknown_language_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        read([str(tmp_path / "nowhere")])
    with pytest.raises(UsageError, match="xx"):
        read([], language="xx")


def test_the_guide_s_example_is_read(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```json\n(.*?)\n```$", guide, re.DOTALL | re.MULTILINE)
    status, (answer,), _ = read([written(tmp_path, example)])
    assert (status, answer["id"]) == (0, "1")
    assert answer["behaviours"]["commits_to_action"]["present"] is True
