"""The model of helpful words, from small talks."""

from __future__ import annotations

import json

import pytest

from models.help import train, words_of
from models.rows import Talk
from simulator.language.document import take_apart
from simulator.language.learned.help import helpfulness
from simulator.language.learned.weights import Weights
from simulator.language.reader import rules_for
from tests.models.written import talks

GROUPS = [talks(), talks(36, scale=4.0)]


@pytest.fixture(scope="module")
def trained():
    return train(GROUPS)


def said(text: str, speaker: str = "agent") -> frozenset[str]:
    return words_of(Talk("x", ({"speaker": speaker, "text": text},), 0.0))


def test_new_talks_are_told_apart(trained):
    def share(text: str) -> float:
        plain = rules_for("en").generic
        return helpfulness([take_apart(text)], plain, Weights(**trained)).share

    assert share("I have set it, so use the boat now.") > 0.5 > share("Our staff will verify that!")


def test_training_again_gives_the_same_model(trained):
    words_of.cache_clear()
    assert json.dumps(train(GROUPS)) == json.dumps(trained)


def test_each_group_has_a_scale_of_its_own(trained):
    wider = [Talk(talk.id, talk.turns, 10 * talk.quality + 7) for talk in GROUPS[1]]
    assert train([GROUPS[0], wider]) == trained


def test_the_order_of_the_groups_does_not_matter(trained):
    assert train(GROUPS[::-1]) == trained


def test_the_model_has_no_signs_no_gaps_and_no_idle_weights(trained):
    assert trained["signs"] == {}
    assert list(trained["words"]) == sorted(trained["words"])
    assert not [key for key in trained["words"] if "*" in key]
    assert all(abs(weight) >= 0.003 for weight in trained["words"].values())


def test_only_the_staffs_words_are_learned():
    assert said("We send it.", "customer") == frozenset()
    assert "we send" in said("We send it.")


def test_words_of_single_trades_are_left_out_with_their_pairs():
    assert "call" not in rules_for("en").generic or "call" in said("We call")
    found = said("We send the order and the software by email.")
    assert not [words for words in found if {"order", "softwar", "email", "*"} & set(words.split())]
    assert {"we send", "and"} <= found


def test_how_well_unseen_talks_are_ordered_is_told(capsys):
    train(GROUPS)
    helpdesk, written = capsys.readouterr().out.splitlines()
    assert helpdesk.startswith("help, 36 helpdesk talks, unseen: Spearman 0.")
    assert written.startswith("help, 24 written talks, unseen: Spearman 0.")


def test_one_group_of_talks_is_refused_with_a_reason():
    with pytest.raises(SystemExit, match="name both"):
        train([talks()])
