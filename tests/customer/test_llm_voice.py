from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

import pytest

from simulator.attempt.dialogue import Dialogue
from simulator.attempt.ledger import TurnRecord
from simulator.customer.cue import Act, Cue, CuePart
from simulator.customer.guarding.cutting import Cutter
from simulator.customer.guarding.grounds import ways_of_telling
from simulator.customer.llm_voice import LLMVoice
from simulator.customer.model import CustomerModel
from simulator.customer.models import ModelFailure
from simulator.customer.voice import ScriptedVoice, Utterance
from simulator.language.reader import Reader
from tests.customer.guarding.samples import INTERNET, LETTER, PARCEL, SHIPPED, SOUR, Turn, opening_of, part_of

ASK = Cue((CuePart(Act.ASK, "date", ("And when exactly?",), ("Well?",)),), SOUR)
LONG_ASK = replace(
    ASK, parts=(CuePart(Act.ASK, "date", ("I would like to hear a day now. And when exactly?",)),)
)


@dataclass
class FakeModel:
    """Answers with the given texts, one each time; a failure among its pieces is raised there."""

    answers: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    closed: int = 0

    async def stream(self, messages, limits):
        self.asked.append((list(messages), limits))
        try:
            for piece in self.answers[len(self.asked) - 1]:
                if isinstance(piece, Exception):
                    raise piece
                yield piece
        finally:
            self.closed += 1


def voice_of(*answers, key=PARCEL, agent="Please wait.", channel=None):
    part = part_of(key)
    if channel:
        part = replace(part, scenario=part.scenario.model_copy(update={"channel": channel}))
    turns = [opening_of(key), Turn("agent", agent)]
    return LLMVoice(FakeModel(list(answers)), part, lambda: turns, ScriptedVoice())


def spoken(voice, cue=ASK, said=frozenset()):
    """The texts shown one after the other, and the utterance."""

    async def run():
        return [piece async for piece in voice.pieces(cue, said)]

    *shown, utterance = asyncio.run(run())
    assert isinstance(utterance, Utterance)
    assert "".join(shown) == utterance.text
    return shown, utterance


def test_what_passes_is_shown_sentence_by_sentence():
    voice = voice_of(["So. Wh", "en", " is it? I wa", "nt a day."])
    shown, utterance = spoken(voice, LONG_ASK)
    assert shown == ["So.", " When is it?", " I want a day."]
    assert utterance == Utterance("So. When is it? I want a day.", "llm", ())
    assert voice.model.closed == 1


def test_a_sentence_is_shown_before_the_next_is_there():
    async def run():
        voice = voice_of(["So? ", "When is it?", ModelFailure("never reached")])
        async for piece in voice.pieces(LONG_ASK, frozenset()):
            return piece, voice.model

    piece, model = asyncio.run(run())
    assert piece == "So?"
    assert len(model.asked) == 1


def test_a_refusal_is_told_and_asked_once_more():
    voice = voice_of(["Thank you so much!"], ["When, then?"])
    shown, utterance = spoken(voice)
    assert shown == ["When, then?"]
    assert (utterance.voice, utterance.reason) == ("llm-retried", "too_soft")
    (first, _), (second, _) = voice.model.asked
    assert "Thank you" in second[-1]["content"]
    assert second[-1]["content"].startswith(first[-1]["content"])
    assert second[:-1] == first[:-1]


def test_after_two_refusals_the_author_speaks():
    voice = voice_of(["How can I help you?"], ["I am leaving."])
    _, utterance = spoken(voice)
    assert utterance == Utterance("And when exactly?", "scripted-fallback", ("And when exactly?",), "ends")
    assert voice.model.closed == 2


def test_a_failure_is_not_asked_again():
    voice = voice_of([ModelFailure("timeout")])
    _, utterance = spoken(voice)
    assert utterance == Utterance("And when exactly?", "scripted-fallback", ("And when exactly?",), "timeout")
    assert len(voice.model.asked) == 1


def test_no_half_sentence_is_shown_when_the_model_breaks_off():
    _, utterance = spoken(voice_of(["When is", ModelFailure("cut_off")]))
    assert utterance.text == "And when exactly?"


def test_whole_sentences_stay_and_the_author_goes_on_without_saying_them_again():
    cue = replace(ASK, parts=(CuePart(Act.ASK, "date", ("Nobody names a day. And when exactly?",)),))
    shown, utterance = spoken(voice_of(["Nobody names a day there. When will", ModelFailure("cut_off")]), cue)
    assert shown == ["Nobody names a day there.", " And when exactly?"]
    assert (utterance.voice, utterance.reason) == ("scripted-fallback", "cut_off")
    assert utterance.lines == ("Nobody names a day. And when exactly?",)


