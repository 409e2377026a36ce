"""One way to write a value as bytes, so that two who hash it agree (RFC 8785, JSON Canonicalization Scheme).

Numbers are whole: percentages are written in basis points, and what a database keeps as a fraction is
written as text (`simulator.records.chain.links`). So the part of the RFC about fractions never applies.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exact (RFC 8785, appendix D)."""

# From here on the order of code points is no longer that of UTF-16, by which the RFC sorts.
_BEYOND = re.compile("[\ue000-\U0010ffff]")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def canonical(value: object) -> bytes:
    """The bytes of a value made of None, booleans, whole numbers, texts, lists and objects.

    Raises:
        ValueError: It holds something else: a fraction, a number that is too large, a key that is no text, or
            a text that has no UTF-8 form.
    """
    return _encode(_ordered(value)).encode()


def quoted(text: str) -> str:
    """A text as it stands in canonical JSON, with its quotation marks."""
    return _encode(text)


def _ordered(value: object) -> object:
    """The value with every object's keys in order, when all of it can be written."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is int:
        return _exact(value)  # type: ignore[arg-type]
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in _in_order(value)}
    if kind is list or kind is tuple:
        return [_ordered(item) for item in value]  # type: ignore[attr-defined]
    raise ValueError(f"the chain holds no {kind.__name__}: {value!r}")


def _exact(number: int) -> int:
    if not -LARGEST <= number <= LARGEST:
        raise ValueError(f"{number} is too large to be written as a number")
    return number


def _in_order(found: Mapping[Any, object]) -> list[str]:
    keys = list(found)
    try:
        all_of_them = "".join(keys)
    except TypeError:
        raise ValueError("a key is no text") from None
    if all_of_them.isascii() or not _BEYOND.search(all_of_them):
        return sorted(keys)
    return sorted(keys, key=lambda key: key.encode("utf-16-be"))
