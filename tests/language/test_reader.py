from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.behaviours import BEHAVIOURS
from simulator.errors import UsageError
from simulator.language import frozen
from simulator.language.patterns import PatternError
from simulator.language.reader import Reader, find_questions, listed_words
from simulator.language.text import MAX_REPLY_CHARS

PIECES = st.lists(
    st.sampled_from(
        [
            *("sorry", "we", "you", "refund", "not", "never", "if", "please", "send", "<url>", "?", "!", "."),
            *(",", "\n", '"', "^JS", "45", "€", "Friday", "tomorrow", "because", "my", "name", "is", "Anna"),
            *("said", "passed", "away", "within", "3", "days", "😀", "@person", "é", "can't", "I'll", "your"),
            *("password", "thanks"),
        ]
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@example(["^JS", "\n", "!"], [])
@given(PIECES, PIECES)
def test_every_span_lies_in_the_text_and_in_its_sentence(words: list[str], heard: list[str]) -> None:
    reading = Reader("en", {"money": ["refund", "<money>"]}).read(" ".join(words), [" ".join(heard)])
    assert set(reading.behaviours) == set(BEHAVIOURS)
    spans = [span for finding in reading.behaviours.values() for span in finding.spans]
    spans += [question.span for question in reading.questions] + list(reading.details)
    spans += [mention.span for mentions in reading.topics.values() for mention in mentions]
    for span in spans:
        assert 0 <= span.start < span.end <= len(reading.text)
        assert reading.sentence_of(span).start <= span.start < reading.sentence_of(span).end
    for finding in reading.behaviours.values():
        assert 0.0 <= finding.confidence <= 1.0
        assert finding.present == (finding.confidence >= 0.5) == bool(finding.spans)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_text_can_be_read_and_reads_the_same_twice(text: str) -> None:
    reader = Reader("en")
    assert reader.read(text) == reader.read(text)


def test_quotes_are_phrases_and_not_the_whole_reply(reader: Reader) -> None:
    filler = "The weather was fine and the shop was full of people that day. " * 12
    reading = reader.read(filler + "I am sorry about the delay. " + filler)
    (span,) = reading.behaviours["apologises"].spans
    assert reading.quote(span) == "I am sorry about the delay"


def test_topics_are_found_with_what_their_clause_does(reader: Reader) -> None:
    topical = Reader("en", {"refund": ["refund"], "login": ["can not log in"], "deadline": ["when ... need"]})
    reading = topical.read("We can't refund that. You can't log in? When do you need it?")
    (refund,) = reading.topics["refund"]
    (login,) = reading.topics["login"]
    (deadline,) = reading.topics["deadline"]
    assert (refund.negated, refund.asked) == (True, False)
    assert (login.negated, login.asked) == (False, True)
    assert deadline.asked
    assert reading.questions[-1].topics == ("deadline",)
    assert reader.read("refund").topics == {}


def test_a_bad_topic_is_told() -> None:
    with pytest.raises(PatternError, match="never closed"):
        Reader("en", {"refund": ["(refund"]})


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(UsageError, match="tlh") as caught:
        Reader("tlh")
    assert "en" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("", {"empty"}),
        (" \n ", {"empty"}),
        ("...!!", {"wordless"}),
        ("😀😀", {"wordless"}),
        ("42", {"wordless"}),
        ("Guten Tag, leider kann ich Ihnen heute damit nicht weiterhelfen.", {"other_language"}),
        ("Bonjour madame, votre colis arrivera chez vous vendredi prochain", {"other_language"}),
        ("asdfgh jklqwr xcvbnm", {"unreadable"}),
        ("ok", set()),
        ("I will send it today.", set()),
        ("Thanks 😀", set()),
    ],
)
def test_flags(reader: Reader, text: str, flags: set[str]) -> None:
    assert reader.read(text).flags == flags


def test_nothing_is_read_in_a_text_without_words(reader: Reader) -> None:
    assert not any(finding.present for finding in reader.read("?!?!").behaviours.values())


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Where is my parcel??", ["Where is my parcel??"]),
        ("I waited. When will it come? And why so late?", ["When will it come?", "And why so late?"]),
        ("when will it come", ["when will it come"]),
        ("I want to know WHEN it comes.", ["I want to know WHEN it comes."]),
        ("can you tell me what a cookie is", ["can you tell me what a cookie is"]),
        ("It did not come.", []),
        ("When it comes, I will call you.", []),
        ("What a day.", []),
        ("I don't see where to click.", ["don't see where to click."]),
        ("I don't see why that matters.", []),
    ],
)
def test_questions_of_customers(text: str, questions: list[str]) -> None:
    assert [text[q.span.start : q.span.end] for q in find_questions(text)] == questions


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("Is there anything else I can do?", True),
        ("Does that help?", True),
        ("Is that all right for you?", True),
        ("When did you order it?", False),
    ],
)
def test_closing_questions(text: str, closing: bool) -> None:
    (question,) = find_questions(text)
    assert question.closing is closing


def test_details_are_words_of_the_case_only(reader: Reader) -> None:
    reading = reader.read(
        "Dana, the wooden train leaves on 12 May, order 7731-204. Thank you for your message.",
        ["Where is the wooden train for my son?"],
        ["Order 7731-204. Customer: Dana Okafor"],
    )
    assert [reading.quote(span) for span in reading.details] == ["Dana", "wooden train", "12 May", "7731-204"]


def test_service_words_are_no_details(reader: Reader) -> None:
    reading = reader.read(
        "We will check your order and contact you.", ["Please check my order and contact me."]
    )
    assert reading.details == ()


def test_the_same_offer_in_the_second_language_of_the_agent(reader: Reader) -> None:
    reading = reader.read("I am make refund for you now, sory for the trouble")
    assert reading.shows("commits_to_action")
    assert reading.shows("apologises")


def test_the_compiled_phrases_fit_their_sources() -> None:
    written = frozen.frozen_path("en").read_text(encoding="ascii")
    assert written == frozen.freeze("en", listed_words("en"))


def test_phrases_are_compiled_anew_when_the_file_does_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frozen, "_content", lambda language: {"sha256": "stale"})
    fresh = frozen.thaw("en", listed_words("en"))
    assert json.dumps(fresh.state(), sort_keys=True) == json.dumps(
        json.loads(frozen.frozen_path("en").read_bytes())["book"], sort_keys=True
    )


def test_reading_loads_neither_yaml_nor_all_stemmers() -> None:
    code = (
        "import sys; from simulator.language.reader import Reader; Reader().read('We are sorry indeed.');"
        "print([m for m in sys.modules if m.startswith(('yaml', 'pydantic', 'snowballstemmer.german'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "text",
    [
        "refund " * 2000,
        "sorry if you " * 700,
        "." * 20000,
        "a@" * 10000,
        "-" * 20000,
        '"' * 9000,
        "x" * 100_000,
        "\n" * 20000,
    ],
)
def test_hostile_replies_are_read_at_once(reader: Reader, text: str) -> None:
    start = time.perf_counter()
    reading = reader.read(text)
    assert time.perf_counter() - start < 1.5
    assert len(reading.text) <= MAX_REPLY_CHARS
