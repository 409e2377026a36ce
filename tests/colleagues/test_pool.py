"""What could be said in a case: the words of its topics in frames that fit them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from simulator.colleagues.bank import bank_for
from simulator.colleagues.particulars import particulars_of
from simulator.colleagues.pool import Pool
from simulator.content.loading import parse
from simulator.language.reader import Reader
from tests.content.drafting import draft

TOPICS = {"press": ["(=нажмите|=найдите) (=кнопку|=рамку)"], "send": ["(=отправлю|=привезу) (=зонт|=зонтик)"]}


@cache
def said(topic):
    """The sentences that speak of a topic."""
    sample = parse(draft("scenario").encode(), Path("f"), "scenario").model
    card = sample.desk[0].model_copy(update={"text": "Отправим до пятницы. Зонт лежит здесь."})
    scenario = sample.model_copy(update={"desk": [card], "topics": TOPICS, "language": "ru"})
    bank, reader = bank_for("ru"), Reader("ru", TOPICS)
    pool = Pool(scenario, bank, particulars_of(scenario, bank), reader, 0)
    return [sentence.text for sentence in pool.showing([("topic", topic)])], pool


@pytest.mark.parametrize(("topic", "other"), [("press", "promise"), ("send", "instruct")])
def test_orders_and_promises_stand_in_frames_of_their_own(topic, other):
    texts, _ = said(topic)
    frames = bank_for("ru").sets[other]
    ends = [frame.partition("{words}") for frame in frames]
    alien = [
        (before, after) for before, _, after in ends if len(before + after) > 3 and "{" not in before + after
    ]
    assert texts
    assert not [t for t in texts for a, b in alien if t.startswith(a) and t.endswith(b)]


def test_a_deed_of_the_desk_is_a_sentence():
    _, pool = said("send")
    assert {sentence.text: sentence.worth for sentence in pool.told}["Отправим до пятницы."] == 1.0
