"""How values on record are told on one line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any


def as_json(value: Mapping[str, Any]) -> str:
    """An object as one line of JSON."""
    return json.dumps(value, ensure_ascii=False)


def one_line(value: object) -> str:
    """Any text on one line."""
    return " ".join(str(value or "").split())


def moment(at: str) -> str:
    """A time on record, to the minute: `2026-03-02 09:30`."""
    return at[:16].replace("T", " ")


def percentage(value: object) -> str:
    """`82.5 %`, or nothing where there is none."""
    return f"{value:g} %" if isinstance(value, int | float) else ""


def passed(value: object) -> str:
    """`passed`, `not passed`, or nothing where it is not known."""
    if not isinstance(value, bool):
        return ""
    return "passed" if value else "not passed"


def score(evaluation: Mapping[str, Any]) -> str:
    """`82.5 %, passed`, or `no score`."""
    found = percentage(evaluation.get("percentage")) or "no score"
    return ", ".join(part for part in (found, passed(evaluation.get("passed"))) if part)


def objects(value: object) -> Iterator[Mapping[str, Any]]:
    """The objects of a list that came from the records; nothing where it is none."""
    return (item for item in value if isinstance(item, Mapping)) if isinstance(value, list) else iter(())
