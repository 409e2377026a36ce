"""Going through a scenario without a learner: what its exemplars come to."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.attempt.attempt import Attempt
from simulator.attempt.events import Ended, Evaluated, Event, Message
from simulator.attempt.ledger import AttemptHeader
from simulator.attempt.unrecorded import Unrecorded
from simulator.content.base import compare
from simulator.wiring import make_desk

if TYPE_CHECKING:
    from simulator.content.library import Material
    from simulator.content.scenario import Exemplar, Expectation


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a row of replies came to.

    Attributes:
        messages: Everything that was said, in order.
        ended: The end; agent_ended when the replies ran out before the customer was done.
        evaluation: The filled form.
    """

    messages: tuple[Message, ...]
    ended: Ended
    evaluation: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExemplarResult:
    """Whether an exemplar comes to what it should; `faults` says in which respects it does not."""

    name: str
    faults: tuple[str, ...] = field(default=())


def rehearse_replies(
    material: Material, replies: Sequence[str], level: str = "agent", seed: int = 0
) -> Rehearsal:
    """Give these replies, one after the other, until the conversation ends or they run out."""
    events = asyncio.run(_run(material, replies, level, seed))
    messages = tuple(event for event in events if isinstance(event, Message))
    ended = next(event for event in events if isinstance(event, Ended))
    evaluated = next((event.evaluation for event in events if isinstance(event, Evaluated)), {})
    return Rehearsal(messages, ended, evaluated)


def rehearse(material: Material) -> list[ExemplarResult]:
    """Run every exemplar of a scenario."""
    return [_result(material, exemplar) for exemplar in material.scenario.model.exemplars]


async def _run(material: Material, replies: Sequence[str], level: str, seed: int) -> list[Event]:
    header = AttemptHeader("rehearsal", "rehearsal", level, "certify", seed, "scripted", _ids(material), "")
    attempt = Attempt(header, make_desk(material, seed, Unrecorded()))
    events = [event async for event in attempt.begin()]
    for text in replies:
        if attempt.ended:
            break
        events += [event async for event in attempt.reply(text)]
    if not attempt.ended:
        events += [event async for event in attempt.leave()]
    return events


def _ids(material: Material) -> tuple[Any, ...]:
    return tuple(loaded.model for loaded in (material.scenario, material.persona, material.rubric))


def _result(material: Material, exemplar: Exemplar) -> ExemplarResult:
    rehearsal = rehearse_replies(material, exemplar.replies, exemplar.level)
    return ExemplarResult(exemplar.name, tuple(_faults(rehearsal, exemplar.expect)))


def _faults(rehearsal: Rehearsal, expect: Expectation) -> list[str]:
    ended, form = rehearsal.ended, rehearsal.evaluation
    percentage = form.get("percentage")
    faults = []
    if expect.ending is not None and ended.ending != expect.ending:
        faults.append(f"ends with {ended.ending}, not {expect.ending}")
    if expect.stars is not None and not compare(ended.stars or 0, expect.stars):
        faults.append(f"gets {ended.stars or 'no'} stars, not {expect.stars}")
    if expect.percentage is not None and (percentage is None or not compare(percentage, expect.percentage)):
        faults.append(f"scores {percentage} %, not {expect.percentage}")
    if expect.passed is not None and form.get("passed") is not expect.passed:
        faults.append("does not pass" if expect.passed else "passes, and should not")
    return faults
