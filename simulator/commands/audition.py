"""`empty-chair audition`: scenarios rehearsed with language models as the customer."""

from __future__ import annotations

import asyncio
import os
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.parse import urlsplit

from simulator.errors import ContentError, NotFoundError, UnavailableError, UsageError

if TYPE_CHECKING:
    from simulator.auditioning.figures import Figures
    from simulator.auditioning.playing import Role, Scene
    from simulator.auditioning.running import Audition, Outcome
    from simulator.commands.audition_file import AuditionFile, Kept
    from simulator.content.library import Library
    from simulator.model_settings import ModelSettings

MOST_RUNS, MOST_PARALLEL = 100, 64
_INTERRUPTED = 130
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be played: with which models, by which settings, kept where."""

    settings: ModelSettings
    models: tuple[str, ...]
    roles: list[Role]
    file: AuditionFile
    data: Path
    parallel: int


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Play what has not been played yet, then report all of it.

    Args:
        args: `library` and `data` (folders), `model`, `scenarios` (lists or None), `runs`, `parallel`,
            `json`, `out` (a file or None), `fresh`.
        out: Takes the figures.
        err: Takes the progress, and why an audition ended early.

    Returns:
        0, 1 when it ended early or a conversation took another course than the scripted one, 130 when it was
        interrupted.

    Raises:
        UnavailableError: No model is named, or nothing could be asked.
        UsageError: A setting or an option cannot be used.
    """
    plan = _plan(args, err)
    if args.fresh:
        _check_usable(plan)  # before anything is forgotten
        plan.file.forget({role.key for role in plan.roles})
    kept = plan.file.read()
    _note(plan, kept, err)
    try:
        outcome = _play(plan, kept, err)
    except KeyboardInterrupt:
        _tell_interrupted(plan, err)
        return _INTERRUPTED
    return _report(plan, outcome, args.json, out, err)


def _plan(args: Namespace, err: TextIO) -> _Plan:
    from simulator.auditioning.playing import roles_of
    from simulator.commands.audition_file import AuditionFile, default_file
    from simulator.locations import config_dir
    from simulator.model_settings import load_model_settings
    from simulator.settings import FILE_NAME

    _check_numbers(args)
    settings = load_model_settings(config_dir() / FILE_NAME, os.environ)
    models = _models(args.model, settings)
    endpoint = urlsplit(settings.endpoint.url).netloc
    scenes = _scenes(Path(args.library), args.scenarios, err)
    roles = roles_of(scenes, models, args.runs, endpoint, settings.endpoint.temperature)
    data = Path(args.data)
    file = AuditionFile(Path(args.out).expanduser() if args.out else default_file(data, endpoint))
    return _Plan(settings, models, roles, file, data, args.parallel)


def _check_numbers(args: Namespace) -> None:
    for name, most in (("runs", MOST_RUNS), ("parallel", MOST_PARALLEL)):
        if not 1 <= getattr(args, name) <= most:
            raise UsageError(f"--{name} is {getattr(args, name)}.", f"Give a number from 1 to {most}.")


def _models(given: Sequence[str] | None, settings: ModelSettings) -> tuple[str, ...]:
    """The models, each once, in the order in which they were named."""
    from simulator.language.text import clean_text

    named = [" ".join(clean_text(name).split()) for name in given or [settings.endpoint.model]]
    if any(len(name) > _LONGEST_NAME for name in named):
        raise UsageError("The name of a model is far too long.", "Name it as its server does.")
    if not all(named):
        raise UnavailableError(
            "No language model is named.", "Name one with --model, or set EMPTY_CHAIR_MODEL."
        )
    return tuple(dict.fromkeys(named))


def _scenes(root: Path, ids: Sequence[str] | None, err: TextIO) -> list[Scene]:
    """The exemplars of the scenarios that are named, or of all that can be played."""
    from simulator.auditioning.playing import scenes_of
    from simulator.content.library import Library

    library = Library(root)
    found: list[Scene] = []
    for name in dict.fromkeys(ids) if ids else _all_ids(library):
        try:
            scenes = list(scenes_of(library.material(name)))
        except (ContentError, NotFoundError):
            if ids:
                raise
            err.write(f"The scenario {name} cannot be used; see: empty-chair check\n")
            continue
        if not scenes:
            err.write(f"The scenario {name} has no exemplars, so nobody can play the agent in it.\n")
        found += scenes
    if not found:
        raise UsageError(
            "There is nothing to play.",
            "An audition plays exemplars of scenarios; see docs/authoring.md.",
        )
    return found


