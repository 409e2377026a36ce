"""The lexicon of one language: its word lists, folded as words in a text are, and its phrase book."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from simulator.language.document import Document, tokeniser_for
from simulator.language.frozen import listed_in, lists_of, thaw
from simulator.language.patterns import Hit, PhraseBook
from simulator.language.wordlist import wordset

LISTS = wordset(
    "everyday service greetings titles after_names question_words lead_ins joiners pleasant closings "
    "deed_endings no_deeds order_openers order_endings order_alone no_orders"
)
"""The names of the word lists that a lexicon holds."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words.

    Attributes:
        lists: Folded words by the names in `LISTS`; a list that the file lacks is empty.
        generic: Stems of everyday and service words: no details of a case.
    """

    language: str
    lists: dict[str, frozenset[str]]
    generic: frozenset[str]
    book: PhraseBook

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


@lru_cache(maxsize=8)
def lexicon_for(language: str) -> Lexicon:
    """The lexicon of a language, read once."""
    tokeniser = tokeniser_for(language)
    written = lists_of(language)
    book = thaw(language, listed_in(language))
    lists = {name: frozenset(map(tokeniser.fold, written.get(name, ()))) for name in LISTS}
    generic = frozenset(tokeniser.stem(word) for name in _GENERIC for word in lists[name])
    return Lexicon(language, lists, generic, book)


_GENERIC = ("everyday", "service", "greetings", "titles", "question_words", "pleasant", "lead_ins", "joiners")


@lru_cache(maxsize=256)
def heard_hits(document: Document, cues: frozenset[str]) -> dict[str, list[Hit]]:
    """Matches of some cues in an earlier message; every reply of a talk looks back at the same ones."""
    return lexicon_for(document.language).book.find(document, cues)
