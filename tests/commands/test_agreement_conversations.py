from __future__ import annotations

import io
import json

import pytest

from simulator.commands.agreement_conversations import missing_told, read_conversations
from simulator.commands.agreement_progress import EVERY, Progress
from simulator.commands.score import Panel
from simulator.content.library import Library
from simulator.errors import UsageError
from tests.commands.sitting import ROOT, turns


@pytest.fixture(scope="module")
def panel():
    return Panel(Library(ROOT), "complaint", None)


def talk(item, at=0, **more):
    return {"id": item, "turns": turns(at), **more}


def test_labelled_conversations_are_read_in_order_and_others_passed_over(panel, write):
    path = write("talks.jsonl", talk("t2"), talk("t1"), talk("t3"), talk("t1"))
    found = read_conversations([str(path)], panel, None, {"t1", "t2", "t9"})
    assert [one.item for one in found.found] == ["t2", "t1"]
    assert (found.missing, found.faults) == (("t9",), ())
    assert found.found[0].rules is panel.judge(None)


def test_the_level_is_that_of_the_line_or_the_one_given(panel, write):
    path = write("talks.jsonl", talk("t1"), talk("t2", level="manager"))
    found = read_conversations([str(path)], panel, "new_hire", {"t1", "t2"}).found
    assert [one.transcript.level for one in found] == ["new_hire", "manager"]


def test_the_same_file_may_hold_labels_too(panel, write):
    path = write("both.jsonl", talk("t1", rater="ana", labels={"closes": "o_none"}))
    assert read_conversations([str(path)], panel, None, {"t1"}).faults == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("words", "this line is not JSON"),
        ({"id": "t2"}, "`turns` must be a list"),
        (talk("t2", levl="agent"), "did you mean 'level'?"),
        (talk("t1", 1), "`t1` stands above with other turns; the first counts"),
        (talk("t2", scenario="nowhere"), "nowhere"),
        ('{"id": "t2", "turns": "\udce9"}', "not in UTF-8"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_the_rest_goes_on(panel, tmp_path, line, said):
    path = tmp_path / "talks.jsonl"
    text = line if isinstance(line, str) else json.dumps(line)
    lines = f"{json.dumps(talk('t1'))}\n{text}\n{json.dumps(talk('t3'))}\n"
    path.write_bytes(lines.encode("utf-8", "surrogateescape"))
    found = read_conversations([str(path)], panel, None, {"t1", "t2", "t3"})
    assert [one.item for one in found.found] == ["t1", "t3"]
    (fault,) = found.faults
    assert fault.startswith(f"{path}:2: ")
    assert said in fault


def test_without_any_labelled_conversation_nothing_can_be_judged(panel, write):
    with pytest.raises(UsageError, match="None of the 2 labelled items"):
        read_conversations([str(write("talks.jsonl", talk("t1")))], panel, None, {"a", "b"})


def test_what_is_missing_is_told_on_one_line():
    assert list(missing_told([])) == []
    (one,) = missing_told(["a"])
    assert one == "1 labelled item has no conversation in the transcripts, and no judge's verdict: a"
    (many,) = missing_told(["a", "b", "c", "d"])
    assert many.startswith("4 labelled items have")
    assert many.endswith(": a, b, c and more")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def progress(err, times):
    return Progress("llm:m", 3, err, iter(times).__next__)


def test_on_a_terminal_one_line_changes():
    err = Terminal()
    telling = progress(err, [0, 1, 2])
    telling(1)
    telling(2)
    telling.end()
    assert err.getvalue() == "\rllm:m: 1 of 3 conversations\rllm:m: 2 of 3 conversations\n"


def test_elsewhere_a_line_comes_now_and_then_and_at_the_end():
    err = io.StringIO()
    telling = progress(err, [0, 1, EVERY, EVERY + 1])
    for done in (1, 2, 3):
        telling(done)
    telling.end()
    assert err.getvalue() == "llm:m: 2 of 3 conversations\nllm:m: 3 of 3 conversations\n"
