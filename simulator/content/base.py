"""What all files that trainers write share: strict models, ids, comparisons, lines."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

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
    if isinstance(value, str):
        parse_comparison(value)
    return value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Comparison = Annotated[str, BeforeValidator(_checked_comparison)]
"""A comparison in quotes: one of `<= >= == < >` and a number."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
RefId = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9._-]{1,40}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=120)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
Names = Annotated[list[Id], BeforeValidator(_listed), Field(min_length=1)]
"""One id, or a list of ids of which any counts unless the key says otherwise."""


class Strict(BaseModel):
    """A model that takes no unknown key and turns no value into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class MoodLine(Strict):
    """A line that is only said in a certain mood."""

    say: Text
    mood: dict[Meter, Comparison]


Line = Text | MoodLine
Lines = Annotated[list[Line], BeforeValidator(_listed)]
"""One line or several; which one is said depends on the seed, and none twice while another is left."""

MoodChange = dict[Meter, Annotated[int, Field(ge=-60, le=60)]]
"""Points by which meters move, before the persona's inertia."""
