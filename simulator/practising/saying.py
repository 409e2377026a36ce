"""The reasons of suggestions, each in a plain sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.wording import N_, _, counted

if TYPE_CHECKING:
    from simulator.practising.figures import Figure

ONLY_SUGGESTED = N_("Suggestions only: what you have to do, and by when, stands in your programmes.")


def words(figure: Figure, *, faded: bool) -> str:
    """Such as "Answers every question: 8 of 20 points in your last two conversations, 12 days ago."."""
    told = _(
        "{title}: {points:g} of {of:g} points in {figure}, {days}",
        title=figure.title,
        points=figure.points,
        of=figure.of,
        figure=_where(figure),
        days=ago(figure.days),
    )
    return _("{told}; good then, and long enough ago to fade.", told=told) if faded else f"{told}."


def first_words(minutes: int) -> str:
    """The reason for the very first conversation."""
    length = _(", about {minutes}", minutes=_count(minutes, "minute")) if minutes else ""
    return _("A good one to begin with{length}: nothing of yours has been judged yet.", length=length)


def fresh_words(days: int | None) -> str:
    """The reason where nothing is weak; `days` since it was played, None where it never was."""
    if days is None:
        return _("New to you; nothing that was asked of you lately is weak.")
    return _("You last had it {days}; nothing that was asked of you lately is weak.", days=ago(days))


def ago(days: int) -> str:
    """How long ago, in whole days."""
    if days == 0:
        return _("today")
    return _("yesterday") if days == 1 else counted("{n} day ago", "{n} days ago", days)


def _where(figure: Figure) -> str:
    one = figure.conversations == 1
    which = _("your last conversation") if one else _("your last two conversations")
    return which + ("" if figure.newest else _(" that asked for it"))


def _count(number: int, what: str) -> str:
    return counted(f"{{n}} {what}", f"{{n}} {what}s", number)
