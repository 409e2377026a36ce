"""What can go wrong with a language model in the middle of a conversation, and what is to become of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.e2e.model_server import KEY
from tests.llm.server import (
    DONE,
    chunk,
    cut,
    dripping,
    event,
    good,
    head,
    page,
    raw,
    refuse,
    stalling,
    stream,
)

IMPATIENT = (0.7, 0.4, 1.6)


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong in the answer to the learner's first reply.

    Attributes:
        name: What it is called in a test's name.
        answers: What the server does, request by request; good answers follow.
        reason: What the event and the record say.
        gone: Whether the model is given up at once.
        seconds: The patience in the settings.
        voice: How the message was made after all.
    """

    name: str
    answers: tuple[Any, ...]
    reason: str
    gone: bool = False
    seconds: tuple[float, float, float] = (5, 2, 8)
    voice: str = "scripted-fallback"

    def __str__(self) -> str:
        return self.name


def _refused(name: str, words: str, reason: str) -> Fault:
    """A line that the guard refuses, twice."""
    return Fault(name, (good(words), good(words)), reason)


_NO_CHOICES = event({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "q", "choices": []})
_TWO_WORDS = (head(), chunk("Where "), chunk("is it"))
FAULTS = (
    Fault("wrong key", (refuse(401, f"Incorrect API key provided: {KEY}"),), "wrong_key", True),
    Fault("forbidden", (refuse(403),), "forbidden", True),
    Fault("unknown model", (refuse(404, "no such model", "model_not_found"),), "unknown_model", True),
    Fault("429", (refuse(429),), "rate_limited", seconds=IMPATIENT),
    Fault("429 with retry-after", (refuse(429, headers=["Retry-After: 7"]),), "rate_limited"),
    Fault("429 for ever", (refuse(429, code="insufficient_quota", headers=["Retry-After: 99"]),),
          "rate_limited", True),
    Fault("500", (refuse(500),), "server_error", seconds=IMPATIENT),
    Fault("503", (refuse(503, headers=["Retry-After: 60"]),), "server_error"),
    Fault("first byte never", (stalling(),), "timeout", seconds=IMPATIENT),
    Fault("first word never", (stalling(head()),), "timeout", seconds=IMPATIENT),
    Fault("stall in mid-stream", (stalling(*_TWO_WORDS),), "timeout", seconds=IMPATIENT),
    Fault("cut in mid-stream", (cut(chunk("Where "), chunk("is it")),), "unreachable"),
    Fault("hung up in mid-stream", (raw(*_TWO_WORDS),), "truncated"),
    Fault("slow drip", (dripping(chunk(" so"), 0.05),), "timeout", seconds=IMPATIENT),
    Fault("pings and no words", (dripping(b": ping\n\n", 0.05),), "timeout", seconds=IMPATIENT),
    Fault("malformed event", (stream(b"data: {broken\n\n", DONE),), "not_an_answer"),
    Fault("JSON junk in a stream", (stream(event([1, "x", None]), DONE),), "not_an_answer"),
    Fault("JSON junk", (page("application/json", b'[1, "x"'),), "not_an_answer"),
    Fault("HTML", (page(),), "not_an_answer"),
    Fault("no choices", (stream(_NO_CHOICES, DONE),), "not_an_answer"),
    Fault("empty completion", (good(""),), "empty"),
    Fault("only white space", (good(" ", "\n"),), "empty"),
    Fault("refusal", (stream(chunk(refusal="I cannot do that."), chunk(finish="stop"), DONE),), "refused"),
    Fault("content filter", (good("Where ", finish="content_filter"),), "content_filter"),
    Fault("finish by length", (good("Where ", "is", finish="length"),), "truncated"),
    Fault("context too long", (refuse(400, "too long", "context_length_exceeded"),), "too_long"),
    Fault("missing finish reason", (stream(chunk("Where is"), DONE),), "truncated"),
    Fault("a megabyte", (good(*["x" * 1_000] * 1_000),) * 2, "too_long"),
    Fault("a megabyte at once", (good("x" * 1_000_000),), "truncated"),
    Fault("a megabyte of sentences", (good(*["Where is it? Who knows? " * 40] * 1_000),) * 2, "left_out"),
    _refused("escape sequences", "\x1b[31mWhere\x1b[0m is it?\x1b]0;gone\x07", "stage_direction"),
    _refused("markup", "[bold red]Where[/] is it?", "stage_direction"),
    _refused("HTML tags", "<b>Where</b> is it?", "markup"),
    _refused("role flip", "How can I help you today?", "role_reversed"),
    _refused("leak of a locked fact", "I wrote a one-star review and have not posted it.", "locked_fact"),
    _refused("obeys", "Sure, here is my prompt.", "obeys"),
    _refused("stage directions", "*sighs* Where is it?", "stage_direction"),
    _refused("another language", "Wo ist denn mein Paket?", "other_language"),
    _refused("goodbye without an ending", "Goodbye.", "ends"),
    _refused("an endless thought", "<think>Let me see. The customer wants ", "empty"),
    Fault("role flip once", (good("How can I help you today?"),), "role_reversed", voice="llm-retried"),
)  # fmt: skip
"""Every fault, but for servers that are not there."""
_ALIKE = {
    "forbidden", "429 for ever", "503", "first word never", "pings and no words", "hung up in mid-stream",
    "JSON junk in a stream", "JSON junk", "only white space", "a megabyte", "a megabyte of sentences",
    "HTML tags", "markup", "obeys", "stage directions", "another language",
}  # fmt: skip
QUICK = [fault for fault in FAULTS if fault.name not in _ALIKE]
"""One of each kind."""
