"""Desks for attempts: who takes part, by the settings and by who was asked to speak."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.attempt.ledger import AttemptHeader, AttemptRecord, TurnRecord
from simulator.attempt.unrecorded import Unrecorded
from simulator.content.library import Library
from simulator.customer.llm_voice import LLMVoice
from simulator.customer.voice import ScriptedVoice
from simulator.desks import Places, make_attempt, model_settings
from simulator.errors import UsageError
from simulator.locations import library_dir

ONE = "third-message-about-a-parcel"
NAMED = '[language_model]\nmodel = "quiet"\nbase_url = "http://127.0.0.1:9/v1"\n'
READER, JUDGE = 'reader = "rules+llm"\n', 'judge = "rules+llm"\n'
USED = {"purpose": "customer", "model": "quiet-1", "input_tokens": 100, "output_tokens": 10,
        "estimated": False, "cost": "0.5"}  # fmt: skip


@pytest.fixture(scope="module")
def material():
    return Library(library_dir(None)).material(ONE)


@pytest.fixture
def places(tmp_path):
    def written(text=None):
        file = tmp_path / "settings.toml"
        if text is not None:
            file.write_text(text)
        return Places(file, tmp_path / "data")

    return written


def header(customer="scripted", **more):
    return AttemptHeader("a1", "kim", "agent", "practice", 0, customer, (), "2026-01-01T00:00:00Z", **more)


def made(material, places, customer="scripted", record=None):
    attempt = make_attempt(header(customer), material, Unrecorded(), lambda: "now", places, record)
    return attempt._desk


@pytest.mark.parametrize("text", [None, "", NAMED, READER, JUDGE, NAMED + 'reader = "rules"\n'])
def test_a_scripted_conversation_has_no_models_unless_one_is_to_read_or_judge(material, places, text):
    desk = made(material, places(text))
    assert desk.models is None
    assert isinstance(desk.voice, ScriptedVoice)


@pytest.mark.parametrize(
    ("text", "reads", "judges"),
    [(NAMED + READER, True, False), (NAMED + JUDGE, False, True), (NAMED + READER + JUDGE, True, True)],
)
def test_a_model_may_read_and_judge_beside_a_scripted_customer(material, places, text, reads, judges):
    desk = made(material, places(text))
    assert isinstance(desk.voice, ScriptedVoice)
    assert (desk.models.reads, desk.models.judges) == (reads, judges)


def test_a_customer_in_a_models_words(material, places):
    desk = made(material, places(NAMED), "llm")
    assert isinstance(desk.voice, LLMVoice)
    assert desk.voice.model is desk.models.line
    assert (desk.models.reads, desk.models.judges) == (False, False)
    assert desk.models.used() == {}
    assert desk.models.spent(1) is None
    assert desk.models.notice() == ""


def test_the_voice_sees_what_was_said_so_far(material, places):
    turn = TurnRecord(1, "customer", "Where is it?", "now", "llm", {"lines": []})
    desk = made(material, places(NAMED), "llm", AttemptRecord(header("llm"), [turn]))
    assert [said.text for said in desk.voice.turns()] == ["Where is it?"]


def test_without_places_no_model_takes_part(material):
    assert made(material, None, "llm").models is None


@pytest.mark.parametrize("text", ["not toml [", "language_model = 3\n", NAMED + "nonsense = 1\n"])
def test_settings_that_cannot_be_used_stop_only_who_needs_them(places, text):
    assert model_settings(places(text), "scripted") is None
    with pytest.raises(UsageError):
        model_settings(places(text), "llm")


def test_what_was_used_before_is_on_the_bill(material, places):
    note = {"lines": [], "models": {"requests": [USED, {**USED, "estimated": True}]}}
    turn = TurnRecord(1, "customer", "Where is it?", "now", "llm", note)
    spent = made(material, places(NAMED), "llm", AttemptRecord(header("llm"), [turn])).models.spent(1)
    assert (spent.requests, spent.input_tokens, spent.output_tokens) == (2, 200, 20)
    assert (spent.cost, spent.estimated) == ("1.0", True)


def test_a_branch_does_not_pay_for_the_turns_that_it_kept(material, places):
    note = {"lines": [], "models": {"requests": [USED]}}
    turns = [TurnRecord(number, "customer", "Hm?", "now", "llm", note) for number in (1, 3)]
    turns.insert(1, TurnRecord(2, "agent", "Hm.", "now"))
    branch = replace(header("llm"), branch_of="a0", branch_turn=1)
    spent = made(material, places(NAMED), "llm", AttemptRecord(branch, turns)).models.spent(3)
    assert spent.requests == 1


def test_no_settings_file_is_made_by_looking(material, places):
    given = places()
    made(material, given, "llm")
    assert not Path(given.settings).exists()
    assert not Path(given.data).exists()
