"""The form of a line: plain words of one speaker, in the right language, of a bearable length."""

from __future__ import annotations

import re
import unicodedata

from simulator.customer.cue import Act
from simulator.customer.guarding.grounds import Grounds
from simulator.customer.guarding.length import most_words
from simulator.customer.guarding.lexicon import words_of
from simulator.customer.guarding.refusal import Kind, Refusal
from simulator.language.document import WORD, take_apart
from simulator.language.reader import rules_for
from simulator.language.text import clean_text
from simulator.language.told_apart import OWN_SCRIPTS, clearly_other

_SIGNS = re.compile(r"[<>\[\]{}|\\`~^*\ufffd]|__|\w_\b|\b_\w|&(?:[a-z]+|#\d+);|https?://")
_LIST_SIGN = re.compile(r"^\s*(?:[-•▪·#>\u2013]+\s|\d{1,2}[.)]\s|#+)", re.MULTILINE)
_ASIDE = re.compile(r"\(([^()\n]{1,80})\)?|\*([^*\n]{1,80})\*|\[([^\[\]\n]{1,80})\]|_([^_\n]{1,80})_")
_TAG = re.compile(
    r"^\W*(?P<tag>[^\W\d_]+(?:\.?\s[^\W\d_]+){0,2})\s*(?:\([^()\n]{0,40}\)\s*)?:(?!//)", re.MULTILINE
)
_FOREIGN_WORDS, _FOREIGN_SHARE, _TOLD_WORDS = 5, 0.25, 3
_SMALL_WORDS_SHARE = 1 / 3
_LATIN_END = "\u0250"


def empty(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal when there are no words, unless silence is what was called for."""
    if any(c.isalnum() for c in text):
        return None
    silent = any(part.act is Act.SILENCE for part in grounds.cue.parts)
    return None if silent and text.strip() else Refusal(Kind.EMPTY)


def markup(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal for markup, list signs, links, and whatever cleaning would take out."""
    if clean_text(text) != unicodedata.normalize("NFC", text):
        return Refusal(Kind.MARKUP, "hidden signs")
    found = _SIGNS.search(text) or _LIST_SIGN.search(text)
    return Refusal(Kind.MARKUP, found.group().strip()) if found else None


def stage_direction(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal for gestures and tones in stars or brackets, and for a sentence that is all in brackets."""
    gestures = words_of(grounds.language).gestures
    for match in _ASIDE.finditer(text):
        words = [word.lower().strip(".,!?") for word in match.group().strip("()*[]_ ").split()]
        alone = not re.search(r"\w", text[: match.start()] + text[match.end() :])
        if alone or not match.group().startswith("(") or not gestures.isdisjoint(words):
            return Refusal(Kind.STAGE_DIRECTION, match.group())
    return _narrated(text, grounds)


def other_speaker(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal when words are put down to a speaker: "Agent: ...", the customer's own name included."""
    names = {part.lower() for part in grounds.name.split()} | {grounds.name.lower()}
    roles = words_of(grounds.language).roles | names
    for match in _TAG.finditer(text):
        tag = match["tag"].lower().replace(".", "")
        if tag in roles or roles.issuperset(tag.split()):
            return Refusal(Kind.OTHER_SPEAKER, match.group().strip())
    return None


def other_language(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal when most of the text, or a word in foreign letters, is of another language.

    A line too short for shares of everyday words is told by the small words of other languages.
    """
    language = grounds.language
    forms = [t.form for t in take_apart(clean_text(text), language).tokens if t.kind == WORD]
    if not forms:
        return None
    strange = [] if language in OWN_SCRIPTS else [form for form in forms if form[0] >= _LATIN_END]
    if strange:
        return Refusal(Kind.OTHER_LANGUAGE, strange[0])
    if _has_foreign_words(forms, language):
        return Refusal(Kind.OTHER_LANGUAGE, " ".join(forms[:4]))
    least = _FOREIGN_WORDS if all(form.isascii() for form in forms) else _TOLD_WORDS
    if len(forms) >= least and language not in OWN_SCRIPTS and _is_strange(text, language):
        return Refusal(Kind.OTHER_LANGUAGE, " ".join(forms[:4]))
    everyday = sum(form in rules_for(language).common for form in forms)
    if len(forms) >= _TOLD_WORDS and everyday * 2 < len(forms) and clearly_other(forms, language):
        return Refusal(Kind.OTHER_LANGUAGE, " ".join(forms[:4]))
    return None


def too_long(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal for a text far beyond what channel, mood and cue call for."""
    most = most_words(grounds.cue, grounds.channel)
    return Refusal(Kind.TOO_LONG) if len(text.split()) > most else None


def _narrated(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal when somebody tells what the customer does, by name and gesture."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    own, narrated = {*grounds.name.lower().split()}, words_of(grounds.language).narrated
    for at in (1, 2):
        if len(words) > at and own.issuperset(words[:at]) and words[at] in narrated:
            return Refusal(Kind.STAGE_DIRECTION, " ".join(words[: at + 1]))
    return None


def _has_foreign_words(forms: list[str], language: str) -> bool:
    """Whether many words are small words of other languages, and more than are everyday ones."""
    strange = sum(form in words_of(language).foreign for form in forms)
    everyday = sum(form in rules_for(language).common for form in forms)
    return strange > everyday and strange >= _SMALL_WORDS_SHARE * len(forms)


def _is_strange(text: str, language: str) -> bool:
    """Whether hardly a word is an everyday or service word of the language."""
    generic = rules_for(language).generic
    stems = [t.stem for t in take_apart(clean_text(text), language).tokens if t.kind == WORD]
    return sum(stem in generic for stem in stems) < _FOREIGN_SHARE * len(stems)
