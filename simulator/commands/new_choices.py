"""What `new` lets choose from: each persona or form with its title and a short line about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from rich.cells import cell_len, set_cell_size

from simulator.commands.wrapped import wrapped
from simulator.content.headers import PartHeader
from simulator.content.headscan import scan
from simulator.content.yamlcomposing import Unreadable
from simulator.content.yamlfile import MAX_BYTES, decode
from simulator.language.text import clean_text

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s")


def of_language(headers: Iterable[PartHeader], language: str) -> list[PartHeader]:
    """Those in a language, each id once, by id; the first of those that share an id."""
    found: dict[str, PartHeader] = {}
    for header in headers:
        if header.language.partition("-")[0] == language:
            found.setdefault(header.id, header)
    return [found[name] for name in sorted(found)]


def choice_lines(headers: Sequence[PartHeader]) -> Iterator[str]:
    """For each its id, and beside it its title and the first sentence of its description."""
    widest = max((cell_len(header.id) for header in headers), default=0)
    for header in headers:
        told = f"{header.title}: {about}" if (about := _about(header.path)) else header.title
        yield from wrapped(clean_text(told), f"  {set_cell_size(header.id, widest)}  ")


def _about(path: Path) -> str:
    """The first sentence of a file's description; empty where there is none that can be read."""
    head: dict[str, Any] = {}
    try:
        with path.open("rb") as file:
            text = decode(file.read(MAX_BYTES + 1)).removeprefix("\ufeff")
        scan(text, (), ("description",), head)
    except (OSError, Unreadable, yaml.YAMLError):  # `empty-chair check` tells
        return ""
    about = head.get("description")
    return _SENTENCE_ENDS.split(" ".join(about.split()), 1)[0] if isinstance(about, str) else ""
