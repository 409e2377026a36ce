# ruff: noqa: D102 (a stage shows what the names say)
"""From events to widgets: the only place that knows what each event looks like."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from typing import Protocol

from simulator.attempt.events import (
    AttemptStarted,
    Brief,
    CustomerMoved,
    Ended,
    Evaluated,
    Event,
    Message,
    MessagePart,
    Notice,
    Spent,
)
from simulator.tui.story import Said, Story, said_in
from simulator.wording import N_, _

MAX_PAUSE_SECONDS = 8.0
_OTHER = N_("A word from the simulator")
_NOTICES = {
    "other_language": N_("This one does not count"),
    "model": N_("The language model"),
    "spoken": N_("On the phone"),
}


class Stage(Protocol):
    """What a conversation screen can show."""

    def show_opened(self) -> None: ...
    def show_desk(self, cards: Sequence[tuple[str, str]]) -> None: ...
    def show_typing(self, typing: bool) -> None: ...
    def show_mood(self) -> None: ...
    def show_sent(self) -> None: ...
    async def show_said(self, said: Sequence[Said]) -> None: ...
    async def show_part(self, said: Said) -> None: ...
    async def drop_part(self) -> None: ...
    async def show_notice(self, title: str, text: str) -> None: ...
    def show_spent(self) -> None: ...


class Pause:
    """A wait that the learner can cut short."""

    def __init__(self, enabled: bool, changed: Callable[[], None] = lambda: None) -> None:
        """Make one; `changed` is called when a wait begins and when it ends."""
        self.enabled = enabled
        self._changed = changed
        self._skip = asyncio.Event()
        self._waiting = False

    @property
    def waiting(self) -> bool:
        """Whether there is something to cut short."""
        return self._waiting

    def skip(self) -> None:
        """End the present wait."""
        self._skip.set()

    async def wait(self, seconds: float) -> None:
        """Wait, at most MAX_PAUSE_SECONDS, or not at all when pauses are off."""
        if not self.enabled or seconds <= 0:
            return
        self._skip.clear()
        self._waiting = True
        self._changed()
        try:
            async with asyncio.timeout(min(seconds, MAX_PAUSE_SECONDS)):
                await self._skip.wait()
        except TimeoutError:
            pass
        finally:
            self._waiting = False
            self._changed()


class Presenter:
    """Follows a stream of events, tells the story and shows it on a stage."""

    def __init__(self, stage: Stage, story: Story, pause: Pause) -> None:
        self._stage = stage
        self._story = story
        self._pause = pause
        self._replay: list[Said] = []
        self._noticed: set[tuple[int, str]] = set()

    async def follow(self, events: AsyncIterator[Event]) -> bool:
        """Show a stream to its end; whatever it raises passes through.

        A conversation that is over may still be read a second time by a language model. Nobody waits for
        that here: the rest of the stream is left to whoever called.

        Returns:
            Whether the stream has come to its end.
        """
        try:
            async for event in events:
                await self._show(event)
                if isinstance(event, Evaluated) and not event.final:
                    return False
            return True
        except BaseException:
            await _close(events)  # so that a request under way ends now, and not when it is forgotten
            raise
        finally:
            await self._flush()

    async def _show(self, event: Event) -> None:
        if isinstance(event, Message):
            await self._heard(event)
            return
        if isinstance(event, MessagePart):
            await self._stage.show_part(Said(event.turn, "customer", event.text))
            return
        self._story.take(event)
        match event:
            case AttemptStarted():
                self._stage.show_opened()
            case Brief(desk=desk):
                self._stage.show_desk(desk)
            case Notice(turn=turn, notice=about, text=text) if (turn, about) not in self._noticed:
                self._noticed.add((turn, about))  # it comes again when an answer is asked for once more
                await self._flush()
                await self._stage.show_notice(_(_NOTICES.get(about, _OTHER)), text)
            case Spent():
                self._stage.show_spent()
            case CustomerMoved():
                self._stage.show_mood()
            case Ended():
                await self._flush()
                await self._stage.drop_part()

    async def _heard(self, message: Message) -> None:
        if any(said.turn == message.turn for said in self._story.said):
            return  # it stands there already: the attempt was taken up again after a failure
        said = said_in(message)
        if message.replayed:
            self._story.take(message)
            self._replay.append(said)
            return
        await self._flush()
        if message.speaker == "agent":
            self._stage.show_sent()
        elif message.seconds:
            await self._type(message.seconds)
        self._story.take(message)
        await self._stage.show_said([said])

    async def _type(self, seconds: float) -> None:
        self._stage.show_typing(True)
        try:
            await self._pause.wait(seconds)
        finally:
            self._stage.show_typing(False)

    async def _flush(self) -> None:
        if self._replay:
            replay, self._replay = self._replay, []
            await self._stage.show_said(replay)


async def _close(events: AsyncIterator[Event]) -> None:
    if isinstance(events, AsyncGenerator):
        await events.aclose()
