"""Answers by a schema: how it is asked for, and reading what comes back.

In strict mode a server wants every object closed and every property required, and knows no defaults
(platform.openai.com/docs/guides/structured-outputs).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.llm.dialect import Form
from simulator.llm.messages import Message

if TYPE_CHECKING:
    from pydantic import BaseModel

M = TypeVar("M", bound="BaseModel")

_FENCE = re.compile(r"```[\w-]*[ \t]*\r?\n(.*?)\r?\n?[ \t]*```", re.DOTALL)
_BY_NAME = ("properties", "$defs", "definitions")


def response_format(schema: type[BaseModel], form: Form) -> dict[str, Any]:
    """What the request says about the form of its answer."""
    if form == "json_object":
        return {"type": "json_object"}
    name = re.sub(r"[^A-Za-z0-9_-]", "_", schema.__name__)[:64]
    return {
        "type": "json_schema",
        "json_schema": {"name": name, "schema": strict_schema(schema), "strict": True},
    }


def strict_schema(schema: type[BaseModel]) -> dict[str, Any]:
    """The model's JSON Schema, as strict mode wants it."""
    whole = schema.model_json_schema()
    closed: dict[str, Any] = _closed(whole, whole)
    return closed


def _closed(part: Any, whole: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(part, list):
        return [_closed(item, whole) for item in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part and len(part) > 1:  # strict mode allows nothing beside a reference: put it in place
        beside = {key: value for key, value in part.items() if key != "$ref"}
        return _closed(_referred(part["$ref"], whole) | beside, whole)
    closed = {key: _closed_entry(key, value, whole) for key, value in part.items() if key != "default"}
    if isinstance(part.get("properties"), dict):
        closed |= {"additionalProperties": False, "required": list(part["properties"])}
    elif part.get("type") == "object":
        closed.setdefault("additionalProperties", False)
    return closed


def _closed_entry(key: str, value: Any, whole: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """One entry; the names of properties and definitions are no keywords, even one called `default`."""
    if key in ("enum", "const", "required"):
        return value
    if key in _BY_NAME and isinstance(value, dict):
        return {name: _closed(inner, whole) for name, inner in value.items()}
    return _closed(value, whole)


def _referred(reference: str, whole: dict[str, Any]) -> dict[str, Any]:
    found: Any = whole
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def with_schema(messages: Sequence[Message], schema: type[BaseModel]) -> list[Message]:
    """The messages, with the schema told in words to a server that takes none as a parameter.

    The words join the first system message, since many servers take only one.
    """
    told = (
        "Answer with one JSON object and nothing else: no words around it, no code fence. It must fit this "
        f"JSON Schema:\n{json.dumps(schema.model_json_schema(), ensure_ascii=False)}"
    )
    if messages and messages[0].role == "system":
        return [replace(messages[0], text=f"{messages[0].text}\n\n{told}"), *messages[1:]]
    return [Message("system", told), *messages]


def read_answer(text: str, schema: type[M]) -> M:
    """The answer as the schema has it; a code fence around it is taken away.

    Raises:
        pydantic.ValidationError: It is no JSON, or does not fit.
    """
    from pydantic import ValidationError

    try:
        return schema.model_validate_json(text)
    except ValidationError:
        fenced = _FENCE.search(text)
        if fenced is None:
            raise
        return schema.model_validate_json(fenced[1])