def test_when_the_model_said_all_of_it_the_author_adds_nothing():
    shown, utterance = spoken(voice_of(["And when exactly? How", ModelFailure("cut_off")]))
    assert shown == ["And when exactly?"]
    assert utterance.voice == "scripted-fallback"


def test_a_second_try_goes_on_after_what_was_shown():
    voice = voice_of(["So? Have a nice day."], ["So? When is it?"])
    shown, utterance = spoken(voice, LONG_ASK)
    assert shown == ["So?", " When is it?"]
    assert utterance.voice == "llm-retried"
    assert '"So?"' in voice.model.asked[1][0][-1]["content"]


@pytest.mark.parametrize("answer", [[], [""], ["  \n"], ["...", " !"], ["\u200b"]])
def test_nothing_is_no_answer(answer):
    _, utterance = spoken(voice_of(answer, answer))
    assert utterance.text == "And when exactly?"
    assert utterance.voice == "scripted-fallback"


def test_an_endless_sentence_is_not_listened_to():
    voice = voice_of(*[(" so" for _ in range(10**9)) for _ in range(2)])
    _, utterance = spoken(voice)
    assert utterance.reason == "too_long"
    assert voice.model.closed == 2


def test_a_fact_that_is_due_is_told_by_the_author_when_the_model_leaves_it_out():
    fact = part_of(PARCEL).scenario.facts["birthday"]
    part = CuePart(Act.FACT, "birthday", tuple(fact.say))
    cue = Cue((part,), SOUR, frozenset({"birthday"}), ("birthday",))
    _, utterance = spoken(voice_of(["Soon, I hope."], ["Soon, I hope."]), cue)
    assert utterance.text == f"Soon, I hope. {fact.say[0]}"
    assert utterance.reason == "left_out"


def test_an_authors_line_that_the_model_took_counts_as_said():
    _, utterance = spoken(voice_of(["So. And when exactly?"]), LONG_ASK)
    assert utterance.lines == ()
    _, utterance = spoken(voice_of(["And when exactly?"]))
    assert utterance.lines == ("And when exactly?",)


def test_letters_keep_their_paragraphs_and_chats_have_none():
    assert spoken(voice_of(["So?\n\nWhen is it?"]), LONG_ASK)[1].text == "So? When is it?"
    assert spoken(voice_of(["So?\n\nWhen is it?"], channel="email"), LONG_ASK)[1].text == "So?\n\nWhen is it?"


def test_the_model_may_write_no_more_than_will_be_shown():
    voice = voice_of(["When?"])
    spoken(voice)
    assert 40 < voice.model.asked[0][1].tokens < 200


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pieces_of_any_size_give_the_same_sentences(size):
    text = 'Well... no. It says "unpaid." Is that 48.20? Mr. Okafor!\nAnd (really) when, e.g. now?! OK'
    cutter = Cutter("en")
    cut = [s for at in range(0, len(text), size) for s in cutter.add(text[at : at + size])] + cutter.close()
    assert "".join(cut) == text
    assert len(cut) == 6


# A model that does everything it should not.

FLIPS = ("How can I help you today?", "As an AI language model, I cannot say.", "I will refund you now.")
THANKS = ("Thank you so much, you are wonderful.", "I am so sorry, you are the best.")
ENDS = ("I am leaving now, goodbye.", "Close the chat.")
MARKUP = ("**Damn** it!", "[red]Well[/red]", "*sighs* Well.", "Agent: Done.", "\x1b[31mWell.")
REPLIES = {
    PARCEL: (
        "Dana, you wrote twice and nobody answered. That was our failure, and I'm sorry.",
        "When do you need it?",
        "I'm sending you a new set today, free of charge. It is there on Thursday 19 November.",
        "Is there anything about your door or address that the driver should know?",
        "Did you ask the neighbours?",
        "Our system says delivered. There is nothing I can do.",
        "It goes with a signature, and I follow the tracking myself. Anything else?",
    ),
    LETTER: (
        "Good evening, my name is Aylin. You have done nothing wrong.",
        "Did you change your bank recently?",
        "Your old account is closed, so the money came back. Your lights stay on.",
        "Do you have our app on your phone?",
        "Open the app, please. What do you see at the bottom?",
        "It is explained in the letter, sir. That is your responsibility.",
        "You get a text within two minutes. On 1 July we collect the 48.20.",
    ),
    INTERNET: (
        "I'm very sorry that Arne has died.",
        "Would you like to keep the internet at home?",
        "I'm putting the contract in your name today, with the same number.",
        "Have you got any letters from us?",
        "Is there anything of Arne's that you would like to keep?",
        "For data protection reasons we need a certified copy, that is our policy.",
        "I've cancelled the reminder and the 5 euros. Letters in his name are stopped.",
    ),
}


