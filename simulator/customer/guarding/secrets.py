"""Whether a line tells a fact that is still locked, in its author's words or in others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from simulator.customer.guarding.grounds import Grounds
from simulator.customer.guarding.lexicon import forms_of
from simulator.customer.guarding.refusal import Kind, Refusal
from simulator.customer.guarding.stems import names_in, rare_stems, telling_stems, values_in
from simulator.language.document import take_apart
from simulator.language.text import clean_text

SHARE = 0.5
"""Share of the telling words of one sentence of a fact from which that sentence is told."""
_FEWEST, _MANY = 2, 3
"""Telling words of a fact that give it away with a rare one among them, and without."""
_SENTENCE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Secret:
    """A locked fact, taken apart; nothing in it was said or may be said now.

    Attributes:
        marks: Stems and values of which a single one tells it.
        units: The telling stems of each sentence of its wordings.
        sentences: Its wordings' sentences as folded words.
        wordings: Its wordings as folded words.
    """

    marks: frozenset[str]
    units: tuple[frozenset[str], ...]
    sentences: frozenset[str]
    wordings: frozenset[str]


def tells_secret(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal when the text tells a locked fact, or enough of it to guess it."""
    language = grounds.language
    stems = telling_stems(text, language) | values_in(text, language).keys()
    sentences = folded_sentences(text, language)
    spoken = f" {' '.join(sentences)} "
    for ways in grounds.locked.values():
        secret = _secret(ways, grounds.mine, grounds.known, language)
        shown = _shown(secret, stems, language)
        if shown:
            return Refusal(Kind.LOCKED_FACT, _quoted(text, shown, language))
        verbatim = [one for one in sentences if one in secret.sentences]
        verbatim += [one for one in secret.wordings if f" {one} " in spoken]
        if verbatim:
            return Refusal(Kind.LOCKED_FACT, verbatim[0])
    return None


def leaves_out(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal when a fact that is to be told now is not in the text."""
    language = grounds.language
    stems = telling_stems(text, language) | values_in(text, language).keys()
    for ways in grounds.now.values():
        units = [unit for way in ways for unit in _units(way, language)]
        shared = stems & frozenset().union(*units)
        if len(shared) < _FEWEST and not any(unit and unit <= stems for unit in units):
            return Refusal(Kind.LEFT_OUT)
    return None


@lru_cache(maxsize=512)
def folded_sentences(text: str, language: str) -> tuple[str, ...]:
    """The sentences of a text as folded words with single blanks."""
    clean = clean_text(text)
    spans = take_apart(clean, language).sentences
    return tuple(" ".join(forms_of(take_apart(clean[s.start : s.end], language))) for s in spans)


@lru_cache(maxsize=256)
def _secret(ways: tuple[str, ...], mine: tuple[str, ...], known: tuple[str, ...], language: str) -> Secret:
    # A day or number that was heard may be taken up; a word that was guessed right may not be granted.
    heard = frozenset[str]().union(*(values_in(text, language) for text in known))
    public = _public(mine, language) | heard
    units = tuple(unit - public for way in ways for unit in _units(way, language))
    own = frozenset(sentence for text in mine for sentence in folded_sentences(text, language))
    sentences = _longer(s for way in ways for s in folded_sentences(way, language)) - own
    said = " \n ".join(" ".join(folded_sentences(text, language)) for text in mine)
    whole = _longer(" ".join(folded_sentences(way, language)) for way in ways)
    wordings = frozenset(one for one in whole if f" {one} " not in f" {said} ")
    return Secret(_marks(ways, language) - public, tuple(filter(None, units)), sentences, wordings)


def _longer(texts: Iterable[str]) -> frozenset[str]:
    """The texts that are more than a word or two, which anybody might say."""
    return frozenset(text for text in texts if len(text.split()) >= _SENTENCE_WORDS)


def _units(way: str, language: str) -> list[frozenset[str]]:
    clean = clean_text(way)
    parts = [clean[s.start : s.end] for s in take_apart(clean, language).sentences]
    return [telling_stems(part, language) | values_in(part, language).keys() for part in parts]


def _public(mine: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset[str]().union(
        *(telling_stems(text, language) for text in mine), *(values_in(text, language) for text in mine)
    )


def _marks(ways: tuple[str, ...], language: str) -> frozenset[str]:
    """What the wordings have in common, and all their values and names."""
    counts: dict[str, int] = {}
    for way in ways:
        for stem in rare_stems(way, language):
            counts[stem] = counts.get(stem, 0) + 1
    values = (key for way in ways for key in (*values_in(way, language), *names_in(way, language)))
    return frozenset(stem for stem, count in counts.items() if count > 1).union(values)


def _shown(secret: Secret, stems: frozenset[str], language: str) -> frozenset[str]:
    if marks := stems & secret.marks:
        return marks
    for unit in secret.units:
        shared = stems & unit
        if len(shared) >= _FEWEST and len(shared) >= SHARE * len(unit):
            return shared
    shared = stems & frozenset[str]().union(*secret.units)
    needed = _FEWEST if any(_is_rare(stem, language) for stem in shared) else _MANY
    return shared if len(shared) >= needed else frozenset()


def _is_rare(stem: str, language: str) -> bool:
    from simulator.language.reader import rules_for

    return stem not in rules_for(language).generic


def _quoted(text: str, stems: frozenset[str], language: str) -> str:
    clean = clean_text(text)
    values = values_in(clean, language)
    words = [clean[t.start : t.end] for t in take_apart(clean, language).tokens if t.stem in stems]
    return ", ".join(dict.fromkeys([*words, *(values[key] for key in values if key in stems)]))
