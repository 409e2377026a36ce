"""`empty-chair ideas`: ideas for the company, the votes for them, and how they were answered."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

from simulator.commands.telling import as_json, moment, one_line
from simulator.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from simulator.idea_box import IdeaBox
    from simulator.records.ideas import Idea, IdeaEvent

_STANDARD_INPUT = "-"
_MOST_READ = 20_000
"""Characters that are read from standard input; what is longer is refused anyway."""


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """List or show ideas, leave one, vote, or answer.

    `list` and `show` only look: nothing is created or locked.

    Raises:
        NotFoundError: No idea, or several, begin with what was given.
        UsageError: The words cannot be taken, or it is not allowed.
        UnavailableError: The records cannot be read or written.
    """
    from contextlib import closing

    from simulator.commands.play import args_simulator

    args.library = None  # ideas need no scenario
    with closing(args_simulator(args)) as simulator:
        for line in _answered(simulator.ideas, args, err):
            out.write(line + "\n")
            out.flush()
    return 0


def _answered(box: IdeaBox, args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    if args.action == "list":
        return _listed(box, args, err)
    if args.action == "show":
        return _shown(box.idea(args.idea), args)
    return _done(box, args, acting_login(args))


def acting_login(args: argparse.Namespace) -> str:
    """Who acts: `--as`, else the system's user; by any of their names, given back as the login."""
    from datetime import UTC, datetime

    from simulator.commands import acting
    from simulator.database_setting import records_at
    from simulator.records.looking import RecordsView

    name = acting.acting_in(args).name
    try:
        return RecordsView.look(records_at(args.data)).member(name, datetime.now(UTC)).login or name
    except NotFoundError:
        return name


def _listed(box: IdeaBox, args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    from simulator.commands.ideas_table import table
    from simulator.idea_box import ranked

    if args.limit < 1:
        raise UsageError(f"--limit {args.limit} would list nothing.", "Give a number from 1 up.")
    everything = box.all()
    found = [one for one in everything if args.state in (None, one.state)]
    found = [one for one in found if args.scenario in (None, one.scenario)]
    listed = ranked(found, args.order)[: args.limit]
    yield from (as_json(idea_object(one)) for one in listed) if args.json else table(listed, everything)
    if not found:
        err.write("No such ideas. Leave one with: empty-chair ideas leave TEXT\n")
    elif len(found) > len(listed):
        err.write(f"These are {len(listed)} of {len(found)}; more with --limit.\n")


def _shown(idea: Idea, args: argparse.Namespace) -> Iterator[str]:
    if args.json:
        yield as_json(idea_object(idea))
        return
    from simulator.commands.ideas_table import page

    yield from page(idea)


def _done(box: IdeaBox, args: argparse.Namespace, by: str) -> Iterator[str]:
    idea = _do(box, args, by)
    if args.json:
        yield as_json(idea_object(idea))
    else:
        yield _SAID[args.action](idea)


def _do(box: IdeaBox, args: argparse.Namespace, by: str) -> Idea:
    if args.action == "leave":
        return box.leave(_given(args.text), by, scenario=args.scenario, attempt=args.attempt)
    if args.action == "vote":
        return box.vote(args.idea, by)
    if args.action == "unvote":
        return box.take_back(args.idea, by)
    if args.action == "answer":
        return box.answer(args.idea, _given(args.text), by)
    return box.set_state(args.idea, args.state, by, _given(args.text))


def _given(text: str) -> str:
    """The words, or those on standard input."""
    if text != _STANDARD_INPUT:
        return text
    from simulator.language.text import decode_input

    return decode_input(sys.stdin.buffer.read(4 * _MOST_READ))[:_MOST_READ]


_SAID = {
    "leave": lambda idea: f"Left as idea {idea.idea}. Thank you.",
    "vote": lambda idea: f"Voted; {votes_text(idea.votes)} now.",
    "unvote": lambda idea: f"Taken back; {votes_text(idea.votes)} now.",
    "answer": lambda idea: f"Answered idea {idea.idea}.",
    "state": lambda idea: f"Idea {idea.idea} is {state_text(idea)} now.",
}


def votes_text(votes: int) -> str:
    """`1 vote`, `3 votes`, `no votes`."""
    return f"{votes or 'no'} {'vote' if votes == 1 else 'votes'}"


def state_text(idea: Idea) -> str:
    """How an idea stands, in words."""
    from simulator.records.ideas import STATE_NAMES

    return STATE_NAMES[idea.state]


def idea_object(idea: Idea) -> dict[str, Any]:
    """An idea as an object."""
    return {
        "type": "idea",
        "idea": idea.idea,
        "at": idea.at,
        "author": one_line(idea.author),
        "text": idea.text,
        "scenario": idea.scenario,
        "attempt": idea.attempt,
        "state": idea.state,
        "votes": idea.votes,
        "answers": [_answer_object(one) for one in idea.answers],
    }


def _answer_object(event: IdeaEvent) -> dict[str, Any]:
    return {"at": event.at, "author": one_line(event.author), "state": event.state, "text": event.text}


def when(at: str) -> str:
    """The day and the minute."""
    return f"{moment(at)} UTC"
