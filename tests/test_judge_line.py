"""The judge's port on a line to the models: messages there, answers, tokens and failures back."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from pydantic import BaseModel

from simulator.customer.models import ModelFailure
from simulator.errors import UnavailableError
from simulator.judge_line import JudgeLine
from simulator.judging.by_model.port import Answer, Message, Usage


class Word(BaseModel):
    word: str


class Line:
    def __init__(self, failure=None):
        self.used = SimpleNamespace(requests=[{"input_tokens": 1, "output_tokens": 1}])
        self.asked = []
        self._failure = failure

    async def ask(self, messages, schema, purpose):
        self.asked.append((messages, schema, purpose))
        if self._failure:
            raise self._failure
        self.used.requests.append({"input_tokens": 7, "output_tokens": 3})
        return Word(word="yes"), "quiet-1"


def ask(line):
    return asyncio.run(JudgeLine(line).ask([Message("system", "Judge."), Message("user", "This.")], Word))


def test_it_asks_as_the_judge_and_tells_the_tokens_of_this_very_request():
    line = Line()
    assert ask(line) == Answer(Word(word="yes"), "quiet-1", Usage(7, 3))
    assert line.asked == [
        (
            [{"role": "system", "content": "Judge."}, {"role": "user", "content": "This."}],
            Word,
            "judge",
        )
    ]


def test_a_failure_keeps_its_reason():
    with pytest.raises(UnavailableError) as caught:
        ask(Line(ModelFailure("timeout")))
    assert caught.value.reason == "timeout"


def test_a_message_does_not_show_its_words():
    assert "Judge." not in repr(Message("system", "Judge."))
