"""What was answered to somebody lately: decisions on their disputes, words to their ideas. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from simulator.language.text import shorten
from simulator.records.disputes import CLOSED_NAMES, RESULTS, Dispute
from simulator.records.ideas import STATE_NAMES, Idea
from simulator.wording import N_, _
from simulator.year.values import News

DAYS = 14
"""So long an answer is news."""
_QUOTED = 50
"""Characters of an idea that are told again."""


def news(
    disputes: Iterable[Dispute], ideas: Iterable[Idea], titles: Mapping[str, str], person: str, now: datetime
) -> tuple[News, ...]:
    """What others answered somebody in the last two weeks, the newest first.

    Args:
        disputes: The disputes about their attempts.
        ideas: The ideas of the company.
        titles: The titles of the scenarios, by attempt.
        person: Their pseudonym.
        now: The time.
    """
    since = now - timedelta(days=DAYS)
    found = [*_decided(disputes, titles), *_answered(ideas, person)]
    lately = [one for one in found if since <= datetime.fromisoformat(one.at) <= now]
    return tuple(sorted(lately, key=lambda one: one.at, reverse=True))


def _decided(disputes: Iterable[Dispute], titles: Mapping[str, str]) -> Iterator[News]:
    for one in disputes:
        if one.closed is not None and one.closed.happening in RESULTS:
            words = _(
                "Your dispute at “{attempt}” was {word}.",
                attempt=titles.get(one.attempt, one.attempt),
                word=_(CLOSED_NAMES[one.closed.happening]),
            )
            yield News(words, one.closed.at, one.closed.reason, one.attempt, one.question)


def _answered(ideas: Iterable[Idea], person: str) -> Iterator[News]:
    """One piece of news an idea: the newest thing that somebody else said to it."""
    for idea in ideas:
        if not person or idea.person != person:
            continue
        said = [one for one in idea.events if one.kind in ("answered", "state") and one.person != person]
        if said:
            state = said[-1].state
            word = STATE_NAMES[state] if state and state != "new" else N_("answered")
            yield News(
                _("Your idea was {word}: “{text}”", word=_(word), text=_quoted(idea)),
                said[-1].at,
                said[-1].text,
            )


def _quoted(idea: Idea) -> str:
    return shorten(" ".join(idea.text.split()), _QUOTED)
