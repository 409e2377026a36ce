"""Models that play well or badly, and what an audition with them needs."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from simulator.auditioning.playing import Reasons, Role, roles_of, scenes_of
from simulator.auditioning.results import Answer, Conversation, Key, Line, Taken
from simulator.auditioning.running import Audition
from simulator.content.library import Library
from simulator.customer.models import ModelFailure

ROOT = Path(__file__).parents[2]
PARCEL = "third-message-about-a-parcel"
REASONS = Reasons(
    unasked=frozenset({"gave_up", "day_spent", "conversation_spent"}),
    breaking=frozenset({"gave_up", "day_spent"}),
    for_model=frozenset({"unknown_model"}),
    for_all=frozenset({"day_spent", "wrong_key"}),
)
KEY = Key("quiet-1", "localhost:1", None, PARCEL, 1, "a" * 64, "b" * 64, "c" * 64, "strong", 1)


@cache
def scenes(name=PARCEL):
    return tuple(scenes_of(Library(ROOT).material(name)))


def roles(*models, runs=1, only=None) -> list[Role]:
    """The conversations of an audition; of the exemplar `only`, where one is named."""
    chosen = [scene for scene in scenes() if only is None or scene.name == only]
    return roles_of(chosen, models or ("quiet-1",), runs, "localhost:1", None)


def authored(messages):
    """What the author would say, as the prompt shows it."""
    found = re.findall(r"In the manner of: (.*)", messages[-1]["content"])
    return " ".join(lines.split(" / ")[0] for lines in found) or "Well. And now?"


def flipping(messages):
    return "How can I help you today?"


def leaking(messages):
    return "It is for my son and his birthday, on Saturday. I have balloons and no train."


def repeating(messages):
    return "Where is my parcel, after all these long days of waiting?"


def stalling(messages):
    raise ModelFailure("timeout")


@dataclass
class Clock:
    """A clock that goes forward when it is told to."""

    seconds: float = 0.0

    def __call__(self):
        return self.seconds


@dataclass
class FakeSpeaker:
    """Says what `say` gives, a word every tenth of a second; gives up after two failures in a row."""

    say: Callable
    clock: Clock
    cost: Decimal | None = None
    failed: int = 0
    asked: list = field(default_factory=list)

    async def stream(self, messages, limits):
        if self.failed >= 2:
            raise ModelFailure("gave_up")
        self.asked.append(messages)
        try:
            words = self.say(messages)
        except ModelFailure:
            self.failed += 1
            self.clock.seconds += 20
            raise
        self.failed = 0
        self.clock.seconds += 0.4
        for word in re.findall(r"\S+\s*", words):
            await asyncio.sleep(0)
            self.clock.seconds += 0.1
            yield word

    @property
    def taken(self):
        asked = len(self.asked)
        return Taken(asked, 100 * asked, 10 * asked, False, self.cost)


@dataclass
class FakeCompany:
    """Speakers by model; keeps conversations in a list."""

    say: Callable | dict
    clock_of: Clock = field(default_factory=Clock)
    kept: list = field(default_factory=list)
    speakers: list = field(default_factory=list)

    def speaker(self, role):
        say = self.say[role.key.model] if isinstance(self.say, dict) else self.say
        self.speakers.append(FakeSpeaker(say, self.clock_of))
        return self.speakers[-1]

    def keep(self, conversation):
        self.kept.append(conversation)

    def now(self):
        return self.clock_of()

    def clock(self):
        return "2026-03-02T09:30:00.000Z"


def auditioned(say, *models, runs=1, only=None, parallel=1):
    """The company and the outcome of an audition."""
    company = FakeCompany(say)
    audition = Audition(company, REASONS)
    return company, asyncio.run(audition.run(roles(*models, runs=runs, only=only), parallel))


def line(turn=1, text="And when exactly?", voice="llm", answers=None, **more):
    found = (Answer(text, first_word=0.5, writing=1.0, words_written=2),) if answers is None else answers
    return Line(turn, text, voice, more.pop("wanted", 3), answers=found, shown_after=0.8, **more)


def conversation(*lines, key=None, **more):
    found = replace(KEY, **key) if key else KEY
    given = {"same_course": True, **more}
    return Conversation(found, "2026-03-02T09:30:00.000Z", "en", tuple(lines), **given)
