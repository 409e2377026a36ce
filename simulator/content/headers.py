"""The head of a content file, read without loading the whole of it.

The file is parsed only until every key of the head was seen, which is long before its end when they stand
at its top. Nothing here needs the models: a list of a thousand scenarios is there at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from simulator.content.headscan import scan
from simulator.content.yamlcomposing import Unreadable
from simulator.content.yamlfile import MAX_BYTES, decode
from simulator.content.yamlsyntax import explain_syntax

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}\Z")
_NUMBERS = ("version", "minutes")
_LISTS = ("levels", "tags")

PART_KEYS = ("schema", "id", "version", "title", "language")
SCENARIO_KEYS = (*PART_KEYS, "channel", "levels", "minutes", "rubric", "customer.name", "customer.persona")


@dataclass(frozen=True, slots=True)
class ScenarioHeader:
    """What a list shows of a scenario.

    Attributes:
        id: Its id; the file's name when the file cannot be read.
        customer: The customer's name.
        content_note: Whether the file has a note to be shown before the start.
        fault: Why the scenario cannot be played, or None. The fields that could not be read are empty.
    """

    path: Path
    id: str
    title: str = ""
    language: str = ""
    channel: str = ""
    persona: str = ""
    rubric: str = ""
    levels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    minutes: int = 0
    version: int = 0
    customer: str = ""
    content_note: bool = False
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class PartHeader:
    """What a list shows of a persona, a rubric or a programme (see `kind`); `fault` as for a scenario."""

    path: Path
    kind: str
    id: str
    title: str = ""
    language: str = ""
    version: int = 0
    fault: str | None = None


def read_scenario_header(path: Path) -> ScenarioHeader:
    """The header of a scenario file.

    Raises:
        OSError: The file cannot be opened.
    """
    head, fault = _read(path, SCENARIO_KEYS, ("tags", "content_note"), "scenario")
    return ScenarioHeader(
        path=path,
        id=_id(head, path),
        title=_text(head, "title") or path.stem,
        language=_text(head, "language"),
        channel=_text(head, "channel"),
        persona=_text(head, "customer.persona"),
        rubric=_text(head, "rubric"),
        levels=_texts(head, "levels"),
        tags=_texts(head, "tags"),
        minutes=_number(head, "minutes"),
        version=_number(head, "version"),
        customer=_text(head, "customer.name"),
        content_note="content_note" in head,
        fault=fault,
    )


def read_part_header(path: Path, kind: str) -> PartHeader:
    """The header of a persona, rubric or programme file.

    Raises:
        OSError: The file cannot be opened.
    """
    head, fault = _read(path, PART_KEYS, (), kind)
    return PartHeader(
        path=path,
        kind=kind,
        id=_id(head, path),
        title=_text(head, "title") or path.stem,
        language=_text(head, "language"),
        version=_number(head, "version"),
        fault=fault,
    )


def _read(
    path: Path, required: tuple[str, ...], optional: tuple[str, ...], kind: str
) -> tuple[dict[str, Any], str | None]:
    """The keys that were found, and what is wrong with them."""
    head: dict[str, Any] = {}
    try:
        with path.open("rb") as file:
            text = decode(file.read(MAX_BYTES + 1)).removeprefix("\ufeff")
        scan(text, required, optional, head)
    except Unreadable as error:
        return head, f"line {error.place.line}: {error.message}"
    except yaml.YAMLError as error:
        # the text was decoded, so this comes from a parser that began to read it
        place, message = explain_syntax(error, text)
        return head, f"line {place.line}: {message}"
    return head, _fault(head, required, kind)


def _fault(head: Mapping[str, Any], required: tuple[str, ...], kind: str) -> str | None:
    wanted = f"empty-chair/{kind}/1"
    if head.get("schema") != wanted:
        return f"the file does not say `schema: {wanted}`"
    for key in required:
        if key not in head:
            return f"the key `{key}` is missing"
        if not _fits(key, head[key]):
            return f"`{key}` is not what it should be"
    return None


def _fits(key: str, value: object) -> bool:
    if key in _NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    if key in _LISTS:
        return isinstance(value, list) and bool(value)
    return isinstance(value, str) and bool(value) and (key != "id" or _ID.match(value) is not None)


def _id(head: Mapping[str, Any], path: Path) -> str:
    return str(head["id"]) if _fits("id", head.get("id")) else path.stem


def _text(head: Mapping[str, Any], key: str) -> str:
    value = head.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _number(head: Mapping[str, Any], key: str) -> int:
    return int(head[key]) if _fits(key, head.get(key)) else 0


def _texts(head: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = head.get(key)
    return tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()
