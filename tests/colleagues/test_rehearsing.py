"""Conversations of colleagues: those of an attempt, the same every time, and as good as the colleague."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from statistics import median

import pytest

from simulator.attempt.unrecorded import Unrecorded
from simulator.colleagues.kinds import KINDS
from simulator.colleagues.rehearsing import Rehearsing
from simulator.content.library import Library
from simulator.customer.voice import ScriptedVoice
from simulator.desks import make_desk
from simulator.language.reader import Reader
from simulator.rehearsal import rehearse_replies
from tests.content.drafting import SAMPLES

ROOT = Path(__file__).parents[2]
REVIEW, UMBRELLA = "one-star-and-half-of-it-fair", "left-umbrella"


@cache
def material(name):
    return Library(ROOT if name == REVIEW else SAMPLES).material(name)


class Listening:
    """The judge, who remembers what was judged."""

    def __init__(self, judge):
        self.judge, self.heard = judge, []

    def __call__(self, attempt, level, turns, readings, settled):
        self.heard.append([(turn.speaker, turn.text) for turn in turns])
        return self.judge(attempt, level, turns, readings, settled)


def rehearsing(name=UMBRELLA, seed=0):
    scenario = material(name).scenario.model
    desk = make_desk(material(name), ScriptedVoice(), Unrecorded(), lambda: "")
    judge = Listening(desk.judge)
    return Rehearsing(desk.model, Reader(scenario.language, scenario.topics), judge, "agent", seed), judge


review = cache(lambda: rehearsing(REVIEW))


@cache
def talks(kind, runs=8):
    """Conversations about the review, and the words of those of them that differ."""
    work, judge = review()
    before = len(judge.heard)
    found = [work.talk(kind, run) for run in range(runs)]
    return found, judge.heard[before:]


@pytest.mark.parametrize("kind", KINDS)
def test_a_conversation_comes_to_what_an_attempt_with_these_replies_comes_to(kind):
    found, words = talks(kind)[0][0], talks(kind)[1][0]
    replies = [text for speaker, text in words if speaker == "agent"]
    played = rehearse_replies(material(REVIEW), replies)
    said = [(message.speaker, message.text) for message in played.messages]
    assert words[:-1] == said[:-1]
    assert (found.ending, found.ending_key) == (played.ended.ending, played.ending_key)
    assert found.replies == len(replies)
    if words == said:  # else the customer took leave in other words
        assert found.percentage == played.evaluation["percentage"]


def test_another_process_or_order_changes_nothing():
    work, _ = rehearsing()
    backwards = [work.talk(kind, run) for run in (2, 1, 0) for kind in reversed(KINDS)]
    again, _ = rehearsing()
    forwards = [again.talk(kind, run) for run in (0, 1, 2) for kind in KINDS]
    assert backwards == forwards[::-1]


def test_another_seed_gives_other_conversations():
    heard = []
    for seed in (0, 1):
        work, judge = rehearsing(seed=seed)
        work.talk("strong", 0)
        heard += judge.heard
    assert heard[0] != heard[1]


def test_runs_differ():
    assert len({talk.path for talk in talks("strong")[0]}) > 4
    assert len({words[1] for words in talks("strong")[1]}) > 3


def test_the_better_the_colleague_the_higher_the_percentage():
    strong, middling, poor = (
        median(talk.percentage for talk in talks(kind)[0]) for kind in ("strong", "middling", "poor")
    )
    assert strong - middling >= 10
    assert strong - poor >= 35


def test_the_strong_one_greets_by_name_and_never_says_nothing_or_the_same_twice():
    for heard in talks("strong")[1]:
        replies = [text for speaker, text in heard if speaker == "agent"]
        assert any("Ray" in reply for reply in replies)
        assert all(reply.strip() for reply in replies)
        assert len(set(replies)) == len(replies)


def test_who_helps_nobody_leaves_in_the_end():
    for kind in ("poor", "stuffer", "silent", "rude"):
        assert max(talk.replies for talk in talks(kind)[0]) <= 5


def test_what_met_a_need_by_accident_is_told():
    for found in talks("stuffer")[0]:
        assert all(found.met.values())
    assert any(found.met for found in talks("stuffer")[0])


def test_nobody_uses_the_exemplars_or_the_better_wordings():
    scenario = material(REVIEW).scenario.model
    own = {reply for exemplar in scenario.exemplars for reply in exemplar.replies} | set(
        scenario.wording.values()
    )
    said = {
        text for kind in KINDS for heard in talks(kind)[1] for speaker, text in heard if speaker == "agent"
    }
    assert not own & said
