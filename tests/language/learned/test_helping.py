"""The measure `plain_help` of a talk: which sentences count, and the one that is shown."""

from __future__ import annotations

import pytest

from simulator.judging import helping
from simulator.judging.helping import helped
from simulator.language.learned.weights import Weights
from tests.judging.building import Reading, case_of, reading

ASKED = "My kettle leaks. Can you mend it?"
DEED = "We set the kettle right on Friday."
WEIGHTS = {"set": 0.4, "thank you": 0.5, "so": 0.6, "friend": -0.5, "right": -0.7}


@pytest.fixture
def weighing(monkeypatch):
    """Other weights than the product's; none for None."""

    def use(words: dict[str, float] | None) -> None:
        models = {} if words is None else {"help": Weights(0.0, words)}
        monkeypatch.setattr(helping, "load_weights", lambda language: models)

    use(WEIGHTS)
    return use


def measured(*said: str | Reading) -> tuple[float, str]:
    found = helped(case_of(ASKED, *said).replies, "en")
    assert found is not None
    amount, (proof,) = found
    return amount, proof.quote


def does(text: str = DEED, **more) -> Reading:
    return reading(text, commits_to_action=DEED.rstrip("."), **more)


def test_without_a_model_nothing_is_measured(weighing):
    weighing(None)
    assert helped(case_of(ASKED, does()).replies, "en") is None


def test_without_replies_nothing_is_measured():
    assert helped([], "en") is None


@pytest.mark.parametrize(
    "text", ["We are there for you, always.", "So, so, thank you so much.", "It is set."]
)
def test_talk_that_does_nothing_for_the_customer_is_no_help(weighing, text):
    assert measured(reading(text)) == (0.0, text)


def test_what_helps_weighs_up_and_what_hinders_weighs_down(weighing):
    weighing({"set": 0.4})
    high, said = measured(does())
    weighing({"set": -0.4})
    low, also_said = measured(does())
    assert low < 50 < high
    assert said == also_said == DEED


def test_what_was_said_before_does_not_count_again(weighing):
    once = measured(does())
    assert measured(does(), "Aha.", does()) == once


def test_a_talk_that_mostly_repeats_itself_helps_less(weighing):
    once, _ = measured(does())
    thrice, _ = measured(does(), "Aha.", does(), "And?", does())
    assert thrice == pytest.approx(once * 2 / 3)


def test_filling_words_never_raise_the_measure(weighing):
    weighing({"set": 0.1, "so": 2.0})
    filled = does(f"{DEED} So that is so and so, and so it was ever so, and so on.")
    assert measured(filled) == measured(does())


def test_filling_words_may_lower_the_measure(weighing):
    weighing({"set": 0.4, "so": -2.0})
    filled = does(f"{DEED} So that is so and so, and so it was ever so, and so on.")
    amount, said = measured(filled)
    assert amount < measured(does())[0]
    assert said.startswith("So that is so")


def test_the_customers_own_words_do_not_count(weighing):
    weighing({"set": 0.1, "leak": 2.0, "my": 2.0})
    assert measured(does(f"{DEED} My kettle leaks. Can you mend it?"))[0] == measured(does())[0]
