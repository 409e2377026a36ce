"""The tone over the turns: it decays only where a hard fact shows it."""

from __future__ import annotations

import pytest

from tests.judging.building import bench_of, reading, rule

BROKEN = "My lamp is broken. What do I do?"
HOW = "And how do I send the old one back?"
WARM = reading(
    "I'm so sorry about the lamp, Mr Green. You waited two weeks and it came in pieces. Put it in the box.",
    apologises="I'm so sorry about the lamp",
    gives_instruction="Put it in the box",
)
PLAIN = reading("We pay the postage. It is free for you.", explains="We pay the postage")


def tone(*said) -> tuple[bool, str | None]:
    """Whether it holds, and the words where it fell."""
    bench = bench_of(*said)
    fallen = bench.outcome(rule(tone="decays"), earning=False)
    assert fallen.holds is bool(fallen.proofs)
    return bench.outcome(rule(tone="holds"), earning=True).holds, next(
        (proof.quote for proof in fallen.proofs), None
    )


def test_a_brush_off_or_blame_after_warm_words_is_a_decay():
    brushed = reading("That is how it is.", brushes_off="That is how it is")
    blamed = reading("You broke it.", blames="You broke it")
    assert tone(BROKEN, WARM, "Who pays?", PLAIN, HOW, brushed) == (False, "That is how it is")
    assert tone(BROKEN, WARM, "Who pays?", blamed) == (False, "You broke it")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("As I already told you, it is in the letter.", "As I already told"),
        ("For the third time: it is in the letter.", "For the third time:"),
        ("Good luck with that.", "Good luck with that"),
        ("It's in the letter. Are we done?", "Are we done"),
        ("Not my problem.", "Not my problem"),
        ("Calm down and read it.", "Calm down"),
        ("Whatever.", "Whatever"),
    ],
)
def test_sarcasm_is_a_decay(text, quote):
    assert tone(BROKEN, WARM, HOW, reading(text)) == (False, quote)


@pytest.mark.parametrize(
    "text",
    [
        "You had to write for the third time, that is not right.",
        "If it goes dark again, it is the same button.",
        "Whatever you choose, the box is free.",
        "Congratulations, that was the last step.",
        "You have already done the hard part.",
    ],
)
def test_friendly_words_that_look_alike_are_none(text):
    assert tone(BROKEN, WARM, HOW, reading(text, explains=text[:-1])) == (True, None)


def test_a_bare_word_to_an_open_question_after_long_replies_is_a_decay():
    assert tone(BROKEN, WARM, "Who pays?", PLAIN, HOW, reading("Ok.")) == (False, "Ok.")
    assert tone(BROKEN, WARM, HOW, reading("Read it.", gives_instruction="Read it", signposts="Read it")) == (
        False,
        "Read it.",
    )


def test_a_terse_competent_close_is_no_decay():
    assert tone(BROKEN, WARM, "Is it free?", PLAIN, "Do I need the box?", reading("Yes.")) == (True, None)
    press = reading("Press the green knob.", gives_instruction="Press the green knob")
    assert tone(BROKEN, WARM, "And how do I open it?", press) == (True, None)
    assert tone(BROKEN, WARM, "Great, that is all.", reading("Done.")) == (True, None)
    assert tone(BROKEN, WARM, HOW, reading("Gladly, please wait.")) == (True, None)


def test_a_reply_that_was_never_long_or_warm_does_not_fall():
    short = reading("Sorry. Box it.", apologises="Sorry", gives_instruction="Box it")
    assert tone(BROKEN, short, HOW, reading("Ok.")) == (True, None)
    cold = reading("That is how it is.", brushes_off="That is how it is")
    assert tone(BROKEN, PLAIN, HOW, cold) == (False, None)
    assert tone(BROKEN, cold, HOW, cold) == (False, None)


def test_what_happens_in_the_middle_is_no_decay_of_the_end():
    cold = reading("That is how it is.", brushes_off="That is how it is")
    assert tone(BROKEN, WARM, "Hm", cold, "Hm", PLAIN) == (True, None)


def test_in_doubt_a_brush_off_does_not_count():
    unsure = reading("That is how it is.", brushes_off="That is how it is", confidence=0.52)
    assert tone(BROKEN, WARM, "Hm", unsure) == (True, None)


def test_one_reply_has_no_end_to_compare():
    assert tone(BROKEN, WARM) == (False, None)


def test_courteous_words_at_the_end_are_the_proof_that_it_holds():
    bench = bench_of(BROKEN, WARM, "Thanks", reading("Thank you for telling us.", thanks="Thank you"))
    assert [proof.quote for proof in bench.outcome(rule(tone="holds"), earning=True).proofs] == ["Thank you"]
