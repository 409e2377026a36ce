"""The work of `rehearse`, here or in other processes: the same conversations either way."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context

from simulator.attempt.unrecorded import Unrecorded
from simulator.colleagues.kinds import Kind
from simulator.colleagues.rehearsing import Rehearsing
from simulator.colleagues.talk import Talk
from simulator.content.base import Level
from simulator.content.library import Material, from_snapshots
from simulator.content.scenario import Scenario
from simulator.customer.voice import ScriptedVoice
from simulator.desks import make_desk
from simulator.language.reader import Reader
from simulator.uncollected import without_collecting

_STEP = 25
"""After so many conversations it is told how far the work is."""


@dataclass(frozen=True, slots=True)
class Task:
    """Conversations of some colleagues with one customer.

    Attributes:
        sources: The texts of the scenario, the persona and the rubric: files may change meanwhile.
        runs: How many of each kind.
    """

    sources: tuple[str, str, str]
    kinds: tuple[Kind, ...]
    runs: int
    seed: int


def tasks_for(material: Material, kinds: Sequence[Kind], runs: int, seed: int, *, apart: bool) -> list[Task]:
    """The work for one scenario: all in one, or each kind apart where there are hands enough."""
    sources = (material.scenario.source, material.persona.source, material.rubric.source)
    groups = [(kind,) for kind in kinds] if apart else [tuple(kinds)]
    return [Task(sources, group, runs, seed) for group in groups]


def worked_through(tasks: Sequence[Task], jobs: int, progress: Callable[[int], None]) -> Iterator[list[Talk]]:
    """The conversations of each task, in order; whoever stops in the middle leaves no process behind.

    Args:
        tasks: What there is to do.
        jobs: How many processes; 1 is this one.
        progress: Is told how many conversations are done more.
    """
    if jobs == 1:
        yield from (worked(task, progress) for task in tasks)
        return
    with get_context("spawn").Pool(min(jobs, len(tasks)), _get_ready) as pool, closing(pool):
        for talks in pool.imap(worked, tasks):
            progress(len(talks))
            yield talks


def _get_ready() -> None:
    """An interrupt is for the process that was started; it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def worked(task: Task, progress: Callable[[int], None] = lambda done: None) -> list[Talk]:
    """The conversations of a task, kind by kind."""
    found: list[Talk] = []
    with without_collecting():
        rehearsing = _rehearsing(task.sources, task.seed)
        for kind in task.kinds:
            for run in range(task.runs):
                found.append(rehearsing.talk(kind, run))
                if len(found) % _STEP == 0:
                    progress(_STEP)
    progress(len(found) % _STEP)
    return found


def level_of(scenario: Scenario) -> Level:
    """At which level colleagues are judged: as agents, or at the scenario's first level."""
    return "agent" if "agent" in scenario.levels else scenario.levels[0]


@lru_cache(maxsize=1)
def _rehearsing(sources: tuple[str, str, str], seed: int) -> Rehearsing:
    material = from_snapshots(*sources)
    return rehearsing_of(material, seed)


def rehearsing_of(material: Material, seed: int) -> Rehearsing:
    """A scenario ready to be rehearsed: its customer, its reader and its judge."""
    scenario = material.scenario.model
    desk = make_desk(material, ScriptedVoice(), Unrecorded(), lambda: "")
    reader = Reader(scenario.language, scenario.topics, scenario.untrue)
    return Rehearsing(desk.model, reader, desk.judge, level_of(scenario), seed)
