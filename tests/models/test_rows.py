"""Rows and talks as they are read from files; labels of the helpdesk find their texts by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from models.rows import Row, helpdesk, helpdesk_talks, helpdesk_turns, labelled, lines_of, talks
from simulator.behaviours import BEHAVIOURS
from tests.models.written import write_lines

MODELS = Path(__file__).parents[2] / "models"
CONTEXT = (
    "customer: My line is dead\nsince noon\nhelpdesk: Which line?\ncustomer: 7\nhelpdesk: I look.\nWait."
)


def test_rows_are_read_with_their_labels_file_by_file(tmp_path):
    one = {"id": "a", "customer": "Hi", "reply": "Hello", "present": ["thanks", "thanks"], "why": "more"}
    first = write_lines(tmp_path / "a.jsonl", [one])
    second = write_lines(tmp_path / "b.jsonl", [one | {"id": "b", "present": []}])
    assert labelled([first, second]) == [
        Row("a", "Hi", "Hello", frozenset({"thanks"})),
        Row("b", "Hi", "Hello", frozenset()),
    ]


def test_blank_lines_are_no_rows(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('\n{"id": "é"}\n  \n', encoding="utf-8")
    assert list(lines_of(path)) == [{"id": "é"}]


def test_a_helpdesk_talk_is_taken_apart_by_its_speakers():
    assert helpdesk_turns(CONTEXT) == (
        {"speaker": "customer", "text": "My line is dead\nsince noon"},
        {"speaker": "agent", "text": "Which line?"},
        {"speaker": "customer", "text": "7"},
        {"speaker": "agent", "text": "I look.\nWait."},
    )


def test_what_stands_before_the_first_speaker_belongs_to_no_turn():
    assert helpdesk_turns("Talk 7\nhelpdesk: Hi: hello\nnote: aside") == (
        {"speaker": "agent", "text": "Hi: hello\nnote: aside"},
    )
    assert helpdesk_turns("") == ()


@pytest.fixture
def helpdesk_files(tmp_path):
    def files(*ids: str) -> list[Path]:
        turns = [{"id": "alone", "context": "x" * 800 + "Last words", "reply": "We look."}]
        return [
            write_lines(tmp_path / "labels", [{"id": one, "present": ["explains"]} for one in ids]),
            write_lines(tmp_path / "turns", turns),
            write_lines(tmp_path / "talks", [{"id": "talk", "context": CONTEXT}]),
        ]

    return files


def test_labels_find_their_texts_by_id_in_the_order_of_the_labels(helpdesk_files):
    found = helpdesk(*helpdesk_files("talk-t2", "alone", "talk-t1"))
    assert [(row.id, row.reply) for row in found] == [
        ("talk-t2", "I look.\nWait."),
        ("alone", "We look."),
        ("talk-t1", "Which line?"),
    ]
    assert [row.customer for row in found][::2] == ["7", "My line is dead\nsince noon"]
    assert {row.present for row in found} == {frozenset({"explains"})}


def test_of_a_long_context_the_end_is_kept(helpdesk_files):
    (row,) = helpdesk(*helpdesk_files("alone"))
    assert len(row.customer) == 700
    assert row.customer.endswith("Last words")


def test_a_label_without_a_text_is_an_error(helpdesk_files):
    with pytest.raises(KeyError, match="talk-t3"):
        helpdesk(*helpdesk_files("talk-t3"))


def test_talks_have_a_quality_and_helpdesk_talks_the_satisfaction_of_people(tmp_path):
    turns = [{"speaker": "agent", "text": "Hi"}]
    (one,) = talks(write_lines(tmp_path / "a", [{"id": "a", "turns": turns, "quality": 70}]))
    assert (one.id, one.turns, one.quality) == ("a", tuple(turns), 70.0)
    rated = [{"id": "b", "context": "helpdesk: Hi", "labels": {"satisfaction": -0.5, "other": 1}}]
    (two,) = helpdesk_talks(write_lines(tmp_path / "b", rated))
    assert (two.id, two.turns, two.quality) == ("b", tuple(turns), -0.5)


HELD_OUT = ["rows/panel", "rows/support", "talks/range"]


def test_these_files_are_held_out_and_no_others():
    found = [path.relative_to(MODELS).as_posix() for path in MODELS.glob("*/*-held-out.jsonl")]
    assert sorted(found) == [f"{name}-held-out.jsonl" for name in HELD_OUT]


@pytest.mark.parametrize("name", HELD_OUT)
def test_no_row_is_both_trained_on_and_held_out(name):
    held = {line["id"]: line for line in lines_of(MODELS / f"{name}-held-out.jsonl")}
    assert held
    for path in _trained_on():
        mine = {line["id"]: line for line in lines_of(path)}
        assert mine
        assert mine.keys().isdisjoint(held)
        assert _texts(mine.values()).isdisjoint(_texts(held.values()))


def _trained_on() -> list[Path]:
    """Every file of rows or talks that is not held out, whatever its name."""
    return [path for path in sorted(MODELS.glob("*/*.jsonl")) if not path.stem.endswith("-held-out")]


def _texts(lines: Iterable[Mapping[str, Any]]) -> set[str]:
    """Replies and talks, but for stock phrases ("I understand.") that anybody may write."""
    texts = {str(line.get("reply") or line.get("turns") or "") for line in lines}
    return {text for text in texts if len(text.split()) > 4}


@pytest.mark.parametrize(
    "path", sorted(MODELS.glob("[lr]*/*.jsonl")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_every_label_is_a_behaviour_and_every_id_comes_once(path):
    lines = list(lines_of(path))
    assert {label for line in lines for label in line["present"]} <= set(BEHAVIOURS)
    assert len({line["id"] for line in lines}) == len(lines)


@pytest.mark.parametrize("path", sorted(MODELS.glob("talks/*.jsonl")), ids=lambda path: path.stem)
def test_every_talk_has_a_quality_of_0_to_100_and_a_reply(path):
    for talk in talks(path):
        assert 0 <= talk.quality <= 100
        assert "agent" in {turn["speaker"] for turn in talk.turns} <= {"agent", "customer"}


def test_the_labels_of_the_helpdesk_hold_no_texts():
    for path in MODELS.glob("labels/*.jsonl"):
        assert all(line.keys() == {"id", "present"} for line in lines_of(path))
