"""Conditions in words, short enough for a label."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from simulator.content.conditions import Condition


def in_words(condition: Condition) -> str:
    """A condition as people would say it: `asked about deadline or (asks question and trust >= 50)`.

    A stroke stands between names of which any will do: `speaks of resend / refund`.
    """
    return _WORDS[condition.kind](condition)


def _inside(condition: Condition) -> str:
    said = in_words(condition)
    joined = condition.kind in ("all", "any") and len(condition.parts()) > 1
    return f"({said})" if joined else said


def _joined(parts: Iterable[Condition], word: str) -> str:
    return f" {word} ".join(map(_inside, parts))


def _either(names: Iterable[str] | None, word: str = "/") -> str:
    return f" {word} ".join(name.replace("_", " ") for name in names or ())


def _mood(condition: Condition) -> str:
    return " and ".join(f"{meter} {text}" for meter, text in (condition.mood or {}).items())


_WORDS: dict[str, Callable[[Condition], str]] = {
    "all": lambda c: _joined(c.all or (), "and"),
    "any": lambda c: _joined(c.any or (), "or"),
    "not_": lambda c: f"not {_inside(c.parts()[0])}",
    "together": lambda c: f"({_joined(c.together or (), 'and')}) in one sentence",
    "ever": lambda c: f"at any time {_inside(c.parts()[0])}",
    "behaviour": lambda c: _either(c.behaviour),
    "topic": lambda c: f"speaks of {_either(c.topic)}",
    "asked": lambda c: f"asked about {_either(c.asked)}",
    "details": lambda c: f"details {c.details}",
    "mood": _mood,
    "facts": lambda c: f"told {_either(c.facts, 'and')}",
    "needs": lambda c: f"met {_either(c.needs, 'and')}",
    "replies": lambda c: f"replies {c.replies}",
    "words": lambda c: f"words {c.words}",
    "questions": lambda c: f"questions {c.questions}",
    "flag": lambda c: f"the reply is {str(c.flag).replace('_', ' ')}",
}