def _all_ids(library: Library) -> list[str]:
    return sorted({header.id for header in library.headers()})


def _note(plan: _Plan, kept: Kept, err: TextIO) -> None:
    """What is there already, and what of it cannot be read."""
    if kept.damaged:
        lines = "1 line" if kept.damaged == 1 else f"{kept.damaged} lines"
        err.write(f"Left out, since they cannot be read: {lines} of {plan.file.path}.\n")
    there = len(plan.roles) - len(_to_play(plan, kept))
    if there:
        err.write(f"{there} of {len(plan.roles)} conversations are kept in {plan.file.path} already.\n")


def _to_play(plan: _Plan, kept: Kept) -> list[Role]:
    """What was not played to its end yet."""
    whole = {key for key, one in kept.conversations.items() if one.broken is None}
    return [role for role in plan.roles if role.key not in whole]


def _play(plan: _Plan, kept: Kept, err: TextIO) -> Outcome:
    from simulator.auditioning.running import Outcome

    roles = _to_play(plan, kept)
    if not roles:
        return Outcome()
    _check_usable(plan)
    return asyncio.run(_run(plan, roles, err))


def _check_usable(plan: _Plan) -> None:
    from simulator.commands.audition_models import settings_for
    from simulator.model_wiring import check_usable

    for model in plan.models:
        check_usable(settings_for(plan.settings, model))


async def _run(plan: _Plan, roles: Sequence[Role], err: TextIO) -> Outcome:
    from simulator.auditioning.running import Audition
    from simulator.commands.audition_models import REASONS, Models
    from simulator.commands.audition_progress import progress_on

    models = Models(plan.settings, plan.data, plan.file.add)
    await asyncio.to_thread(models.get_ready, plan.models)
    try:
        with progress_on(err, len(roles), models.now) as progress:
            audition: Audition = Audition(models, REASONS, progress)
            return await audition.run(roles, plan.parallel)
    finally:
        await models.aclose()


def _report(plan: _Plan, outcome: Outcome, as_json: bool, out: TextIO, err: TextIO) -> int:
    """Show the figures of all that is on record for this audition."""
    found = list(_figures(plan))
    for sentence in _why_early(outcome):
        err.write(f"{sentence}\n")
    if not any(one.failures.of - one.failures.count for one in found):
        raise UnavailableError("No language model gave any answer, so there is nothing to report.")
    for line in _lines(found, as_json, plan.settings.currency):
        out.write(f"{line}\n")
        out.flush()
    other_course = any(one.same_course.count < one.same_course.of for one in found)
    return 1 if outcome.early or other_course else 0


def _figures(plan: _Plan) -> Iterator[Figures]:
    from simulator.auditioning.figures import figures_of

    played = plan.file.read().conversations
    for model in plan.models:
        keys = [role.key for role in plan.roles if role.key.model == model]
        yield figures_of(model, [played[key] for key in keys if key in played], len(keys))


def _lines(found: Sequence[Figures], as_json: bool, currency: str) -> Iterable[str]:
    if as_json:
        from simulator.commands.audition_json import figures_json

        return (figures_json(one, currency) for one in found)
    from simulator.commands.audition_table import page

    return page(found, currency)


def _why_early(outcome: Outcome) -> Iterator[str]:
    """Why an audition ended before all was played, and what to do."""
    if outcome.ended is not None:
        yield f"The audition ended early. {_why(outcome.ended)}"
    for model, reason in outcome.stopped.items():
        yield f"{model} was given up. {_why(reason)}"
    if outcome.early:
        count = "1 conversation is" if outcome.left == 1 else f"{outcome.left} conversations are"
        yield f"{count} left; the same command goes on with them."


def _why(reason: str) -> str:
    from simulator.commands.second_judge import why

    fewer = " Or let fewer be played at a time (--parallel)." if reason == "rate_limited" else ""
    return f"{why(reason)}{fewer}"


def _tell_interrupted(plan: _Plan, err: TextIO) -> None:
    kept = plan.file.read()
    there = len(plan.roles) - len(_to_play(plan, kept))
    err.write(
        f"Interrupted. {there} of {len(plan.roles)} conversations are kept in {plan.file.path}; "
        "the same command goes on from there.\n"
    )
