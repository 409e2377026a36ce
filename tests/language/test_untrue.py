"""What is untrue in a case: who claims it gives nothing with that sentence."""

from __future__ import annotations

import pytest

from simulator.language.reader import Reader
from simulator.language.untrue import believed

TOPICS = {"used_to": ["eyes ... (adjust|used to|time)"], "remake": ["(remake|new pair|right lenses)"]}


def read(reply: str, untrue=("used_to",)):
    return Reader("en", TOPICS, untrue).read(reply)


def claimed(reply: str) -> list[str]:
    found = read(reply)
    return [found.quote(span) for span in found.untrue]


@pytest.mark.parametrize(
    "reply",
    [
        "Your eyes only need time to adjust to them.",
        "Give it a week, your eyes will adjust.",
        "I am sorry, but eyes need time.",
        "Your eyes need time, all right?",
        "Please give your eyes some time.",
        "You should have told us that your eyes need time.",
        "As I told you, your eyes need time.",
        "We take it seriously, but your eyes need time.",
    ],
)
def test_a_claim_is_found_by_its_words(reply):
    assert len(claimed(reply)) == 1


@pytest.mark.parametrize(
    "reply",
    [
        "It is not that your eyes need time to adjust.",
        "Did anybody tell you that your eyes need time?",
        "It was our mistake to say that your eyes would adjust.",
        "You were told to let your eyes adjust for a fortnight.",
        "Nobody should have told you that your eyes need time.",
        "You asked whether your eyes need time.",
        "To say that your eyes need time was wrong of us.",
        "Do your eyes need some more time?",
        "We make the right lenses today.",
    ],
)
def test_who_denies_it_asks_reports_or_owns_it_claims_nothing(reply):
    assert claimed(reply) == []


@pytest.mark.parametrize(
    ("reply", "claimed"),
    [
        ("I am afraid it is too late for that.", True),
        ("It is not too late.", False),
        ("It's never too late for it.", False),
    ],
)
def test_too_late_is_a_claim_of_its_own_and_can_be_denied(reply, claimed):
    found = Reader("en", {"late": ["too late"]}, ["late"]).read(reply)
    assert bool(found.untrue) == claimed


def test_a_sentence_that_claims_it_gives_nothing_and_the_others_all():
    both = read("Your eyes only need a week of time to adjust. I will make the right lenses for you today.")
    left = believed(both)
    assert both.shows("explains")
    assert not left.shows("explains")
    assert left.shows("commits_to_action")
    assert all(span.sentence == 1 for span in left.behaviours["gives_timeframe"].spans)
    assert left.topics == both.topics


def test_what_is_only_reported_is_not_mentioned_at_all():
    found = read("You were told that your eyes need time. That was wrong.")
    assert "used_to" not in found.topics


def test_a_not_in_a_gap_denies():
    found = Reader("en", {"gone": ["will ...3 deleted"]}, ["gone"])
    assert found.read("It will be deleted tonight.").untrue
    assert not found.read("It will not be deleted.").untrue


def test_an_apology_beside_it_stays_one():
    left = believed(read("I am sorry about your glasses, your eyes need time to adjust."))
    assert left.shows("apologises")


def test_where_nothing_is_untrue_the_reading_is_the_same():
    plain = read("Your eyes only need time to adjust.", untrue=())
    assert plain.untrue == ()
    assert believed(plain) is plain
    assert plain.behaviours == read("Your eyes only need time to adjust.").behaviours
