"""The app on a fake simulator, driven by keys and read as text."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from simulator.settings import Settings
from simulator.tui.application import EmptyChairApp
from simulator.tui.visit import Start, Visit
from tests.fakes.fake_simulator import FakeSimulator

GOLDEN = Path(__file__).parent.parent / "golden"
REPLIES = (
    "I am sorry, Marta. You wrote twice and nobody answered; that was our mistake.",
    "The doors come on Thursday. When can you be at home?",
    "If they forget them again, call me and I bring them myself.",
)


def play(test: Callable[[], Awaitable[None]]) -> None:
    """Run an asynchronous test to its end."""
    asyncio.run(asyncio.wait_for(test(), 60))


def make_app(simulator: Any = None, settings: Settings | None = None, **start: Any) -> EmptyChairApp:
    start = {"learner": "sam", "no_pauses": True} | start
    visit = Visit(
        Start(**start),
        settings or Settings(reduced_motion=True),
        now=lambda: datetime(2026, 5, 5, 12, tzinfo=UTC),
        clock=lambda: 0.0,
    )
    fake = simulator if simulator is not None else FakeSimulator()
    return EmptyChairApp(fake if callable(fake) else lambda: fake, visit)


@asynccontextmanager
async def opened(
    simulator: Any = None,
    size: tuple[int, int] = (80, 24),
    settings: Settings | None = None,
    **start: Any,
) -> AsyncIterator[Pilot[int]]:
    """The app, its library and history read."""
    app = make_app(simulator, settings, **start)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        yield pilot


async def settle(pilot: Pilot[Any]) -> None:
    """Let everything that is under way come to its end."""
    await pilot.pause()
    await drawn(pilot)
    while any(not worker.is_finished for worker in pilot.app.workers):
        with suppress(WorkerCancelled):  # whoever left it under way meant to
            await asyncio.wait_for(pilot.app.workers.wait_for_complete(), 20)
        await pilot.pause()
        await drawn(pilot)


async def drawn(pilot: Pilot[Any]) -> None:
    """Wait for the first picture of the screen: before it, keys mean nothing to it.

    And for what was put off until after a picture: a page that scrolls to its place, for one.
    """
    async with asyncio.timeout(20):
        while pilot.app.is_running and _draws(pilot.app.screen):
            await pilot.pause()


def _draws(screen: Any) -> bool:
    """Whether a first picture, or something that waits for the next one, is still to come."""
    return not getattr(screen, "_drawn", True) or bool(screen._callbacks) or screen._layout_required


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, and let what they start come to its end; quicker than the pilot, which waits thrice."""
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(pilot.app)
        pilot.app._driver.send_message(event)
        await settle(pilot)


def send(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys in one burst, as fast as a terminal hands them over."""
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(pilot.app)
        pilot.app._driver.send_message(event)


async def type_keys(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, and wait for nothing that they start."""
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(pilot.app)
        pilot.app._driver.send_message(event)
        await pilot.pause()


async def until(pilot: Pilot[Any], text: str) -> None:
    """Wait for something that comes by a timer of its own."""
    async with asyncio.timeout(20):
        while text not in text_of(pilot):
            await pilot.pause()


async def say(pilot: Pilot[Any], text: str) -> None:
    """Write a reply and send it."""
    pilot.app.screen.composer().text = text
    await press(pilot, "enter")


async def converse(pilot: Pilot[Any], replies: int = 3, mode: str = "p") -> None:
    """From home through the briefing into a conversation of so many replies."""
    await press(pilot, "enter", mode, *(["enter"] if mode == "c" else []))
    for reply in REPLIES[:replies]:
        await say(pilot, reply)


def name(pilot: Pilot[Any]) -> str:
    """The class of the screen that is shown."""
    return type(pilot.app.screen).__name__


def text_of(pilot: Pilot[Any]) -> str:
    """What the screen shows, as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def assert_golden(pilot: Pilot[Any], title: str) -> None:
    """The screen is as it was when somebody last looked at it; UPDATE_GOLDEN=1 takes it as it is."""
    width, height = pilot.app.size
    path = GOLDEN / f"{title}-{width}x{height}.txt"
    shown = text_of(pilot).rstrip() + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8"), f"{path.name} differs; look at it, then UPDATE_GOLDEN=1"
