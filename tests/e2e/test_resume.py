"""`resume --json`: what was cut off goes on, whole."""

from __future__ import annotations

import json

import pytest

from tests.e2e.conversations import ONE, one_good
from tests.e2e.product import as_input
from tests.e2e.shapes import assert_stream

REPLIES = one_good(ONE).replies


def cut_off(product, replies, learner="kim"):
    """Start an attempt, give these replies, kill it; its id and what was heard."""
    process = product.start("play", ONE, "--json", "--learner", learner)
    heard = [json.loads(process.stdout.readline()) for _ in range(3)]
    for text in replies:
        process.stdin.write(as_input([text]))
        process.stdin.flush()
        heard += [json.loads(process.stdout.readline()) for _ in range(4)]
    process.kill()
    process.communicate()
    return heard[0]["attempt"], [event for event in heard if event["type"] == "message"]


def messages(ran):
    return ran.of("message")


def test_it_says_everything_again_and_goes_on(product, played):
    attempt, heard = cut_off(product, REPLIES[:1])
    ran = product.run("resume", "--json", given=as_input(REPLIES[1:]))
    assert ran.status == 0
    assert_stream(ran.events)
    assert ran.events[0]["attempt"] == attempt
    assert ran.events[0]["resumed"] is True
    assert messages(ran)[: len(heard)] == heard
    whole = played()
    assert messages(ran) == messages(whole)
    assert ran.of("ended") == whole.of("ended")
    assert ran.events[-1]["questions"] == whole.events[-1]["questions"]


@pytest.mark.slow
def test_the_newest_is_meant_when_none_is_named(product):
    older, heard = cut_off(product, REPLIES[:1])
    newer, _ = cut_off(product, [])
    assert product.run("resume", "--json").events[0]["attempt"] == newer
    ran = product.run("resume", "--json")
    assert ran.events[0]["attempt"] == older
    assert messages(ran) == heard


@pytest.mark.slow
def test_a_named_one_goes_on(product):
    older, heard = cut_off(product, REPLIES[:1])
    cut_off(product, [])
    ran = product.run("resume", older, "--json")
    assert ran.events[0]["attempt"] == older
    assert messages(ran) == heard
    assert ran.of("ended")[0]["ending"] == "agent_ended"


@pytest.mark.slow
def test_an_attempt_that_has_ended_is_told_again(product):
    before = product.play(ONE, REPLIES)
    ran = product.run("resume", before.events[0]["attempt"], "--json", given=b"Are you still there?\n")
    assert ran.status == 0
    assert messages(ran) == messages(before)
    assert ran.events[-2:] == before.events[-2:]


def test_nobody_goes_on_with_what_another_learner_left(product):
    cut_off(product, [], learner="robin")
    ran = product.run("resume", "--json")
    assert (ran.status, ran.out) == (2, "")
    assert "kim" in ran.err
    assert "unfinished" in ran.err


@pytest.mark.slow
def test_an_unknown_attempt_is_named(product):
    product.play(ONE, [])
    for given in ("../../etc/passwd", "%", "'; drop table turns; --"):
        ran = product.run("resume", given, "--json")
        assert (ran.status, ran.out) == (2, "")
        assert given in ran.err


@pytest.mark.slow
def test_it_goes_on_although_the_file_has_changed_since(product, tmp_path):
    """The attempt plays on with the scenario that it began with."""
    import shutil

    installed = next(product.environment.glob("lib/python*/site-packages/simulator/library"))
    library = tmp_path / "library"
    shutil.copytree(installed, library)
    product.variables["EMPTY_CHAIR_LIBRARY"] = str(library)
    attempt, heard = cut_off(product, REPLIES[:1])
    shutil.rmtree(library)
    ran = product.run("resume", "--json", given=as_input(REPLIES[1:]))
    assert ran.events[0]["attempt"] == attempt
    assert messages(ran)[: len(heard)] == heard
    assert ran.of("ended")[0]["ending"] == "resolved"
