from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.customer.cue import Act
from simulator.customer.guarding.guard import refuse_line, refuse_rest
from simulator.customer.guarding.length import most_words, wanted_words
from simulator.customer.guarding.refusal import Kind, Refusal
from tests.customer.guarding.samples import WARM, Turn, moment

MARKUP = (
    "**WHEN** exactly?",
    "`when`?",
    "# When",
    "- When?\n- Where?",
    "1. When?",
    "[red]When?[/red]",
    "<b>When</b>?",
    "{when}",
    "When? https://parcel.example",
    "When?\x1b[31m",
    "When\u202e?",
    "When\u200b?",
    "When? &amp; where?",
    "~~When~~?",
    "__When__?",
    "[END]",
)
STAGE = (
    "*sighs* And when?",
    "[angry] And when?",
    "(laughs) And when?",
    "And when? (sighs)",
    "(long pause)",
    "And *slams the table* when?",
    "(angrily) When?",
    "When? (typing)",
    "_sighs_ And when?",
    "(rolls eyes) When?",
    "[silence]",
    "(quietly) When, then?",
)
SPEAKERS = (
    "Agent: And when?",
    "Customer: And when?",
    "Dana: And when?",
    "Dana Okafor: And when?",
    "Assistant: And when?",
    "User: And when?",
    "And when?\nAgent: Tomorrow.",
    "Support: Hello.",
    "Me: And when?",
    "System: Hello.",
    "Customer Service: Hello.",
    "Response: And when?",
    "agent: when",
)
FOREIGN = (
    "Kiedy dostanę moją paczkę?",
    "Proszę mi powiedzieć, kiedy to przyjdzie.",
    "Nie wiem, co się dzieje z moją paczką.",
    "Когда?",
    "Где моя посылка?",
    "Kada gausiu savo siuntą, pasakykite?",
    "بسته من کجاست؟",
    "Wann kommt denn mein Paket endlich an?",
    "Wo ist mein Paket geblieben, bitte schön?",
    "Quand est-ce que mon colis arrive enfin?",
    "Dove si trova il mio pacco adesso?",
    "Cuando llega por fin mi paquete perdido?",
    "And when? Когда?",
)
EMPTY = ("", " ", "\n", "...", "?", "!!", "…", "- ", "?!", ". . .", '""', "\u00a0")


def kind_of(line, grounds=None):
    refusal = refuse_line(line, grounds or moment())
    return refusal and refusal.kind


@pytest.mark.parametrize("line", MARKUP)
def test_markup_and_hidden_signs_are_refused(line):
    assert kind_of(line) in (Kind.MARKUP, Kind.STAGE_DIRECTION)


@pytest.mark.parametrize("line", STAGE)
def test_gestures_are_refused(line):
    assert kind_of(line) is Kind.STAGE_DIRECTION


@pytest.mark.parametrize("line", SPEAKERS)
def test_nobody_is_named_as_the_speaker(line):
    assert kind_of(line) is Kind.OTHER_SPEAKER


@pytest.mark.parametrize("line", FOREIGN)
def test_other_languages_are_refused(line):
    assert kind_of(line) is Kind.OTHER_LANGUAGE


@pytest.mark.parametrize("line", EMPTY)
def test_nothing_is_no_message(line):
    assert refuse_rest(line, moment()).kind is Kind.EMPTY


@pytest.mark.parametrize(
    "line",
    [
        "WHEN.",
        "And when (roughly)?",
        "You said: soon.",
        "And then: nothing.",
        "It says 'delivered'. It isn't.",
        'It says "delivered". It isn\'t.',
        "Well... when?",
        "When - and no \u201csoon\u201d.",
        "Hm. OK.",
        "So?",
        "Right; when?",
        "Na\u00efve of me. When?",
        "OK! When?!",
        "I'd say: when?",
    ],
)
def test_plain_words_pass(line):
    assert kind_of(line) is None


def test_silence_may_be_dots():
    assert kind_of("...", moment(act=Act.SILENCE, lines=("...",))) is None


def test_words_are_counted_against_channel_and_mood():
    rant = " ".join(["so when is it"] * 20) + "?"
    assert kind_of(rant) is Kind.TOO_LONG
    lines = ("Ten words are enough to make a difference here, say.",)
    sour, warm = moment(lines=lines), moment(lines=lines, mood=WARM)
    assert wanted_words(moment().cue, "chat") == 6
    assert wanted_words(sour.cue, "chat") == 10
    assert most_words(sour.cue, "chat") < most_words(warm.cue, "chat") < most_words(warm.cue, "email")


@pytest.mark.parametrize("words", [120, 200, 900])
def test_nobody_writes_a_novel_whatever_there_is_to_say(words):
    grounds = moment(lines=(" ".join(["well"] * 60),), mood=WARM)
    assert kind_of(" ".join(["well"] * words), grounds) is Kind.TOO_LONG


def test_a_message_is_not_said_twice():
    said = [Turn("customer", "I waited in the kitchen all day for that driver."), Turn("agent", "I see.")]
    again = moment(more=said)
    for line in (
        "I waited in the kitchen all day for that driver.",
        "I waited all day in the kitchen for that driver.",
        "All day I waited in the kitchen for that driver!",
        "So? I waited in the kitchen all day for that driver.",
        "WAITED in the kitchen all day for that driver, I did.",
    ):
        assert kind_of(line, again) is Kind.REPEATED, line
    assert kind_of("And when exactly?", moment(more=[Turn("customer", "And when exactly?")])) is None
    assert kind_of("I sat in the kitchen.", again) is None


def test_a_sentence_is_not_said_twice_in_one_message():
    assert kind_of("Nobody cares about my money there. Nobody cares about my money there.") is Kind.REPEATED


def test_a_reason_quotes_at_most_a_line_and_nothing_hidden():
    reason = Refusal(Kind.ENDS, "bye\x1b" * 100).reason
    assert "\x1b" not in reason
    assert len(reason) < 160


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Kiedy dok\u0142adnie?", None),
        ("Nie dzi\u0119kuj\u0119.", None),
        ("(\u015bmieje si\u0119)", Kind.STAGE_DIRECTION),
        ("*wzdycha* Kiedy?", Kind.STAGE_DIRECTION),
        ("`Kiedy`?", Kind.MARKUP),
        ("Agent: Kiedy?", Kind.OTHER_SPEAKER),
        ("Dana: Kiedy?", Kind.OTHER_SPEAKER),
        ("\u041a\u043e\u0433\u0434\u0430?", Kind.OTHER_LANGUAGE),
        ("And when do you think that it will be here?", Kind.OTHER_LANGUAGE),
        (" ".join(["kiedy"] * 40), Kind.TOO_LONG),
        ("Kosztowa\u0142o 79,90.", Kind.INVENTED),
        ("...", Kind.EMPTY),
    ],
)
def test_a_language_without_words_of_its_own_has_the_checks_that_need_none(line, kind):
    assert kind_of(line, replace(moment(), language="pl", locked={})) is kind
