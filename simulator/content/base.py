"""What all files that trainers write share: strict models, ids, comparisons, lines."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)

Level = Literal["new_hire", "agent", "manager", "executive"]
Channel = Literal["chat", "phone", "email", "review", "counter", "meeting"]
Meter = Literal["patience", "trust", "distress", "clarity"]

LEVELS: tuple[Level, ...] = ("new_hire", "agent", "manager", "executive")
METERS: tuple[Meter, ...] = ("patience", "trust", "distress", "clarity")

_COMPARISON = re.compile(r"^\s*(<=|>=|==|<|>)\s*(-?\d+(?:\.\d+)?)\s*$")
_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}


def compare(value: float, comparison: str) -> bool:
    """Whether a value satisfies a comparison such as `">= 45"`.

    Raises:
        ValueError: The text is no comparison.
    """
    sign, bound = parse_comparison(comparison)
    return _OPERATORS[sign](value, bound)


def parse_comparison(comparison: str) -> tuple[str, float]:
    """Split `">= 45"` into its sign and its bound.

    Raises:
        ValueError: The text is no comparison.
    """
    found = _COMPARISON.match(comparison)
    if found is None:
        raise ValueError('write a comparison in quotes, such as ">= 45", "<= 0" or "== 3"')
    return found[1], float(found[2])


def _checked_comparison(value: object) -> object:
    parse_comparison(value if isinstance(value, str) else "")
    return value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise ValueError("this stands on one line; take the line break out")
    return value


def listed(value: object) -> object:
    """A text alone as a list of one; anything else as it is."""
    return [value] if isinstance(value, str) else value


COMPARISON_PATTERN = r"^\s*(<=|>=|==|<|>)\s*-?\d+(\.\d+)?\s*$"
ID_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,63}$"
REF_ID_PATTERN = r"^[a-zA-Z0-9._-]{1,40}$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z]{2})?$"

Comparison = Annotated[
    str,
    BeforeValidator(
        _checked_comparison,
        json_schema_input_type=Annotated[str, StringConstraints(pattern=COMPARISON_PATTERN)],
    ),
]
"""A comparison in quotes: one of `<= >= == < >` and a number."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
RefId = Annotated[str, StringConstraints(pattern=REF_ID_PATTERN)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), AfterValidator(_one_line)
]
LanguageCode = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
Names = Annotated[
    list[Id], BeforeValidator(listed, json_schema_input_type=Id | list[Id]), Field(min_length=1)
]
"""One id, or a list of ids of which any counts unless the key says otherwise."""


class Strict(BaseModel):
    """A model that takes no unknown key and turns no value into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class MoodLine(Strict):
    """A line that is only said in a certain mood.

    Attributes:
        say: The words.
        mood: The meters, each with its comparison; all must hold.
    """

    say: Text
    mood: Annotated[dict[Meter, Comparison], Field(min_length=1)]


TEXT_TAG = "<text>"
LINE_TAG = "<line>"


def _line_kind(value: object) -> str:
    """Which of the two forms of a line the author meant, so that a fault speaks of that one only.

    A mapping with neither key is most likely a text with a colon that lacks its quotes.
    """
    meant = isinstance(value, MoodLine) or (isinstance(value, dict) and value.keys() & {"say", "mood"})
    return LINE_TAG if meant else TEXT_TAG


Line = Annotated[
    Annotated[Text, Tag(TEXT_TAG)] | Annotated[MoodLine, Tag(LINE_TAG)], Discriminator(_line_kind)
]
"""A text, or a text with the mood in which alone it is said."""

Lines = Annotated[list[Line], BeforeValidator(listed, json_schema_input_type=Line | list[Line])]
"""One line or several; which one is said depends on the seed, and none twice while another is left."""

MoodChange = dict[Meter, Annotated[int, Field(ge=-60, le=60)]]
"""Points by which meters move, before the persona's inertia."""
