"""One look at a scenario's file: what it holds, or what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from simulator.content.checking import check_files, gather
from simulator.content.examining import examine
from simulator.content.faults import Fault, FaultyFile
from simulator.content.library import Library, Material
from simulator.content.loading import Loaded, load
from simulator.content.scenario import Scenario
from simulator.errors import EmptyChairError, UsageError
from simulator.rehearsal import ExemplarResult, rehearse

Stamp = tuple[tuple[int, int] | None, ...]
"""When files were written last and how long they are; None for one that is not there."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A scenario as it was saved last.

    Attributes:
        path: Its file.
        watched: The files that it is made of: its own, its persona's, its rubric's.
        stamp: The state in which they were read.
        material: What they hold; None when something is wrong.
        faults: What is wrong, by place.
        trouble: Why the file cannot be read at all; empty when it can.
    """

    path: Path
    watched: tuple[Path, ...]
    stamp: Stamp
    material: Material | None = None
    faults: tuple[Fault, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """A scenario after the whole check.

    Attributes:
        faults: What makes no sense in it, or is wrong.
        exemplars: What its exemplars come to; empty when something is wrong.
    """

    faults: tuple[Fault, ...]
    exemplars: tuple[ExemplarResult, ...] = ()


def stamp_of(paths: Sequence[Path]) -> Stamp:
    """The state of files; it differs after a save."""
    return tuple(map(_stamp, paths))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def glimpse(path: Path, library: Library) -> Glimpse:
    """Look at a scenario; quick, for whoever waits for the picture.

    Args:
        path: Its file.
        library: Where its persona and its rubric are looked up; it keeps what has not changed.

    Raises:
        UsageError: The file holds something else than a scenario.
    """
    watched: tuple[Path, ...] = (path,)
    stamp = stamp_of(watched)
    try:
        loaded = load(path)
    except FaultyFile as error:
        return Glimpse(path, watched, stamp, faults=error.faults)
    except EmptyChairError as error:
        return Glimpse(path, watched, stamp, trouble=f"{error.message} {error.hint}".strip())
    if not isinstance(loaded.model, Scenario):
        raise UsageError(
            f"{path} is no scenario, and only scenarios have a conversation to look at.",
            "Name a scenario; its persona and its rubric are watched with it.",
        )
    return _in_company(path, cast("Loaded[Scenario]", loaded), library, stamp)


def _in_company(path: Path, loaded: Loaded[Scenario], library: Library, stamp: Stamp) -> Glimpse:
    watched = (path, *_company(loaded.model, library))
    stamp = (*stamp, *stamp_of(watched[1:]))
    faults = examine(loaded, library)
    if not faults:
        try:
            persona = library.persona(loaded.model.customer.persona)
            material = Material(loaded, persona, library.rubric(loaded.model.rubric))
            return Glimpse(path, watched, stamp, material)
        except FaultyFile as error:
            faults = list(error.faults)
        except EmptyChairError as error:
            return Glimpse(path, watched, stamp, trouble=f"{error.message} {error.hint}".strip())
    return Glimpse(path, watched, stamp, faults=tuple(sorted(faults)))


def _company(scenario: Scenario, library: Library) -> list[Path]:
    """The files of the persona and the rubric, as far as they are there."""
    found = (library.linked("persona", scenario.customer.persona), library.linked("rubric", scenario.rubric))
    return [one.path for one in found if one.path is not None]


def try_out(path: Path, root: Path) -> Tried:
    """Check a scenario wholly, and run its exemplars: some tenths of a second.

    Args:
        path: Its file.
        root: The library for a file that is in none of its own.
    """
    checked = next(iter(check_files(gather([path], root))), None)
    if checked is None:
        return Tried(())
    faults = tuple(sorted((*checked.faults, *checked.senseless)))
    if checked.material is None or checked.faults:
        return Tried(faults)
    return Tried(faults, tuple(rehearse(checked.material)))
