"""Promises without content, and times of what is past."""

from __future__ import annotations

import pytest

from tests.judging.building import bench_of, reading, rule

ASKED = "I booked a table in June and it is gone. Where do we eat?"
EXACT = rule(seen={"behaviour": "commits_to_action", "specific": True})
ANY = rule(seen={"behaviour": "commits_to_action"})
DATED = rule(seen={"behaviour": "gives_timeframe", "with": "commits_to_action"})


def promise(text: str, *details: str, **shown):
    return reading(text, commits_to_action=text.rstrip("."), details=details, **shown)


@pytest.mark.parametrize(
    "text",
    [
        "I will resolve the table today.",
        "I will personally handle your table in June.",
        "I will take full care of the table.",
        "We are sorting the table out.",
        "I will make sure the table is taken care of.",
        "I will assist you with the table.",
        "We will have the table reviewed.",
    ],
)
def test_a_promise_without_content_is_not_exact_whatever_nouns_it_carries(text):
    bench = bench_of(ASKED, promise(text, "table"))
    assert not bench.outcome(EXACT, earning=True).holds
    assert bench.outcome(ANY, earning=True).holds


@pytest.mark.parametrize(
    "text",
    [
        "I will bring a table to the window.",
        "I take care of it by laying the table in the garden.",
        "I will sort out the table: number 14 by the window.",
    ],
)
def test_a_deed_is_exact(text):
    details = ["table", "14"] if "14" in text else ["table"]
    assert bench_of(ASKED, promise(text, *details)).outcome(EXACT, earning=True).holds


def test_a_time_goes_with_a_deed_not_with_an_empty_promise():
    empty = promise("I will handle the table by nine.", gives_timeframe="by nine")
    deed = promise("I will lay the table by nine.", gives_timeframe="by nine")
    assert not bench_of(ASKED, empty).outcome(DATED, earning=True).holds
    assert bench_of(ASKED, deed).outcome(DATED, earning=True).holds


def test_a_time_of_what_is_past_is_no_time_to_count_on():
    plain = rule(seen={"behaviour": "gives_timeframe"})
    past = reading("I see your booking in June here.", gives_timeframe="in June")
    ahead = reading("The terrace opens in June.", gives_timeframe="in June")
    assert not bench_of(ASKED, past).outcome(plain, earning=True).holds
    assert bench_of(ASKED, ahead).outcome(plain, earning=True).holds
