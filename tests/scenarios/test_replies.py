"""What customers do with small and odd replies: each brings about what follows from it, and nothing else."""

from __future__ import annotations

import pytest

from simulator.customer.cue import Act
from tests.scenarios.test_scenarios import ENGLISH, SHIPPED, TELLING, Talk, material, reader, written

SAID = {*TELLING, Act.SILENCE, Act.DONT_KNOW}
WAITS = ("One moment please.", "Let me check that.", "I'm looking at it now, just a second.", "Bear with me.")
REPLIES = [
    pytest.param(key, group["after"], reply, brings, id=f"{key}: {reply}")
    for key in SHIPPED
    for group in written("replies", key)
    for reply, brings in group.get("replies", ())
]
CLAIMS = [
    pytest.param(key, reply, topics, id=f"{key}: {reply}")
    for key in SHIPPED
    for group in written("replies", key)
    for reply, topics in group.get("untrue", ())
]


def talk_after(key, replies):
    talk = Talk(key)
    for reply in replies:
        talk.reply(reply)
    return talk


@pytest.mark.sampled(240)
@pytest.mark.parametrize(("key", "after", "reply", "brings"), REPLIES)
def test_a_reply_brings_about_what_follows_from_it(key, after, reply, brings):
    talk = talk_after(key, after)
    before = talk.state.met
    cue = talk.reply(reply)
    said = [f"{p.act.value}:{p.ref}" if p.ref else p.act.value for p in cue.parts if p.act in SAID]
    assert sorted([*said, *(f"met:{need}" for need in talk.state.met - before)]) == sorted(brings)


@pytest.mark.sampled(80)
@pytest.mark.parametrize(("key", "reply", "topics"), CLAIMS)
def test_what_is_untrue_is_told_from_what_is_true_beside_it(key, reply, topics):
    scenario = material(key).scenario.model
    reading = reader(key).read(reply, (), [card.text for card in scenario.desk])
    claimed = {
        topic
        for topic in scenario.untrue
        for one in reading.topics.get(topic, ())
        if one.span in reading.untrue
    }
    assert sorted(claimed) == sorted(topics)


@pytest.mark.sampled(40)
@pytest.mark.parametrize("key", ENGLISH)
@pytest.mark.parametrize("wait", WAITS)
@pytest.mark.parametrize("started", [False, True])
def test_being_asked_to_wait_gets_a_short_word_and_costs_little_once(key, wait, started):
    talk = talk_after(key, written("starts", key) if started else ())
    patience = talk.state.mood["patience"]
    cue = talk.reply(wait)
    first = patience - talk.state.mood["patience"]
    assert [part.act for part in cue.parts] == [Act.SILENCE]
    assert len(talk.heard[-1].split()) <= 6
    assert first <= 3
    talk.reply("Hold on.")
    assert patience - first - talk.state.mood["patience"] > first


@pytest.mark.sampled(40)
@pytest.mark.parametrize("key", ENGLISH)
@pytest.mark.parametrize("seed", range(4))
def test_a_question_that_nobody_foresaw_is_not_answered_by_ignorance(key, seed):
    talk = Talk(key, seed)
    for question in (
        "Have you ever been to Peru?",
        "Is your cousin a pilot?",
        "Which planet is your favourite?",
    ):
        assert Act.DONT_KNOW in {part.act for part in talk.reply(question).parts}
        assert "wouldn't know" not in talk.heard[-1]
        assert "I don't know." not in talk.heard[-1]


@pytest.mark.parametrize(
    "instead",
    [
        "What's your address?",
        "Could you confirm the exact address for the driver, please?",
        "Is 14A, the side door, the right address?",
        "Would you like it with a signature?",
        "Anything else?",
        "Is that all right?",
        "Great, have a nice day!",
    ],
)
def test_what_stops_it_from_being_lost_again_is_not_closed_by_passing_over_it(instead):
    key = "third-message-about-a-parcel"
    talk = talk_after(key, (*written("starts", key), "Fine.", instead))
    assert "safe" in talk.state.open_needs
    assert talk.cues[-1].close is None


@pytest.mark.parametrize(
    ("key", "greeting", "own"),
    [
        ("the-internet-in-his-name", "Good morning Mrs Lindqvist.", "Solberg"),
        ("the-internet-in-his-name", "Dear Ms Haraldsen, thank you for writing.", "Solberg"),
        ("a-letter-about-a-returned-payment", "Good evening Mr Doyle.", "Breslin"),
        ("third-message-about-a-parcel", "Hello Mrs Walker.", "Okafor"),
    ],
)
def test_a_wrong_name_is_put_right(key, greeting, own):
    talk = talk_after(key, (greeting,))
    assert [part.ref for part in talk.cues[-1].parts if part.act is Act.ANSWER] == ["not_that_name"]
    assert own in talk.heard[-1]


@pytest.mark.parametrize(
    ("key", "greeting"),
    [
        ("the-internet-in-his-name", "Good morning Mrs Solberg, I'm Tomas."),
        ("the-internet-in-his-name", "Dear Margit, thank you for writing to us."),
        ("a-letter-about-a-returned-payment", "Good evening Mr Breslin, Aylin speaking."),
        ("third-message-about-a-parcel", "Hello Ms Okafor, Tom here."),
    ],
)
def test_the_right_name_is_not_put_right(key, greeting):
    assert "not_that_name" not in {part.ref for part in talk_after(key, (greeting,)).cues[-1].parts}
