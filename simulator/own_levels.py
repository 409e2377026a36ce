"""The level that a learner chose for themselves: kept under their name, so that nobody else gets it.

Whoever is on the roster has the level that stands there, and needs none of their own.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from simulator.errors import UnavailableError
from simulator.levels import LEVELS
from simulator.whole_file import write_whole

FILE_NAME = "levels.json"
"""The file beside the settings: an object with a level under each learner's name."""


def own_level(folder: Path, learner: str) -> str:
    """The level that a learner chose; empty when they chose none, or when the file cannot be used.

    Args:
        folder: Where the settings are.
        learner: Who, as the program knows them.
    """
    return _read(folder / FILE_NAME).get(learner, "")


def keep_own_level(folder: Path, learner: str, level: str) -> None:
    """Write down what a learner chose.

    Args:
        folder: Where the settings are.
        learner: Who.
        level: One of LEVELS.

    Raises:
        UnavailableError: The file cannot be written.
    """
    path = folder / FILE_NAME
    try:
        _write(path, {**_read(path), learner: level})
    except OSError as error:
        raise UnavailableError(
            f"Your level could not be saved to {path}: {error.strerror or error}.",
            "It holds until you quit. Make the folder writable to keep it.",
        ) from error


def forget_own_levels(folder: Path, learners: Collection[str]) -> None:
    """Take out what some learners chose, names and all; without any of them nothing is written.

    Args:
        folder: Where the settings are.
        learners: Their names, as the program knows them.

    Raises:
        UnavailableError: The file cannot be written.
    """
    path = folder / FILE_NAME
    found = _read(path)
    kept = {name: level for name, level in found.items() if name not in learners}
    if len(kept) == len(found):
        return
    try:
        _write(path, kept)
    except OSError as error:
        raise UnavailableError(
            f"{path} still holds a name with its level: {error.strerror or error}.", "Take it out by hand."
        ) from error


def _write(path: Path, levels: Mapping[str, str]) -> None:
    write_whole(path, json.dumps(levels, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _read(path: Path) -> dict[str, str]:
    """What the file holds, as far as it makes sense."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    known = found.items() if isinstance(found, dict) else ()
    return {name: level for name, level in known if isinstance(level, str) and level in LEVELS}
