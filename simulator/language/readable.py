"""Whether a text can be read at all: empty, without words, not words, or in another language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from simulator.language.details import case_places
from simulator.language.document import CODE, END, HANDLE, NUMBER, WORD, Document, Token
from simulator.language.scene import LanguageRules

_FOREIGN_WORDS = 5
_FOREIGN_SHARE = 0.08
"""Of at least so many words, fewer than this share are everyday words: another language."""
_OWN_SHARE = 0.45
"""With so many everyday words nothing else is looked at."""
_FIGURES, _ODD = frozenset({NUMBER, CODE}), frozenset({CODE, HANDLE, NUMBER, END})


def flags_of(document: Document, rules: LanguageRules) -> tuple[frozenset[str], int]:
    """The flags of a reply, as in `Reading.flags`, and the number of its words."""
    words = WORD in document.kinds
    count = len(document.tokens) - len(document.sentences)  # each sentence has its end
    if not document.text.strip():
        return frozenset({"empty"}), 0
    if not words and not any(c.isalpha() for c in document.text):
        return frozenset({"wordless"}), count if not _FIGURES.isdisjoint(document.kinds) else 0
    if not words:
        odd = _ODD.issuperset(document.kinds)
        return frozenset({"unreadable"}) if odd and count > 3 else frozenset(), count
    return _language_flags(document, rules), count


def _language_flags(document: Document, rules: LanguageRules) -> frozenset[str]:
    kinds = document.kinds
    words = kinds.count(WORD)
    known = words - [kinds[at] for at in case_places(document, rules.generic)].count(WORD)
    if known * 2 >= words:
        return frozenset()
    text, tokens = document.text, [token for token in document.tokens if token.kind == WORD]
    everyday = sum(1 for token in tokens if token.form in rules.common)
    if known * 4 < len(tokens):
        pronounceable = sum(1 for token in tokens if _looks_like_a_word(token.form))
        if pronounceable * 2 < len(tokens) and not known:
            return frozenset({"unreadable"})
        if len(tokens) >= _FOREIGN_WORDS and everyday < _FOREIGN_SHARE * len(tokens):
            return frozenset({"other_language"} if _in_sentences(text, tokens, rules) else ())
    if len(tokens) >= _FOREIGN_WORDS and everyday < _OWN_SHARE * len(tokens):
        from simulator.language.told_apart import clearly_other

        forms = [token.form for token in tokens]
        return frozenset({"other_language"} if clearly_other(forms, rules.code) else ())
    return frozenset()


def _in_sentences(text: str, tokens: Sequence[Token], rules: LanguageRules) -> bool:
    """Whether enough words are no names: those have capitals, as a text in capitals has everywhere.

    Where the language has a script of its own, the script must be another, too.
    """
    from simulator.language.told_apart import OWN_SCRIPTS, clearly_other

    if rules.code in OWN_SCRIPTS:
        return clearly_other([token.form for token in tokens], rules.code)
    small = sum(1 for token in tokens if not text[token.start].isupper())
    return small >= _FOREIGN_WORDS - 1 or text.isupper()


def named_language(document: Document) -> str:
    """The language of a text that is not in the document's."""
    from simulator.language.told_apart import OTHER, language_of

    found = language_of([token.form for token in document.tokens if token.kind == WORD])
    return found if found != document.language else OTHER


@lru_cache(maxsize=4096)
def _looks_like_a_word(form: str) -> bool:
    """Any vowel or non-Latin letter, and no run of five consonants: "asdfgh" and "xkcd" do not."""
    run, vowels = 0, 0
    for c in form:
        if not c.isascii() or c in "aeiouy":
            run, vowels = 0, vowels + 1
        else:
            run += 1
            if run > 4:
                return False
    return vowels > 0 or len(form) < 3
