"""What an unquoted YAML scalar means, and the traps of YAML 1.1 among them."""

from __future__ import annotations

import re
from typing import NamedTuple

_FIRST = frozenset("0123456789+-.~nNyYtTfFoO")
_BOOLEANS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})\Z")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][0-9:.+\-Zz \t]*)?\Z")
_CLOCK = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z")
_ODD_NUMBER = re.compile(
    r"[-+]?(?:0[0-9_]+|0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*|[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?"
    r"|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))\Z|\.(?:nan|NaN|NAN)\Z"
)

Scalar = str | int | float | bool | None


class Resolved(NamedTuple):
    """What a plain scalar means, and what is wrong with writing it like that (an empty text if nothing)."""

    value: Scalar
    trap: str = ""


def is_text(written: str) -> bool:
    """Whether an unquoted scalar can mean nothing but itself, told by its first letter."""
    return written != "" and written[0] not in _FIRST


def resolve(written: str) -> Resolved:
    """The meaning of an unquoted scalar by the rules of YAML 1.1, without their surprises.

    Plain decimal numbers, booleans and null mean themselves. What YAML 1.1 takes for a date, a number to
    the base 60 or 8, or another odd number stays a text and is named as a trap.
    """
    if is_text(written):
        return Resolved(written)
    if written in _NULLS:
        return Resolved(None)
    if is_boolean(written):
        return Resolved(_BOOLEANS[written.lower()])
    return _number(written)


def is_boolean(written: str) -> bool:
    """Whether YAML reads it as true or false: `yes`, `No`, `OFF`, ... but not `yEs`."""
    return written.lower() in _BOOLEANS and written in {
        written.lower(),
        written.upper(),
        written.capitalize(),
    }


def _number(written: str) -> Resolved:
    if _INTEGER.match(written):
        return Resolved(int(written))
    if _DECIMAL.match(written):
        return Resolved(float(written))
    if _DATE.match(written):
        return Resolved(written, f"YAML reads {written} as a date; put it in quotes")
    if _CLOCK.match(written):
        return Resolved(written, f"YAML reads {written} as a number to the base 60; put it in quotes")
    if _ODD_NUMBER.match(written):
        shown = written if len(written) <= 40 else written[:40] + "…"
        return Resolved(
            written, f"YAML reads {shown} as a number of an unusual kind; write it plainly, or in quotes"
        )
    return Resolved(written)
