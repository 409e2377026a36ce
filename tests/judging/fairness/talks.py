"""Six good talks, each in plain English, in second-language English and terse; the help is the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple


class Talk(NamedTuple):
    """A good talk.

    Attributes:
        rubric: The form that it belongs to.
        customer: The customer's messages.
        plain: The replies in plain English, one to each message.
        second: The same help by somebody who learned English late.
        terse: The same help in as few words as will do.
    """

    rubric: str
    customer: tuple[str, ...]
    plain: tuple[str, ...]
    second: tuple[str, ...]
    terse: tuple[str, ...]

    def __str__(self) -> str:
        return self.customer[0]


def _talks() -> dict[str, Talk]:
    lines = (Path(__file__).parent / "talks.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    kinds = ("customer", "plain", "second", "terse")
    return {row["id"]: Talk(row["rubric"], *(tuple(row[kind]) for kind in kinds)) for row in rows}


TALKS = _talks()
