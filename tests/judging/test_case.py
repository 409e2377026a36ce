"""What of a reply can prove anything: copies, repetitions, spoilt and stuffed words cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.judging.repetition import Memory, _longest
from simulator.judging.wording import RUN, Source, copied, forms_of, mostly_inside, words_of
from simulator.language.reading import Span
from tests.judging.building import case_of, reading, span_of

BOILER = "The boiler in my flat has been cold since the first of March."


def ranges(text: str, source: str) -> list[str]:
    return [text[a:b] for a, b in copied(text, Source.of([source]))]


def test_six_words_in_a_row_are_a_copy_and_five_are_not():
    assert ranges("I see that the boiler in my flat has gone", BOILER) == ["the boiler in my flat has"]
    assert ranges("I see, the boiler in my flat is cold", BOILER) == []


def test_a_copy_is_found_whatever_its_case_and_punctuation():
    said = "«THE BOILER, in my flat - has been cold»"
    assert ranges(said, BOILER) == ["THE BOILER, in my flat - has been cold"]


@given(st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=30))
def test_a_text_is_a_copy_of_itself_from_six_words_on(words):
    text = " ".join(words)
    assert ranges(text, text) == ([text] if len(words) >= RUN else [])


@pytest.mark.parametrize("text", ["\u0130zmir isn\u2019t far", "IT isn\u2019t Far"])
def test_words_keep_their_places_whatever_lower_case_does_to_them(text):
    assert [text[word.start : word.end] for word in words_of(text)] == text.split()
    assert words_of(text)[-1].form == "far"


def test_half_of_a_span_decides_whether_it_is_inside():
    assert mostly_inside(Span(0, 10), [(5, 20)])
    assert not mostly_inside(Span(0, 10), [(6, 20)])
    assert not mostly_inside(Span(0, 10), [])


def repeats(*sentences: str) -> list[bool]:
    memory = Memory("en")
    return [memory.repeats(forms_of(sentence)) for sentence in sentences]


def test_a_sentence_said_again_in_almost_the_same_words_is_a_repetition():
    assert repeats(
        "I am sending the plumber on Tuesday morning.",
        "Your money is on its way.",
        "I'm sending the plumber on Tuesday morning!",
        "I am sending you the electrician on Thursday.",
    ) == [False, False, True, False]


def test_repetitions_are_found_in_a_long_talk():
    sentences = [f"Case {number} is closed since the {number}th of June." for number in range(500)]
    assert repeats(*sentences, sentences[-1])[-1]


def test_words_copied_from_the_customer_earn_nothing():
    echo = reading(
        f"I understand: {BOILER} I send someone today.", explains=BOILER, commits_to_action="I send someone"
    )
    reply = case_of(BOILER, echo).replies[0]
    assert not reply.earns(span_of(echo.text, BOILER))
    assert reply.earns(span_of(echo.text, "I send someone"))


def test_what_the_customer_says_later_was_not_copied_before():
    echo = reading(BOILER, explains=BOILER)
    assert case_of(echo, BOILER).replies[0].earns(span_of(BOILER, BOILER))


def test_the_rubrics_own_words_earn_nothing():
    text = "The fault is owned in plain words by us."
    reply = case_of(
        "Hm", reading(text, takes_ownership=text), rubric=["The fault is owned in plain words"]
    ).replies[0]
    assert not reply.earns(span_of(text, text))


def test_a_reply_that_was_said_before_earns_nothing():
    once = reading("I send the plumber on Tuesday.", commits_to_action="I send the plumber")
    case = case_of("Help", once, "And?", once)
    span = span_of(once.text, "I send the plumber")
    assert case.replies[0].earns(span)
    assert not case.replies[1].earns(span)
    assert case.replies[1].again


@pytest.mark.parametrize("spoiler", ["brushes_off", "blames", "requests_sensitive_data"])
def test_words_beside_a_brush_off_earn_nothing(spoiler):
    text = "You should have looked. I send it. It is blue. It comes today."
    reply = case_of("Hm", reading(text, **{spoiler: "You should have looked"})).replies[0]
    assert [reply.earns(span_of(text, words)) for words in ("I send it", "It is blue", "It comes today")] == [
        False,
        True,
        True,
    ]


def test_in_doubt_nothing_is_spoilt():
    text = "You should have looked. I send it."
    reply = case_of("Hm", reading(text, confidence=0.5, blames="You should have looked")).replies[0]
    assert reply.earns(span_of(text, "I send it"))


def test_a_rubric_names_phrases_that_spoil_too():
    text = "Try our gold plan! It starts on Monday."
    sold = reading(text, phrases={"sales": "our gold plan"})
    span = span_of(text, "It starts on Monday")
    assert case_of("Hm", sold).replies[0].earns(span)
    assert not case_of("Hm", sold, spoiling=["sales"]).replies[0].earns(span)
    denied = reading(text, denied={"sales": "our gold plan"})
    assert case_of("Hm", denied, spoiling=["sales"]).replies[0].earns(span)


FORMULAE = {
    "acknowledges_emotion": "I understand",
    "apologises": "I am sorry",
    "takes_ownership": "our mistake",
    "commits_to_action": "I will fix it",
    "thanks": "Thank you",
    "checks_satisfaction": "anything else",
}
LIST = "I understand, I am sorry, our mistake, I will fix it. Thank you, anything else?"


def test_a_list_of_formulae_proves_its_first_only():
    reply = case_of("Hm", reading(LIST, **FORMULAE)).replies[0]
    assert [name for name, quote in FORMULAE.items() if reply.earns(span_of(LIST, quote))] == [
        "acknowledges_emotion"
    ]


def test_formulae_about_the_case_are_no_mere_list():
    text = LIST.replace("fix it", "fix the boiler in your flat")
    shown = FORMULAE | {"commits_to_action": "I will fix the boiler"}
    stuffed = case_of(BOILER, reading(text, details=["boiler"], **shown)).replies[0]
    about_it = case_of(BOILER, reading(text, details=["boiler", "flat"], **shown)).replies[0]
    assert not all(stuffed.earns(span_of(text, quote)) for quote in shown.values())
    assert all(about_it.earns(span_of(text, quote)) for quote in shown.values())


def test_formulae_in_many_words_are_no_mere_list():
    text = LIST + " " + "And then there is a lot more to be said about all of this here. " * 6
    reply = case_of("Hm", reading(text, **FORMULAE)).replies[0]
    assert reply.earns(span_of(text, "our mistake"))


def test_after_a_reply_about_the_case_a_general_one_is_no_list():
    about_it = reading("The boiler comes back.", details=["boiler"])
    reply = case_of(BOILER, about_it, "Ok", reading(LIST, **FORMULAE)).replies[1]
    assert reply.earns(span_of(LIST, "our mistake"))


def specific(text: str, *details: str, said: str = "Hm", **shown) -> bool:
    found = reading(text, details=details, **shown)
    return bool(case_of(said, found).replies[0].specific)


def test_a_detail_of_the_case_makes_its_sentence_specific():
    assert specific("I book the plumber.", "plumber")
    assert specific("You get 40 euro back.", "40 euro")
    assert not specific("I book it.")


@pytest.mark.parametrize(
    "text", ["Hi Dana, I do it.", "Dana, I do it.", "Dear Mrs Dana: I do it.", "Thanks, Dana. I do it."]
)
def test_a_name_that_only_addresses_is_no_detail(text):
    assert not specific(text, "Dana")


def test_a_name_in_the_sentence_is_one():
    assert specific("I bring Dana the key.", "Dana")


@pytest.mark.parametrize("time", ["today", "Friday", "5 pm", "17:30", "Friday 5 pm", "today, noon"])
def test_a_mere_time_is_no_detail(time):
    assert not specific(f"I do it {time}.", time)


def test_a_time_of_the_replys_own_is_none_but_a_date_of_the_customers_is():
    text = "I look at 12 May now."
    assert not specific(text, "12 May", gives_timeframe="12 May")
    assert specific(text, "12 May", gives_timeframe="12 May", said="What about the 12th of May?")


def test_an_echo_is_no_detail():
    text = "So the boiler in my flat has been cold, ok."
    assert not specific(text, "boiler", said=BOILER)


def test_ones_own_name_is_none():
    assert not specific("I am Ruth from the workshop.", "Ruth", introduces_self="I am Ruth")


def test_a_reading_of_other_words_is_void():
    from simulator.judging.case import prepare
    from simulator.judging.transcript import Transcript, Turn

    case = prepare(Transcript("x", (Turn("agent", "Yes."),)), {1: reading("No.")}, Source(), "en")
    assert case.replies[0].void
    assert not case.judgeable


@pytest.mark.parametrize("flag", ["empty", "wordless", "other_language", "unreadable"])
def test_what_cannot_be_read_cannot_be_judged(flag):
    assert not case_of("Hm", reading("…", flags=[flag])).judgeable
    assert case_of("Hm", reading("…", flags=[flag]), reading("Yes.")).judgeable


@given(st.frozensets(st.text(alphabet="ab", max_size=5), max_size=9))
def test_the_longest_words_are_told_by_length_and_then_by_the_alphabet(words):
    assert _longest(words) == sorted(sorted(words), key=len)[-3:]
