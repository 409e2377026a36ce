"""Judges for the tests of `agreement --judge`: copies of a rater, and models that answer as they are told."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from simulator.commands.agreement_conversations import Conversation
from simulator.commands.agreement_judges import ModelRater
from simulator.content.library import Library
from simulator.judging.agreement.labels import Ratings
from simulator.judging.agreement.scale import Form
from simulator.judging.by_model.giving_up import GivesUp
from simulator.judging.by_model.judge import ModelJudge
from simulator.judging.by_model.second_reading import SecondReading, Vote
from simulator.judging.judge import RulesJudge
from simulator.judging.transcript import Transcript, cleaned_turn
from simulator.model_settings import ModelSettings
from tests.judging.by_model.fakes import FakeAsker

ROOT = Path(__file__).parents[2]
WORDS = "A day off work, and all of it spent at the window."
QUESTION = "acknowledges"


def turns(at=0):
    """A conversation, another one for each number."""
    return [
        {"speaker": "customer", "text": f"Nobody came to fit my door, number {at}. When do you come?"},
        {
            "speaker": "agent",
            "text": f"I'm sorry nobody came. {WORDS} I send a fitter for door {at} on Tuesday at 8.",
        },
    ]


@cache
def complaint():
    """The rubric's form, and the judge by its rules."""
    rubric = Library(ROOT).rubric("complaint")
    return Form(rubric.model), RulesJudge(rubric.model, rubric.sha256)


@cache
def evaluation():
    """What the rules say of a conversation."""
    return complaint()[1].evaluate(transcript("t"))


def transcript(item, at=0):
    return Transcript(item, tuple(cleaned_turn(one["speaker"], one["text"]) for one in turns(at)))


def conversations(count):
    return [Conversation(f"t{at}", transcript(f"t{at}", at), complaint()[1]) for at in range(count)]


def filled(option, reading=None, status="scored", percentage=None):
    """The form with another answer to one question."""
    form = evaluation()
    questions = [
        replace(one, option=option, status=status, second_reading=reading) if one.ref_id == QUESTION else one
        for one in form.questions
    ]
    return replace(form, questions=tuple(questions), percentage=percentage)


def reading(*options, rules="o_none", status="split"):
    """A second reading whose votes name these; None is a vote that does not count."""
    votes = tuple(Vote(option, void=None if option else "no_quote") for option in options)
    return SecondReading(status, None, rules, False, votes, False)


def ratings_of(**said):
    """Labels of one question: what each rater said of `t0`, `t1` and so on."""
    ratings = Ratings()
    for rater, options in said.items():
        for at, option in enumerate(options):
            ratings.add(QUESTION, f"t{at}", rater, option)
    return ratings


@dataclass
class CopyingJudge:
    """Fills the forms that it is given."""

    forms: dict
    rater: str = "llm:copy"
    requests: int = 0
    failures: dict = field(default_factory=dict)
    gave_up: str | None = None

    def cost(self, input_tokens, output_tokens):
        return None

    def evaluate(self, rules, transcript):
        return self.forms[transcript.id]


class FakeSecond:
    """A second judge whose model answers as `FakeAsker` does."""

    def __init__(self, say, votes=1):
        self.asker = FakeAsker(say)
        self.gives_up = GivesUp(self.asker)
        self._votes = votes

    def evaluate(self, rules, transcript):
        return asyncio.run(ModelJudge(rules, self.gives_up, self._votes).evaluate(transcript))


def model_rater(say, model="quiet", votes=1):
    return ModelRater(model, ModelSettings(), FakeSecond(say, votes))
