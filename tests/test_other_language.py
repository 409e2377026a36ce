"""A reply in another language, through every command: told kindly, kept, and not judged."""

from __future__ import annotations

import io
import json

import pytest

from simulator.cli import main
from tests.e2e.shapes import assert_stream

ONE = "third-message-about-a-parcel"
POLISH = "Bardzo przepraszam za to opóźnienie, sprawdzę to dzisiaj i oddzwonię do Pani jutro."
ENGLISH = "Dana, I am sorry that nobody answered you. I send a new set today; it is with you on Thursday."
NOTICE = {
    "type": "notice", "turn": 2, "notice": "other_language", "language": "pl",
    "text": "That was written in Polish; this customer writes English. "
            "Say it again in English: it does not count against you.",
}  # fmt: skip
REASON = "Not scored: written in Polish, and this form reads English."
LEFT_OUT = [{"turn": 2, "reason": "written in Polish"}]


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    """Run a command line with this input; its status and the lines of its output."""

    def run(*given, said=""):
        monkeypatch.setenv("EMPTY_CHAIR_DATA", str(tmp_path / "data"))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(said.encode()), encoding="utf-8"))
        status = main([*given])
        return status, capsys.readouterr().out.splitlines()

    return run


@pytest.fixture
def play(command):
    def go(*replies, mode="practice"):
        status, lines = command("play", ONE, "--json", "--mode", mode, said="\n".join(replies))
        assert status == 0
        return [json.loads(line) for line in lines]

    return go


def scored(command, tmp_path, *replies):
    turns = [{"speaker": "customer", "text": "Where is my parcel? When does it come?"}]
    for reply in replies:
        turns += [
            {"speaker": "agent", "text": reply},
            {"speaker": "customer", "text": "English, please?"},
        ]
    path = tmp_path / "talk.jsonl"
    path.write_text(json.dumps({"id": "a", "turns": turns}), encoding="utf-8")
    status, lines = command("score", "--rubric", "complaint", str(path))
    assert status == 0
    return json.loads(lines[0])


@pytest.mark.parametrize("mode", ["practice", "certify"])
def test_playing_it_is_noticed_and_left_out(play, mode):
    events = play(POLISH, ENGLISH, mode=mode)
    assert_stream(events, mode)
    assert [event for event in events if event["type"] == "notice"] == [NOTICE]
    kinds = [event["type"] for event in events]
    assert kinds[kinds.index("notice") - 1] == "message"
    assert events[-1]["left_out"] == LEFT_OUT


def test_but_for_the_two_turns_the_conversation_is_the_same(play):
    with_it, without = play(POLISH, ENGLISH), play(ENGLISH)
    said = [[e["text"] for e in events if e["type"] == "message"] for events in (with_it, without)]
    assert said[0][3:] == said[1][1:]
    moods = [[e["mood"] for e in events if e["type"] == "customer"] for events in (with_it, without)]
    assert moods[0][1:] == moods[1]
    scores = [[q["score"] for q in events[-1]["questions"]] for events in (with_it, without)]
    assert scores[0] == scores[1]
    assert with_it[-1]["percentage"] == without[-1]["percentage"]


def test_nothing_else_said_there_is_no_score_and_every_question_says_why(play):
    found = play(POLISH)[-1]
    assert (found["type"], found["percentage"], found["passed"]) == ("evaluation", None, False)
    assert {q["feedback"] for q in found["questions"] if q["status"] == "not_scored"} == {REASON}
    assert {q["status"] for q in found["questions"]} <= {"not_scored", "not_applicable"}


def test_plainly_it_is_a_line_and_the_debrief_says_so(command):
    status, lines = command("play", ONE, "--plain", "--mode", "certify", said=f"{POLISH}\n{ENGLISH}\n")
    assert status == 0
    assert lines[lines.index(f"You: {POLISH}") + 1] == f"({NOTICE['text']})"
    assert "Not judged: reply 1, written in Polish." in lines


def test_it_stays_on_record_with_its_note(play, command):
    attempt = play(POLISH, ENGLISH)[0]["attempt"]
    shown = [json.loads(line) for line in command("records", "show", attempt, "--json")[1]]
    assert next(one for one in shown if one.get("turn") == 2)["note"] == {"other_language": "pl"}
    assert next(one for one in shown if one["type"] == "evaluation")["left_out"] == LEFT_OUT
    assert "  Not judged: turn 2, written in Polish" in command("records", "show", attempt)[1]


def test_resumed_the_turns_come_again_and_the_notice_does_not(play, command):
    attempt = play(POLISH, ENGLISH)[0]["attempt"]
    events = [json.loads(line) for line in command("resume", attempt, "--json")[1]]
    assert [event["turn"] for event in events if event["type"] == "message"] == [1, 2, 3, 4, 5]
    assert "notice" not in {event["type"] for event in events}


def test_a_transcript_is_scored_without_it(command, tmp_path):
    found = scored(command, tmp_path, POLISH, ENGLISH)
    assert found["left_out"] == LEFT_OUT
    alone = scored(command, tmp_path, ENGLISH)
    assert "left_out" not in alone
    assert [q["score"] for q in found["questions"]] == [q["score"] for q in alone["questions"]]


def test_a_transcript_of_nothing_else_is_not_scored(command, tmp_path):
    found = scored(command, tmp_path, POLISH)
    assert (found["percentage"], found["passed"], found["left_out"]) == (None, False, LEFT_OUT)
    assert REASON in {q["feedback"] for q in found["questions"]}


def test_read_alone_it_shows_no_behaviour_and_is_no_error(command, tmp_path):
    path = tmp_path / "replies.jsonl"
    path.write_text(json.dumps({"id": "1", "reply": POLISH}), encoding="utf-8")
    status, lines = command("read", str(path))
    found = json.loads(lines[0])
    assert status == 0
    assert set(found) == {"id", "behaviours"}
    assert not any(one["present"] for one in found["behaviours"].values())
