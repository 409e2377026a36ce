"""Asking a language model what a reply does: the prompt, the closed list of answers, the one request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, create_model

from simulator.behaviours import BEHAVIOURS
from simulator.content.scenario import Scenario
from simulator.customer.models import Asker, ModelFailure
from simulator.customer.prompting import Message, fenced
from simulator.customer.second_reading import SecondReading, verified
from simulator.prompts import PromptFiles

PROMPTS = PromptFiles("simulator.customer", ("behaviours.txt", "reading.txt", "reading-turn.txt"))
_PHRASES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class SecondReader:
    """Reads the replies of one scenario with a language model."""

    asker: Asker
    scenario: Scenario

    async def read(self, reply: str, customer: str) -> SecondReading:
        """What the model finds in a reply to a customer's message, as far as the reply proves it."""
        version = PROMPTS.version()
        try:
            asked = messages_of(self.scenario, reply, customer)
            found, model = await self.asker.ask(asked, answers_of(self.scenario))
        except ModelFailure as failure:
            return SecondReading(prompt=version, reason=failure.reason)
        notes: Sequence[Any] = getattr(found, "notes", ())
        pairs = [(note.what, note.quote) for note in notes]
        return verified(pairs, self.scenario, reply, model, version)


def messages_of(scenario: Scenario, reply: str, customer: str) -> list[Message]:
    """The prompt for one reply; its beginning is the same for all replies of a scenario."""
    meanings = PROMPTS.entries("behaviours.txt")
    slots = {
        "behaviours": "\n".join(f"- does.{name}: {meanings[name]}" for name in BEHAVIOURS),
        "topics": "\n".join(_topic(name, phrases) for name, phrases in scenario.topics.items()),
    }
    turn = {"customer": fenced(customer), "reply": fenced(reply)}
    return [
        {"role": "system", "content": PROMPTS.filled("reading.txt", slots)},
        {"role": "user", "content": PROMPTS.filled("reading-turn.txt", turn)},
    ]


def answers_of(scenario: Scenario) -> type[BaseModel]:
    """What may be answered: notes with one of the known names and a quote each."""
    names = (*(f"does.{name}" for name in BEHAVIOURS), *(f"about.{name}" for name in scenario.topics))
    strict = ConfigDict(extra="forbid")
    known: Any = Literal[names]
    note: Any = create_model("Note", __config__=strict, what=(known, ...), quote=(str, ...))
    return create_model("Notes", __config__=strict, notes=(list[note], ...))


def _topic(name: str, phrases: Sequence[str]) -> str:
    return f"- about.{name}: such as {' / '.join(phrases[:_PHRASES_SHOWN])}"
