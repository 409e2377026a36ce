"""The banks of sentences: whole, readable, and read as what they are meant to be."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

import simulator.colleagues
from simulator.behaviours import BEHAVIOURS
from simulator.colleagues.bank import bank_for, bank_from, bank_languages
from simulator.errors import ContentError, UsageError
from simulator.language.reader import Reader

FOLDER = Path(simulator.colleagues.__file__).parent
SLOTS = {"name": "Dana Okafor", "thing": "parcel", "date": "Thursday", "sum": "45 euros", "agent": "Robin"}
OWN_SLOTS = {
    "lt": {
        "name": "ponia Dalia",
        "thing": "reikalas",
        "date": "ketvirtadienį",
        "sum": "45 Eur",
        "agent": "Austėja",
    },
    "pl": {
        "name": "Pani Halino",
        "thing": "sprawa",
        "date": "czwartek",
        "sum": "45 zł",
        "agent": "Agata",
        "pan": "Pani",
        "pana": "Pani",
        "panu": "Pani",
        "panią": "Panią",
        "panem": "Panią",
        "a": "a",
        "y": "a",
    },
    "fa": {"name": "خانم نوری", "thing": "بسته", "date": "تا پنجشنبه", "sum": "45,000 تومان", "agent": "راد"},
    "ru": {"name": "Анна Львовна", "thing": "дело", "date": "четверга", "sum": "450 рублей", "agent": "Олег"},
}
"""What fills the slots of a bank whose words bend."""
HEARD = {
    "en": "My parcel never came, and nobody answers me.",
    "lt": "Siunta taip ir neatėjo, ir niekas neatsako.",
    "pl": "Paczka do dziś nie przyszła i nikt się nie odzywa.",
    "ru": "Посылка так и не пришла, и никто мне не отвечает.",
    "fa": "بسته‌م هنوز نرسیده و هیچ‌کس هم جوابم رو نمی‌ده.",
}
WORDS = {
    "en": "send it again",
    "lt": "išsiųsiu dar kartą",
    "pl": "wyślę jeszcze raz",
    "ru": "отправлю её ещё раз",
    "fa": "دوباره می‌فرستم",
}
CUSTOMERS = {"fa": "مهناز نوری", "lt": "Dalia Okaitė", "pl": "Halina Wrona", "ru": "Анна Львовна Белова"}
reader_for = cache(Reader)


def given(language="en"):
    return yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))


def filled(sentence, language="en"):
    slots = dict.fromkeys(bank_for(language).turned, "") | SLOTS | OWN_SLOTS.get(language, {})
    return sentence.format(**slots, words=WORDS.get(language, WORDS["en"]))


@pytest.mark.parametrize("language", bank_languages())
@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_most_sentences_of_a_behaviour_are_read_as_it(language, behaviour):
    heard, desk = [HEARD.get(language, HEARD["en"])], [CUSTOMERS.get(language, SLOTS["name"])]
    sentences = [filled(sentence, language) for sentence in bank_for(language).behaviours[behaviour]]
    found = [one for one in sentences if reader_for(language).read(one, heard, desk).shows(behaviour)]
    assert len(found) >= 0.6 * len(sentences), sorted(set(sentences) - set(found))


@pytest.mark.parametrize("language", bank_languages())
def test_a_bank_is_no_smaller_than_the_english_one(language):
    bank, model = bank_for(language), bank_for("en")
    assert all(len(bank.behaviours[name]) >= len(model.behaviours[name]) for name in BEHAVIOURS)
    assert all(len(bank.sets[name]) >= len(found) for name, found in model.sets.items())


@pytest.mark.parametrize("language", bank_languages())
def test_only_slots_that_are_filled_stand_in_a_bank(language):
    bank = bank_for(language)
    sentences = [s for some in (*bank.behaviours.values(), *bank.sets.values()) for s in some]
    slots = {slot for sentence in sentences for slot in re.findall(r"{(\w*)}", sentence)}
    assert slots <= {*SLOTS, *bank.turned, "words"}
    for name in ("tell", "promise", "question", "ask", "instruct"):
        assert all("{words}" in frame for frame in bank.sets[name])


@pytest.mark.parametrize("language", bank_languages())
@pytest.mark.parametrize("name", ["insult", "sarcasm", "refusal"])
def test_who_is_rude_is_not_warm(language, name):
    """Sarcasm has the words of warmth, and means the contrary; one in a set may take the reader in."""
    warm = ("acknowledges_emotion", "condolence", "apologises", "takes_ownership", "thanks")
    heard = [HEARD.get(language, HEARD["en"])]
    sentences = [filled(sentence, language) for sentence in bank_for(language).sets[name]]
    readings = [reader_for(language).read(sentence, heard, []) for sentence in sentences]
    taken_in = [one.text for one in readings if any(map(one.shows, warm))]
    assert len(taken_in) <= 1, taken_in


def test_orders_are_told_from_promises_where_a_bank_does():
    assert bank_for("en").orders == bank_for("en").verbs
    assert bank_for("ru").orders.isdisjoint(bank_for("ru").verbs)


def test_a_bank_without_sentences_says_which():
    lacking = given()
    lacking["behaviours"]["thanks"] = []
    del lacking["sets"]["insult"]
    with pytest.raises(ContentError, match="thanks, insult"):
        bank_from("en", lacking)


def test_who_does_not_speak_a_language_says_so():
    with pytest.raises(UsageError, match='speaks "xx" yet') as caught:
        bank_for("xx-YY")
    assert "en" in caught.value.hint
    assert bank_for("en-GB") is bank_for("en-GB")
