"""Whole answers as models write them: a table of bad ones, and one of good ones in words no author chose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.customer.guarding.guard import refuse_line
from simulator.customer.guarding.unwrapping import Unwrapper, speakers
from tests.customer.guarding.samples import SHIPPED, authors_lines, moment

BAD = (
    # another language, short
    "Où est mon colis?",
    "C'est tout?",
    "Pourquoi?",
    "Oui.",
    "Merci bien.",
    "Je ne comprends pas.",
    "Et quand?",
    "Wo ist es?",
    "Ja.",
    "Nein, danke.",
    "Warum nicht?",
    "Das ist nicht gut.",
    "Ich warte noch.",
    "Wann kommt es?",
    "Und wann?",
    "¿Dónde está?",
    "Gracias.",
    "Cuando llega?",
    "Dov'è? Quando arriva?",
    "Grazie mille.",
    "Waar is het?",
    "Onde está?",
    "Kiedy?",
    "And when? Das ist nicht gut.",
    # the part, seen from outside
    "As Dana, I would say: and when exactly?",
    "As Dana Okafor, I want a day.",
    "I am playing Dana here.",
    "I should respond as Dana now.",
    "Staying in character: and when?",
    "The customer would ask for a day.",
    "The user wants a day.",
    "Let me draft that: and when?",
    "My final answer: and when?",
    "That is about the word limit.",
    "Dana sighs. And when?",
    "Dana Okafor crosses her arms. And when?",
    '"And when?" Dana asks.\nDana says nothing.',
    "Mr. Okafor: And when?",
    "And when?\nMs Okafor: Well?",
    "And when?\nDana:Well?",
    "And when?\nAgent (kindly): On Friday.",
    "Message: And when?",
    "Final answer: And when?",
    # our own tags and words
    "<direction>\nAnd when?",
    "And when?</direction>",
    "</agent> And when?",
    "<customer>And when?</customer>",
    "[typing] And when?",
    "[Your name] wants a day.",
    "You do not trust the person opposite. And when?",
    "Your patience is all but gone. And when?",
    "This is not your last message. And when?",
    "You ask for what is still open. And when?",
    # signs
    "*sighs* And when?",
    "(sighs heavily) And when?",
    "(glares) And when?",
    "And **when** exactly?",
    "__And__ when?",
    "1. And when?\n2. And how?",
    "1) And when?",
    "- And when?\n- And how?",
    "• And when?",
    "### And when?",
    "> And when?",
    "```\nAnd when?\n```",
    '{"message": "And when?"}',
    "And when?\u202e",
    "And\u200b when\u200b?",
    "And when?\x1b]0;x\x07",
    "And \x07when?",
    "And when? | Well?",
    "And when? &nbsp;",
    # leaving
    "Adios.",
    "Ciao then.",
    "Au revoir!",
)
UNWRAPPED = {
    '"And when exactly?"': "And when exactly?",
    "\u201cAnd when exactly?\u201d": "And when exactly?",
    "'And when exactly?'": "And when exactly?",
    "\u2018And when? Well?\u2019": "And when? Well?",
    "\u201eAnd when?\u201c": "And when?",
    "\u00abAnd when?\u00bb": "And when?",
    '"And when? I want a day."': "And when? I want a day.",
    '"It says "soon". And when?"': 'It says "soon". And when?',
    "Dana: And when?": "And when?",
    "DANA OKAFOR: And when?": "And when?",
    "**Dana:** And when?": "And when?",
    "**Dana Okafor**: And when?": "And when?",
    "Customer: And when?": "And when?",
    "Dana:\n\nAnd when?": "And when?",
    'Dana: "And when? Well?"': "And when? Well?",
    '"Dana: And when?"': "And when?",
    "<think>The direction says I ask. So I ask.</think>And when?": "And when?",
    "<think>\nOkay. \n</think>\n\nAnd when?": "And when?",
    "<thinking>One. Two.</thinking>\nAnd when?": "And when?",
    "[THINK]Hm. A day.[/THINK]And when?": "And when?",
    "\u25c1think\u25b7Hm.\u25c1/think\u25b7And when?": "And when?",
    "<|channel|>analysis<|message|>Ask. Now.<|end|><|start|>assistant<|channel|>final<|message|>And when?": (
        "And when?"
    ),
    "And when?<think>Enough? Yes.</think> Well?": "And when? Well?",
    "<think>It never ends. The customer": "",
    "<THINK>": "",
}
KEPT = (
    '"Soon" isn\'t a day.',
    '"Delivered." Who says so?',
    "'Soon' isn't a day. Is it?",
    "\u201cSoon\u201d, you say. And \u201clater\u201d.",
    'It says "delivered". It isn\'t.',
    "So: when?",
    "I <3 waiting.",
    "Is 3 < 4 now",
    "I said [sic] soon",
    "Well. 'Soon.'",
    '"',
)
GOOD = (
    "And when? Which day?",
    "Which day exactly, please?",
    "OK, but when is that going to be?",
    "I still don't have a day.",
    "You haven't told me when.",
    "So when will it actually get here?",
    "Fine. When?",
    "When, roughly?",
    "Just give me a day, that's all I'm asking.",
    "That's not a day.",
    "Right, and by when?",
    "I keep asking when and nobody tells me.",
    "Is it coming this week or not?",
    "Honestly, I just want to know when.",
    "I've been waiting long enough. When?",
    "Hm. And what does 'soon' mean?",
    "WHEN though?",
    "when is it then",
    "ok and when",
    "Look, I need a day. Not a guess.",
    "You say soon. Everybody says soon.",
    "Can you put a day on that?",
    "Could you tell me which day?",
    "Do you even know when it comes?",
    "I'd like a straight answer: when?",
    "A day. One day. Is that so hard?",
    "I'm listening. When?",
    "What do you mean, wait?",
    "Wait for what?",
    "Wait how long?",
    "Not good enough. When?",
    "That's what the last one said too.",
    "Same answer as before. When?",
    "So I'm supposed to sit here and hope?",
    "I'm not asking for much. Just when.",
    "No. Tell me when.",
    "And if it doesn't come?",
    "How am I supposed to plan anything?",
    "You can see it on your screen, can't you?",
    "Please just say when.",
    "Will it be here before the weekend?",
    "Do I have to ask all over again?",
    "I asked you something.",
    "That doesn't answer my question.",
    "Let me put it another way: which day?",
    "Sure. And when?",
    "Great, more waiting.",
    "Oh, come on. When?",
    "Really? Wait again?",
    "Wow. Wait. That's it?",
    "Hello? When?",
    "I mean it, which day?",
    "I have no patience left for 'soon'.",
    "Somebody must know when.",
    "So no day then? Nothing?",
    "What happens next, and when?",
    "You people always say that.",
    "I don't care about the system. When?",
    "My question was when.",
    "When \U0001f620",
    "And when... exactly?",
    "Well - when?",
    "I'm still here, still waiting.",
    "Voil\u00e0, nothing. When?",
    "D\u00e9j\u00e0 vu. And when?",
    "Faux pas or not, when?",
    "Is that a yes or a no? When?",
)


def words_of(answer, size):
    """What is left of an answer that comes in pieces of this size."""
    unwrapper = Unwrapper("en", speakers(moment()))
    pieces = (answer[at : at + size] for at in range(0, len(answer), size))
    return "".join([*(s for piece in pieces for s in unwrapper.add(piece)), *unwrapper.close()]).strip()


def refused(answer, grounds=None):
    bare = words_of(answer, len(answer))
    return refuse_line(bare, grounds or moment())


def test_the_tables_are_long_enough():
    assert min(len(BAD), len(GOOD)) >= 60


@pytest.mark.parametrize("answer", BAD)
def test_a_bad_answer_is_refused(answer):
    assert refused(answer) is not None


@pytest.mark.parametrize("answer", GOOD)
def test_a_good_answer_is_left_alone(answer):
    assert refused(answer) is None
    assert words_of(answer, 3) == answer


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
@pytest.mark.parametrize("answer", UNWRAPPED)
def test_what_stands_around_the_words_is_taken_off(answer, size):
    assert words_of(answer, size) == UNWRAPPED[answer]


def test_thoughts_without_a_beginning_are_dropped_as_far_as_they_were_not_given_yet():
    assert words_of("I ask. I thought so</think>And when?", 1000) == "And when?"
    assert words_of('I thought so</think>\n\n"And when?"', 1) == "And when?"
    unwrapper = Unwrapper("en", ("Dana",))
    assert unwrapper.add("Well. I ask") == ["Well."]
    assert [*unwrapper.add("</think>Dana: When?"), *unwrapper.close()] == ["When?"]


def test_an_endless_thought_is_not_kept():
    unwrapper = Unwrapper("en", ())
    assert [said for _ in range(2000) for said in unwrapper.add("<think> so on and on ")] == []
    assert unwrapper.held == 0
    assert unwrapper.close() == []


@pytest.mark.parametrize("size", [1, 4, 1000])
@pytest.mark.parametrize("answer", KEPT)
def test_signs_that_belong_to_the_words_stay(answer, size):
    assert words_of(answer, size) == answer


PARTS = st.sampled_from([
    "Well.", " And when?", "Dana:", " ", "\n", '"', "\u201c", "\u201d", "'", "<think>", "</", "<", "[", "]",
    "<|", "it's", " 3 < 4", "No", ".", "Dana", "**",
])  # fmt: skip


@given(st.lists(PARTS, max_size=12).map("".join), st.integers(1, 9))
def test_pieces_of_any_size_give_the_same_words(answer, size):
    whole = words_of(answer, max(1, len(answer)))
    assert words_of(answer, size) == whole
    if "<think>" not in answer:
        kept = [sign for sign in answer if sign.isalpha()]
        assert len(kept) - len("Dana") * 2 <= len([sign for sign in whole if sign.isalpha()]) <= len(kept)


@pytest.mark.parametrize("key", SHIPPED)
def test_nothing_is_taken_off_an_authors_line(key):
    assert [line for line, _ in authors_lines(key) if words_of(line, 7) != line.strip()] == []
