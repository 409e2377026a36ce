"""What kind of answer a customer's question calls for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from simulator.judging.wording import Word, words_of
from simulator.language.stems import stemmer_for

Kind = Literal["when", "how", "why", "will", "yes_or_no", "what"]

FITTING: dict[Kind, tuple[str, ...]] = {
    "when": ("gives_timeframe",),
    "how": ("gives_instruction", "explains", "commits_to_action"),
    "why": ("explains", "takes_ownership"),
    "will": ("commits_to_action", "explains", "gives_instruction", "signposts"),
    "yes_or_no": ("explains", "commits_to_action", "gives_instruction"),
    "what": ("explains", "gives_instruction", "commits_to_action"),
}
"""Behaviours that answer a question of a kind, the most fitting first."""

_AUXILIARY = (
    r"(?:is|isn't|are|aren't|was|were|am|do|does|don't|doesn't|did|didn't|has|have|had|should|must|may|might"
    r"|can i|can we|can my|could i|could we|can the|can it|will it|will that|will this|will i|will the|would it)"
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("when", r"\b(?:when|how (?:long|soon|much longer|many (?:days|weeks|hours))|(?:what|which) (?:time|day|date)|until what)\b"),
        ("why", r"\b(?:why|how come|what (?:has |have )?(?:happened|went wrong|gone wrong)|how (?:could|can) (?:this|that|it|you))\b"),
        ("will", r"\bwhat (?:are you|will you|can you|do you intend|is going to)\b|\b(?:will|can|could|would) you\b|\bare you going to\b"),
        ("how", r"\bhow (?:do|can|should|would|to|am|does|did|is)\b|\bwhat (?:do|should|can|must|shall) (?:i|we)\b|\bwhere (?:do|can|should) (?:i|we)\b|\bwhat (?:now|next)\b|\bdo i have to\b"),
        ("what", r"\b(?:what|what's|which|who|whose|where|where's|how much|how many|how)\b"),
        ("yes_or_no", rf"(?:^|[,;:–—-]\s*|\b(?:and|but|so|or|then|ok|okay|well)\s+){_AUXILIARY}\b"),
    )
)  # fmt: skip
_RHETORICAL = re.compile(
    r"\bare you (?:kidding|joking|serious|for real|even|people)\b|\bis (?:this|that) (?:a|some kind of) joke\b|\bhow dare\b"
    r"|\bwhat kind of\b|\bwho do you think\b|\bdo you (?:even|people|ever|know how)\b|\byou call (?:this|that)\b"
    r"|\bwhat(?:'s| is) wrong with you\b|\bhow (?:hard|difficult) can\b|\bhow many (?:more )?times\b|\bwhy (?:even )?bother\b"
    r"|\bwhy do i (?:even|always)\b|\bdoes (?:anyone|anybody) (?:even )?(?:read|care|listen|work)\b|\bwhat's the point\b",
    re.IGNORECASE,
)
_LIGHT = frozenset(
    "that this these those with have what when where which whose will would could should your yours mine there "
    "they them then than from into about just some very much many does done doing being been also even only "
    "because going gonna want need know tell please".split()
)
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
    plain = quote.replace("’", "'")
    kind: Kind | None = "what"
    if language == "en":
        if _RHETORICAL.search(plain):
            return None
        kind = next((name for name, pattern in _KINDS if pattern.search(plain)), None)
    if kind is None:
        return None
    return Asked(turn, quote, kind, heavy_stems(words_of(plain), language))


def heavy_stems(words: Iterable[Word], language: str) -> frozenset[str]:
    """The stems of words that say what a sentence is about; numbers as they are."""
    stem = stemmer_for(language)
    return frozenset(
        stem(word.form)
        for word in words
        if (len(word.form) >= _SHORTEST and word.form not in _LIGHT) or word.form[0].isdigit()
    )
