"""Conditions that can never hold, that always hold, and parts of one that are in each other's way."""

from __future__ import annotations

from typing import Any

from simulator.content.conditions import Condition
from simulator.content.lint.findings import LintSheet
from simulator.content.lint.literals import Ways, joined, ways
from simulator.content.lint.world import World
from simulator.content.walking import Loc

_NUMBERS = frozenset({"mood", "replies", "words", "questions", "details"})
_KEYS = {"not_": "not"}
_NOTHING: Ways = ((),)
ANYTHING = World({f"mood {meter}": (0.0, 100.0) for meter in ("patience", "trust", "distress", "clarity")})
"""The world of a file by itself."""


def check_condition(
    sheet: LintSheet[Any], loc: Loc, condition: Condition, world: World, beside: Ways = _NOTHING
) -> bool:
    """Note what is wrong with a condition, at the smallest part that is at fault.

    Args:
        sheet: Takes the faults.
        loc: Where the condition stands.
        condition: The condition.
        world: What can come about.
        beside: What must hold at the same time.

    Returns:
        Whether the condition can hold.
    """
    alone = world.why_not(condition)
    if alone is not None:
        _note_impossible(sheet, loc, condition, world, alone)
        return False
    reason = world.why_not(condition, beside) if beside != _NOTHING else None
    if reason is not None:
        sheet.value(
            "contradiction", loc, f"this never holds together with what must hold beside it: {reason}"
        )
        return False
    _note_always(sheet, loc, condition)
    _check_parts(sheet, loc, condition, world, beside)
    return True


def _note_impossible(
    sheet: LintSheet[Any], loc: Loc, condition: Condition, world: World, reason: str
) -> None:
    """The parts that can never hold by themselves, or else the whole."""
    if condition.kind in ("all", "any", "together", "ever"):
        parts = [(at, part) for at, part in _parts(loc, condition) if not world.possible(part)]
        for at, part in parts:
            _note_impossible(sheet, at, part, world, world.why_not(part) or reason)
        if parts:
            return
    sheet.value("contradiction", loc, f"this can never hold: {reason}; correct it, or take it out")


def _note_always(sheet: LintSheet[Any], loc: Loc, condition: Condition) -> None:
    if condition.kind in _NUMBERS and ANYTHING.refused(ways(condition, so=False)) is not None:
        sheet.value("always", loc, "this always holds, so it asks for nothing; correct it, or take it out")


def _check_parts(sheet: LintSheet[Any], loc: Loc, condition: Condition, world: World, beside: Ways) -> None:
    parts = list(_parts(loc, condition))
    if condition.kind in ("not_", "together", "ever"):
        for at, part in parts:
            check_condition(sheet, at, part, world)
    for index, (at, part) in enumerate(parts if condition.kind in ("all", "any") else ()):
        others = [ways(other) for n, (_, other) in enumerate(parts) if n != index]
        given = joined([beside, *others]) if condition.kind == "all" else beside
        check_condition(sheet, at, part, world, given)


def _parts(loc: Loc, condition: Condition) -> list[tuple[Loc, Condition]]:
    """The conditions directly inside, each with its place."""
    key = _KEYS.get(condition.kind, condition.kind)
    if condition.kind in ("not_", "ever"):
        return [((*loc, key), part) for part in condition.parts()]
    return [((*loc, key, index), part) for index, part in enumerate(condition.parts())]
