"""Playing an attempt with replies that are known beforehand."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.attempt.attempt import Attempt
from simulator.attempt.events import Event


async def play_through(attempt: Attempt, replies: Iterable[str]) -> list[Event]:
    """Give these replies, one after the other, until the conversation ends or they run out.

    Args:
        attempt: One that has not begun.
        replies: What the agent says; the agent leaves after the last, unless the end came before.
    """
    events = [event async for event in attempt.begin()]
    for text in replies:
        if attempt.ended:
            break
        events += [event async for event in attempt.reply(text)]
    if not attempt.ended:
        events += [event async for event in attempt.leave()]
    return events
