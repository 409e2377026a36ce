"""A conversation to be judged, and how one is read from a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, get_args

from simulator.content.base import LEVELS, Channel
from simulator.errors import UsageError
from simulator.language.text import MAX_REPLY_CHARS, clean_text
from simulator.language.values import value

Speaker = Literal["customer", "agent"]
_SPEAKERS: tuple[Speaker, ...] = get_args(Speaker)
_SHAPE = 'Write one object a line: {"id": "...", "turns": [{"speaker": "customer", "text": "..."}]}.'


@value
class Turn:
    """One thing said.

    Attributes:
        speaker: Who said it.
        text: The words, cleaned; every quote is judged in these.
        given: The words as they were handed in, where cleaning changed them; else None.
    """

    speaker: Speaker
    text: str
    given: str | None = None


@value
class Transcript:
    """A conversation. Turns are numbered from 1 over both speakers.

    Attributes:
        channel: Where it took place, if the transcript says so.
    """

    id: str | None
    turns: tuple[Turn, ...]
    level: str | None = None
    scenario: str | None = None
    channel: str | None = None

    def numbered(self) -> enumerate[Turn]:
        """The turns with their numbers."""
        return enumerate(self.turns, start=1)


def cleaned_turn(speaker: Speaker, text: str) -> Turn:
    """A turn of outside text: cleaned, and cut at the longest reply that is read."""
    clean = clean_text(text)[:MAX_REPLY_CHARS]
    return Turn(speaker, clean, None if clean == text[:MAX_REPLY_CHARS] else text)


def parse_line(line: str) -> Transcript:
    """The transcript in one line of JSON.

    Raises:
        UsageError: It is no JSON, or not a transcript; the message says where.
    """
    return parse_object(decoded(line))


def decoded(line: str) -> object:
    """The value in one line of JSON.

    Raises:
        UsageError: It is no JSON; the message says where.
    """
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as fault:
        where = f" at column {fault.colno}" if isinstance(fault, json.JSONDecodeError) else ""
        raise UsageError(f"this line is not JSON{where}", _SHAPE) from None


def parse_object(data: object) -> Transcript:
    """The transcript in a decoded JSON value. Keys that judging has no use for are let be.

    Raises:
        UsageError: A key is missing or of the wrong type.
    """
    if not isinstance(data, Mapping):
        raise UsageError("this line is not an object", _SHAPE)
    turns = data.get("turns")
    if not isinstance(turns, list) or not turns:
        raise UsageError("`turns` must be a list with at least one turn", _SHAPE)
    return Transcript(
        id=_id(data),
        turns=tuple(_turn(turn, number) for number, turn in enumerate(turns, start=1)),
        level=_level(data.get("level")),
        scenario=_name(data, "scenario"),
        channel=_channel(data.get("channel")),
    )


def id_in(line: str) -> str | None:
    """The id in a line, as far as it can be found; for messages about lines that are no transcripts."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    found = data.get("id") if isinstance(data, dict) else None
    return clean_text(found) if isinstance(found, str) else None


def _id(data: Mapping[str, Any]) -> str:
    found = data.get("id")
    if not isinstance(found, str) or not found.strip():
        raise UsageError("`id` must be a text that names the transcript", _SHAPE)
    return clean_text(found)


def _name(data: Mapping[str, Any], key: str) -> str | None:
    found = data.get(key)
    if found is not None and not isinstance(found, str):
        raise UsageError(f"`{key}` must be a text", _SHAPE)
    return found


def _level(found: object) -> str | None:
    if found is not None and found not in LEVELS:
        raise UsageError(f"`level` must be one of {', '.join(LEVELS)}")
    return str(found) if found is not None else None


def _channel(found: object) -> str | None:
    if found is not None and found not in get_args(Channel):
        raise UsageError(f"`channel` must be one of {', '.join(get_args(Channel))}")
    return str(found) if found is not None else None


def _turn(data: object, number: int) -> Turn:
    if not isinstance(data, (dict, Mapping)):  # a dictionary is told at once, any other mapping slowly
        raise UsageError(f"turn {number} is not an object", _SHAPE)
    speaker, text = data.get("speaker"), data.get("text")
    if speaker not in _SPEAKERS:
        raise UsageError(f'turn {number}: `speaker` must be "customer" or "agent"')
    if not isinstance(text, str):
        raise UsageError(f"turn {number}: `text` must be a text")
    return cleaned_turn("agent" if speaker == "agent" else "customer", text)
