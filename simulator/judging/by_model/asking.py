"""Asking for votes: a few at once, in a fixed order, and no failure ends it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.errors import UnavailableError
from simulator.judging.by_model.ballots import Ballot
from simulator.judging.by_model.counting import counted, failed
from simulator.judging.by_model.page import Page
from simulator.judging.by_model.port import Answer, Asker, Usage
from simulator.judging.by_model.prompting import messages_for
from simulator.judging.by_model.second_reading import Vote
from simulator.language.text import clean_text, shorten

AT_ONCE = 4
_LONGEST_NAME = 100
_NO_REASON = "unavailable"


@dataclass(frozen=True, slots=True)
class Votes:
    """What came back.

    Attributes:
        votes: One for each ballot, in order.
        models: The models that answered, as their server calls them, in the order of the alphabet.
        usage: The tokens of all requests; None where no server told any.
    """

    votes: tuple[Vote, ...]
    models: tuple[str, ...] = ()
    usage: Usage | None = None


async def ask_all(asker: Asker, ballots: Sequence[Ballot], page: Page, at_once: int = AT_ONCE) -> Votes:
    """Ask for every vote, at most so many at once."""
    gate = asyncio.Semaphore(at_once)

    async def ask(ballot: Ballot) -> tuple[Vote, Answer | None, Usage | None]:
        async with gate:
            return await _ask(asker, ballot, page)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(ask(ballot)) for ballot in ballots]
    found = [task.result() for task in tasks]
    usage = [spent for _, _, spent in found if spent is not None]
    models = {_name(answer.model) for _, answer, _ in found if answer is not None} - {""}
    return Votes(
        tuple(vote for vote, _, _ in found),
        tuple(sorted(models)),
        sum(usage, Usage()) if usage else None,
    )


async def _ask(asker: Asker, ballot: Ballot, page: Page) -> tuple[Vote, Answer | None, Usage | None]:
    try:
        answer = await asker.ask(messages_for(ballot, page), ballot.answer())
    except UnavailableError as error:
        return failed(reason_of(error)), None, getattr(error, "usage", None)
    return counted(answer.value, ballot, page), answer, answer.usage


def reason_of(error: UnavailableError) -> str:
    """Why there was no answer, in one word."""
    return str(getattr(error, "reason", None) or _NO_REASON)


def _name(model: object) -> str:
    return shorten(" ".join(clean_text(model).split()), _LONGEST_NAME) if isinstance(model, str) else ""
