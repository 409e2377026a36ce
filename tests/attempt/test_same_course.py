"""A voice decides nothing: the same replies take the same course in a model's words and in the author's."""

from __future__ import annotations

import asyncio
from functools import cache
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from simulator.attempt.attempt import Attempt
from simulator.attempt.ledger import AttemptHeader
from simulator.attempt.unrecorded import Unrecorded
from simulator.content.library import Library
from simulator.customer.guarding.grounds import ways_of_telling
from simulator.customer.llm_voice import LLMVoice
from simulator.customer.prompting import Part
from simulator.customer.voice import ScriptedVoice
from simulator.desks import make_desk
from simulator.locations import library_dir
from tests.customer.test_llm_voice import WildModel

SCENARIOS = sorted(header.id for header in Library(library_dir(None)).headers())
MOST = 7
"""Replies of one conversation; what comes after them adds little."""


@cache
def material_of(key):
    return Library(library_dir(None)).material(key)


@cache
def replies_of(key):
    """Every reply that an exemplar of the scenario gives."""
    exemplars = material_of(key).scenario.model.exemplars
    return sorted({" ".join(reply.split()) for exemplar in exemplars for reply in exemplar.replies})


def header(key, customer):
    material = material_of(key)
    contents = tuple(part.model for part in (material.scenario, material.persona, material.rubric))
    return AttemptHeader("a1", "kim", "agent", "certify", 0, customer, contents, "2026-01-01T00:00:00.000Z")


def scripted(key):
    desk = make_desk(material_of(key), ScriptedVoice(), Unrecorded(), lambda: "now")
    return Attempt(header(key, "scripted"), desk)


def in_a_models_words(key, seed):
    """An attempt whose model says what is wanted, or leaks, flips, thanks, ends, or breaks off."""
    material = material_of(key)
    part = Part(material.scenario.model, material.persona.model)
    leaks = tuple(way for fact in part.scenario.facts.values() for way in ways_of_telling(fact))
    model = WildModel(Random(seed), leaks)
    voice = LLMVoice(model, part, lambda: attempt.dialogue.turns, ScriptedVoice())
    attempt = Attempt(header(key, "llm"), make_desk(material, voice, Unrecorded(), lambda: "now"))
    return attempt


def course(attempt, replies):
    """What code decided, turn by turn: states, cues, moves, the end.

    The form is not in it: it is filled on the words that were shown, and a reply can repeat those.
    """

    async def play():
        taken = []
        events = [event async for event in attempt.begin()]
        for reply in replies:
            if attempt.ended:
                break
            events += [event async for event in attempt.reply(reply)]
            taken.append((attempt.dialogue.state, attempt.dialogue.cue))
        return taken, attempt.dialogue.moves, events[-2:] if attempt.ended else None

    taken, moves, end = asyncio.run(play())
    return taken, moves, end and end[0]


def voices(attempt):
    return {turn.voice for turn in attempt.dialogue.turns if turn.speaker == "customer"}


@pytest.mark.parametrize("key", SCENARIOS)
@pytest.mark.sampled(1)
def test_every_exemplar_takes_the_same_course_whoever_speaks(key):
    seen = set()
    for number, exemplar in enumerate(material_of(key).scenario.model.exemplars):
        wild = in_a_models_words(key, number)
        assert course(wild, exemplar.replies) == course(scripted(key), exemplar.replies), exemplar.name
        seen |= voices(wild)
    assert {"llm", "scripted-fallback"} <= seen


@settings(max_examples=8, deadline=None, phases=[Phase.generate])
@given(st.data())
@pytest.mark.parametrize("key", SCENARIOS)
@pytest.mark.sampled(1)
def test_any_mixture_of_replies_takes_the_same_course_whoever_speaks(key, data):
    replies = data.draw(st.lists(st.sampled_from(replies_of(key)), min_size=1, max_size=MOST))
    seed = data.draw(st.integers(0, 10**6))
    assert course(in_a_models_words(key, seed), replies) == course(scripted(key), replies)
