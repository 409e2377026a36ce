"""The line mode of `play`: plain lines for pipes, dumb terminals and screen readers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import BinaryIO, TextIO

from simulator.attempt.attempt import Attempt
from simulator.attempt.events import (
    AttemptStarted,
    Brief,
    Ended,
    Evaluated,
    Event,
    Message,
    MessagePart,
    Notice,
    Spent,
)
from simulator.debrief import ENDINGS, debrief_lines
from simulator.errors import EmptyChairError
from simulator.replies import lines
from simulator.spending_text import spent_text
from simulator.tui.phrasing import reflowed

COMMANDS = {
    "/hint": "what might help now",
    "/needs": "what the customer wants, and how they feel",
    "/desk": "what is on your desk, once more",
    "/leave": "end the conversation; it is evaluated as it stands",
    "/out": "step out; never scored, no reason needed",
    "/help": "this list",
}
PRACTICE_ONLY = frozenset({"/hint", "/needs"})
MEANING = {
    "practice": "This is practice: you may ask for hints and for the customer's mood; nothing is certified.",
    "certify": "This is a certification: there are no hints and no mood, and the result goes on your record.",
}


@dataclass(slots=True)
class PlainFace:
    """Shows an attempt as lines, without cursor movement, colour or drawing.

    Attributes:
        attempt: What is played.
        source: Where the replies come from.
        out: Where the lines go.
        interactive: Whether a person sits at a terminal: prompts instead of an echo.
        pauses: Whether the customer takes time to answer.
    """

    attempt: Attempt
    source: BinaryIO
    out: TextIO
    interactive: bool
    pauses: bool
    _shown: str = field(default="", init=False)
    _spent: Spent | None = field(default=None, init=False)

    def play(self) -> int:
        """Play to the end; the end of the input means that the agent left.

        Raises:
            KeyboardInterrupt: The learner pressed Ctrl+C; they were told that the attempt is kept.
        """
        try:
            with asyncio.Runner() as runner:
                try:
                    runner.run(self._show_all(self.attempt.begin()))
                    while not self.attempt.ended:
                        text = self._next_line()
                        runner.run(self._turn(text))
                    self._say(*self._bill())
                finally:
                    runner.run(self.attempt.aclose())
        except KeyboardInterrupt:
            self._say("", *self._kept())
            raise
        return 0

    def _kept(self) -> list[str]:
        """What becomes of an attempt that was interrupted."""
        if self.attempt.ended:
            return ["The conversation is over and kept. See: empty-chair records list"]
        return [
            "Everything said so far is kept, and nothing is scored yet.",
            f"Go on with: empty-chair resume {self.attempt.header.attempt}",
        ]

    def _next_line(self) -> str:
        if self.interactive:
            self.out.write("You: ")
            self.out.flush()
        return next(lines(self.source), "/leave")

    async def _turn(self, text: str) -> None:
        command = text.strip().lower()
        if command in ("/leave", "/quit", "/exit"):
            await self._show_all(self.attempt.leave())
        elif command in ("/out", "/stop"):
            await self._show_all(self.attempt.leave("safety_exit"))
        elif command.startswith("/") and " " not in command:
            self._say(*self._help(command))
        elif not command:
            self._say("(Nothing was sent. Write your reply, or /leave.)")
        else:
            await self._reply(text)

    async def _reply(self, text: str) -> None:
        try:
            await self._show_all(self.attempt.reply(text))
        except EmptyChairError as error:
            if error.exit_status != 2:
                raise
            self._say(f"({error.message} {error.hint})")

    async def _show_all(self, events: AsyncIterator[Event]) -> None:
        async for event in events:
            self._show(event)

    @singledispatchmethod
    def _show(self, event: Event) -> None:
        """Readings and moods are not shown line by line; /needs tells them on request."""

    @_show.register
    def _(self, event: AttemptStarted) -> None:
        scenario = self.attempt.scenario
        self._say(
            scenario.title,
            f"{scenario.channel}, {event.mode}, as {event.learner} ({event.level})",
            MEANING.get(event.mode, ""),
            "",
        )
        if event.resumed:
            self._say("You go on where you stopped.", "")

    @_show.register
    def _(self, event: Brief) -> None:
        self._say(reflowed(event.text), "", *self._desk(), "", *self._commands(), "")

    @_show.register
    def _(self, event: Message) -> None:
        if event.speaker == "agent":
            if not self.interactive or event.replayed:
                self._say(f"You: {event.text}")
            return
        if self._shown:
            self._say(event.text.removeprefix(self._shown))
            self._shown = ""
            return
        if self.pauses and not event.replayed:
            time.sleep(event.seconds)
        self._say(f"{self.attempt.scenario.customer.name}: {event.text}")

    @_show.register
    def _(self, event: MessagePart) -> None:
        start = "" if self._shown else f"{self.attempt.scenario.customer.name}: "
        self.out.write(start + event.text.removeprefix(self._shown))
        self.out.flush()
        self._shown = event.text

    @_show.register
    def _(self, event: Spent) -> None:
        """Costs are told once, at the end; see there."""
        self._spent = event

    @_show.register
    def _(self, event: Notice) -> None:
        self._say(f"({event.text})")

    @_show.register
    def _(self, event: Ended) -> None:
        name = self.attempt.scenario.customer.name
        self._say("", f"The conversation is over: {ENDINGS.get(event.ending, event.ending)}.")
        if event.stars is not None:
            self._say(f"{name} gives {event.stars} of 5 stars. {event.tells}".rstrip())
        if event.ending == "safety_exit" and self.attempt.scenario.support:
            self._say(reflowed(self.attempt.scenario.support))

    @_show.register
    def _(self, event: Evaluated) -> None:
        if event.final:
            self._say("", *debrief_lines(event.evaluation))
        else:
            self._say("", "(A language model reads the hard questions once more …)")

    def _bill(self) -> list[str]:
        return [spent_text(self._spent)] if self._spent is not None else []

    def _help(self, command: str) -> list[str]:
        practice = self.attempt.header.mode == "practice"
        if command == "/desk":
            return self._desk()
        if command == "/hint" and practice:
            hint = self.attempt.hint()
            return [f"Hint ({hint.need}): {hint.text}" if hint else "Nothing is open now."]
        if command == "/needs" and practice:
            return self._needs()
        return self._commands()

    def _needs(self) -> list[str]:
        mood = self.attempt.dialogue.state.rounded_mood()
        felt = ", ".join(f"{meter} {points} of 100" for meter, points in mood.items())
        needs = [f"- {'met' if need.met else 'open'}: {need.title}" for need in self.attempt.needs()]
        return [f"The customer: {felt}.", *needs]

    def _desk(self) -> list[str]:
        cards = (f"- {card.heading}: {' '.join(card.text.split())}" for card in self.attempt.scenario.desk)
        return ["On your desk:", *cards]

    def _commands(self) -> list[str]:
        practice = self.attempt.header.mode == "practice"
        possible = [command for command in COMMANDS if practice or command not in PRACTICE_ONLY]
        return ["Commands:", *(f"  {command}: {COMMANDS[command]}" for command in possible)]

    def _say(self, *said: str) -> None:
        for line in said:
            self.out.write(line.rstrip() + "\n")
        self.out.flush()
