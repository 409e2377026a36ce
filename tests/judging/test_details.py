"""Which details of a reply are its own and of this case."""

from __future__ import annotations

import pytest

from tests.judging.building import case_of, reading

THIRD = "This is the third time I write, and I have waited 40 minutes."


def details(text: str, said: str = THIRD) -> list[str]:
    reply = case_of(said, reading(text)).replies[0]
    return [text[span.start : span.end] for span in reply.details]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You have written three times and nobody answered.", ["three times"]),
        ("A third message, and still no answer.", ["third message"]),
        ("Forty minutes is far too long.", ["Forty minutes"]),
        ("Two weeks is far too long.", []),
        ("Three of us will look at it.", []),
    ],
)
def test_a_number_that_the_customer_named_is_a_detail(text, found):
    assert details(text) == found


def test_a_time_that_is_offered_is_none():
    text = "It takes three days."
    reply = case_of(THIRD, reading(text, gives_timeframe="three days")).replies[0]
    assert reply.details == ()


@pytest.mark.parametrize("text", ["\u017fix weeks is long.", "S\u0130x weeks is long."])
def test_letters_that_only_look_alike_are_read_without_harm(text):
    assert details(text, "It has been six weeks.") == []


@pytest.mark.parametrize(
    ("title", "counts"),
    [("Mrs", []), ("ponia", []), ("pone", []), ("pani", []), ("خانم", []), ("for", ["Okafor"])],
)
def test_a_name_behind_a_title_is_an_address_in_any_language(title, counts):
    text = f"I see to it now, {title} Okafor."
    reply = case_of("It never came.", reading(text, details=["Okafor"])).replies[0]
    assert [text[span.start : span.end] for span in reply.details] == counts
