"""One run of a scenario by a learner, as an async stream of typed events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from simulator.attempt.dialogue import Dialogue
from simulator.attempt.events import (
    AttemptStarted,
    Brief,
    Ended,
    Evaluated,
    Event,
    Message,
    MessagePart,
    Notice,
)
from simulator.attempt.fairness import fairness_note
from simulator.attempt.hints import Hint, NeedStatus, hint_for, needs_of
from simulator.attempt.ledger import AttemptHeader, AttemptRecord, EndRecord, Ledger, TurnRecord
from simulator.attempt.notices import note_on
from simulator.attempt.pacing import typing_seconds
from simulator.attempt.ports import Clock, Judge, Models, ReplyReader
from simulator.customer.model import CustomerModel, Scenario
from simulator.customer.second_reading import SecondReading, unsure
from simulator.customer.voice import Utterance, Voice
from simulator.errors import UsageError
from simulator.language.reading import Reading
from simulator.language.text import MAX_REPLY_CHARS, clean_text

SCORABLE = frozenset({"resolved", "customer_left", "escalated", "agent_ended", "time_up", "turn_cap"})
"""Endings after which the form is filled; not after a way out for safety or a fault of the simulator."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything around an attempt: who speaks, reads, judges and keeps the record.

    Attributes:
        models: The language models that take part, or None.
        remark: What the learner should know before anything is said; most often empty.
    """

    model: CustomerModel
    reader: ReplyReader
    voice: Voice
    judge: Judge
    ledger: Ledger
    clock: Clock
    models: Models | None = None
    remark: str = ""


class Attempt:
    """One run of a scenario. Every turn is on record before its event exists.

    Drive it with `begin`, then `reply` until `ended`. When the record cannot be kept, the error goes up with
    nothing shown and nothing lost; `go_on` then tries again.
    """

    def __init__(self, header: AttemptHeader, desk: Desk, record: AttemptRecord | None = None) -> None:
        """Make a new attempt, or take one up again from its record."""
        self.header = header
        self._desk = desk
        self._dialogue = Dialogue(desk.model, desk.reader)
        self._resumed = record is not None
        self._end: EndRecord | None = record.end if record else None
        self._evaluation = record.evaluations[-1] if record and record.evaluations else None
        self._spoken: Utterance | None = None
        self._used: Mapping[str, Any] = {}
        if record is not None:
            self._go_through(record)

    @property
    def scenario(self) -> Scenario:
        """The scenario that is practised."""
        return self._desk.model.scenario

    @property
    def ended(self) -> bool:
        """Whether the conversation is over."""
        return self._end is not None

    @property
    def dialogue(self) -> Dialogue:
        """What was said, read and felt so far."""
        return self._dialogue

    def needs(self) -> tuple[NeedStatus, ...]:
        """The needs that the customer has shown, in the author's order (practice only)."""
        return needs_of(self._desk.model, self._dialogue.state)

    def hint(self) -> Hint | None:
        """What might help now, or None when nothing is open (practice only)."""
        return hint_for(self._desk.model, self._dialogue.state)

    async def begin(self) -> AsyncIterator[Event]:
        """The start: the brief and the first message, or all that was said before the attempt was cut off."""
        if not self._resumed:
            await self._kept(lambda: self._desk.ledger.open_attempt(self.header))
        yield self._started()
        if not self._resumed:
            yield self._brief()
        for turn in self._dialogue.turns:
            reason = turn.note.get("reason")
            yield Message(turn.turn, turn.speaker, turn.text, turn.voice, replayed=True, reason=reason)
        if self._desk.remark:
            yield Notice(len(self._dialogue.turns), "model", "", self._desk.remark)
        async with aclosing(self.go_on()) as events:
            async for event in events:
                yield event

    async def reply(self, text: str) -> AsyncIterator[Event]:
        """Say something as the agent, and hear the customer's answer.

        Raises:
            UsageError: The conversation is over, or the customer's last answer is still due.
            UnavailableError: The record could not be kept; nothing was said.
        """
        if self.ended or self._dialogue.answer_due:
            raise UsageError("It is not your turn to speak.", "Wait for the customer, or start again.")
        words = clean_text(text)
        if len(words) > MAX_REPLY_CHARS:
            raise UsageError(
                f"The reply has {len(words):,} characters.", f"Send at most {MAX_REPLY_CHARS:,} at once."
            )
        reading = self._dialogue.read(words)
        at = self._desk.clock()
        turn = TurnRecord(self._dialogue.next_turn, "agent", words, at, note=note_on(reading))
        await self._kept(
            lambda: self._desk.ledger.add_turn(self.header.attempt, turn),
            lambda: self._dialogue.add(turn, reading),
        )
        yield Message(turn.turn, "agent", turn.text)
        async with aclosing(self.go_on()) as events:
            async for event in events:
                yield event

    async def leave(self, ending: str = "agent_ended") -> AsyncIterator[Event]:
        """End the conversation from the learner's side: `agent_ended`, `time_up` or `safety_exit`."""
        if not self.ended:
            self._dialogue.hear()
            scorable = ending in SCORABLE and bool(self._dialogue.readings)
            end = EndRecord(ending, scorable, None, "", self._desk.clock())
            await self._kept(
                lambda: self._desk.ledger.end_attempt(self.header.attempt, end), lambda: self._over(end)
            )
        async for event in self._finish():
            yield event

    async def go_on(self) -> AsyncGenerator[Event, None]:
        """Whatever is due: the customer's answer, the end, the evaluation."""
        if not self.ended and self._dialogue.answer_due:
            await self._listen()
            if (notice := self._dialogue.notice()) is not None:
                yield notice
            if self.header.mode == "practice" and self._dialogue.moves:
                if (heard := self._dialogue.heard_only()) is not None:
                    yield heard
                yield self._dialogue.noted()
                yield self._dialogue.moves[-1]
            async with aclosing(self._answer()) as events:
                async for event in events:
                    yield event
        if self.ended:
            async for event in self._finish():
                yield event

    def hurry(self) -> None:
        """The learner does not want to wait for a language model: the author's words go on."""
        if self._desk.models is not None:
            self._desk.models.hurry()

    async def aclose(self) -> None:
        """Let go of what the attempt holds beside its record."""
        if self._desk.models is not None:
            await self._desk.models.aclose()

    def _go_through(self, record: AttemptRecord) -> None:
        """Take up what was said before; what a second reader found is on record with the answer to it."""
        for turn in record.turns:
            if turn.speaker == "customer":
                self._dialogue.hear(SecondReading.from_note(turn.note.get("second_reading")))
            self._dialogue.add(turn)
        if self.ended or self._desk.models is None:
            self._dialogue.hear()

    async def _listen(self) -> None:
        """Let the customer take the reply in; a second reader is asked where the rules are unsure."""
        dialogue, models = self._dialogue, self._desk.models
        second = None
        if models is not None and models.reads and dialogue.unheard is not None:
            turn, reading = dialogue.unheard
            if unsure(self.scenario, dialogue.state, reading):
                second = await models.second_reading(reading.text, dialogue.turns[turn - 2].text)
        dialogue.hear(second)

    async def _answer(self) -> AsyncGenerator[Event, None]:
        dialogue = self._dialogue
        number, parts = dialogue.next_turn, False
        if self._spoken is None:  # else it was made before, and could not be kept
            async with aclosing(self._say()) as pieces:
                async for part in pieces:
                    parts = True
                    yield part
        spoken = self._spoken
        assert spoken is not None
        at = self._desk.clock()
        turn = TurnRecord(number, "customer", spoken.text, at, spoken.voice, self._note(spoken))
        end = self._end_with(at)
        await self._kept(
            lambda: self._desk.ledger.add_turn(self.header.attempt, turn, end),
            lambda: self._answered(turn, end),
        )
        seconds = 0.0 if parts else typing_seconds(turn.text)
        yield Message(number, "customer", turn.text, turn.voice, seconds=seconds, reason=spoken.reason)
        for event in self._told(number):
            yield event

    async def _say(self) -> AsyncGenerator[MessagePart, None]:
        """The customer's message as it is made; the whole of it waits to be kept."""
        dialogue = self._dialogue
        number, text = dialogue.next_turn, ""
        async with aclosing(self._desk.voice.pieces(dialogue.cue, dialogue.said)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Utterance):
                    self._spoken = piece
                else:
                    text += piece
                    yield MessagePart(number, text)

    def _note(self, spoken: Utterance) -> Mapping[str, Any]:
        """What the record keeps with the message; what models took waits with it, should it not be kept."""
        models = self._desk.models
        if models is not None and (used := models.used()):
            self._used = used
        return {**self._dialogue.note(spoken), **({"models": self._used} if self._used else {})}

    def _answered(self, turn: TurnRecord, end: EndRecord | None) -> None:
        self._dialogue.add(turn)
        self._spoken, self._used = None, {}
        self._end = end

    def _over(self, end: EndRecord) -> None:
        self._end = end

    def _told(self, turn: int) -> Iterator[Event]:
        """What language models took, and what the learner should know of them."""
        models = self._desk.models
        if models is None:
            return
        if notice := models.notice():
            yield Notice(turn, "model", "", notice)
        if (spent := models.spent(turn)) is not None:
            yield spent

    def _end_with(self, at: str) -> EndRecord | None:
        close = self._dialogue.cue.close
        if close is None:
            return None
        return EndRecord(close.ending, close.ending in SCORABLE, close.stars, close.tells, at)

    async def _finish(self) -> AsyncIterator[Event]:
        end = self._end
        assert end is not None
        yield Ended(end.ending, end.scorable, end.stars, end.tells)
        if not end.scorable:
            return
        models = self._desk.models
        if self._evaluation is None:
            await self._evaluate()
            if models is not None and models.judges:
                yield Evaluated(self._evaluation or {}, final=False)
                await self._evaluate_again(models)
                for event in self._told(len(self._dialogue.turns)):
                    yield event
        yield Evaluated(self._evaluation or {})

    async def _evaluate(self) -> None:
        """Fill the form by the rules, on the words that the learner saw."""
        await self._keep_evaluation(self._desk.judge(self.header.attempt, *self._to_judge()))

    async def _evaluate_again(self, models: Models) -> None:
        """Let a model read the hard questions a second time; the first evaluation stays on record."""
        await self._keep_evaluation(await models.second_evaluation(*self._to_judge()))

    def _to_judge(self) -> tuple[str, Sequence[TurnRecord], Mapping[int, Reading], bool]:
        """Level, turns, readings and whether it is settled. What was read beside other words is read anew."""
        dialogue = self._dialogue
        readings = dialogue.readings if dialogue.plain else {}
        return self.header.level, dialogue.turns, readings, self._is_settled()

    async def _keep_evaluation(self, found: Mapping[str, Any]) -> None:
        fairness = fairness_note(self._dialogue.turns, passed=bool(found.get("passed")))
        kept = {**found, "fairness": fairness} if fairness else found
        await self._kept(
            lambda: self._desk.ledger.add_evaluation(self.header.attempt, kept), lambda: self._judged(kept)
        )

    def _is_settled(self) -> bool:
        """Whether nothing is open that the customer came for, whoever ended the conversation."""
        resolved = self._end is not None and self._end.ending == "resolved"
        return resolved or not self._dialogue.state.open_needs

    def _judged(self, evaluation: Mapping[str, Any]) -> None:
        self._evaluation = evaluation

    async def _kept(self, write: Callable[[], None], take_in: Callable[[], None] = lambda: None) -> None:
        """Write in a thread, so that a slow disk never stops the screen; then take in what was written.

        Whoever is cancelled meanwhile leaves when it is written, so that the attempt is as its record says.
        """
        writing = asyncio.ensure_future(asyncio.to_thread(write))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            await asyncio.wait([writing])
            if not writing.cancelled() and writing.exception() is None:
                take_in()
            raise
        take_in()

    def _started(self) -> AttemptStarted:
        header = self.header
        scenario, _, rubric = header.contents
        return AttemptStarted(
            header.attempt, scenario.id, scenario.version, rubric.id,
            header.mode, header.level, header.learner, self._resumed,
        )  # fmt: skip

    def _brief(self) -> Brief:
        scenario = self._desk.model.scenario
        return Brief(
            scenario.brief.strip(), tuple((card.heading, card.text.strip()) for card in scenario.desk)
        )
