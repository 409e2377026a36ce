"""The agent's replies from standard input, a line each, as clean text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from simulator.language.text import decode_input


@dataclass(frozen=True, slots=True)
class Reply:
    """One line of input: words, or a wish to leave.

    Attributes:
        text: What the agent says.
        leave: The ending that the learner asks for, or None.
    """

    text: str = ""
    leave: str | None = None


LEAVINGS = {"leave": "agent_ended", "step_out": "safety_exit"}


def lines(source: BinaryIO) -> Iterator[str]:
    """The lines of the input as they come; invalid UTF-8 is replaced, never an error."""
    while raw := source.readline():
        yield decode_input(raw.rstrip(b"\r\n"))


def json_replies(source: BinaryIO) -> Iterator[Reply]:
    """One reply a line: plain text, `{"text": "..."}`, or `{"action": "leave"|"step_out"}`."""
    return (_parsed(line) for line in lines(source))


def _parsed(line: str) -> Reply:
    if not line.lstrip().startswith("{"):
        return Reply(line)
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return Reply(line)
    match given:
        case {"text": str(text)}:
            return Reply(text)
        case {"action": "leave" | "step_out" as action}:
            return Reply(leave=LEAVINGS[action])
    return Reply(line)
