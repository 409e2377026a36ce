"""Going through a scenario without a learner: what its exemplars come to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from simulator.attempt.events import Ended, Evaluated, Event, Message
from simulator.attempt.ledger import AttemptHeader
from simulator.attempt.playing import play_through
from simulator.attempt.unrecorded import Unrecorded
from simulator.content.base import compare
from simulator.customer.cue import Act
from simulator.desks import make_attempt

if TYPE_CHECKING:
    from simulator.attempt.dialogue import Dialogue
    from simulator.content.library import Material
    from simulator.content.scenario import Exemplar, Expectation


_Found = TypeVar("_Found")
_Given = ParamSpec("_Given")
_SEED = 0
_MOST = 3
"""How many of the questions that lost points are named."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a row of replies came to.

    Attributes:
        messages: Everything that was said, in order.
        ended: The end; agent_ended when the replies ran out before the customer was done.
        evaluation: The filled form.
        ending_key: Which of the author's endings it was; an empty text when it was none.
        open_needs: The ids of what the customer still needs, in the author's order.
    """

    messages: tuple[Message, ...]
    ended: Ended
    evaluation: Mapping[str, Any]
    ending_key: str = ""
    open_needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExemplarResult:
    """Whether an exemplar comes to what it should.

    Attributes:
        name: Its name.
        faults: In which respects it does not, a clause each.
        reason: When it does not: how to replay it, what is still open, which questions lost most.
    """

    name: str
    faults: tuple[str, ...] = field(default=())
    reason: str = ""


def rehearse_replies(
    material: Material, replies: Sequence[str], level: str = "agent", seed: int = 0
) -> Rehearsal:
    """Give these replies, one after the other, until the conversation ends or they run out."""
    return _at_once(_rehearsal(material, replies, level, seed))


async def _rehearsal(material: Material, replies: Sequence[str], level: str, seed: int) -> Rehearsal:
    events, dialogue = await _run(material, replies, level, seed)
    messages = tuple(event for event in events if isinstance(event, Message))
    ended = next(event for event in events if isinstance(event, Ended))
    evaluated = next((event.evaluation for event in events if isinstance(event, Evaluated)), {})
    key = next((part.ref for part in dialogue.cue.parts if part.act is Act.ENDING), "")
    still = dialogue.state.open_needs
    needs = tuple(need for need in material.scenario.model.needs if need in still)
    return Rehearsal(messages, ended, evaluated, key, needs)


def rehearse(material: Material) -> list[ExemplarResult]:
    """Run every exemplar of a scenario."""
    return _at_once(_results(material))


class _OneThread(ThreadPoolExecutor):
    """Does what it is given there and then: nothing is written in a rehearsal, so nobody need wait for it."""

    def submit(
        self, fn: Callable[_Given, _Found], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Found]:
        """What came of the work, which is done when this returns."""
        done: Future[_Found] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except BaseException as error:
            done.set_exception(error)
        return done


def _at_once(work: Coroutine[Any, Any, _Found]) -> _Found:
    """What comes of a coroutine, all in this thread."""

    async def working() -> _Found:
        asyncio.get_running_loop().set_default_executor(_OneThread())
        return await work

    return asyncio.run(working())


async def _results(material: Material) -> list[ExemplarResult]:
    return [await _result(material, exemplar) for exemplar in material.scenario.model.exemplars]


async def _run(
    material: Material, replies: Sequence[str], level: str, seed: int
) -> tuple[list[Event], Dialogue]:
    header = AttemptHeader("rehearsal", "rehearsal", level, "certify", seed, "scripted", _ids(material), "")
    attempt = make_attempt(header, material, Unrecorded(), lambda: "")
    return await play_through(attempt, replies), attempt.dialogue


def _ids(material: Material) -> tuple[Any, ...]:
    return tuple(loaded.model for loaded in (material.scenario, material.persona, material.rubric))


async def _result(material: Material, exemplar: Exemplar) -> ExemplarResult:
    rehearsal = await _rehearsal(material, exemplar.replies, exemplar.level, _SEED)
    faults = tuple(_faults(rehearsal, exemplar.expect))
    reason = _reason(rehearsal, material.scenario.model.id, exemplar) if faults else ""
    return ExemplarResult(exemplar.name, faults, reason)


def _reason(rehearsal: Rehearsal, scenario: str, exemplar: Exemplar) -> str:
    """What an author needs in order to see why, beginning with the command that plays it once more."""
    parts = [f"replay it with: empty-chair play {scenario} --level {exemplar.level} --seed {_SEED} --plain"]
    replies = sum(message.speaker == "agent" for message in rehearsal.messages)
    if replies < len(exemplar.replies):
        parts.append(f"it was over after {replies} of {len(exemplar.replies)} replies")
    if rehearsal.open_needs:
        parts.append(f"still open: {', '.join(rehearsal.open_needs)}")
    if lost := _dearest(rehearsal.evaluation):
        parts.append(f"most points lost: {', '.join(lost)}")
    return "; ".join(parts)


def _dearest(form: Mapping[str, Any]) -> list[str]:
    """The questions that lost most points of the hundred, as `date (0 of 10, 15 points)`."""
    lost = [
        (question["applied_weight"] * (1 - question["score"] / question["max_score"]), question)
        for question in form.get("questions", ())
        if question["status"] == "scored" and question["score"] < question["max_score"]
    ]
    lost.sort(key=lambda pair: -pair[0])
    return [
        f"{question['ref_id']} ({question['score']} of {question['max_score']}, {round(points, 1):g} points)"
        for points, question in lost[:_MOST]
    ]


def _faults(rehearsal: Rehearsal, expect: Expectation) -> list[str]:
    ended, form = rehearsal.ended, rehearsal.evaluation
    percentage = form.get("percentage")
    faults = []
    if expect.ending not in (None, ended.ending, rehearsal.ending_key):
        also = f" ({rehearsal.ending_key})" if rehearsal.ending_key not in ("", ended.ending) else ""
        faults.append(f"ends with {ended.ending}{also}, not {expect.ending}")
    if expect.stars is not None and not compare(ended.stars or 0, expect.stars):
        faults.append(f"gets {ended.stars or 'no'} stars, not {expect.stars}")
    if expect.percentage is not None and (percentage is None or not compare(percentage, expect.percentage)):
        faults.append(f"scores {percentage} %, not {expect.percentage}")
    if expect.passed is not None and form.get("passed") is not expect.passed:
        faults.append("does not pass" if expect.passed else "passes, and should not")
    return faults
