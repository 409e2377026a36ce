"""Rows to learn from: replies with the behaviours that raters saw in them, and whole talks with a quality."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CONTEXT_CHARS = 700


@dataclass(frozen=True)
class Row:
    """One reply, the message before it, and what raters saw in it."""

    id: str
    customer: str
    reply: str
    present: frozenset[str]


@dataclass(frozen=True, eq=False)
class Talk:
    """One whole talk and how good people or models found it, on the scale of its file."""

    id: str
    turns: tuple[Mapping[str, str], ...]
    quality: float


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def labelled(paths: Iterable[Path]) -> list[Row]:
    """Rows from files that hold their labels."""
    return [
        Row(line["id"], line["customer"], line["reply"], frozenset(line["present"]))
        for path in paths
        for line in lines_of(path)
    ]


def helpdesk(labels: Path, turns: Path, talks: Path) -> list[Row]:
    """Rows of the helpdesk files: labels by id, texts from where they lie.

    An id ending in `-t2` names the second reply of the talk whose id comes before.
    """
    texts = {line["id"]: (line["context"], line["reply"]) for line in lines_of(turns)}
    for line in lines_of(talks):
        texts.update(_replies(line["id"], helpdesk_turns(line["context"])))
    rows = []
    for line in lines_of(labels):
        customer, reply = texts[line["id"]]
        rows.append(Row(line["id"], customer[-_CONTEXT_CHARS:], reply, frozenset(line["present"])))
    return rows


def _replies(name: str, turns: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    customer, number = "", 0
    for turn in turns:
        if turn["speaker"] == "customer":
            customer = turn["text"]
        else:
            number += 1
            yield f"{name}-t{number}", (customer, turn["text"])


def helpdesk_turns(context: str) -> tuple[Mapping[str, str], ...]:
    """A helpdesk talk as turns; a line without a speaker goes on with the turn before."""
    turns: list[dict[str, str]] = []
    for line in context.split("\n"):
        speaker, _, text = line.partition(": ")
        if speaker in ("customer", "helpdesk"):
            turns.append({"speaker": "customer" if speaker == "customer" else "agent", "text": text})
        elif turns:
            turns[-1]["text"] += "\n" + line
    return tuple(turns)


def helpdesk_talks(path: Path) -> list[Talk]:
    """Whole helpdesk talks with the mean satisfaction that 19 people saw, -2 to 2."""
    return [
        Talk(line["id"], helpdesk_turns(line["context"]), float(line["labels"]["satisfaction"]))
        for line in lines_of(path)
    ]


def talks(path: Path) -> list[Talk]:
    """Whole talks with a quality of 0 to 100."""
    return [Talk(line["id"], tuple(line["turns"]), float(line["quality"])) for line in lines_of(path)]
