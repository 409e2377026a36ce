"""`empty-chair rehearse`: simulated colleagues talk with a scenario's customer, and are told apart or not."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from simulator.errors import ContentError, NotFoundError, UsageError

if TYPE_CHECKING:
    from simulator.colleagues.findings import Findings
    from simulator.colleagues.kinds import Kind
    from simulator.colleagues.overall import Overall
    from simulator.colleagues.talk import Talk
    from simulator.commands.rehearse_work import Task
    from simulator.content.library import Library, Material

MOST = {"runs": 100_000, "jobs": 64}
_UNSAID = {"scripted": {"runs": 50, "jobs": 1}, "llm": {"runs": 3, "jobs": 4}}
"""What holds where nothing was said, by whose words are used."""


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Rehearse scenarios and report on each.

    Args:
        args: `scenarios` (ids or files; none is the whole library), `library` (its folder), `learners` (kinds
            with commas, or None for all), `voice` (scripted or llm), `runs` (of each), `jobs` (processes, or
            requests at a time), `seed`, `json`, and for a model `data` (folder of the records) and `yes`.
        out: Takes the report.
        err: Takes the progress, and which scenarios are left out.

    Returns:
        0, or 1 when a scenario does not tell strong from middling or from poor.

    Raises:
        UsageError: An option cannot be used, or there is nothing to rehearse.
        NotFoundError: There is no such scenario.
        FaultyFile: One that was named has faults.
        UnavailableError: A model should speak, and none is named, or its key is missing.
    """
    _settle_numbers(args)
    kinds = _kinds(args.learners)
    materials = _materials(Path(args.library), args.scenarios, err)
    if args.voice == "llm":
        from simulator.commands import rehearse_voice

        return rehearse_voice.run(args, materials, kinds, out, err)
    return _scripted(args, materials, kinds, out, err)


def _scripted(
    args: Namespace, materials: Sequence[Material], kinds: Sequence[Kind], out: TextIO, err: TextIO
) -> int:
    """Colleagues in their own sentences."""
    from simulator.colleagues.overall import overall

    talks: list[Talk] = []
    failed = False
    for material, found in _rehearsed(materials, kinds, args, err):
        findings = _findings(material, found)
        failed = failed or bool(findings.faults)
        talks += found
        _write(_lines_of(findings, args.json), out)
    _write(_last_lines(overall(talks), len(materials), args.json), out)
    return 1 if failed else 0


def _settle_numbers(args: Namespace) -> None:
    for name, most in MOST.items():
        if getattr(args, name) is None:
            setattr(args, name, _UNSAID[args.voice][name])
        if not 1 <= getattr(args, name) <= most:
            raise UsageError(f"--{name} is {getattr(args, name)}.", f"Give a number from 1 to {most:,}.")


def _kinds(given: str | None) -> tuple[Kind, ...]:
    """The kinds that take part, from the best to the worst."""
    from simulator.colleagues.kinds import KINDS
    from simulator.content.nearest import suggest
    from simulator.language.text import clean_text

    if given is None:
        return KINDS
    named = [name.strip() for name in clean_text(given).split(",") if name.strip()]
    for name in named:
        if name not in KINDS:
            near = suggest(name, KINDS).removeprefix("; ")
            raise UsageError(f'There is no colleague "{name}".', near or f"There are: {', '.join(KINDS)}.")
    if not named:
        raise UsageError("--learners names nobody.", f"There are: {', '.join(KINDS)}.")
    return tuple(kind for kind in KINDS if kind in named)


def _materials(root: Path, names: Sequence[str], err: TextIO) -> list[Material]:
    """What is to be rehearsed: what was named, or all of the library that can be played."""
    from simulator.colleagues.bank import bank_languages
    from simulator.content.library import Library

    library, known = Library(root), bank_languages()
    found: list[Material] = []
    for name in dict.fromkeys(names) if names else sorted({header.id for header in library.headers()}):
        try:
            material = _material(name, library)
        except (ContentError, NotFoundError):
            if names:
                raise
            err.write(f"The scenario {name} cannot be used; see: empty-chair check\n")
            continue
        language = material.scenario.model.language.partition("-")[0]
        if language in known:
            found.append(material)
        else:
            err.write(f'The scenario {name} is left out: no simulated colleague speaks "{language}" yet.\n')
    if not found:
        raise UsageError("There is nothing to rehearse.", f"Colleagues speak: {', '.join(known)}.")
    return found


def _material(name: str, library: Library) -> Material:
    """A scenario of the library by its id, or one by the path of its file."""
    from simulator.content.examining import examine_together
    from simulator.content.files import SUFFIX
    from simulator.content.library import Material
    from simulator.content.loading import load_scenario

    if not name.endswith(SUFFIX):
        return library.material(name)
    scenario = load_scenario(Path(name))
    persona, rubric = scenario.model.customer.persona, scenario.model.rubric
    material = Material(scenario, library.persona(persona), library.rubric(rubric))
    examine_together(material)
    return material


def _rehearsed(
    materials: Sequence[Material], kinds: Sequence[Kind], args: Namespace, err: TextIO
) -> Iterator[tuple[Material, list[Talk]]]:
    """Each scenario with its conversations, in order."""
    from simulator.commands.rehearse_progress import Progress
    from simulator.commands.rehearse_work import tasks_for, worked_through

    tasks = [
        tasks_for(material, kinds, args.runs, args.seed, apart=args.jobs > len(materials))
        for material in materials
    ]
    total = len(materials) * len(kinds) * args.runs
    with Progress(total, err, time.monotonic) as progress:
        results = worked_through([task for some in tasks for task in some], args.jobs, progress)
        for material, some in zip(materials, tasks, strict=True):
            talks = _gathered(some, results)
            progress.wipe()  # the report comes on the same terminal
            yield material, talks


def _gathered(tasks: Sequence[Task], results: Iterator[list[Talk]]) -> list[Talk]:
    return [talk for _ in tasks for talk in next(results)]


def _findings(material: Material, talks: Sequence[Talk]) -> Findings:
    from simulator.colleagues.findings import findings_of
    from simulator.commands.rehearse_work import level_of

    scenario = material.scenario.model
    return findings_of(scenario, material.rubric.model, level_of(scenario), talks)


def _lines_of(findings: Findings, as_json: bool) -> Iterable[str]:
    if as_json:
        from simulator.commands.rehearse_json import findings_json

        return [findings_json(findings)]
    from simulator.commands.rehearse_table import scenario_page

    return scenario_page(findings)


def _last_lines(found: Overall, scenarios: int, as_json: bool) -> Iterable[str]:
    if as_json:
        from simulator.commands.rehearse_json import overall_json

        return [overall_json(found, scenarios)]
    from simulator.commands.rehearse_table import overall_page

    return overall_page(found, scenarios)


def _write(lines: Iterable[str], out: TextIO) -> None:
    for line in lines:
        out.write(f"{line}\n")
    out.flush()
