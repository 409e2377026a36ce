"""The programmes of a library, made ready; kept as long as no file of the library changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from simulator.content.nearest import suggest
from simulator.content.programmewho import ScenarioFacts, facts_of_header
from simulator.errors import EmptyChairError, NotFoundError
from simulator.training.plan import Obligation, Plan, plan_of

if TYPE_CHECKING:
    from simulator.content.library import Library
    from simulator.content.loading import Loaded
    from simulator.content.programme import Programme

_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A programme that can be asked.

    Attributes:
        text: What its file says.
        plan: The programme made ready.
        path: Its file.
        sha256: Of the file.
        remarks: What is wrong with the scenarios that it names; it goes on without them.
    """

    text: Programme
    plan: Plan
    path: Path
    sha256: str
    remarks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its id."""
        return self.plan.programme

    @property
    def title(self) -> str:
        """Its title."""
        return self.text.title


@dataclass(frozen=True, slots=True)
class Programmes:
    """The programmes of a library.

    Attributes:
        ready: Those that can be asked, by id.
        faulty: Those that cannot, by id: what is wrong, as `check` says it.
        catalogue: The scenarios of the library, by id.
        titles: The titles of the scenarios.
    """

    ready: tuple[Ready, ...]
    faulty: dict[str, EmptyChairError]
    catalogue: dict[str, ScenarioFacts]
    titles: dict[str, str]

    def named(self, name: str) -> Ready:
        """The programme of an id.

        Raises:
            NotFoundError: There is none; the hint names the nearest.
            ContentError: Its file has faults.
        """
        for ready in self.ready:
            if ready.id == name:
                return ready
        if name in self.faulty:
            raise self.faulty[name]
        known = [ready.id for ready in self.ready]
        raise NotFoundError(f"there is no programme `{name}`", _hint(name, known, "programmes"))


def obligation_of(ready: Ready, name: str) -> Obligation:
    """A requirement of a programme by its ref_id.

    Raises:
        NotFoundError: There is none; the hint names the nearest.
    """
    try:
        return ready.plan.obligation(name)
    except KeyError:
        known = [obligation.ref_id for obligation in ready.plan.obligations]
        message = f"the programme `{ready.id}` has no requirement `{name}`"
        raise NotFoundError(message, _hint(name, known, "requirements")) from None


def programmes_of(library: Library) -> Programmes:
    """All programmes of a library. Read once, and again when a file of it is another."""
    stamp = _stamp(library)
    known = _KEPT.get(library)
    if known is None or known[0] != stamp:
        known = _KEPT[library] = (stamp, _read(library))
    return known[1]


_KEPT: WeakKeyDictionary[Library, tuple[_Stamp, Programmes]] = WeakKeyDictionary()


def _hint(name: str, known: Sequence[str], what: str) -> str:
    near = suggest(name, known).removeprefix("; ")
    return near or (f"there are: {', '.join(known[:12])}" if known else f"the library has no {what}")


def _stamp(library: Library) -> _Stamp:
    """What tells that files have changed: their places, times and sizes."""
    from simulator.content.files import content_files

    folders = (library.folder("programme"), library.folder("scenario"))
    return tuple(
        (str(path), stat.st_mtime_ns, stat.st_size)
        for folder in folders
        for path, stat in content_files(folder)
    )


def _read(library: Library) -> Programmes:
    headers = [header for header in library.headers() if header.fault is None]
    catalogue = {header.id: facts_of_header(header) for header in headers}
    titles = {header.id: header.title for header in headers}
    ready: dict[str, Ready] = {}
    faulty: dict[str, EmptyChairError] = {}
    for header in library.programmes():
        try:
            found = _ready(header.path, catalogue.values())
        except EmptyChairError as error:
            faulty.setdefault(header.id, error)
            continue
        if found.id not in ready:
            ready[found.id] = found
    return Programmes(tuple(ready[name] for name in sorted(ready)), faulty, catalogue, titles)


def _ready(path: Path, scenarios: Iterable[ScenarioFacts]) -> Ready:
    """One programme; the scenarios that it names need not be there.

    Raises:
        UsageError: The file cannot be opened.
        FaultyFile: Something else is wrong in it.
    """
    from simulator.content.faults import FaultyFile
    from simulator.content.loading import parse, read_bytes
    from simulator.content.programmechecks import check_programme

    facts = list(scenarios)
    loaded = cast("Loaded[Programme]", parse(read_bytes(path), path, "programme"))
    if faults := check_programme(loaded):
        raise FaultyFile(faults)
    remarks = tuple(str(fault) for fault in check_programme(loaded, facts))
    return Ready(loaded.model, plan_of(loaded.model, facts), path, loaded.sha256, remarks)
