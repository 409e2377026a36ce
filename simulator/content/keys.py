"""Which keys a place of a file can have, told by the models."""

from __future__ import annotations

import types
from collections.abc import Sequence
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel


def key_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model as they are written in a file."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def keys_at(model: type[BaseModel], loc: Sequence[str | int]) -> tuple[str, ...]:
    """The keys that the mapping at a path of a file can have; none when it is no mapping of fixed keys."""
    found = _model_at(model, tuple(loc))
    return key_names(found) if found is not None else ()


def _model_at(annotation: object, loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _inside_model(annotation, loc)
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _model_at(inner[0], loc)
    if origin in (Union, types.UnionType):
        found = (_model_at(branch, loc) for branch in inner)
        return next((model for model in found if model is not None), None)
    if origin in (list, dict) and loc:
        return _model_at(inner[-1], loc[1:])
    return None


def _inside_model(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    if not loc:
        return model
    if isinstance(loc[0], str) and loc[0].startswith("<"):  # a union's tag is no key
        return _inside_model(model, loc[1:])
    for name, field in model.model_fields.items():
        if (field.alias or name) == loc[0]:
            return _model_at(field.annotation, loc[1:])
    return None
