from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.judging.transcript import Turn, id_in, parse_line, parse_object
from simulator.language.text import MAX_REPLY_CHARS

GOOD = {"id": "a", "turns": [{"speaker": "customer", "text": "Hi"}, {"speaker": "agent", "text": "Hello"}]}


def test_reads_turns_level_scenario_and_channel():
    more = {"level": "manager", "scenario": "lost-bag", "channel": "email", "quality": 3}
    transcript = parse_line(json.dumps(GOOD | more))
    assert transcript.id == "a"
    assert transcript.turns == (Turn("customer", "Hi"), Turn("agent", "Hello"))
    assert (transcript.level, transcript.scenario, transcript.channel) == ("manager", "lost-bag", "email")
    assert parse_object(GOOD).channel is None
    assert [number for number, _ in transcript.numbered()] == [1, 2]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "not an object"),
        ({"turns": GOOD["turns"]}, "`id`"),
        ({"id": 7, "turns": GOOD["turns"]}, "`id`"),
        ({"id": "  ", "turns": GOOD["turns"]}, "`id`"),
        ({"id": "a"}, "`turns`"),
        ({"id": "a", "turns": []}, "`turns`"),
        ({"id": "a", "turns": {"1": 2}}, "`turns`"),
        ({"id": "a", "turns": ["Hi"]}, "turn 1"),
        ({"id": "a", "turns": [*GOOD["turns"], {"speaker": "bot", "text": "x"}]}, "turn 3: `speaker`"),
        ({"id": "a", "turns": [{"speaker": ["agent"], "text": "x"}]}, "turn 1: `speaker`"),
        ({"id": "a", "turns": [{"speaker": "agent", "text": None}]}, "turn 1: `text`"),
        (GOOD | {"level": "boss"}, "`level`"),
        (GOOD | {"level": ["agent"]}, "`level`"),
        (GOOD | {"scenario": 4}, "`scenario`"),
        (GOOD | {"channel": "pigeon"}, "`channel` must be one of chat, phone, email"),
        (GOOD | {"channel": ["email"]}, "`channel`"),
    ],
)
def test_says_what_is_wrong_and_where(data, message):
    with pytest.raises(UsageError, match=message):
        parse_object(data)


@pytest.mark.parametrize("line", ["", "{", '{"id": "a",}', "[" * 100_000, "nul", "\x00"])
def test_a_line_that_is_no_json_is_told_so(line):
    with pytest.raises(UsageError, match=r"not JSON|not an object"):
        parse_line(line)


def _is_told_or_read(parse, data) -> bool:
    try:
        return bool(parse(data).turns)
    except UsageError as fault:
        return bool(fault.message)


@given(st.text(max_size=60))
def test_any_line_is_a_transcript_or_a_usage_error(line):
    assert _is_told_or_read(parse_line, line)
    assert id_in(line) is None or isinstance(id_in(line), str)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "turns", "speaker", "text", "level"]), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_any_json_is_a_transcript_or_a_usage_error(data):
    assert _is_told_or_read(parse_object, data)


def test_text_from_outside_is_cleaned_and_the_given_words_are_kept():
    data = {"id": "a\x1b[31m", "turns": [{"speaker": "agent", "text": "So\x1b[2Jrry\r\nMia"}]}
    transcript = parse_object(data)
    assert transcript.id == "a"
    assert transcript.turns[0].text == "Sorry\nMia"
    assert transcript.turns[0].given == data["turns"][0]["text"]


def test_a_very_long_text_is_cut_where_reading_ends():
    long = "word " * MAX_REPLY_CHARS
    turn = parse_object({"id": "a", "turns": [{"speaker": "agent", "text": long}]}).turns[0]
    assert turn.text == long[:MAX_REPLY_CHARS]
    assert turn.given is None


def test_the_id_of_a_broken_transcript_is_found_when_there_is_one():
    assert id_in('{"id": "x9", "turns": 3}') == "x9"
    assert id_in('{"id": 9}') is None
    assert id_in("[]") is None
    assert id_in("no") is None
