"""Readings put together are what a reader finds in the whole reply."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.colleagues.merging import merged
from simulator.language.reader import Reader

TOPICS = {"resend": ["send (it|another) again?", "resend"], "refund": ["refund", "money back"]}
SENTENCES = (
    "I will send it again today.",
    "I am sorry for the long wait.",
    "Would you rather have a refund?",
    "We can not refund that.",
    "That was our mistake.",
    "When do you need it?",
)
READER = Reader("en", TOPICS)
READINGS = {text: READER.read(text) for text in SENTENCES}


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
def test_every_span_quotes_the_words_that_it_quoted_alone(texts):
    whole = merged([READINGS[text] for text in texts])
    assert whole.text == " ".join(texts)
    assert [whole.quote(span) for span in whole.sentences] == texts
    for name, mentions in whole.topics.items():
        alone = [READINGS[text].quote(m.span) for text in texts for m in READINGS[text].topics.get(name, ())]
        assert [whole.quote(mention.span) for mention in mentions] == alone
        places = [whole.sentences[mention.span.sentence].start <= mention.span.start for mention in mentions]
        assert all(places)
    for finding in whole.behaviours.values():
        assert all(whole.quote(span) in whole.quote(whole.sentence_of(span)) for span in finding.spans)


def test_it_shows_what_the_reader_finds_in_the_whole():
    texts = ("I am sorry for the long wait.", "I will send it again today.", "When do you need it?")
    whole, read = merged([READINGS[text] for text in texts]), READER.read(" ".join(texts))
    shown = {name for name, finding in whole.behaviours.items() if finding.present}
    assert shown == {name for name, finding in read.behaviours.items() if finding.present}
    assert whole.topics == read.topics
    assert [q.topics for q in whole.questions] == [q.topics for q in read.questions]
    assert (whole.sentences, whole.words) == (read.sentences, read.words)
