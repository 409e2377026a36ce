"""Checking many files: which ones, in what company, and what is wrong with each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.content.examining import examine
from simulator.content.faults import TOP, Fault, FaultyFile
from simulator.content.files import SUFFIX, content_files, is_library, is_misnamed, nearby, shown
from simulator.content.library import Library, Material, stamp_of
from simulator.content.lint.linting import Register, lint_persona, lint_rubric, lint_scenario, unasked
from simulator.content.loading import Loaded, load
from simulator.content.noting import notes
from simulator.content.persona import Persona
from simulator.content.rubric import Rubric
from simulator.content.scenario import Scenario
from simulator.content.unfinished import todos
from simulator.errors import UsageError

_PERSONAS = Path("scenarios", "personas")


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files to be checked.

    Attributes:
        files: Each file with the root of the library in which its neighbours are looked up.
        misnamed: Files of a folder that the library would overlook because of how their names end.
        problems: What cannot be opened, a sentence each.
        whole: The roots of which all files are among these.
    """

    files: dict[Path, Path] = field(default_factory=dict)
    misnamed: list[Path] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    whole: set[Path] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after the check.

    Attributes:
        path: The file.
        faults: What is wrong with it, sorted by place.
        senseless: What makes no sense in it, although it could be played; sorted by place.
        notes: What may be wrong with it, and need not be.
        material: A scenario without fault with its persona and rubric, ready to be rehearsed.
    """

    path: Path
    faults: tuple[Fault, ...] = ()
    senseless: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    material: Material | None = None


def gather(paths: Sequence[Path], library: Path) -> Gathered:
    """Find the files that are meant.

    Args:
        paths: Files and folders; none means the whole library.
        library: The root of the library for files that are in none of their own.
    """
    gathered = Gathered()
    for path in paths or [nearby(library)]:
        if os.path.isdir(path):
            _gather_folder(path, gathered, library)
        elif reason := _absent(path):
            gathered.problems.append(f"{shown(path)}: {reason}")
        else:
            gathered.files[path] = root_of(path, library)
    return gathered


def _absent(path: Path) -> str:
    """Why a path cannot be looked at; an empty text when it can."""
    try:
        path.stat()
    except (FileNotFoundError, ValueError):
        linked = os.path.islink(path)
        return "the link leads nowhere" if linked else "there is no such file or folder"
    except OSError as error:
        return f"it cannot be looked at: {error.strerror or error}"
    return ""


def _gather_folder(folder: Path, gathered: Gathered, library: Path) -> None:
    """All content files below a folder; of a library's root only those in its own folders."""
    parts = [folder]
    if is_library(folder):
        gathered.whole.add(folder.absolute())
        parts = [folder / "scenarios", folder / "rubrics", folder / "programmes"]
    closed: list[str] = []
    found: list[Path] = []
    for part in parts:
        found += [path for path, _ in content_files(part, closed=closed)]
        gathered.misnamed.extend(path for path, _ in content_files(part, named=is_misnamed))
    gathered.files.update((path, root_of(path, library)) for path in found)
    gathered.problems.extend(closed)
    if not found and not closed and not gathered.misnamed:
        gathered.problems.append(f"{shown(folder)}: there is no .yaml file in this folder")


def root_of(path: Path, library: Path) -> Path:
    """The library that a file is in: the nearest folder above it that looks like one, else the given one."""
    above = path.absolute().parents
    found = (folder for folder in above if is_library(folder) or os.path.isdir(folder / _PERSONAS))
    return next(found, library.absolute())


def check_files(gathered: Gathered) -> Iterator[Checked]:
    """Check every file, by path; before the first one comes, those that cannot be opened are problems."""
    loaded: dict[Path, Loaded[Any]] = {}
    broken: dict[Path, tuple[Fault, ...]] = {}
    libraries = {root: Library(root) for root in set(gathered.files.values())}
    for path, root in gathered.files.items():
        stamp = stamp_of(path)
        try:
            loaded[path] = load(path)
            libraries[root].take_over(loaded[path], stamp)
        except FaultyFile as error:
            broken[path] = error.faults
        except UsageError as error:
            gathered.problems.append(error.message)
    for path in gathered.misnamed:
        message = f"the library reads files that end in .yaml; call this one {shown(_renamed(path))}"
        broken[path] = (Fault(shown(path), *TOP, message),)
    examiner = _Examiner(gathered, libraries, loaded, broken)
    for path in sorted({*loaded, *broken}):
        yield examiner.checked(path) if path in loaded else Checked(path, broken[path])


