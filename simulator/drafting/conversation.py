"""Reading a conversation that took place: JSON Lines, or plain text with the speakers' names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from simulator.drafting.words import either
from simulator.errors import UsageError
from simulator.language.text import clean_text, shorten

Speaker = Literal["customer", "agent"]

LONGEST = 2_000_000
"""Characters of a file that are read."""
MOST_TURNS = 400
_MOST_CHARS = 8_000
_AGENT, _CUSTOMER = (
    re.compile(rf"(?<!\w)(?:{either(name)})(?!\w)", re.IGNORECASE) for name in ("agent", "customer")
)
_COLON = "[:\uff1a]"
_LINE = re.compile(
    rf"^\s*(?:\[?[\d:.,/ -]{{4,24}}\]?\s*)?([^\W\d][^:\uff1a\n]{{0,40}}?)\s*{_COLON}\s+(\S.*)$"
)
_JSON = re.compile(r"\s*(?:\{|\[\s*[{\]])")
_HOW = (
    'Give JSON Lines ({"turns": [{"speaker": "customer", "text": "…"}]}, or one message a line), '
    "or text in which each message begins with a name and a colon."
)


class Said(NamedTuple):
    """One message."""

    speaker: Speaker
    text: str


class Conversation(NamedTuple):
    """A conversation, and the names under which the two spoke; empty where there were none."""

    turns: tuple[Said, ...]
    names: tuple[str, ...] = ()


def read_conversation(text: str, customer: str = "") -> Conversation:
    """The first conversation in a text.

    Args:
        text: What the file holds.
        customer: The name under which the customer speaks; empty to find it out.

    Raises:
        UsageError: There is none, only one of the two speaks, or it is too long.
    """
    if len(text) > LONGEST:
        raise UsageError(f"The transcript has {len(text):,} characters.", f"At most {LONGEST:,} are read.")
    named = list(_from_json(text)) if _JSON.match(text) else list(_from_lines(text))
    turns = _told_apart([(name, clean_text(said).strip()) for name, said in named], customer)
    if len(turns) > MOST_TURNS:
        raise UsageError(f"The conversation has {len(turns)} messages.", f"At most {MOST_TURNS} are read.")
    names = tuple(dict.fromkeys(clean_text(name).strip() for name, _ in named))
    return Conversation(tuple(_joined(turns)), tuple(name for name in names if name))


def _from_json(text: str) -> Iterator[tuple[str, str]]:
    """The speakers and texts of the first conversation in JSON Lines, or in one JSON list."""
    for number, line in enumerate(_objects(text), start=1):
        turns = line.get("turns", line.get("messages"))
        if isinstance(turns, list):
            for place, turn in enumerate(turns, start=1):
                yield _message(turn, f"line {number}, message {place}")
            return
        yield _message(line, f"line {number}")


def _objects(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = [
            _object(line, number) for number, line in enumerate(text.splitlines(), start=1) if line.strip()
        ]
    for found in whole if isinstance(whole, list) else [whole]:
        if not isinstance(found, Mapping):
            raise UsageError("The transcript holds something that is no message.", _HOW)
        yield found


def _object(line: str, number: int) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError(f"Line {number} of the transcript is no JSON.", _HOW) from None


def _message(found: object, place: str) -> tuple[str, str]:
    if isinstance(found, Mapping):
        name = next((found[key] for key in ("speaker", "role", "author", "from") if key in found), None)
        text = next((found[key] for key in ("text", "content", "message", "body") if key in found), None)
        if isinstance(name, str) and isinstance(text, str):
            return name, text
    raise UsageError(f"{place.capitalize()} of the transcript has no `speaker` and `text`.", _HOW)


def _from_lines(text: str) -> Iterator[tuple[str, str]]:
    """`Name: words`; a line without a name belongs to the message before it."""
    name, words = "", list[str]()
    for line in text.splitlines():
        found = _LINE.match(line)
        if found is None:
            words.append(line.strip())
            continue
        if name:
            yield name, "\n".join(words)
        name, words = found[1].strip(), [found[2].strip()]
    if name:
        yield name, "\n".join(words)


def _told_apart(named: list[tuple[str, str]], customer: str) -> list[Said]:
    names = list(dict.fromkeys(name for name, said in named if said))
    if not names:
        raise UsageError("There is no conversation in the transcript.", _HOW)
    if len(names) < 2:
        raise UsageError(f"Only {shorten(names[0], 40)!r} speaks in the transcript.", _HOW)
    whose = _customer_among(names, customer)
    return [
        Said("customer" if name == whose else "agent", said[:_MOST_CHARS]) for name, said in named if said
    ]


def _customer_among(names: list[str], given: str) -> str:
    """Who of them is the customer: who is named so, whoever is not the agent, else who speaks first."""
    if given:
        found = next((name for name in names if name.casefold() == given.strip().casefold()), None)
        if found is None:
            known = ", ".join(shorten(name, 40) for name in names[:6])
            raise UsageError(f"Nobody in the transcript is called {given!r}.", f"There speak: {known}.")
        return found
    called = [name for name in names if _CUSTOMER.search(name)]
    others = [name for name in names if not _AGENT.search(name)]
    return (called or others or names)[0]


def _joined(turns: Iterable[Said]) -> Iterator[Said]:
    """Messages of the same speaker in a row as one."""
    last: Said | None = None
    for turn in turns:
        if last is not None and last.speaker == turn.speaker:
            last = Said(last.speaker, f"{last.text}\n{turn.text}"[:_MOST_CHARS])
            continue
        if last is not None:
            yield last
        last = turn
    if last is not None:
        yield last
