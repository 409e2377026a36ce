"""The JSON mode of `play`: replies in, events out, as JSON Lines."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from functools import singledispatch
from typing import Any, BinaryIO, TextIO

from simulator.attempt.attempt import Attempt
from simulator.attempt.events import (
    AttemptStarted,
    Brief,
    CustomerMoved,
    Ended,
    Evaluated,
    Event,
    Message,
    Notice,
    ReadingNoted,
)
from simulator.language.text import MAX_REPLY_CHARS, clean_text
from simulator.replies import json_replies


def play_json(attempt: Attempt, source: BinaryIO, out: TextIO, err: TextIO) -> int:
    """Play an attempt to its end: every event is one line, flushed at once.

    The end of the input means that the agent left.
    """
    with asyncio.Runner() as runner:
        runner.run(_write(attempt.begin(), out))
        for reply in () if attempt.ended else json_replies(source):
            if reply.leave is not None:
                runner.run(_write(attempt.leave(reply.leave), out))
            else:
                runner.run(_write(attempt.reply(_short_enough(reply.text, err)), out))
            if attempt.ended:
                break
        if not attempt.ended:
            runner.run(_write(attempt.leave(), out))
    return 0


async def _write(events: AsyncIterator[Event], out: TextIO) -> None:
    async for event in events:
        out.write(json.dumps(as_json(event), ensure_ascii=False, separators=(",", ":")) + "\n")
        out.flush()


def _short_enough(text: str, err: TextIO) -> str:
    words = clean_text(text)
    if len(words) <= MAX_REPLY_CHARS:
        return words
    err.write(f"A reply of {len(words):,} characters was cut to the first {MAX_REPLY_CHARS:,}.\n")
    return words[:MAX_REPLY_CHARS]


@singledispatch
def as_json(event: Event) -> dict[str, Any]:
    """An event as the JSON object of the command line's contract."""
    raise TypeError(f"no event: {event!r}")


@as_json.register
def _(event: AttemptStarted) -> dict[str, Any]:
    found = {
        "type": "attempt",
        "attempt": event.attempt,
        "scenario": event.scenario,
        "scenario_version": event.scenario_version,
        "rubric": event.rubric,
        "mode": event.mode,
        "level": event.level,
        "learner": event.learner,
    }
    return {**found, "resumed": True} if event.resumed else found


@as_json.register
def _(event: Brief) -> dict[str, Any]:
    desk = [{"title": title, "text": text} for title, text in event.desk]
    return {"type": "brief", "text": event.text, "desk": desk}


@as_json.register
def _(event: Message) -> dict[str, Any]:
    said = {"type": "message", "turn": event.turn, "speaker": event.speaker, "text": event.text}
    return {**said, "voice": event.voice} if event.voice is not None else said


@as_json.register
def _(event: Notice) -> dict[str, Any]:
    return {
        "type": "notice",
        "turn": event.turn,
        "notice": event.notice,
        "language": event.language,
        "text": event.text,
    }


@as_json.register
def _(event: ReadingNoted) -> dict[str, Any]:
    behaviours = {name: list(quotes) for name, quotes in event.behaviours.items()}
    return {"type": "reading", "turn": event.turn, "behaviours": behaviours, "topics": list(event.topics)}


@as_json.register
def _(event: CustomerMoved) -> dict[str, Any]:
    return {
        "type": "customer",
        "turn": event.turn,
        "mood": dict(event.mood),
        "open_needs": list(event.open_needs),
        "unlocked": list(event.unlocked),
    }


@as_json.register
def _(event: Ended) -> dict[str, Any]:
    found = {"type": "ended", "ending": event.ending, "scorable": event.scorable, "stars": event.stars}
    return {**found, "tells": event.tells} if event.tells else found


@as_json.register
def _(event: Evaluated) -> dict[str, Any]:
    return {"type": "evaluation", **event.evaluation}
