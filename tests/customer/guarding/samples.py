"""The three scenarios as the guard meets them: their lines, each in a fitting state, and moments to test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from simulator.content.base import MoodLine
from simulator.content.library import Library
from simulator.customer.cue import Act, Close, Cue, CuePart
from simulator.customer.guarding.grounds import Grounds, grounds_for, texts_of
from simulator.customer.prompting import Part

ROOT = Path(__file__).parents[3]
SHIPPED = ("third-message-about-a-parcel", "a-letter-about-a-returned-payment", "the-internet-in-his-name")
PARCEL, LETTER, INTERNET = SHIPPED
SOUR = {"patience": 20.0, "trust": 10.0, "distress": 60.0, "clarity": 20.0}
WARM = {"patience": 80.0, "trust": 75.0, "distress": 10.0, "clarity": 80.0}
_ACTS = {
    "empty": Act.UNCLEAR,
    "other_language": Act.UNCLEAR,
    "repeated": Act.REACTION,
    "insist": Act.ASK,
}


@dataclass(frozen=True)
class Turn:
    speaker: str
    text: str


@cache
def part_of(key: str) -> Part:
    material = Library(ROOT).material(key)
    return Part(material.scenario.model, material.persona.model)


def opening_of(key: str) -> Turn:
    return Turn("customer", next(iter(texts_of(part_of(key).scenario.customer.opening))))


def moment(
    key: str = PARCEL,
    agent: str = "Please wait.",
    *,
    act: Act = Act.ASK,
    ref: str = "date",
    lines: Sequence[str] = ("And when exactly?",),
    mood: dict | None = None,
    told: Sequence[str] = (),
    now: Sequence[str] = (),
    close: Close | None = None,
    more: Sequence[Turn] = (),
) -> Grounds:
    """The grounds after the opening and one reply."""
    cue = Cue((CuePart(act, ref, tuple(lines)),), mood or SOUR, frozenset({*told, *now}), tuple(now), close)
    return grounds_for(part_of(key), [opening_of(key), *more, Turn("agent", agent)], cue)


def authors_lines(key: str) -> Iterator[tuple[str, Grounds]]:
    """Every line that the author gives the customer, with the sourest grounds in which it may come."""
    turns = [opening_of(key)]
    for cue in _cues(key):
        before = [] if cue.parts[0].act is Act.OPENING else turns
        grounds = grounds_for(part_of(key), before, cue)
        for line in cue.parts[0].lines:
            yield line, grounds


def _cues(key: str) -> Iterator[Cue]:
    scenario, persona = part_of(key).scenario, part_of(key).persona
    yield _cue(Act.OPENING, "", scenario.customer.opening)
    for name, fact in scenario.facts.items():
        yield _cue(Act.FACT, name, fact.say, now=(name,))
        yield _cue(Act.TOLD, name, fact.again, told=(name,))
        yield _cue(Act.DEFLECT, name, fact.deflect)
    for name, answer in scenario.answers.items():
        yield _cue(Act.ANSWER, name, answer.say)
    for name, need in scenario.needs.items():
        yield _cue(Act.ASK, name, need.ask)
        yield _cue(Act.THANKS, name, need.thanks)
    for reaction in (*scenario.reactions, *persona.reactions):
        yield _cue(Act.REACTION, reaction.id, reaction.say)
        yield _cue(Act.REACTION, reaction.id, reaction.again.say if reaction.again else [])
    for name in type(persona.lines).model_fields:
        yield _cue(_ACTS.get(name) or Act(name), "", getattr(persona.lines, name))
    for name, end in scenario.endings.items():
        close = Close(end.ending or name, end.stars, end.tells)
        yield _cue(Act.ENDING, name, end.say, close=close)


def _cue(
    act: Act,
    ref: str,
    lines: Sequence[str | MoodLine],
    told: Sequence[str] = (),
    now: Sequence[str] = (),
    close: Close | None = None,
) -> Cue:
    part = CuePart(act, ref, tuple(texts_of(lines)))
    return Cue((part,), SOUR, frozenset({*told, *now}), tuple(now), close)
