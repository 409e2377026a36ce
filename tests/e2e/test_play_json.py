"""`play --json` and `resume --json`: the events, their order and what they promise."""

from __future__ import annotations

import json

import pytest

from tests.e2e.conversations import ONE, conversations, one_good
from tests.e2e.product import SECONDS, as_input
from tests.e2e.shapes import assert_stream

SCENARIOS = sorted({c.scenario for c in conversations()})
EVERY = pytest.mark.parametrize("scenario", SCENARIOS)


def without_id(ran):
    """The bytes of a conversation but for the id of the attempt."""
    return ran.out.replace(ran.events[0]["attempt"], "ID")


@EVERY
@pytest.mark.parametrize("mode", ["practice", "certify"])
@pytest.mark.sampled(1)
def test_a_conversation_has_the_events_of_the_contract(played, scenario, mode):
    ran = played(scenario, "--mode", mode)
    assert_stream(ran.events, mode)
    started = ran.events[0]
    assert (started["scenario"], started["mode"], started["level"]) == (scenario, mode, "agent")
    assert started["learner"] == "kim"
    assert "resumed" not in started
    assert ran.events[1]["desk"]
    if mode == "certify":
        assert {event["type"] for event in ran.events} == {
            "attempt",
            "brief",
            "message",
            "ended",
            "evaluation",
        }


@pytest.mark.sampled(1)
@EVERY
def test_both_modes_hear_the_same_customer(played, scenario):
    practice, certify = (played(scenario, "--mode", mode) for mode in ("practice", "certify"))
    assert practice.said == certify.said
    assert practice.of("ended") == certify.of("ended")
    assert practice.events[-1]["percentage"] == certify.events[-1]["percentage"]


@EVERY
@pytest.mark.sampled(1)
def test_the_same_replies_give_the_same_bytes(product, played, scenario):
    product.variables["PYTHONHASHSEED"] = "1"  # sets have another order in every process, here surely
    first, again = played(scenario), product.play(scenario, one_good(scenario).replies)
    assert first.events[0]["attempt"] != again.events[0]["attempt"]
    assert without_id(first) == without_id(again)


def test_the_seed_changes_wordings_and_nothing_else(played):
    """What a reply repeats of the customer's own words depends on them; nothing else may."""
    first, other = played(), played(ONE, "--seed", "5")
    assert other.said != first.said
    assert other.of("ended") == first.of("ended")
    assert [shown(event) for event in other.of("reading")] == [shown(event) for event in first.of("reading")]
    for key in ("open_needs", "unlocked"):
        assert [event[key] for event in other.of("customer")] == [
            event[key] for event in first.of("customer")
        ]


def shown(reading):
    return {**reading, "behaviours": {k: v for k, v in reading["behaviours"].items() if k != "personalises"}}


def test_the_level_is_the_learners(product):
    ran = product.play(ONE, [], "--level", "executive", "--learner", "Zo\u00eb \u00c5ngstr\u00f6m")
    assert (ran.events[0]["level"], ran.events[0]["learner"]) == ("executive", "Zo\u00eb \u00c5ngstr\u00f6m")


def test_the_end_of_the_input_means_that_the_agent_left(product):
    ran = product.play(ONE, one_good(ONE).replies[:1])
    assert_stream(ran.events)
    assert ran.of("ended") == [{"type": "ended", "ending": "agent_ended", "scorable": True, "stars": None}]


def test_who_says_nothing_is_not_scored(product):
    ran = product.play(ONE, [])
    assert_stream(ran.events)
    assert ran.events[-1] == {"type": "ended", "ending": "agent_ended", "scorable": False, "stars": None}


def test_plain_lines_and_objects_say_the_same(product):
    texts = [" ".join(text.split()) for text in one_good(ONE).replies[:2]]
    as_lines = product.run("play", ONE, "--json", given="\n".join(texts).encode())
    assert without_id(as_lines) == without_id(product.play(ONE, texts))


def test_an_object_may_hold_line_breaks(product):
    ran = product.play(ONE, ["Dana,\n\nI am sorry.\nYours"])
    assert ran.said[1] == (2, "agent", "Dana,\n\nI am sorry.\nYours")


def test_every_event_comes_at_once(product):
    """A script that answers what it hears must not wait for a buffer to fill."""
    process = product.start("play", ONE, "--json")
    opening = [json.loads(process.stdout.readline()) for _ in range(3)]
    assert [event["type"] for event in opening] == ["attempt", "brief", "message"]
    process.stdin.write(as_input(["I am sorry that nobody answered you."]))
    process.stdin.flush()
    heard = [json.loads(process.stdout.readline()) for _ in range(4)]
    assert [event["type"] for event in heard] == ["message", "reading", "customer", "message"]
    out, err = process.communicate(timeout=SECONDS)
    assert [json.loads(line)["type"] for line in out.splitlines()] == ["ended", "evaluation"]
    assert (process.returncode, err) == (0, b"")


def test_replies_after_the_end_are_not_read(product, played):
    more = [*one_good(ONE).replies, "One more thing.", "Hello?"]
    assert without_id(product.play(ONE, more)) == without_id(played())
