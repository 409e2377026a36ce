"""What a linear model sees besides the words."""

from __future__ import annotations

from math import isfinite, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.behaviours import BEHAVIOURS
from simulator.language.learned.signs import signs_of
from simulator.language.reader import Reader, rules_for
from simulator.language.reading import Finding

READER, RULES = Reader("en"), rules_for("en")
PIECES = st.lists(
    st.sampled_from(["sorry", "we", "kettle", "Ines", "€40", "14:30", "B7", "@me", "?", ".", "Friday", "9"]),
    max_size=60,
)


def signs(reply: str, *heard: str) -> dict[str, float]:
    return signs_of(READER.look(reply, heard), RULES.generic, RULES.common)


@settings(max_examples=80, deadline=None)
@given(PIECES, PIECES)
def test_signs_are_always_the_same_ones_and_never_far_from_nothing(said: list[str], heard: list[str]):
    found = signs(" ".join(said), " ".join(heard))
    assert list(found) == list(signs("We send it.", "Where is it?"))
    assert all(isfinite(value) and -1.5 <= value <= 4 for value in found.values())


def test_each_finding_gives_how_sure_it_is_and_whether_it_is_there():
    scene = READER.look("We send it.", [])
    scene.findings["thanks"] = Finding(True, 0.8, (scene.span(0, 1),))
    scene.findings["blames"] = Finding(False, 0.0)
    found = signs_of(scene, RULES.generic, RULES.common)
    assert found["found.thanks"] == 1.0
    assert found["sure.thanks"] == pytest.approx(log(4) / 3)
    assert found["found.blames"] == 0.0
    assert found["sure.blames"] == pytest.approx(-log(49) / 3)
    assert {f"sure.{name}" for name in BEHAVIOURS} <= set(found)


def test_a_confidence_of_one_is_no_infinity():
    scene = READER.look("We send it.", [])
    scene.findings["thanks"] = Finding(True, 1.0, (scene.span(0, 1),))
    assert signs_of(scene, RULES.generic, RULES.common)["sure.thanks"] == pytest.approx(log(49) / 3)


def test_words_of_the_customer_that_come_back_are_counted():
    away = signs("We look into that gasket today.", "My kettle leaks on the carpet.")
    back = signs("The kettle leaks, so we look into that.", "My kettle leaks on the carpet.")
    assert away["back.own"] == 0
    assert back["back.own"] >= 1 / 3
    assert back["back"] > away["back"]
    assert back["back.share"] > away["back.share"]


def test_only_the_last_message_is_asked_about():
    first, last = "My kettle leaks on the carpet.", "Fine then."
    assert signs("The kettle it is.", first, last)["back"] == 0.0
    assert signs("The kettle it is.", last, first)["back"] > 0.0
    assert signs("We do.", "Do you?", "Fine then.")["customer.asks"] == 0.0
    assert signs("We do.", "Fine then.", "Do you?")["customer.asks"] == 1.0
    assert signs("We do.")["customer.asks"] == 0.0


def test_the_form_of_a_reply_is_counted_and_capped():
    found = signs("Pay 40, 50 and 60 on Friday. See www.example.org or @shop. Is it B7? Or C8? D9? E1? F2?")
    assert found["kind.number"] == 2.0
    assert found["kind.date"] == 1.0
    assert (found["url"], found["handle"], found["questions"]) == (1.0, 1.0, 3.0)
    assert found["kind.code"] == 2.0


def test_length_is_no_sign():
    short, long = signs("It is there."), signs("It is there. " + "We are glad to be of service. " * 4)
    assert not {"words", "sentences"} & (short.keys() | long.keys())
