"""The reasons of suggestions, each in a plain sentence."""

from __future__ import annotations

from simulator.practising.figures import Figure

ONLY_SUGGESTED = "Suggestions only: what you have to do, and by when, stands in your programmes."


def words(figure: Figure, *, faded: bool) -> str:
    """Such as "Answers every question: 8 of 20 points in your last two conversations, 12 days ago."."""
    told = (
        f"{figure.title}: {figure.points:g} of {figure.of:g} points in {_where(figure)}, {ago(figure.days)}"
    )
    return f"{told}; good then, and long enough ago to fade." if faded else f"{told}."


def first_words(minutes: int) -> str:
    """The reason for the very first conversation."""
    length = f", about {_count(minutes, 'minute')}" if minutes else ""
    return f"A good one to begin with{length}: nothing of yours has been judged yet."


def fresh_words(days: int | None) -> str:
    """The reason where nothing is weak; `days` since it was played, None where it never was."""
    if days is None:
        return "New to you; nothing that was asked of you lately is weak."
    return f"You last had it {ago(days)}; nothing that was asked of you lately is weak."


def ago(days: int) -> str:
    """How long ago, in whole days."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def _where(figure: Figure) -> str:
    which = "conversation" if figure.conversations == 1 else "two conversations"
    return f"your last {which}" + ("" if figure.newest else " that asked for it")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
