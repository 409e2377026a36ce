"""The messages for one turn of a customer that a language model voices.

The beginning says who the customer is and is the same in every turn, so that an endpoint can keep it ready;
what code decided for this turn stands in the last message. Whatever was not earned yet is not in them at all:
no locked fact, no condition, no need's title, no name of an ending and nothing of the rubric.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypedDict

from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.customer.cue import Act, Cue, CuePart
from simulator.language.stems import LANGUAGES
from simulator.prompts import PromptFiles

PROMPTS = PromptFiles("simulator.customer", ("again.txt", "part.txt", "phrases.txt", "turn.txt"))
_BEGINNING = "(The conversation begins.)"
_MOST_LINES = 3
_LOW, _HIGH = 34, 67
"""Points below and from which a meter is called low and high."""


class Said(Protocol):
    """One turn so far: `speaker` is `customer` or `agent`."""

    @property
    def speaker(self) -> str:
        """Who said it."""

    @property
    def text(self) -> str:
        """The words."""


class Message(TypedDict):
    """One message of a prompt, as chat endpoints take it."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Part:
    """The part that is played: a scenario and its persona."""

    scenario: Scenario
    persona: Persona


def messages_for(
    part: Part, turns: Sequence[Said], cue: Cue, words: int, said: frozenset[str] = frozenset()
) -> list[Message]:
    """The prompt for the customer's next message.

    Args:
        part: Who is played.
        turns: All that was said so far, in order.
        cue: What code decided for this message.
        words: The length wanted, in words.
        said: The author's lines that were used before; they are not shown as examples again.
    """
    messages: list[Message] = [{"role": "system", "content": beginning(part)}]
    _append(messages, "user", _BEGINNING)
    for turn in turns:
        if turn.speaker == "customer":
            _append(messages, "assistant", turn.text)
        else:
            _append(messages, "user", f"<agent>{fenced(turn.text)}</agent>")
    _append(messages, "user", _direction(part, cue, words, said))
    return messages


def messages_again(messages: Sequence[Message], reason: str, begun: str) -> list[Message]:
    """The same prompt with why the first attempt could not be used, and what of it was sent."""
    start = PROMPTS.phrase("begun.some", begun=fenced(begun)) if begun else PROMPTS.phrase("begun.none")
    again = list(messages)
    _append(again, "user", PROMPTS.filled("again.txt", {"reason": fenced(reason), "begun": start}))
    return again


def beginning(part: Part) -> str:
    """The system part: who the customer is and the rules of the part; the same in every turn."""
    scenario, persona = part.scenario, part.persona
    manner = (scenario.customer.manner, persona.manner.notes)
    slots = {
        "name": scenario.customer.name,
        "description": persona.description.strip(),
        "manner": " ".join(text.strip() for text in manner if text),
        "length": persona.manner.length,
        "punctuation": persona.manner.punctuation,
        "register": persona.manner.register_,
        "channel": PROMPTS.phrase(f"channel.{scenario.channel}"),
        "language": LANGUAGES.get(scenario.language, scenario.language).title(),
    }
    return PROMPTS.filled("part.txt", slots)


def _append(messages: list[Message], role: Literal["user", "assistant"], text: str) -> None:
    """Add a message; some endpoints refuse two of the same role in a row, so those are joined."""
    if messages[-1]["role"] == role:
        messages[-1] = {"role": role, "content": f"{messages[-1]['content']}\n{text}"}
    else:
        messages.append({"role": role, "content": text})


def fenced(text: str) -> str:
    """Words from outside, unable to open or close a fence."""
    return text.replace("<", "\u2039").replace(">", "\u203a")


def _direction(part: Part, cue: Cue, words: int, said: frozenset[str]) -> str:
    before = [key for key in part.scenario.facts if key in cue.facts and key not in cue.unlocked]
    told = [PROMPTS.phrase("told.fact", fact=part.scenario.facts[key].text.strip()) for key in before]
    slots = {
        "mood": _mood(cue),
        "parts": "\n".join(_part(part, one, said) for one in cue.parts),
        "told": "\n".join(told) or PROMPTS.phrase("told.none"),
        "end": PROMPTS.phrase("end.now" if cue.close is not None else "end.not_yet"),
        "words": str(words),
    }
    return PROMPTS.filled("turn.txt", slots)


def _part(part: Part, one: CuePart, said: frozenset[str]) -> str:
    if one.act is Act.FACT:
        act = PROMPTS.phrase("act.fact", fact=part.scenario.facts[one.ref].text.strip())
    else:
        act = PROMPTS.phrase(f"act.{one.act.value}")
    pool = one.lines or one.fallback
    lines = [line for line in pool if line not in said] or list(pool)
    if not lines:
        return f"- {act}"
    return f"- {act} {PROMPTS.phrase('lines', lines=' / '.join(lines[:_MOST_LINES]))}"


def _mood(cue: Cue) -> str:
    return " ".join(
        PROMPTS.phrase(f"mood.{meter}.{_height(points)}") for meter, points in cue.mood.items()
    ) or PROMPTS.phrase("mood.none")


def _height(points: float) -> str:
    if points < _LOW:
        return "low"
    return "high" if points >= _HIGH else "middle"