@dataclass
class WildModel:
    """Says what the prompt wants, or leaks, flips, thanks, ends, writes markup, or breaks off."""

    random: Random
    leaks: tuple

    async def stream(self, messages, limits):
        text = " ".join(self._sentence(messages) for _ in range(self.random.randint(1, 3)))
        while text:
            size = self.random.randint(1, 40)
            yield text[:size]
            text = text[size:]
            if self.random.random() < 0.02:
                raise ModelFailure("cut_off")

    def _sentence(self, messages):
        if self.random.random() < 0.5:
            return self._wanted(messages[-1]["content"])
        return self.random.choice(self.random.choice((self.leaks, FLIPS, THANKS, ENDS, MARKUP)))

    def _wanted(self, direction):
        manners = [
            line.split("In the manner of: ")[1].split(" / ")
            for line in direction.splitlines()
            if "In the manner of: " in line
        ]
        return " ".join(self.random.choice(lines) for lines in manners)


@cache
def reader_of(key):
    return Reader("en", part_of(key).scenario.topics)


async def whole(voice, cue, said):
    async for piece in voice.pieces(cue, said):
        if isinstance(piece, Utterance):
            return piece
    raise AssertionError("a message ends with its utterance")


async def converse(key, replies, voice_for):
    """The dialogue, and each message with its cue."""
    part = part_of(key)
    dialogue = Dialogue(CustomerModel(part.scenario, part.persona), reader_of(key))
    voice = voice_for(part, dialogue)
    heard = []
    for reply in [*replies, None]:
        utterance = await whole(voice, dialogue.cue, dialogue.said)
        heard.append((dialogue.cue, utterance))
        note = dialogue.note(utterance)
        dialogue.add(TurnRecord(dialogue.next_turn, "customer", utterance.text, "", utterance.voice, note))
        if dialogue.cue.close is not None or reply is None:
            return dialogue, heard
        dialogue.add(TurnRecord(dialogue.next_turn, "agent", reply, ""))
        dialogue.hear()
    raise AssertionError("a conversation ends")


def trajectory(dialogue, heard):
    return [
        (cue.close, cue.unlocked, tuple(one.ref for one in cue.parts)) for cue, _ in heard
    ], dialogue.state


def is_warm(cue):
    thanks = any(one.act is Act.THANKS for one in cue.parts)
    resolved = cue.close is not None and cue.close.ending == "resolved"
    return thanks or resolved or min(cue.mood.get("patience", 0), cue.mood.get("trust", 0)) >= 60


def forbidden_in(text, cue, part):
    authored = [line for one in cue.parts for line in (*one.lines, *one.fallback)]
    locked = [fact for name, fact in part.scenario.facts.items() if name not in cue.facts]
    told = [way for fact in locked for way in ways_of_telling(fact) if way in text and way not in authored]
    never = [bad for bad in (*FLIPS, *MARKUP) if bad in text]
    unearned = [bad for bad in THANKS if bad in text and not is_warm(cue)]
    ended = [bad for bad in ENDS if bad in text and cue.close is None]
    return told + never + unearned + ended


@pytest.mark.parametrize("key", SHIPPED)
@pytest.mark.sampled(1)
def test_whatever_a_model_says_the_learner_sees_nothing_forbidden_and_code_decides(key):
    go_wild(key, range(40))


@pytest.mark.slow
@pytest.mark.parametrize("key", SHIPPED)
def test_a_thousand_wild_conversations_show_nothing_forbidden(key):
    go_wild(key, range(40, 380))


def go_wild(key, seeds):
    part = part_of(key)
    leaks = tuple(way for fact in part.scenario.facts.values() for way in ways_of_telling(fact))
    voices = set()
    for seed in seeds:
        random = Random(f"{key} {seed}")
        replies = random.choices(REPLIES[key], k=random.randint(1, 6))
        model = WildModel(random, leaks)
        wild = asyncio.run(
            converse(key, replies, lambda p, d, m=model: LLMVoice(m, p, lambda: d.turns, ScriptedVoice()))
        )
        plain = asyncio.run(converse(key, replies, lambda p, d, s=seed: ScriptedVoice(s)))
        assert trajectory(*wild) == trajectory(*plain)
        for cue, utterance in wild[1]:
            assert forbidden_in(utterance.text, cue, part) == [], (seed, utterance)
            assert utterance.text.strip()
            voices.add(utterance.voice)
    assert voices == {"llm", "llm-retried", "scripted-fallback"}
