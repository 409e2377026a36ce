from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.customer.cue import Act, Cue, CuePart
from simulator.customer.voice import ScriptedVoice

LINES = tuple(f"Line {letter}." for letter in "abcdef")


def speak(voice, part, said=frozenset()):
    return voice.say(Cue((part,), {}), frozenset(said))


def test_seed_zero_takes_the_authors_order():
    said: list[str] = []
    for _ in LINES:
        said += speak(ScriptedVoice(0), CuePart(Act.ASK, "x", LINES), said).lines
    assert tuple(said) == LINES


@given(st.integers(min_value=0, max_value=10**6))
def test_no_line_comes_twice_while_another_is_left(seed):
    said: list[str] = []
    for _ in LINES:
        said += speak(ScriptedVoice(seed), CuePart(Act.ASK, "x", LINES), said).lines
    assert sorted(said) == sorted(LINES)


def test_seeds_differ_and_each_is_repeatable():
    part = CuePart(Act.ASK, "x", LINES)
    spoken = {speak(ScriptedVoice(seed), part).text for seed in range(40)}
    assert len(spoken) > 3
    assert speak(ScriptedVoice(7), part) == speak(ScriptedVoice(7), part)


def test_when_its_own_lines_are_used_up_the_fallback_follows():
    part = CuePart(Act.ASK, "x", ("One.",), ("Two.",))
    assert speak(ScriptedVoice(), part, {"One."}).text == "Two."


def test_an_optional_part_is_left_out_rather_than_repeated():
    parts = (CuePart(Act.THANKS, "x", ("Good.",), optional=True), CuePart(Act.ASK, "y", ("When?",)))
    spoken = ScriptedVoice().say(Cue(parts, {}), frozenset({"Good."}))
    assert spoken.text == "When?"


def test_something_is_said_even_when_every_line_was_said_before():
    part = CuePart(Act.REACTION, "x", ("Good.",), optional=True)
    assert speak(ScriptedVoice(), part, {"Good."}).text == "Good."
