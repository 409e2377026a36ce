"""One run of a scenario by a learner, as an async stream of typed events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from simulator.attempt.dialogue import Dialogue
from simulator.attempt.events import AttemptStarted, Brief, Ended, Evaluated, Event, Message
from simulator.attempt.hints import Hint, NeedStatus, hint_for, needs_of
from simulator.attempt.ledger import AttemptHeader, AttemptRecord, EndRecord, Ledger, TurnRecord
from simulator.attempt.notices import note_on
from simulator.attempt.pacing import typing_seconds
from simulator.attempt.ports import Clock, Judge, ReplyReader
from simulator.customer.model import CustomerModel, Scenario
from simulator.customer.voice import Voice
from simulator.errors import UsageError
from simulator.language.text import MAX_REPLY_CHARS, clean_text

SCORABLE = frozenset({"resolved", "customer_left", "escalated", "agent_ended", "time_up", "turn_cap"})
"""Endings after which the form is filled; not after a way out for safety or a fault of the simulator."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything around an attempt: who speaks, reads, judges and keeps the record."""

    model: CustomerModel
    reader: ReplyReader
    voice: Voice
    judge: Judge
    ledger: Ledger
    clock: Clock


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
        for turn in record.turns if record else ():
            self._dialogue.add(turn)

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
            yield Message(turn.turn, turn.speaker, turn.text, turn.voice, replayed=True)
        async for event in self.go_on():
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
        await self._kept(lambda: self._desk.ledger.add_turn(self.header.attempt, turn))
        self._dialogue.add(turn, reading)
        yield Message(turn.turn, "agent", turn.text)
        async for event in self.go_on():
            yield event

    async def leave(self, ending: str = "agent_ended") -> AsyncIterator[Event]:
        """End the conversation from the learner's side: `agent_ended`, `time_up` or `safety_exit`."""
        if not self.ended:
            scorable = ending in SCORABLE and bool(self._dialogue.readings)
            end = EndRecord(ending, scorable, None, "", self._desk.clock())
            await self._kept(lambda: self._desk.ledger.end_attempt(self.header.attempt, end))
            self._end = end
        async for event in self._finish():
            yield event

    async def go_on(self) -> AsyncIterator[Event]:
        """Whatever is due: the customer's answer, the end, the evaluation."""
        if not self.ended and self._dialogue.answer_due:
            if (notice := self._dialogue.notice()) is not None:
                yield notice
            if self.header.mode == "practice" and self._dialogue.moves:
                yield self._dialogue.noted()
                yield self._dialogue.moves[-1]
            yield await self._answer()
        if self.ended:
            async for event in self._finish():
                yield event

    async def _answer(self) -> Message:
        dialogue = self._dialogue
        spoken = await self._desk.voice.speak(dialogue.cue, dialogue.said)
        note = {**dialogue.note(), "lines": list(spoken.lines)}
        at = self._desk.clock()
        turn = TurnRecord(dialogue.next_turn, "customer", spoken.text, at, spoken.voice, note)
        end = self._end_with(at)
        await self._kept(lambda: self._desk.ledger.add_turn(self.header.attempt, turn, end))
        dialogue.add(turn)
        self._end = end
        return Message(turn.turn, "customer", turn.text, turn.voice, seconds=typing_seconds(turn.text))

    def _end_with(self, at: str) -> EndRecord | None:
        close = self._dialogue.cue.close
        if close is None:
            return None
        return EndRecord(close.ending, close.ending in SCORABLE, close.stars, close.tells, at)

    async def _finish(self) -> AsyncIterator[Event]:
        end = self._end
        assert end is not None
        yield Ended(end.ending, end.scorable, end.stars, end.tells)
        if end.scorable:
            yield await self._evaluate()

    async def _evaluate(self) -> Evaluated:
        if self._evaluation is None:
            header, dialogue = self.header, self._dialogue
            found = self._desk.judge(
                header.attempt, header.level, dialogue.turns, dialogue.readings, self._is_settled()
            )
            await self._kept(lambda: self._desk.ledger.add_evaluation(header.attempt, found))
            self._evaluation = found
        return Evaluated(self._evaluation)

    def _is_settled(self) -> bool:
        """Whether nothing is open that the customer came for, whoever ended the conversation."""
        resolved = self._end is not None and self._end.ending == "resolved"
        return resolved or not self._dialogue.state.open_needs

    async def _kept(self, write: Callable[[], None]) -> None:
        """Write in a thread, so that a slow disk never stops the screen."""
        await asyncio.to_thread(write)

    def _started(self) -> AttemptStarted:
        header = self.header
        scenario, _, rubric = header.contents
        return AttemptStarted(
            header.attempt, scenario.id, scenario.version, rubric.id,
            header.mode, header.level, header.learner, self._resumed,
        )  # fmt: skip

    def _brief(self) -> Brief:
        scenario = self._desk.model.scenario
        return Brief(scenario.brief.strip(), tuple((card.title, card.text.strip()) for card in scenario.desk))
