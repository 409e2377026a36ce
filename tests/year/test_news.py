"""What was answered to somebody lately."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.records.disputes import Dispute, DisputeEvent
from simulator.records.ideas import Idea, IdeaEvent
from simulator.year.news import news

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
ME, OTHER = "p0000000000000001", "p0000000000000002"


def dispute(happening=None, at="2026-05-18T09:00:00.000Z"):
    opened = DisputeEvent("a1", "date", "opened", "sam", "2026-05-01T09:00:00.000Z", "It is there.", 1)
    closed = DisputeEvent("a1", "date", happening, "ana", at, "It is.", 2) if happening else None
    return Dispute(opened, closed)


def idea(*events, person=ME):
    return Idea(
        "i1", "sam", person, "2026-05-01T09:00:00.000Z", "A sign at  the door " + "x" * 60, events=events
    )


def said(kind, at, state=None, person=OTHER, text="Good."):
    return IdeaEvent("i1", 1, kind, "ana", person, at, state, text)


def told(disputes=(), ideas=()):
    return news(disputes, ideas, {"a1": "A parcel"}, ME, NOW)


@pytest.mark.parametrize(
    ("happening", "word"),
    [("upheld", "upheld"), ("partly_upheld", "partly upheld"), ("rejected", "rejected")],
)
def test_a_decided_dispute_is_news_and_leads_to_its_question(happening, word):
    (one,) = told([dispute(happening)])
    assert one.words == f"Your dispute at “A parcel” was {word}."
    assert (one.attempt, one.question, one.detail) == ("a1", "date", "It is.")


def test_what_waits_what_one_took_back_and_what_is_long_ago_is_no_news():
    assert told([dispute(), dispute("withdrawn"), dispute("upheld", "2026-05-01T09:00:00.000Z")]) == ()


def test_of_an_idea_the_newest_word_of_somebody_else_is_news():
    answered = said("answered", "2026-05-17T09:00:00.000Z")
    planned = said("state", "2026-05-19T09:00:00.000Z", "planned", text="In June.")
    (one,) = told(ideas=[idea(answered, planned)])
    assert one.words.startswith("Your idea was planned: “A sign at the door xxx")
    assert one.words.endswith("…”")
    assert (one.detail, one.attempt) == ("In June.", "")
    assert told(ideas=[idea(answered)])[0].words.startswith("Your idea was answered")


def test_votes_own_words_and_ideas_of_others_are_no_news():
    at = "2026-05-19T09:00:00.000Z"
    assert told(ideas=[idea(said("voted", at))]) == ()
    assert told(ideas=[idea(said("answered", at, person=ME))]) == ()
    assert told(ideas=[idea(said("answered", at), person=OTHER)]) == ()


def test_the_newest_comes_first():
    found = told([dispute("upheld")], [idea(said("answered", "2026-05-19T09:00:00.000Z"))])
    assert [bool(one.attempt) for one in found] == [False, True]
