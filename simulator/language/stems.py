"""Words brought down to their stems, so that "refund" finds "refunded" and "apologise" "apologize".

The Snowball stemmers do the work (Porter, "Snowball: a language for stemming algorithms", 2001). For
English, irregular verbs and a few British spellings are folded first, on both sides of every comparison.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import cast

from simulator.errors import UsageError
from simulator.language.writing import WRITINGS, cut_before_stem

LANGUAGES: dict[str, str] = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "fa": "persian", "hu": "hungarian", "it": "italian", "lt": "lithuanian", "nl": "dutch",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""Languages that phrases can be written in, by code, with the name of their stemmer."""

_CACHE_WORDS = 20_000
_LEAST_STEM = 3
_IRREGULAR_VERBS = """
sent:send made,makes:make wrote,written:write took,taken:take paid:pay told:tell got,gotten:get found:find
lost:lose brought:bring bought:buy gave,given:give did,done,does:do kept:keep felt:feel spoke,spoken:speak
understood:understand thought:think heard:hear knew,known:know chose,chosen:choose broke,broken:break
went,gone,goes:go came:come said:say saw,seen:see began,begun:begin rang,rung:ring meant:mean met:meet
sold:sell held:hold led:lead taught:teach caught:catch spent:spend fell,fallen:fall forgot,forgotten:forget
forgave,forgiven:forgive drove,driven:drive flew,flown:fly hung:hang stuck:stick died,dies,dying:die
withdrew,withdrawn:withdraw stood:stand let:let put:put dealt:deal built:build threw,thrown:throw
"""
_FOLDED_SPELLINGS = """
centre:center cheque:check grey:gray programme:program licence:license judgement:judgment tyre:tire
organiser:organizer fulfil:fulfill enrol:enroll instal:install mum:mom parcelled:parcel
"""
_ISE = re.compile(r"([a-z]{3,})(is|ys)(e|es|ed|er|ers|ing|ation|ations)$")
_OUR = re.compile(r"^(col|fav|hon|behavi|neighb|lab|rum|hum|flav|endeav|harb)our")


@lru_cache(maxsize=1)
def _english_folds() -> dict[str, str]:
    folds = {}
    for entry in (_IRREGULAR_VERBS + _FOLDED_SPELLINGS).split():
        forms, lemma = entry.split(":")
        folds.update(dict.fromkeys(forms.split(","), lemma))
    return folds


def _fold_english(word: str) -> str:
    lemma = _english_folds().get(word)
    if lemma is not None:
        return lemma
    match = _ISE.match(word)
    if match:
        return f"{match[1]}{match[2][0]}z{match[3]}"
    return _OUR.sub(r"\1or", word)


def _fold_of(language: str) -> Callable[[str], str]:
    """What is done to a word before its stemmer sees it."""
    if language == "en":
        return _fold_english
    cut = cut_before_stem(language)
    return partial(cut.sub, "") if cut else str


def _snowball(name: str) -> Callable[[str], str]:
    """The stemmer of one language; importing the package whole would load all of them (150 ms)."""
    try:
        module = _lone_module(f"{name}_stemmer")
        stemmer = getattr(module, f"{name.title()}Stemmer")()
    except (ImportError, AttributeError):
        import snowballstemmer

        stemmer = snowballstemmer.stemmer(name)
    word: Callable[[str], str] = stemmer.stemWord
    return word


def _lone_module(module: str) -> object:
    """`snowballstemmer.<module>` without running the package's own `__init__`.

    Raises:
        ImportError: The package is laid out otherwise; the caller then imports it whole.
    """
    import sys
    from importlib.machinery import PathFinder
    from types import ModuleType

    package = "snowballstemmer"
    if package in sys.modules:
        return importlib.import_module(f"{package}.{module}")
    spec = PathFinder.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(package)
    shell = ModuleType(package)
    shell.__path__ = list(spec.submodule_search_locations)
    sys.modules[package] = shell
    try:
        return importlib.import_module(f"{package}.{module}")
    finally:
        # Whoever needs the real package later gets it; the stemmer's own modules stay loaded.
        del sys.modules[package]


class Stemmer:
    """Stems of one language, remembered for the latest 20,000 words. Takes lower-case words."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            known = ", ".join(sorted(LANGUAGES))
            raise UsageError(f'There is no word stemming for the language "{language}".', f"Known: {known}.")
        self.language = language
        self._fold = _fold_of(language)
        self._least = _LEAST_STEM if language in WRITINGS else 0
        self._stem: Callable[[str], str] | None = None
        self._known: dict[str, str] = {}

    def learn(self, stems: Mapping[str, str]) -> None:
        """Take over stems that were worked out ahead."""
        self._known.update(stems)

    def each(self, words: Sequence[str]) -> list[str]:
        """The stems of several words in lower case; those met before cost a look-up only."""
        found = list(map(self._known.get, words))
        if None in found:
            return list(map(self, words))
        return cast(list[str], found)

    def __call__(self, word: str) -> str:
        """The stem of a word in lower case."""
        stem = self._known.get(word)
        if stem is None:
            if word.isdigit() and word.isascii():  # the same in every language, and hardly two are alike
                return word
            if len(self._known) >= _CACHE_WORDS:
                self._known.clear()
            if self._stem is None:
                self._stem = _snowball(LANGUAGES[self.language])
            stem = self._stem(self._fold(word))
            if len(stem) < self._least:  # "czy" and "aciu" would lose nearly all that they are
                stem = word
            self._known[word] = stem
        return stem


@lru_cache(maxsize=len(LANGUAGES))
def stemmer_for(language: str) -> Stemmer:
    """The one stemmer of a language.

    Raises:
        UsageError: There is none; the hint names the languages that have one.
    """
    return Stemmer(language)
