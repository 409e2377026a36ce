"""`empty-chair list`: what the library holds."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from simulator.content.headers import PartHeader, ScenarioHeader
from simulator.content.library import Library

_COLUMNS = {
    "scenario": ("id", "title", "channel", "persona", "rubric", "minutes", "levels"),
    "persona": ("id", "title", "language", "version"),
    "rubric": ("id", "title", "language", "version"),
    "programme": ("id", "title", "language", "version"),
}
_WIDEST = 48


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """List scenarios, then personas, rubrics and programmes, each by id.

    Args:
        args: `library` (its folder) and `json`.
        out: Takes the list: a table for people, or a JSON object a line.
        err: Takes a note on files that cannot be used.

    Returns:
        0, also when files cannot be used; `check` tells why.
    """
    library = Library(Path(args.library))
    scenarios = [_with_company(header, library) for header in library.headers()]
    kinds: dict[str, Sequence[ScenarioHeader | PartHeader]] = {
        "scenario": sorted(scenarios, key=lambda header: (header.id, header.path)),
        "persona": sorted(library.personas(), key=lambda header: (header.id, header.path)),
        "rubric": sorted(library.rubrics(), key=lambda header: (header.id, header.path)),
        "programme": sorted(library.programmes(), key=lambda header: (header.id, header.path)),
    }
    write = _write_json if args.json else _write_table
    for kind, headers in kinds.items():
        write(kind, headers, out)
    _note(library, kinds, err)
    return 0


def _with_company(header: ScenarioHeader, library: Library) -> ScenarioHeader:
    """A scenario with what is wrong with it, that its persona or its rubric is not there included."""
    for kind, name in (("persona", header.persona), ("rubric", header.rubric)):
        if header.fault is None and not library.has(kind, name):
            header = replace(header, fault=f"there is no {kind} `{name}`")
    return header


def _write_json(kind: str, headers: Sequence[ScenarioHeader | PartHeader], out: TextIO) -> None:
    for header in headers:
        out.write(json.dumps(_as_json(kind, header), ensure_ascii=False) + "\n")
        out.flush()


def _as_json(kind: str, header: ScenarioHeader | PartHeader) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": kind,
        "id": header.id,
        "title": header.title,
        "language": header.language,
    }
    if isinstance(header, ScenarioHeader):
        found |= {"channel": header.channel, "persona": header.persona, "rubric": header.rubric}
        found |= {"levels": list(header.levels), "minutes": header.minutes}
    found["version"] = header.version
    return {**found, "fault": header.fault} if header.fault else found


def _write_table(kind: str, headers: Sequence[ScenarioHeader | PartHeader], out: TextIO) -> None:
    """A heading with the number, then aligned columns; nothing for a kind that is not there."""
    if not headers:
        return
    columns = _COLUMNS[kind]
    rows = [columns, *([_cell(header, name) for name in columns] for header in headers)]
    widths = [max(_width(row[place]) for row in rows) for place in range(len(columns))]
    out.write(f"{len(headers)} {kind}{'' if len(headers) == 1 else 's'}\n")
    for row, header in zip(rows, (None, *headers), strict=True):
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        out.write(f"  {'  '.join(cells).rstrip()}\n")
        if header is not None and header.fault:
            out.write(f"    cannot be used: {header.fault}\n")
    out.write("\n")


def _cell(header: ScenarioHeader | PartHeader, name: str) -> str:
    from simulator.language.text import shorten

    value = getattr(header, name)
    return shorten(", ".join(value) if isinstance(value, tuple) else str(value or "-"), _WIDEST)


def _width(text: str) -> int:
    """The columns that a text takes up in a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _note(library: Library, kinds: dict[str, Sequence[ScenarioHeader | PartHeader]], err: TextIO) -> None:
    for reason in library.closed():
        err.write(f"empty-chair: {reason}\n")
    faulty = sum(header.fault is not None for headers in kinds.values() for header in headers)
    if not any(kinds.values()):
        err.write(
            f"There is nothing in the library {library.root} (it looks for scenarios/ and rubrics/ there).\n"
        )
    elif faulty:
        what = "file" if faulty == 1 else "files"
        err.write(f"{faulty} {what} cannot be used; see: empty-chair check\n")
