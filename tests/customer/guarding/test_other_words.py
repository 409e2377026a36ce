from __future__ import annotations

import pytest

from simulator.customer.cue import Act, Close
from simulator.customer.guarding.grounds import texts_of
from simulator.customer.guarding.guard import refuse_line
from tests.customer.guarding.samples import INTERNET, LETTER, PARCEL, moment, part_of

LEFT = Close("customer_left", 1, "Never again.")


def asked(key, need):
    return {"key": key, "ref": need, "lines": [*texts_of(part_of(key).scenario.needs[need].ask)]}


def telling(key, fact):
    lines = [*texts_of(part_of(key).scenario.facts[fact].say)]
    return {"key": key, "act": Act.FACT, "ref": fact, "lines": lines, "now": [fact]}


def plain(key, act):
    lines = [*texts_of(getattr(part_of(key).persona.lines, act.value))]
    return {"key": key, "act": act, "ref": "", "lines": lines}


def reacting(key, *lines):
    return {"key": key, "act": Act.REACTION, "ref": "", "lines": lines}


IN_OTHER_WORDS = [
    (asked(PARCEL, "date"), "Fine, but I need an actual day. Which day will it be here?"),
    (asked(PARCEL, "date"), "'Soon' isn't a day. Give me a weekday."),
    (
        asked(PARCEL, "heard"),
        "Two messages, five days, and not a single person replied. Is anyone going to acknowledge that?",
    ),
    (
        asked(PARCEL, "heard"),
        "I've written to you three times now and you talk to me as if this were the first. Seriously?",
    ),
    (asked(PARCEL, "remedy"), "OK, and what are you actually going to do to get me my parcel?"),
    (asked(PARCEL, "remedy"), "That tells me nothing. Where's my train set and what happens next?"),
    (
        asked(PARCEL, "safe"),
        "And what stops the courier from marking it delivered again while I get nothing?",
    ),
    (plain(PARCEL, Act.DONT_KNOW), "I have no idea why you're asking me that. Can we stick to my parcel?"),
    (
        {
            "act": Act.DEFLECT,
            "ref": "money_tight",
            "lines": part_of(PARCEL).scenario.facts["money_tight"].deflect,
        },
        "I'm not after a refund. I ordered a train set and I want it.",
    ),
    (plain(PARCEL, Act.OFFERED), "If it gets me my parcel, then yes."),
    (plain(PARCEL, Act.SILENCE), "Fine. Waiting."),
    (plain(PARCEL, Act.UNCLEAR), "I have no idea what that means. Say it in plain words."),
    (
        telling(PARCEL, "birthday"),
        "By Saturday. It's my son's fifth birthday and that train set is his present.",
    ),
    (telling(PARCEL, "was_home"), "I was home all afternoon. Nobody rang, and there was no card."),
    (
        telling(PARCEL, "side_door"),
        "It's 14A, actually, round the side. Couriers always ring at 14 and nobody's there during the day.",
    ),
    (
        telling(PARCEL, "review_written"),
        "By the way, I've got a one-star review written. I just haven't posted it yet.",
    ),
    (
        reacting(PARCEL, "Wow. OK.", "So that's it? I'm supposed to live with that?"),
        "So that's your answer? I'm just supposed to accept it?",
    ),
    (reacting(PARCEL, "OK. You're the first one to say that."), "OK. Finally someone who admits it."),
    (
        {"act": Act.THANKS, "lines": part_of(PARCEL).scenario.needs["remedy"].thanks},
        "OK. Good. That's what I was after.",
    ),
    (
        {"act": Act.ENDING, "lines": ["I am writing that review now. Bye."], "close": LEFT},
        "I've had enough. I'm posting that review. Goodbye.",
    ),
    (
        asked(LETTER, "cutoff"),
        "And what about the electricity? It says 'interruption', are you going to switch me off?",
    ),
    (asked(LETTER, "steps"), "Right. So what do I press first?"),
    (asked(LETTER, "meaning"), "I'm sorry, I still don't follow. What does 'mandate' actually mean?"),
    (
        telling(LETTER, "new_bank"),
        "I did, back in May. My branch closed, so I moved to another bank, and "
        "they said they'd bring everything across.",
    ),
    (
        telling(LETTER, "not_told_wife"),
        "To be honest, I haven't told my wife. Years ago we were behind and a "
        "man came to the door, and I don't want to frighten her.",
    ),
    (asked(INTERNET, "papers"), "And what papers do you need from me? There's always something."),
    (asked(INTERNET, "bill"), "Is there anything I still owe you?"),
    (reacting(INTERNET, "Thank you. That's kind."), "Thank you. I appreciate that."),
    (
        telling(INTERNET, "needs_it"),
        "I'd like to keep it. My daughter is in Canada and she calls every Sunday.",
    ),
    (
        telling(INTERNET, "mailbox"),
        "His mailbox. Arne used to write to me from upstairs to ask whether "
        "there was coffee. I haven't been able to open it.",
    ),
]


@pytest.mark.parametrize(("cue", "line"), IN_OTHER_WORDS)
def test_the_cue_in_other_words_passes(cue, line):
    assert refuse_line(line, moment(**cue)) is None
