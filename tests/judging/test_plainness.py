"""Abbreviations and words of the trade that a customer may not know."""

from __future__ import annotations

import pytest

from tests.judging.building import bench_of, reading, rule


def measured(name: str, *said) -> list[str]:
    """The words that a measure counts."""
    bench = bench_of(*said)
    count = next(n for n in range(9) if bench.outcome(rule(measure={name: f"== {n}"}), earning=False).holds)
    outcome = bench.outcome(rule(measure={name: f"== {count}"}), earning=False)
    assert len(outcome.measured) == count
    return [proof.quote for proof in outcome.measured]


def abbreviations(text: str, *, customer: str = "Hi") -> list[str]:
    return measured("unexplained_abbreviations", customer, reading(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please send us the IBAN and the MPAN today.", ["IBAN", "MPAN"]),
        ("The CPEs are replaced next week, the old CPE goes back.", ["CPE"]),
        ("Your SLA is fine. The SLA runs on.", ["SLA"]),
    ],
)
def test_abbreviations_are_counted_once_each(text, found):
    assert abbreviations(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Your IBAN (the number of your account) is on the card.",
        "Your account number (IBAN) is on the card.",
        "We need the account number, or IBAN, by Friday.",
        "The IBAN, that is the long number on your card, is enough.",
        "The IBAN is the long number on your card.",
        "The IBAN stands for the long number on your card.",
        "Please send the IBAN. That is the long number on your card.",
        "It is called an IBAN on your card.",
    ],
)
def test_an_abbreviation_that_is_explained_where_it_comes_first_is_none(text):
    assert abbreviations(text) == []
    assert abbreviations(f"{text} Then the IBAN goes to our office.") == []


@pytest.mark.parametrize(
    "text",
    [
        "OK, the PDF comes by SMS, and no PIN is needed.",
        "Please do NOT press the red one, and NEVER both.",
        "PLEASE SEND US THE IBAN TODAY OR CALL OUR HOTLINE",
        "Your order AB-4471 and the code XKCD77 are with us.",
        "It leaves tomorrow. ^DKM",
        "It leaves tomorrow.\nDKM",
        "The mail from anna@DKM.example and #DKM is there.",
    ],
)
def test_what_everybody_knows_stresses_shouts_or_signs_is_none(text):
    assert abbreviations(text) == []


def test_words_that_the_customer_said_before_are_the_customers_own():
    text = "The IBAN is missing in the form."
    assert abbreviations(text, customer="What is my iban?") == []
    reply = reading(text)
    assert measured(
        "unexplained_abbreviations", "Hi", reply, "Which IBAN?", reading("The IBAN, please.")
    ) == ["IBAN"]


def test_an_explanation_that_comes_later_is_too_late():
    later = reading("The IBAN (your account number) is enough.")
    assert measured("unexplained_abbreviations", "Hi", reading("Send the IBAN."), "ok", later) == ["IBAN"]


def test_names_that_somebody_gives_are_none():
    named = reading("My name is JT Marlow, good day to you.", introduces_self="My name is JT Marlow")
    assert measured("unexplained_abbreviations", "Hi", named) == []


def test_words_of_the_trade_unless_explained_or_the_customers_own():
    plain = reading("The firmware is old. The consignee was out, so the waybill came back.")
    assert measured("jargon", "Hi", plain) == ["firmware", "consignee", "waybill"]
    assert measured("jargon", "What is firmware?", plain) == ["consignee", "waybill"]
    told = reading("The waybill, that is the label on the box, was torn.")
    assert measured("jargon", "Hi", told) == []


def test_the_rubrics_own_phrases_named_jargon_count_too():
    own = reading("The flange is off, and not the grommet.", phrases={"jargon": "flange"})
    denied = reading("It is not the grommet.", denied={"jargon": "grommet"})
    assert measured("jargon", "Hi", own) == ["flange"]
    assert measured("jargon", "Hi", denied) == []
