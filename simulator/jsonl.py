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
    MessagePart,
    Notice,
    ReadingNoted,
    Spent,
)
from simulator.language.text import MAX_REPLY_CHARS, clean_text
from simulator.replies import json_replies


def play_json(attempt: Attempt, source: BinaryIO, out: TextIO, err: TextIO) -> int:
    """Play an attempt to its end: every event is one line, flushed at once.

    The end of the input means that the agent left.
    """
    with asyncio.Runner() as runner:
        try:
            _converse(attempt, runner, source, out, err)
        finally:
            runner.run(attempt.aclose())
    return 0


def _converse(attempt: Attempt, runner: asyncio.Runner, source: BinaryIO, out: TextIO, err: TextIO) -> None:
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


async def _write(events: AsyncIterator[Event], out: TextIO) -> None:
    async for event in events:
        if isinstance(event, MessagePart) or (isinstance(event, Evaluated) and not event.final):
            continue  # the whole follows, and is what counts
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
    said: dict[str, Any] = {
        "type": "message",
        "turn": event.turn,
        "speaker": event.speaker,
        "text": event.text,
    }
    if event.voice is not None:
        said["voice"] = event.voice
    return {**said, "reason": event.reason} if event.reason else said


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
def _(event: Spent) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "spent",
        "turn": event.turn,
        "requests": event.requests,
        "input_tokens": event.input_tokens,
        "output_tokens": event.output_tokens,
        "estimated": event.estimated,
        "cost": event.cost,
    }
    return {**found, "currency": event.currency} if event.currency else found


@as_json.register
def _(event: Ended) -> dict[str, Any]:
    found = {"type": "ended", "ending": event.ending, "scorable": event.scorable, "stars": event.stars}
    return {**found, "tells": event.tells} if event.tells else found


@as_json.register
def _(event: Evaluated) -> dict[str, Any]:
    return {"type": "evaluation", **event.evaluation}
