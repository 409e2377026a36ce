"""Everything inside a model, with the path in the file at which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import get_args

from pydantic import BaseModel

Loc = tuple[str | int, ...]


def models_in(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, BaseModel]]:
    """A model and all models below it, in the order of their keys; defaults that nobody wrote included."""
    found: list[tuple[Loc, BaseModel]] = []
    _gather(value, loc, found)
    return iter(found)


def _gather(value: object, loc: Loc, found: list[tuple[Loc, BaseModel]]) -> None:
    if isinstance(value, BaseModel):
        found.append((loc, value))
        for name, key in _holding(type(value)):
            inner = getattr(value, name)
            if inner is not None:
                _gather(inner, (*loc, key), found)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if not isinstance(inner, str):
                _gather(inner, (*loc, index), found)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(inner, str):
                _gather(inner, (*loc, key), found)


@lru_cache(maxsize=128)
def _holding(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model that can hold models, with their keys in a file: most hold none."""
    fields = model.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields if any(_types_in(info.annotation)))


def model_types(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and all models that its keys can hold, each once."""
    waiting, seen = [model], {model}
    while waiting:
        current = waiting.pop()
        yield current
        for field in current.model_fields.values():
            for found in _types_in(field.annotation):
                if found not in seen:
                    seen.add(found)
                    waiting.append(found)


def _types_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _types_in(inner)
