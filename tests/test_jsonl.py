from __future__ import annotations

import io
import json

import pytest

from simulator.errors import UnavailableError
from simulator.jsonl import as_json, play_json
from simulator.language.text import MAX_REPLY_CHARS
from tests.fakes.attempts import FORM, GOOD, make_attempt
from tests.fakes.memory_ledger import MemoryLedger


class Watched(io.StringIO):
    """Notes after how many characters it was flushed."""

    def __init__(self):
        super().__init__()
        self.flushed = []

    def flush(self):
        self.flushed.append(self.tell())


def play(attempt, given=b""):
    out, err = Watched(), io.StringIO()
    status = play_json(attempt, io.BytesIO(given), out, err)
    return status, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), out


def kinds(events):
    return [event["type"] for event in events]


def test_a_conversation_to_its_end():
    status, events, err, _ = play(make_attempt(), f"{GOOD}\nthanks\nnot read\n".encode())
    assert (status, err) == (0, "")
    assert kinds(events) == [
        "attempt", "brief", "message", *(["message", "reading", "customer", "message"] * 2),
        "ended", "evaluation",
    ]  # fmt: skip
    assert events[-2] == {
        "type": "ended",
        "ending": "resolved",
        "scorable": True,
        "stars": 5,
        "tells": "Good.",
    }
    assert events[-1] == {"type": "evaluation", **FORM}


def test_every_line_is_flushed_at_once():
    *_, out = play(make_attempt(), GOOD.encode())
    ends = [at for at, letter in enumerate(out.getvalue(), 1) if letter == "\n"]
    assert out.flushed == ends


def test_the_end_of_the_input_is_leaving():
    _, events, _, _ = play(make_attempt(), GOOD.encode())
    assert events[-2]["ending"] == "agent_ended"
    assert events[-2]["scorable"] is True


@pytest.mark.parametrize(("action", "ending"), [("leave", "agent_ended"), ("step_out", "safety_exit")])
def test_a_way_out(action, ending):
    given = f'{GOOD}\n{{"action": "{action}"}}\nnot read\n'.encode()
    _, events, _, _ = play(make_attempt(), given)
    ended = next(event for event in events if event["type"] == "ended")
    assert ended["ending"] == ending
    assert ("evaluation" in kinds(events)) is (ending == "agent_ended")


def test_a_reply_that_is_too_long_is_cut_and_told():
    _, events, err, _ = play(make_attempt(), b"a" * (MAX_REPLY_CHARS + 5))
    assert len(events[3]["text"]) == MAX_REPLY_CHARS
    assert f"{MAX_REPLY_CHARS + 5:,}" in err


def test_the_cleaned_length_counts():
    _, events, err, _ = play(make_attempt(), ("a" * MAX_REPLY_CHARS + "\u200b" * 50).encode())
    assert len(events[3]["text"]) == MAX_REPLY_CHARS
    assert err == ""


def test_an_attempt_that_has_ended_reads_nothing():
    ledger = MemoryLedger()
    play(make_attempt(ledger), f"{GOOD}\nthanks\n".encode())
    source = io.BytesIO(b"more\n")
    out = io.StringIO()
    play_json(make_attempt(ledger, record=ledger.attempt("a1")), source, out, io.StringIO())
    events = [json.loads(line) for line in out.getvalue().splitlines()]
    assert source.tell() == 0
    assert events[0]["resumed"] is True
    assert kinds(events) == ["attempt", *["message"] * 5, "ended", "evaluation"]


def test_a_record_that_fails_goes_up():
    ledger = MemoryLedger()
    attempt = make_attempt(ledger)
    ledger.fail_next = UnavailableError("The disk is full.")
    with pytest.raises(UnavailableError):
        play(attempt, b"hello")


def test_other_things_are_no_events():
    with pytest.raises(TypeError):
        as_json("an event")
