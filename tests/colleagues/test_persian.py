"""What Persian asks of the colleagues: joiners in words, a bookish desk made to speak, sentences that fit."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from simulator.colleagues.bank import bank_for
from simulator.colleagues.particulars import particulars_of
from simulator.colleagues.phrasing import spellings
from simulator.colleagues.pool import APT, Pool
from simulator.content.library import Library
from simulator.language.reader import Reader

ROOT = Path(__file__).parents[2]


@cache
def case(scenario):
    return Library(ROOT).material(scenario).scenario.model


def pool(bank, scenario="khers-ru-boshghab"):
    model = case(scenario)
    return Pool(model, bank, particulars_of(model, bank), Reader("fa", model.topics), 0)


@pytest.mark.parametrize(
    ("scenario", "spoken"),
    [
        ("khers-ru-boshghab", "اشتباه از انبارِ خودمونه."),
        ("khers-ru-boshghab", "همون پیک سرویس خرسی رو همون دم در پس می‌گیره، رایگان، هر جور که باز شده باشه."),
        ("beliti-ke-ru-yakhchal-raft", "شماره رو همین الان عوض می‌کنم و پیامک رو دوباره می‌فرستم."),
        ("ahangi-ke-pedar-gozasht", "گواهیِ دیگه‌ای لازم نیست."),
        ("shast-ra-nanevisid", "دایرکتِ همین صفحه رو فقط من می‌خونم."),
    ],
)
def test_the_desk_is_spoken_to_the_customer(scenario, spoken):
    assert spoken in particulars_of(case(scenario), bank_for("fa")).told


def test_what_the_desk_forbids_the_agent_is_not_told_to_the_customer():
    told = particulars_of(case("shast-ra-nanevisid"), bank_for("fa")).told
    assert not [sentence for sentence in told if "نپرسید" in sentence or "صدا کن" in sentence]


@pytest.mark.parametrize(
    ("scenario", "name"),
    [("khers-ru-boshghab", "خانم خدابنده"), ("shast-ra-nanevisid", "کامیار")],
)
def test_customers_are_addressed_as_is_usual(scenario, name):
    assert set(particulars_of(case(scenario), bank_for("fa")).names) == {name}


def test_words_get_their_joiners_and_diacritics_back():
    assert spellings(["همین الان می‌فرستم."], "fa") == {"میفرستم": "می‌فرستم"}
    assert spellings(["(wyślę|zwrócę) ...2 paczkę*"], "pl") == {
        "wysle": "wyślę",
        "zwroce": "zwrócę",
        "paczke": "paczkę",
    }
    assert spellings(["I'll send it on Friday."], "en") == {}


def test_sentences_for_some_cases_are_kept_where_they_speak_of_a_topic():
    apt = ["طبقه‌ی چندم هستید و آسانسور دارید؟", "کرایه‌ی تاکسی رو هم می‌دیم."]
    bank = bank_for("fa")
    made = pool(replace(bank, sets={**bank.sets, "apt": apt}))
    assert [
        sentence.text for sentence in made.showing([("asked", "address")]) if sentence.worth == APT
    ] == apt[:1]
    assert not [s for s in made.showing([("behaviour", "commits_to_action")]) if s.text == apt[1]]
