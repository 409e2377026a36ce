"""A model that answers as it is told, and forms that it reads."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import get_args

from simulator.judging.by_model.judge import ModelJudge
from simulator.judging.by_model.port import Answer, NoAnswer, Usage
from simulator.judging.judge import RulesJudge
from simulator.judging.transcript import Transcript, cleaned_turn
from tests.judging.building import question, rubric, talk

SHA = "0" * 64
USAGE = Usage(10, 2)


class FakeAsker:
    """Answers with what `say(text, names, count)` gives: fields, any object, or an error to raise."""

    def __init__(self, say, usage=USAGE, model="quiet-1"):
        self._say = say if callable(say) else lambda *_: say
        self._answer = (model, usage)
        self.asked = []
        self.at_once = self.most_at_once = 0

    async def ask(self, messages, schema):
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        self.asked.append((messages, schema))
        names = get_args(schema.model_fields["option"].annotation)
        said = self._say(messages[-1].text, names, len(self.asked))
        if isinstance(said, BaseException):
            raise said
        value = SimpleNamespace(**said) if isinstance(said, dict) else said
        model, usage = self._answer
        return Answer(value, model, usage)


def says(option, quote="", turn=2, reason="Because."):
    return {"option": option, "quote": quote, "turn": turn, "reason": reason}


def fails(reason="timeout"):
    return NoAnswer(reason)


def asked_twice(ref_id="sorry", **changed):
    """A question that a model reads too."""
    return question(ref_id, second_reading={"criterion": f"Criterion of {ref_id}."}, **changed)


def form(*questions, **changed):
    return rubric(*(questions or (asked_twice(),)), **changed)


def evaluate(asker, rubric, *said, votes=3, settled=None, level=None):
    """The evaluation of what was said, as JSON has it."""
    transcript, readings = talk(*said, level=level)
    judge = ModelJudge(RulesJudge(rubric, SHA), asker, votes)
    return as_json(asyncio.run(judge.evaluate(transcript, readings, settled)))


def by_rules(rubric, *said, settled=None, level=None):
    transcript, readings = talk(*said, level=level)
    return as_json(RulesJudge(rubric, SHA).evaluate(transcript, readings, settled))


def evaluate_texts(asker, rules, *texts, votes=3):
    """Customer and agent in turns, read by the judge itself."""
    return as_json(asyncio.run(ModelJudge(rules, asker, votes).evaluate(transcript_of(*texts))))


def transcript_of(*texts):
    speakers = ("customer", "agent")
    return Transcript("t", tuple(cleaned_turn(speakers[at % 2], text) for at, text in enumerate(texts)))


def as_json(evaluation):
    return json.loads(json.dumps(evaluation.to_json()))


def verdict(evaluation, ref_id="sorry"):
    return next(one for one in evaluation["questions"] if one["ref_id"] == ref_id)


def without_second(evaluation):
    """The evaluation as the rules alone would have it: no word of a second reading."""
    questions = [
        {key: value for key, value in one.items() if key not in ("second_reading", "needs_review")}
        for one in evaluation["questions"]
    ]
    return {**evaluation, "questions": questions, "judge": None}
