"""Small values that are never changed: as a frozen dataclass in every way but one.

A frozen dataclass sets each attribute through `object.__setattr__`, and to judge one conversation takes some
five hundred values. Type checkers hold these to be frozen; at run time nothing guards them, so that they are
made in a third of the time. A property that is worked out once goes without the lock that
`functools.cached_property` still takes in Python 3.11, for the same reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, dataclass_transform

_T = TypeVar("_T")


class worked_out(Generic[_T]):
    """A property that is worked out when it is first asked for, and kept; for use in one thread."""

    def __init__(self, work_out: Callable[[Any], _T]) -> None:
        self._work_out = work_out
        self._name = work_out.__name__
        self.__doc__ = work_out.__doc__

    def __get__(self, instance: object, owner: type | None = None) -> _T:
        found = self._work_out(instance)
        object.__setattr__(instance, self._name, found)  # to ask for `__dict__` would make a slow one of it
        return found


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[_T]) -> type[_T]:
    """A class of values, equal and hashed by their fields."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


@dataclass_transform(frozen_default=True, order_default=True, field_specifiers=(field,))
def ordered_value(cls: type[_T]) -> type[_T]:
    """The same, ordered by their fields too."""
    return dataclass(slots=True, unsafe_hash=True, order=True)(cls)
