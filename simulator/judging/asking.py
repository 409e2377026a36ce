"""What kind of answer a customer's question calls for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, get_args

from simulator.judging.english import KINDS, LIGHT_WORDS, OF_ONESELF, RHETORICAL, may_be_rhetorical
from simulator.judging.wording import forms_of
from simulator.language.stems import stemmer_for
from simulator.language.values import value

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

_KINDS: tuple[Kind, ...] = get_args(Kind)
_NEEDED: dict[Kind, tuple[str, ...]] = {
    "when": ("when", "how", "what", "which"),
    "cost": ("how", "what"),
    "where": ("where",),
    "who": ("who",),
    "why": ("why", "how", "what"),
    "plan": ("what",),
    "will": ("you",),
    "how": ("how", "what"),
    "what": ("what", "which", "who", "how", "?"),
}
"""One of these is in every text that `KINDS` finds the kind in; looking for them takes no time."""

_SHORTEST = 4
_REMEMBERED = 20_000
_THE_SAME = 0.75
_BACK_TO = 0.6
_BARE: tuple[Kind, ...] = ("when", "where", "why", "who", "cost")
"""Kinds that are asked again with fewer words: "so when does it come?", "when?"."""
_ADDED = frozenset({"again", "still", "actual", "exact", "final", "repeat", "ask"})
"""Stems that asking again adds."""


@value
class Asked:
    """A question of the customer.

    Attributes:
        turn: The turn it was asked in.
        quote: Its words.
        kind: What kind of answer it calls for.
        stems: The stems of its words of some weight.
        again: The later turns in which it was asked again in vain.
        others: Stems of the other questions in the same message that are not its own.
    """

    turn: int
    quote: str
    kind: Kind
    stems: frozenset[str]
    again: tuple[int, ...] = ()
    others: frozenset[str] = frozenset()

    @property
    def turns(self) -> tuple[int, ...]:
        """All turns that it was asked in."""
        return (self.turn, *self.again)


def asked(turn: int, quote: str, language: str, closing: bool = False) -> Asked | None:
    """The question in these words; None for an exclamation in a question's clothes ("Friday?").

    One that only closes ("is that all?") is none either, unless the customer asks about themselves.

    A question of a language whose words for asking are not known here counts as one for information.
    """
    kind = _kind_in_english(quote.replace("\u2019", "'")) if language == "en" else "what"
    if kind is None or (closing and kind == "yes_or_no" and not OF_ONESELF.search(quote)):
        return None
    return Asked(turn, quote, kind, heavy_stems(forms_of(quote), language))


def asks_again(question: Asked, earlier: Asked, *, open_: bool = False) -> bool:
    """Whether a question was asked before, in the same words or fewer.

    Args:
        question: The question.
        earlier: One before it.
        open_: Whether that one is still open; then a bare "When?" asks for it too.
    """
    if question.kind != earlier.kind:
        return False
    new, old = question.stems, earlier.stems
    if not new:
        return question.quote == earlier.quote or (open_ and question.kind in _BARE)
    shortened = question.kind in _BARE and new - _ADDED <= old
    return shortened or len(new & old) >= _THE_SAME * len(new | old)


def comes_back_to(question: Asked, earlier: Asked, open_: bool = False) -> bool:
    """Whether a question is about the same as one that seemed to be answered, in whatever form it comes.

    Args:
        question: The question.
        earlier: One before it.
        open_: Whether the answer to that one came only after this question.
    """
    if asks_again(question, earlier, open_=open_):
        return True
    shared = question.stems & earlier.stems
    return question.turn > earlier.turn and len(shared) >= _BACK_TO * max(1, len(question.stems))


def may_ask(text: str, language: str) -> bool:
    """Whether it is worth looking for questions in a text; a glance that misses none."""
    return "?" in text or language != "en" or _kind_by_words(text) is not None


def _kind_in_english(question: str) -> Kind | None:
    if may_be_rhetorical(question) and RHETORICAL.search(question):
        return None
    return _kind_by_words(question)


def _kind_by_words(text: str) -> Kind | None:
    """The first kind whose words are there. Kinds without a word that they need are not searched for."""
    # Outside ASCII a search that ignores case takes some letters for others ("\u0131" for "i").
    lower = text.lower() if text.isascii() else None
    for kind in _KINDS:
        needed = _NEEDED.get(kind)
        if lower is not None and needed is not None and not any(word in lower for word in needed):
            continue
        if KINDS[kind].search(text):
            return kind
    return None


def _is_heavy(form: str) -> bool:
    if form[0].isdigit():
        return True
    return len(form) >= _SHORTEST and form not in LIGHT_WORDS and "n't" not in form


class _Weights(dict[str, str]):
    """The stem of each word of some weight, and "" for the others; remembered, since words come again."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = stemmer_for(language)

    def __missing__(self, form: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[form] = self._stem(form) if _is_heavy(form) else ""
        return found


_weights = lru_cache(maxsize=8)(_Weights)


def heavy_stems(forms: Iterable[str], language: str) -> frozenset[str]:
    """The stems of words that say what a sentence is about; numbers as they are."""
    found = set(map(_weights(language).__getitem__, forms))
    found.discard("")
    return frozenset(found)
