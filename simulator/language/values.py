"""Small values that are never changed: as a frozen dataclass in every way but one.

A frozen dataclass sets each attribute through `object.__setattr__`, and to judge one conversation takes some
five hundred values. Type checkers hold these to be frozen; at run time nothing guards them, so that they are
made in a third of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[_T]) -> type[_T]:
    """A class of values, equal and hashed by their fields."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


@dataclass_transform(frozen_default=True, order_default=True, field_specifiers=(field,))
def ordered_value(cls: type[_T]) -> type[_T]:
    """The same, ordered by their fields too."""
    return dataclass(slots=True, unsafe_hash=True, order=True)(cls)