def _renamed(path: Path) -> Path:
    stem = path.name.lower().partition(".y")[0]
    return Path(path.name[: len(stem)] + SUFFIX)


class _Examiner:
    """Looks at loaded files together with the other files of their libraries."""

    def __init__(
        self,
        gathered: Gathered,
        libraries: dict[Path, Library],
        loaded: dict[Path, Loaded[Any]],
        broken: Iterable[Path],
    ) -> None:
        self._roots = gathered.files
        self._told = {path.absolute() for path in broken}
        self._whole = gathered.whole if not self._told else set()
        self._loaded = loaded
        self._libraries = libraries
        self._registers = {root: Register() for root in self._libraries}
        self._first: dict[tuple[Path, str, str], Path] = {}
        for path, file in loaded.items():
            self._first.setdefault((self._roots[path], *_identity(file)), path)

    def checked(self, path: Path) -> Checked:
        """A file after the check."""
        file = self._loaded[path]
        library = self._libraries[self._roots[path]]
        faults = [*examine(file, library, self._topics(path, file), self._told), *self._twice(path, file)]
        faults += todos(file)
        if faults:
            return Checked(path, tuple(sorted(faults)), notes=tuple(notes(file, library)))
        material = _material(file, library) if isinstance(file.model, Scenario) else None
        noted = [*notes(file, library), *self._unasked(path, file)]
        return Checked(path, (), tuple(self._linted(path, file, material)), tuple(noted), material)

    def _linted(self, path: Path, file: Loaded[Any], material: Material | None) -> list[Fault]:
        """What makes no sense in a file without other faults."""
        if isinstance(file.model, Persona):
            return lint_persona(file)
        if isinstance(file.model, Rubric):
            return lint_rubric(file)
        return lint_scenario(material, self._registers[self._roots[path]]) if material is not None else []

    def _unasked(self, path: Path, file: Loaded[Any]) -> list[Fault]:
        """Notes on questions of a rubric that no scenario asks, when all scenarios are known."""
        root = self._roots[path]
        if root not in self._whole or not isinstance(file.model, Rubric):
            return []
        users = [s for p, s in self._scenarios() if self._roots[p] == root and _uses(s, file)]
        return unasked(file, users) if users else []

    def _topics(self, path: Path, file: Loaded[Any]) -> set[str] | None:
        """The topics of all scenarios that use a persona or a rubric; None unless all are known."""
        root = self._roots[path]
        if root not in self._whole:
            return None
        users = [s for p, s in self._scenarios() if self._roots[p] == root and _uses(s, file)]
        return {topic for scenario in users for topic in scenario.topics} if users else None

    def _scenarios(self) -> Iterable[tuple[Path, Scenario]]:
        return ((p, f.model) for p, f in self._loaded.items() if isinstance(f.model, Scenario))

    def _twice(self, path: Path, file: Loaded[Any]) -> Iterator[Fault]:
        kind, name = _identity(file)
        first = self._first[(self._roots[path], kind, name)]
        if first != path:
            message = f"the id `{name}` is used twice; first in {shown(first)}"
            yield Fault(shown(path), *file.tree.place_of(("id",)), message)


def _identity(file: Loaded[Any]) -> tuple[str, str]:
    return type(file.model).__name__.lower(), file.model.id


def _uses(scenario: Scenario, file: Loaded[Any]) -> bool:
    if isinstance(file.model, Persona):
        return scenario.customer.persona == file.model.id
    return isinstance(file.model, Rubric) and scenario.rubric == file.model.id


def _material(scenario: Loaded[Scenario], library: Library) -> Material | None:
    """The scenario in its company; None when the company has faults of its own, which are told there."""
    from simulator.errors import EmptyChairError

    try:
        persona = library.persona(scenario.model.customer.persona)
        return Material(scenario, persona, library.rubric(scenario.model.rubric))
    except EmptyChairError:
        return None
