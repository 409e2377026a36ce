"""Which figures are not told because too few people stand behind them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

Hiding = Callable[[Mapping[str, int]], Collection[str]]
"""Given how many people stand behind each part of a whole: which parts are not told."""

NOT_TOLD = "not told: too few people"
"""What stands in place of a figure that too few people are behind."""

LEFT_OUT = "Not told: too few people."
"""The one line for all rows that are left out, so that neither their names nor their order tell anything."""


def tell_all(_people: Mapping[str, int]) -> Collection[str]:
    """Nothing is hidden: for those who may see single records anyway."""
    return frozenset()


def is_hidden(hiding: Hiding, people: int) -> bool:
    """Whether a figure that stands for itself is not told, so many people being behind it."""
    return bool(hiding({"": people}))


def left_out(hidden: Collection[object]) -> str:
    """What is said where rows are left out; empty where none is."""
    return LEFT_OUT if hidden else ""
