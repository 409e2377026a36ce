"""The banks of sentences: whole, readable, and read as what they are meant to be."""

from __future__ import annotations

import re
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
HEARD = ["My parcel never came, and nobody answers me."]


def given(language="en"):
    return yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))


def filled(sentence):
    return sentence.format(**SLOTS, words="send it again")


@pytest.mark.parametrize("language", bank_languages())
@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_most_sentences_of_a_behaviour_are_read_as_it(language, behaviour):
    reader = Reader(language)
    sentences = [filled(sentence) for sentence in bank_for(language).behaviours[behaviour]]
    found = [
        sentence for sentence in sentences if reader.read(sentence, HEARD, [SLOTS["name"]]).shows(behaviour)
    ]
    assert len(found) >= 0.6 * len(sentences), sorted(set(sentences) - set(found))


@pytest.mark.parametrize("language", bank_languages())
def test_only_slots_that_are_filled_stand_in_a_bank(language):
    bank = bank_for(language)
    sentences = [s for some in (*bank.behaviours.values(), *bank.sets.values()) for s in some]
    assert {slot for sentence in sentences for slot in re.findall(r"{(\w*)}", sentence)} <= {*SLOTS, "words"}
    for name in ("tell", "promise", "question", "ask", "instruct"):
        assert all("{words}" in frame for frame in bank.sets[name])


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
