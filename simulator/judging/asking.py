"""What kind of answer a customer's question calls for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from simulator.judging.english import KINDS, LIGHT_WORDS, RHETORICAL
from simulator.judging.wording import Word, words_of
from simulator.language.stems import stemmer_for

Kind = Literal["when", "cost", "where", "who", "why", "plan", "will", "how", "what", "yes_or_no"]
"""Tried in this order: "what are you going to do" (`plan`) asks for a promise rather than for information."""

FITTING: dict[Kind, tuple[str, ...]] = {
    "when": ("gives_timeframe",),
    "how": ("gives_instruction", "explains", "commits_to_action"),
    "cost": ("explains", "commits_to_action"),
    "where": ("explains", "gives_instruction", "commits_to_action"),
    "who": ("introduces_self", "explains", "commits_to_action"),
    "why": ("explains", "takes_ownership"),
    "plan": ("commits_to_action", "explains", "gives_instruction"),
    "will": ("commits_to_action", "explains", "gives_instruction"),
    "yes_or_no": ("explains", "commits_to_action", "gives_instruction"),
    "what": ("explains", "gives_instruction", "commits_to_action"),
}
"""Behaviours that answer a question of a kind, the most fitting first."""

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the customer.

    Attributes:
        turn: The turn it was asked in.
        quote: Its words.
        kind: What kind of answer it calls for.
        stems: The stems of its words of some weight.
    """

    turn: int
    quote: str
    kind: Kind
    stems: frozenset[str]


def asked(turn: int, quote: str, language: str) -> Asked | None:
    """The question in these words; None for an exclamation in a question's clothes ("Friday?").

    A question of a language whose words for asking are not known here counts as one for information.
    """
    kind = _kind_in_english(quote.replace("\u2019", "'")) if language == "en" else "what"
    return Asked(turn, quote, kind, heavy_stems(words_of(quote), language)) if kind else None


def may_ask(text: str, language: str) -> bool:
    """Whether it is worth looking for questions in a text; a glance that misses none."""
    return "?" in text or language != "en" or any(KINDS[kind].search(text) for kind in get_args(Kind))


def _kind_in_english(question: str) -> Kind | None:
    if RHETORICAL.search(question):
        return None
    return next((kind for kind in get_args(Kind) if KINDS[kind].search(question)), None)


def _is_heavy(form: str) -> bool:
    if form[0].isdigit():
        return True
    return len(form) >= _SHORTEST and form not in LIGHT_WORDS and "n't" not in form


def heavy_stems(words: Iterable[Word], language: str) -> frozenset[str]:
    """The stems of words that say what a sentence is about; numbers as they are."""
    stem = stemmer_for(language)
    return frozenset(stem(word.form) for word in words if _is_heavy(word.form))
