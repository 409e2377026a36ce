"""Pydantic's errors, in words for people who write scenarios."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from simulator.content.base import ID_PATTERN, LANGUAGE_PATTERN, REF_ID_PATTERN, MisplacedError
from simulator.content.faults import FaultList, Place
from simulator.content.keys import keys_at
from simulator.content.nearest import ALIKE, nearest, suggest
from simulator.content.yamlscalars import is_boolean, resolve
from simulator.content.yamltree import Key, Node

_SHOWN = 60

_PATTERNS = {
    ID_PATTERN: "small letters, digits, - and _, beginning with a letter or digit, 64 at most",
    REF_ID_PATTERN: "letters, digits, dot, - and _, 40 at most",
    LANGUAGE_PATTERN: 'a language code such as "en" or "en-GB"',
}


def explain(errors: Sequence[ErrorDetails], model: type[BaseModel], root: Node, faults: FaultList) -> None:
    """Turn every error into a fault with its place; a place that has a fault already gets no second one."""
    known = faults.places
    misspelt = set(_misspelt(errors, model))
    for error in errors:
        place = _place(error, root)
        if place not in known and not _follows(error, root) and error["loc"] not in misspelt:
            faults.add(place, _message(error, model, root))


def _misspelt(errors: Sequence[ErrorDetails], model: type[BaseModel]) -> Iterator[tuple[Key, ...]]:
    """The missing keys that stand there after all, misspelt: one slip is one fault."""
    missing = {error["loc"] for error in errors if error["type"] == "missing"}
    for error in errors:
        loc = error["loc"]
        if error["type"] == "extra_forbidden":
            near = nearest(str(loc[-1]), keys_at(model, loc[:-1]), ALIKE)
            if near is not None and (*loc[:-1], near) in missing:
                yield (*loc[:-1], near)


def _follows(error: ErrorDetails, root: Node) -> bool:
    """Whether an error only follows from a key without a value, which is a fault already."""
    if error["type"] != "value_error":
        return False
    return any(child.data is None for child in root.find(error["loc"]).children.values())


def _place(error: ErrorDetails, root: Node) -> Place:
    """An unknown or misspelt key's own place, a missing key's mapping, otherwise the value."""
    loc = error["loc"]
    if error["type"] == "missing":
        return root.place_of(loc[:-1])
    if error["type"] == "extra_forbidden":
        return root.key_place(loc)
    if loc and loc[-1] == "[key]":
        return root.key_place(loc[:-1])
    cause = error.get("ctx", {}).get("error")
    return root.place_of((*loc, *cause.at) if isinstance(cause, MisplacedError) else loc)


def _message(error: ErrorDetails, model: type[BaseModel], root: Node) -> str:
    loc = error["loc"]
    if error["type"] == "missing":
        return f"{_where(root, loc[:-1])}the key `{loc[-1]}` is missing"
    if error["type"] == "extra_forbidden":
        near = suggest(str(loc[-1]), keys_at(model, loc[:-1]))
        return f"{_where(root, loc[:-1])}unknown key `{loc[-1]}`{near}"
    if loc and loc[-1] == "[key]":
        return f"{_where(root, loc[:-2])}{_about_value(error, str(loc[-2]))}"
    node = root.find(loc)
    name = root.path_of(loc)
    return f"{name}: {_about_node(error, node)}" if name else _about_node(error, node)


def _where(root: Node, loc: Sequence[Key]) -> str:
    path = root.path_of(loc)
    return f"{path}: " if path else ""


def _about_node(error: ErrorDetails, node: Node) -> str:
    kind = error["type"]
    if kind.endswith("_type") or kind in ("int_from_float", "int_parsing"):
        return _wrong_kind(kind, node)
    return _about_value(error, node.written)


def _about_value(error: ErrorDetails, written: str) -> str:
    context: Mapping[str, Any] = error.get("ctx", {})
    sentence = _SENTENCES.get(error["type"])
    return sentence(context, written) if sentence else error["msg"]


def _wrong_kind(kind: str, node: Node) -> str:
    """What was expected, and what stands there instead; named is the trap that led there."""
    expected = _EXPECTED.get(kind, "another kind of value")
    if node.kind == "mapping":
        colon = "; if it is a text with a colon in it, put it in quotes" if kind == "string_type" else ""
        return f"{expected} is expected here, not a mapping (keys with values){colon}"
    if node.kind == "list":
        return f"{expected} is expected here, not a list"
    if isinstance(node.data, str) and not node.plain and _would_fit(kind, node.written):
        return f"{expected} is expected here; take the quotes away: {node.written}"
    if not isinstance(node.data, str) and kind in ("string_type", "list_type", "literal_error"):
        return _unquoted(node)
    return f"{expected} is expected here, not {_shown(node.written)}"


def _would_fit(kind: str, written: str) -> bool:
    """Whether what stands in quotes is what is expected, but for the quotes."""
    value = resolve(written).value
    fitting = {"int_type": (int,), "float_type": (int, float), "bool_type": (bool,)}.get(kind, ())
    return type(value) in fitting


def _unquoted(node: Node) -> str:
    written = node.written
    meaning = "true or false" if is_boolean(written) else "a number"
    return f'YAML reads {written} without quotes as {meaning}; for a text write "{written}"'


def _shown(written: str) -> str:
    short = written if len(written) <= _SHOWN else written[:_SHOWN] + "…"
    return f"`{short}`" if short else "an empty text"


def _one_of(context: Mapping[str, Any], written: str) -> str:
    names = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    return f"{_shown(written)} is none of {', '.join(names)}{suggest(written, names)}"


def _refused(context: Mapping[str, Any], _written: str) -> str:
    return str(context.get("error", "this value is refused"))


def _pattern(context: Mapping[str, Any], written: str) -> str:
    allowed = _PATTERNS.get(str(context.get("pattern")))
    return f"{_shown(written)} will not do; use {allowed}" if allowed else f"{_shown(written)} will not do"


def _too_big(context: Mapping[str, Any], written: str) -> str:
    most = context.get("le")
    value = resolve(written).value
    share = type(value) in (int, float) and most == 1 and 1 < float(str(value)) <= 100
    advice = f"; write {float(str(value)) / 100:g} for {written} %" if share else ""
    return f"{_shown(written)} is too big; {most:g} at most{advice}"


def _fewer(context: Mapping[str, Any], _written: str) -> str:
    least = context.get("min_length", 1)
    return "at least one entry is needed" if least == 1 else f"at least {least} entries are needed"


_EXPECTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": "a mapping (keys with values)",
    "list_type": "a list (in brackets, or with a dash for each entry)",
    "model_type": "a mapping (keys with values)",
    "model_attributes_type": "a mapping (keys with values)",
}

_SENTENCES: dict[str, Callable[[Mapping[str, Any], str], str]] = {
    "literal_error": _one_of,
    "value_error": _refused,
    "string_pattern_mismatch": _pattern,
    "too_short": _fewer,
    "too_long": lambda context, _: f"too many entries; {context.get('max_length')} at most",
    "string_too_short": lambda _context, _: "the text is empty",
    "string_too_long": lambda context, _: f"the text is longer than {context.get('max_length')} characters",
    "greater_than_equal": lambda context, at: f"{_shown(at)} is too small; {context.get('ge')} at least",
    "less_than_equal": _too_big,
    "finite_number": lambda _context, written: f"{_shown(written)} is no finite number",
}
