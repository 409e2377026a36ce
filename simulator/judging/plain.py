"""A rubric as plain objects: what a form is filled by asks for its attributes over a thousand times a talk.

Every attribute of a checked model is looked for by way of its class, which takes ten times as long as with an
object that has nothing but slots.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TypeVar, cast

from pydantic import BaseModel

_Model = TypeVar("_Model", bound=BaseModel)


def plainly(model: _Model) -> _Model:
    """The same fields, and what the model works out of them once, in an object for reading only."""
    return cast(_Model, _plain(model, {}))


def _plain(part: object, known: dict[int, object]) -> object:
    """A part of a model without models in it; the same part is the same object wherever it stands.

    Args:
        part: A model, a list of parts or a value.
        known: What was made of models so far, by identity.
    """
    if isinstance(part, list):
        return [_plain(one, known) for one in part]
    if not isinstance(part, BaseModel):
        return part
    found = known.get(id(part))
    if found is None:
        shape = _shape(type(part))
        found = known[id(part)] = shape()
        for name in shape.__slots__:
            setattr(found, name, _plain(getattr(part, name), known))
    return found


class _Shape:
    """What plain objects have in common: nothing but slots."""

    __slots__: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def _shape(model: type[BaseModel]) -> type[_Shape]:
    """The class of the plain objects of a model."""
    worked_out = [name for name, member in vars(model).items() if isinstance(member, cached_property)]
    return type(model.__name__, (_Shape,), {"__slots__": (*model.model_fields, *worked_out)})
