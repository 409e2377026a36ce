"""JSON Schemas of the formats, with the help that the models' docstrings give."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from simulator.content.loading import FORMATS
from simulator.content.walking import model_types

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ENTRY = re.compile(r"^ {4}(\w+): (.*(?:\n {8,}.*)*)", re.MULTILINE)


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of a format, in draft 2020-12.

    Keys that may be left out may not be empty: nothing in it allows null.

    Raises:
        KeyError: There is no such format.
    """
    model = FORMATS[kind]
    schema = model.model_json_schema(by_alias=True)
    found = {"$schema": DIALECT, "title": f"Empty Chair: {kind}", **_without_null(schema)}
    found["title"] = f"Empty Chair: {kind}"
    for part in model_types(model):
        target = found if part is model else found["$defs"][part.__name__]
        _describe(target, part)
    return found


def _describe(target: dict[str, Any], model: type[BaseModel]) -> None:
    target["description"] = summary(model)
    for key, text in described_keys(model).items():
        target["properties"][key]["description"] = text


def summary(model: type[BaseModel]) -> str:
    """What a model is: the first part of its docstring."""
    text = inspect.getdoc(model) or ""
    return " ".join(text.split("\nAttributes:")[0].split())


def described_keys(model: type[BaseModel]) -> dict[str, str]:
    """What each key of a model means, by its docstring, under the name that it has in a file."""
    entries = dict(_entries(inspect.getdoc(model) or ""))
    return {
        field.alias or name: entries[name] for name, field in model.model_fields.items() if name in entries
    }


def _entries(doc: str) -> Iterator[tuple[str, str]]:
    _, _, attributes = doc.partition("\nAttributes:\n")
    for found in _ENTRY.finditer(attributes):
        yield found[1], " ".join(found[2].split())


def _without_null(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The schema without null alternatives, null defaults and the titles made from names."""
    if isinstance(value, list):
        return [_without_null(entry) for entry in value]
    if not isinstance(value, Mapping):
        return value
    kept = {key: _without_null(inner) for key, inner in value.items() if not _is_noise(key, inner)}
    choices = kept.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        choices = [choice for choice in choices if choice != {"type": "null"}]
        del kept["anyOf"]
        kept = {**choices[0], **kept} if len(choices) == 1 else {"anyOf": choices, **kept}
    return kept


def _is_noise(key: str, value: object) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value is None)
