"""`empty-chair next`: what to practise next, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from simulator.commands.telling import as_json, one_line
from simulator.errors import EmptyChairError, NotFoundError

if TYPE_CHECKING:
    from simulator.attempt.ledger import AttemptSummary
    from simulator.content.library import Library
    from simulator.content.rubric import Rubric
    from simulator.practising.catalogue import Catalogue
    from simulator.practising.results import Result
    from simulator.practising.suggesting import Suggestion
    from simulator.records.looking import RecordsView
    from simulator.records.roster import Member

_MOST_ATTEMPTS = 500
"""The newest attempts that are looked at; what is older has long been overtaken by them."""


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Suggest at most three scenarios. Only looks: nothing is created or locked.

    Raises:
        UsageError: Whoever acts may not see this learner's results.
        UnavailableError: The records cannot be read.
    """
    from simulator.database_setting import records_at
    from simulator.practising.suggesting import suggestions
    from simulator.records.looking import RecordsView

    learner = _whose(args)
    view = RecordsView.look(records_at(args.data))
    member = _member(view, learner)
    history = view.history(learner=member.person if member else learner, limit=_MOST_ATTEMPTS)
    level = args.level or _level(learner, member, history)
    shelf = library_catalogue(Path(args.library), level)
    found = suggestions(judged(view, history), shelf, level, now())
    for line in _told(found, learner, level, args):
        out.write(line + "\n")
    if not found:
        err.write(f"The library holds nothing for the level {level}; see: empty-chair list\n")
    return 0


def now() -> datetime:
    """The present time, UTC."""
    return datetime.now(UTC)


def judged(view: RecordsView, history: Sequence[AttemptSummary]) -> list[Result]:
    """The attempts that were judged, by their newest forms."""
    from simulator.practising.results import result_of

    lines = {line.attempt: line for line in history if line.ending}
    read = (
        result_of(attempt, lines[attempt].scenario, lines[attempt].started_at, form)
        for attempt, form in view.forms(list(lines))
    )
    return [result for result in read if result is not None]


def library_catalogue(library: Path, level: str) -> Catalogue:
    """What the library holds for a level; rubrics that cannot be used are left out, with their scenarios."""
    from simulator.content.library import Library
    from simulator.locations import cache_dir
    from simulator.practising.catalogue import catalogue_of

    shelf = Library(library, cache=cache_dir())
    headers = list(shelf.headers())
    named = sorted({one.rubric for one in headers if not one.fault and level in one.levels})
    return catalogue_of(headers, _rubrics(shelf, named))


def _rubrics(shelf: Library, names: Sequence[str]) -> Iterator[Rubric]:
    for name in names:
        try:
            yield shelf.rubric(name).model
        except EmptyChairError:  # `empty-chair check` tells; what can be practised is suggested
            continue


def _whose(args: argparse.Namespace) -> str:
    """For whom: whoever acts, or somebody else whose practice scores they may see."""
    from simulator.commands import acting
    from simulator.roster.access import What

    own = acting.acting_in(args).name
    learner = one_line(args.learner) or own
    if learner != own:
        acting.may_see(args, learner, What.PRACTICE_SCORES, "what to practise next")
    return learner


def _member(view: RecordsView, learner: str) -> Member | None:
    """The learner, by any of their names; None for somebody whom the records do not know."""
    try:
        return view.member(learner, now())
    except NotFoundError:
        return None


def _level(learner: str, member: Member | None, history: Sequence[AttemptSummary]) -> str:
    """The level of the roster, else the one they chose, the newest attempt's, or that of the settings."""
    from simulator.locations import config_dir
    from simulator.own_levels import own_level
    from simulator.settings import FILE_NAME, load_settings

    held = member.level if member else ""
    newest = history[0].level if history else ""
    chosen = own_level(config_dir(), learner)
    return held or chosen or newest or load_settings(config_dir() / FILE_NAME)[0].level


def _told(found: Sequence[Suggestion], learner: str, level: str, args: argparse.Namespace) -> Iterator[str]:
    if args.json:
        yield from (as_json(_object(one, learner, level)) for one in found)
        return
    from simulator.commands.wrapped import wrapped
    from simulator.practising.saying import ONLY_SUGGESTED

    for number, one in enumerate(found, start=1):
        yield from wrapped(one.title, f"{number}. ")
        yield from wrapped(one.why, "   ")
        yield f"   empty-chair play {one.scenario}"
        yield ""
    if found:
        yield from wrapped(ONLY_SUGGESTED)


def _object(one: Suggestion, learner: str, level: str) -> dict[str, Any]:
    figure = one.figure
    return {
        "type": "suggestion",
        "learner": learner,
        "level": level,
        "scenario": one.scenario,
        "title": one.title,
        "kind": one.kind,
        "competency": one.competency,
        "competency_title": one.competency_title or None,
        "question": figure.question if figure else None,
        "points": figure.points if figure else None,
        "of": figure.of if figure else None,
        "conversations": figure.conversations if figure else 0,
        "days": figure.days if figure else None,
        "why": one.why,
    }
