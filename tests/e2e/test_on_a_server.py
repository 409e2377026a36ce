"""The installed product with its records on PostgreSQL, and with records of before."""

from __future__ import annotations

import json

import pytest

from simulator.records.place import records_file
from tests.databases.server import PASSWORD
from tests.e2e.conversations import ONE, one_good
from tests.e2e.product import as_input
from tests.records.old import make_first, versions

REPLIES = one_good(ONE).replies


@pytest.fixture
def shared_product(product, server_url):
    product.variables["EMPTY_CHAIR_DATABASE"] = server_url
    return product


@pytest.mark.slow
def test_a_whole_conversation_is_the_same_as_on_a_file(shared_product, played):
    ran = shared_product.play(ONE, REPLIES)
    assert (ran.status, ran.err) == (0, "")
    whole = played()
    assert ran.said == whole.said
    assert ran.of("ended") == whole.of("ended")
    assert ran.events[-1]["percentage"] == whole.events[-1]["percentage"]
    attempt = ran.events[0]["attempt"]
    shown = shared_product.run("records", "show", attempt[:16], "--json")
    assert [(turn["turn"], turn["speaker"], turn["text"]) for turn in shown.of("turn")] == ran.said
    assert shown.of("evaluation")[0]["percentage"] == whole.events[-1]["percentage"]
    assert not records_file(shared_product.data).exists()


@pytest.mark.slow
def test_what_was_cut_off_goes_on_elsewhere(shared_product, server_url, tmp_path, environment):
    process = shared_product.start("play", ONE, "--json", "--learner", "kim")
    heard = [json.loads(process.stdout.readline()) for _ in range(3)]
    process.stdin.write(as_input(REPLIES[:1]))
    process.stdin.flush()
    heard += [json.loads(process.stdout.readline()) for _ in range(4)]
    process.kill()
    process.communicate()
    other = type(shared_product)(environment, tmp_path / "other machine")
    other.variables["EMPTY_CHAIR_DATABASE"] = server_url
    ran = other.run("resume", "--json", "--learner", "kim", given=as_input(REPLIES[1:]))
    assert ran.status == 0, ran.err
    said = [(event["turn"], event["speaker"], event["text"]) for event in heard if event["type"] == "message"]
    assert ran.said[: len(said)] == said
    assert ran.events[-1]["type"] == "evaluation"
    again = other.run("records", "rejudge", ran.events[0]["attempt"], "--json", "--by", "lead")
    assert again.status == 0, again.err


@pytest.mark.slow
def test_a_server_that_is_gone_is_told(shared_product, server_url):
    shared_product.variables["EMPTY_CHAIR_DATABASE"] = server_url.replace("127.0.0.1:", "127.0.0.1:1")
    for command in (["records", "list"], ["play", ONE, "--json"]):
        ran = shared_product.run(*command)
        assert ran.status in (2, 3)
        assert "Traceback" not in ran.err
        assert "database" in ran.err
        assert PASSWORD not in ran.err + ran.out
        assert "p%40ss" not in ran.err + ran.out


@pytest.mark.slow
def test_records_of_before_are_taken_over_and_moved(product, server_url):
    make_first(product.data)
    ran = product.play(ONE, REPLIES[:1])
    assert ran.status == 0, ran.err
    assert len(versions(product.data)) > 1
    moved = product.run("records", "move", "--to", server_url)
    assert moved.status == 0, moved.err
    product.variables["EMPTY_CHAIR_DATABASE"] = server_url
    listed = product.run("records", "list", "--json")
    assert [line["attempt"] for line in listed.events] == [ran.events[0]["attempt"], "0001"]
