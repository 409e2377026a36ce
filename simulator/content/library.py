"""The library: every scenario, persona, rubric and programme of one folder, found by id."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.content.faults import TOP, Fault, FaultyFile, joined
from simulator.content.files import content_files, nearby, shipped_library, shown
from simulator.content.headercache import HeaderCache
from simulator.content.headers import PartHeader, ScenarioHeader, read_part_header, read_scenario_header
from simulator.content.missing import Missing
from simulator.content.nearest import suggest
from simulator.errors import EmptyChairError, NotFoundError

if TYPE_CHECKING:  # the models are loaded with the first file, not with the list of them
    from simulator.content.loading import Loaded
    from simulator.content.persona import Persona
    from simulator.content.programme import Programme
    from simulator.content.rubric import Rubric
    from simulator.content.scenario import Scenario

KINDS = ("scenario", "persona", "rubric")
"""What an attempt is made of."""

_DEPENDING = frozenset(("scenario", "programme"))
"""What depends on its neighbours, which may change, and is a company's own: nothing stands in for it."""


class Material(NamedTuple):
    """What one attempt is made of."""

    scenario: Loaded[Scenario]
    persona: Loaded[Persona]
    rubric: Loaded[Rubric]


class Library:
    """The content files under a root: `scenarios/`, `scenarios/personas/`, `rubrics/` and `programmes/`.

    A persona or a rubric that is not there is looked up among those that came with the program, so a
    folder of one's own needs scenarios only.

    Args:
        root: The folder; it need not exist yet.
        cache: A folder in which headers may be kept between starts; None keeps none.
        shipped: The library that stands in; the program's own when left out.
    """

    def __init__(self, root: Path, cache: Path | None = None, shipped: Path | None = None) -> None:
        self.root = root
        self.shipped = shipped_library() if shipped is None else shipped
        self._cache = cache
        self._loaded: dict[Path, tuple[tuple[int, int], Loaded[Any]]] = {}
        self._sound: dict[Path, Loaded[Any]] = {}
        self._known: dict[str, set[str]] = {}

    def scenario(self, name: str) -> Loaded[Scenario]:
        """A scenario by its id, checked together with its persona and its rubric.

        Raises:
            NotFoundError: There is none; the hint names the nearest.
            FaultyFile: It, its persona or its rubric has faults.
            UsageError: The file cannot be opened.
        """
        return self._checked("scenario", name)

    def take_over(self, loaded: Loaded[Any], stamp: tuple[int, int]) -> None:
        """Know a persona or a rubric that somebody has read already, so that it is not read once more.

        Args:
            loaded: The file; one that is not where its kind belongs is left alone.
            stamp: What `stamp_of` gave before it was read.
        """
        path, kind = loaded.path.absolute(), type(loaded.model).__name__.lower()
        if kind not in _DEPENDING and path.is_relative_to(self.folder(kind)):
            self._loaded[path] = (stamp, replace(loaded, path=path))

    def persona(self, name: str) -> Loaded[Persona]:
        """A persona by its id; raises as `scenario`."""
        return self._checked("persona", name)

    def rubric(self, name: str) -> Loaded[Rubric]:
        """A rubric by its id; raises as `scenario`."""
        return self._checked("rubric", name)

    def programme(self, name: str) -> Loaded[Programme]:
        """A programme by its id, checked with the library's scenarios; raises as `scenario`."""
        return self._checked("programme", name)

    def material(self, name: str) -> Material:
        """A scenario by its id, with its persona and its rubric; raises as `scenario`."""
        scenario = self.scenario(name)
        return Material(
            scenario, self.persona(scenario.model.customer.persona), self.rubric(scenario.model.rubric)
        )

    def headers(self) -> Iterator[ScenarioHeader]:
        """The headers of all scenarios, one after the other as they are read, by path.

        A file that cannot be read, or has an id that was there before, comes with its `fault`.
        """
        cache = HeaderCache(self._cache, self.root)
        paths: dict[str, Path] = {}
        for path, stat in self._files("scenario"):
            header = cache.get(path, stat)
            if header is None:
                try:
                    header = read_scenario_header(path)
                    cache.put(header, stat)
                except OSError as error:
                    header = ScenarioHeader(path, path.stem, path.stem, fault=_unopened(error))
            first = paths.setdefault(header.id, path)
            yield header if first == path else replace(header, fault=_same_id(header.id, first))
        cache.save()

    def personas(self) -> Iterator[PartHeader]:
        """The headers of all personas; see `headers`."""
        return self._parts("persona")

    def rubrics(self) -> Iterator[PartHeader]:
        """The headers of all rubrics; see `headers`."""
        return self._parts("rubric")

    def programmes(self) -> Iterator[PartHeader]:
        """The headers of all programmes; see `headers`."""
        return self._parts("programme")

    def folder(self, kind: str) -> Path:
        """Where the files of a kind are."""
        below = {"persona": "scenarios/personas"}.get(kind, f"{kind}s")
        return self.root / below

    def has(self, kind: str, name: str) -> bool:
        """Whether there is a persona or a rubric of that id, here or among those that came along."""
        if kind not in self._known:
            self._known[kind] = {*self._stand_ins(kind), *(header.id for header in self._parts(kind))}
        return name in self._known[kind]

    def closed(self) -> list[str]:
        """The folders of the library that are there and cannot be opened, a sentence each."""
        found: list[str] = []
        for kind in ("scenario", "rubric", "programme"):
            for _ in content_files(self.folder(kind), closed=found):
                pass
        return found

    def is_shipped(self, loaded: Loaded[Any]) -> bool:
        """Whether a file came with the program, and stands in for one that this library does not have."""
        return not loaded.path.absolute().is_relative_to(self.root.absolute())

    def linked(self, kind: str, name: str) -> Loaded[Any] | Missing:
        """The persona or rubric that a scenario names, in good form; or why there is none."""
        path = None
        try:
            path = self._find(kind, name)
            return self._open(kind, path)
        except NotFoundError as error:
            return Missing(joined(error.message, error.hint))
        except EmptyChairError as error:
            reason = error.message.splitlines()[0]
            if path is not None:
                reason = reason.replace(shown(path), shown(nearby(path)))
            return Missing(f"the {kind} `{name}` cannot be used: {reason}", path and path.absolute())

    def _checked(self, kind: str, name: str) -> Loaded[Any]:
        from simulator.content.examining import examine

        loaded = self._open(kind, self._find(kind, name))
        if self._sound.get(loaded.path) is not loaded and (faults := examine(loaded, self)):
            raise FaultyFile(faults)
        if kind not in _DEPENDING:
            self._sound[loaded.path] = loaded
        return loaded

    def _open(self, kind: str, path: Path) -> Loaded[Any]:
        """The file as a model; read once as long as it stays as it is."""
        from simulator.content.loading import parse, read_bytes

        stamp = stamp_of(path)
        kept = self._loaded.get(path)
        if kept is None or kept[0] != stamp:
            kept = (stamp, parse(read_bytes(path), path, kind))
            self._loaded[path] = kept
        return kept[1]

    def _find(self, kind: str, name: str) -> Path:
        """The one file of that id: by its name when it is named after its id, else by the headers."""
        found = [
            path for path, _ in self._files(kind) if path.stem == name and self._may_be(kind, path, name)
        ]
        if not found:
            found = [header.path for header in self._headers(kind) if header.id == name]
        if not found and self._has_stand_ins(kind):
            with contextlib.suppress(NotFoundError):
                return Library(self.shipped, shipped=self.shipped)._find(kind, name)
        if not found:
            raise NotFoundError(f"there is no {kind} `{name}` in {shown(self.root)}", self._hint(kind, name))
        if len(found) > 1:
            raise FaultyFile([Fault(shown(found[1]), *TOP, _same_id(name, found[0]))])
        return found[0]

    def _may_be(self, kind: str, path: Path, name: str) -> bool:
        """Whether the file has that id, or is so broken that loading it should say why."""
        kept = self._loaded.get(path)
        if kept is not None and kept[0] == stamp_of(path):
            return bool(kept[1].model.id == name)
        try:
            return self._header(kind, path).id == name
        except OSError:
            return True

    def _hint(self, kind: str, name: str) -> str:
        ids = sorted(header.id for header in self._headers(kind))
        others = self._stand_ins(kind)
        near = suggest(name, {*ids, *others}).removeprefix("; ")
        if near:
            return near
        there = f"there are: {', '.join(ids[:12])}" if ids else f"it would be in {shown(self.folder(kind))}"
        return f"{there}; with the program came: {', '.join(others[:12])}" if others else there

    def _stand_ins(self, kind: str) -> list[str]:
        """The ids of the personas or rubrics that came with the program, when this library may use them."""
        if not self._has_stand_ins(kind):
            return []
        return sorted(header.id for header in Library(self.shipped, shipped=self.shipped)._headers(kind))

    def _has_stand_ins(self, kind: str) -> bool:
        """Whether those that came along may be used; not for a folder that is not there, a slip itself."""
        return kind not in _DEPENDING and os.path.isdir(self.root) and not self._is_shipped_itself()

    def _is_shipped_itself(self) -> bool:
        return self.root.absolute() == self.shipped or self.root.resolve() == self.shipped.resolve()

    def _headers(self, kind: str) -> Iterator[ScenarioHeader | PartHeader]:
        return self.headers() if kind == "scenario" else self._parts(kind)

    def _parts(self, kind: str) -> Iterator[PartHeader]:
        paths: dict[str, Path] = {}
        for path, _ in self._files(kind):
            try:
                header = read_part_header(path, kind)
            except OSError as error:
                header = PartHeader(path, kind, path.stem, path.stem, fault=_unopened(error))
            first = paths.setdefault(header.id, path)
            yield header if first == path else replace(header, fault=_same_id(header.id, first))

    def _header(self, kind: str, path: Path) -> ScenarioHeader | PartHeader:
        return read_scenario_header(path) if kind == "scenario" else read_part_header(path, kind)

    def _files(self, kind: str) -> Iterator[tuple[Path, Any]]:
        skip = self.folder("persona") if kind == "scenario" else None
        return content_files(self.folder(kind), skip)


def from_snapshots(scenario: str, persona: str, rubric: str) -> Material:
    """The material of an attempt from the source texts that were kept with it.

    Raises:
        FaultyFile: A text is not, or no longer, what this version can play.
    """
    from simulator.content.examining import examine_together
    from simulator.content.loading import parse

    sources = zip(KINDS, (scenario, persona, rubric), strict=True)
    loaded = [parse(text.encode("utf-8", "replace"), Path(f"stored {kind}"), kind) for kind, text in sources]
    material = Material(*loaded)  # type: ignore[arg-type]  # parse has made sure of each kind
    examine_together(material)
    return material


def stamp_of(path: Path) -> tuple[int, int]:
    """When a file was written, in nanoseconds, and how many bytes it has; -1 for both if unknown."""
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return (-1, -1)
    return stat.st_mtime_ns, stat.st_size


def _unopened(error: OSError) -> str:
    return f"the file cannot be opened: {error.strerror or error}"


def _same_id(name: str, first: Path) -> str:
    return f"the id `{name}` is used twice; first in {shown(first)}"
