"""Ids that are spelt nearly like another one: most likely a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from simulator.content.files import shown
from simulator.content.lint.findings import LintSheet
from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.content.walking import Loc

_LEAST = 6
"""Shorter ids are too much alike by chance."""


def check_file_name(sheet: LintSheet[Any], path: Path) -> None:
    """Note an id that is nearly, but not quite, the name of its file."""
    if alike(sheet.model.id, path.stem):
        message = f"the id is nearly the name of its file, `{shown(Path(path.stem))}`; spell both the same"
        sheet.value("spelling", ("id",), message)


def check_ids(sheet: LintSheet[Scenario], persona: Persona) -> None:
    """Note ids of one kind that are nearly the same, and a reaction that nearly replaces the persona's."""
    model = sheet.model
    for key in ("topics", "facts", "answers", "needs", "endings"):
        for first, second in _pairs(getattr(model, key)):
            _note(sheet, (key, second), second, first, "above")
    ids = [reaction.id for reaction in model.reactions]
    theirs = [reaction.id for reaction in persona.reactions]
    for index, name in enumerate(ids):
        if name in theirs:
            continue
        if near := next((other for other in theirs if alike(name, other)), None):
            message = (
                f"`{name}` is nearly `{near}` of the persona `{persona.id}`, and does not replace it; spell "
                "it the same, or call it something else"
            )
            sheet.value("spelling", ("reactions", index, "id"), message)
        elif near := next((other for other in ids[:index] if alike(name, other)), None):
            sheet.value("spelling", ("reactions", index, "id"), _nearly(name, near, "above"))


def check_phrase_ids(sheet: LintSheet[Any], key: str, names: Iterable[str]) -> None:
    """Note names of phrases that are nearly the same."""
    for first, second in _pairs(names):
        _note(sheet, (key, second), second, first, "above")


def _pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name that is like one before it, with that one.

    Two words that are one slip apart become the same when a letter is left out of each, so that only names
    that share such a remainder are compared (the idea of deletion neighbourhoods).
    """
    known: dict[str, list[str]] = {}
    for name in names:
        remainders = set(_remainders(name))
        near = [other for rest in remainders for other in known.get(rest, ()) if alike(name, other)]
        if near:
            yield near[0], name
        for rest in remainders:
            known.setdefault(rest, []).append(name)


def _remainders(name: str) -> Iterator[str]:
    bare = name.replace("-", "").replace("_", "")
    yield bare
    yield from (bare[:at] + bare[at + 1 :] for at in range(len(bare) if len(bare) >= _LEAST else 0))


def _note(sheet: LintSheet[Any], loc: Loc, name: str, near: str, where: str) -> None:
    sheet.key("spelling", loc, _nearly(name, near, where))


def _nearly(name: str, near: str, where: str) -> str:
    return f"`{name}` is nearly `{near}` {where}; if they are the same, join them, else tell them apart"


def alike(one: str, other: str) -> bool:
    """Whether two ids differ by a slip: one letter too many, too few, wrong or swapped, or by - and _ alone.

    Ids that differ in a digit (`day_1`, `day_2`) or in a whole short word are not alike.
    """
    if one == other:
        return False
    bare, likewise = (name.replace("-", "").replace("_", "") for name in (one, other))
    if bare == likewise:
        return True
    if min(len(bare), len(likewise)) < _LEAST or abs(len(bare) - len(likewise)) > 1:
        return False
    return _one_slip(bare, likewise)


def _one_slip(one: str, other: str) -> bool:
    """Whether a single letter, or two neighbours that changed places, tell two words apart."""
    begin = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    left, right = one[begin:], other[begin:]
    if (left[:1] + right[:1]).strip("0123456789") != left[:1] + right[:1]:
        return False
    if len(left) == len(right):
        swapped = len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
        return left[1:] == right[1:] or swapped
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return longer[1:] == shorter
