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
        raise ValueError(_what_is_wrong(comparison))
    return found[1], float(found[2])


_EXAMPLES = 'such as ">= 45", "<= 0" or "== 3"'
_WRONG_SIGNS = {
    **{"=>": ">=", "=<": "<=", "=": "==", "===": "==", "\u2265": ">=", "\u2264": "<="},
    **{"more than": ">", "at least": ">=", "less than": "<", "at most": "<=", "exactly": "=="},
}
_NEARLY = re.compile(r"\s*(?P<sign>[^\d\s.-][^\d.-]*?)?\s*(?P<number>-?\d+(?:[.,]\d+)?)\s*(?P<rest>.*?)\s*\Z")
_WORD_MARKS = "\u201c\u201d\u201e\u2018\u2019"


def _what_is_wrong(comparison: str) -> str:
    """Why a text is no comparison, and how it is written."""
    bare = comparison.strip().strip(_WORD_MARKS)
    if bare != comparison.strip():
        return f'these are the quotes of a word processor; write straight ones: "{bare}"'
    found = _NEARLY.match(comparison) if len(comparison) <= _LONGEST else None
    if found is None:
        return f"write a comparison in quotes, {_EXAMPLES}"
    sign, number = found["sign"] or "", found["number"].replace(",", ".")
    right = _WRONG_SIGNS.get(sign.lower(), sign)
    if right not in _OPERATORS:
        which = f"`{sign}` is no sign of comparison" if sign else "there is no sign of comparison"
        return f"{which}; write one of < <= == >= > before the number, {_EXAMPLES}"
    what = f"`{sign}` is no sign" if right != sign else f"`{found['rest']}` is too much"
    if right == sign and not found["rest"]:
        what = "a number has a point, no comma"
    return f'{what}; write "{right} {number}"'


_LONGEST = 40


def _checked_comparison(value: object) -> object:
    if not isinstance(value, str):
        number = f' (as ">= {value}" or "== {value}")' if type(value) in (int, float) else ""
        raise ValueError(f"a comparison is expected here, a sign and a number in quotes{number}")
    parse_comparison(value)
    return value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise ValueError("this stands on one line; take the line break out")
    return value


class MisplacedError(ValueError):
    """A value that does not fit others of its file.

    Attributes:
        at: Its path, from the model that found it.
    """

    def __init__(self, message: str, at: tuple[str | int, ...]) -> None:
        super().__init__(message)
        self.at = at


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
