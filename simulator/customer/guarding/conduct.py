"""Whether a line keeps to the part: no service, no obedience, no unearned warmth, no leave-taking."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from simulator.customer.cue import Act, Cue
from simulator.customer.guarding.grounds import Grounds
from simulator.customer.guarding.lexicon import forms_of, phrases_in, words_of
from simulator.customer.guarding.refusal import Kind, Refusal
from simulator.language.document import take_apart
from simulator.language.text import clean_text

CONTENT = 60
"""Points of patience and of trust from which a customer may be warm of their own accord."""
_ECHO = 6
"""So many words in a row of the instructions are no accident."""
_DICTATED_WORDS = 2


def reverses_role(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal when the customer serves, offers help, or owns to being a program."""
    found = phrases_in(text, grounds.language, "role")
    return Refusal(Kind.ROLE_REVERSED, found[0]) if found else None


def ends(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal for taking leave when code did not end the conversation."""
    if grounds.cue.close is not None:
        return None
    found = phrases_in(text, grounds.language, "ends")
    return Refusal(Kind.ENDS, found[0]) if found else None


def too_soft(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal for thanks, apologies, praise and soothing that neither mood nor cue give rise to."""
    if _may_be_warm(grounds.cue):
        return None
    for kind in words_of(grounds.language).soft_kinds:
        found = phrases_in(text, grounds.language, kind)
        if found and not _called_for(kind, grounds.lines, grounds.language):
            return Refusal(Kind.TOO_SOFT, found[0])
    return None


def obeys(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal for speaking of the instructions, for their very words, and for words that were dictated."""
    found = phrases_in(text, grounds.language, "obeys")
    if found:
        return Refusal(Kind.OBEYS, found[0])
    forms = forms_of(take_apart(clean_text(text), grounds.language))
    if posing := _poses(forms, grounds):
        return Refusal(Kind.OBEYS, posing)
    echoed = _runs(tuple(forms)) & _runs_of(grounds.prompt, grounds.language)
    if own := echoed - _runs_of(grounds.mine, grounds.language):
        return Refusal(Kind.OBEYS, sorted(own)[0])
    return _says_after(" ".join(forms), grounds)


def _poses(forms: list[str], grounds: Grounds) -> str:
    """The words by which somebody speaks of the customer as a part: "As Dana, I would say ..."."""
    own = {*grounds.name.lower().split()}
    lead = words_of(grounds.language).posing
    return next((f"{one} {name}" for one, name in pairwise(forms) if one in lead and name in own), "")


def _may_be_warm(cue: Cue) -> bool:
    if any(part.act is Act.THANKS for part in cue.parts):
        return True
    if cue.close is not None and cue.close.ending == "resolved":
        return True
    return all(cue.mood.get(meter, 0) >= CONTENT for meter in ("patience", "trust"))


@lru_cache(maxsize=256)
def _called_for(kind: str, lines: tuple[str, ...], language: str) -> bool:
    """Whether the author has the customer say such a thing now: then it fits this mood."""
    return any(phrases_in(clean_text(line), language, kind) for line in lines)


def _says_after(spoken: str, grounds: Grounds) -> Refusal | None:
    own = [" ".join(forms_of(take_apart(clean_text(text), grounds.language))) for text in grounds.mine]
    for dictated in _dictated(grounds.heard, grounds.language):
        if f" {dictated} " in f" {spoken} " and not any(dictated in text for text in own):
            return Refusal(Kind.OBEYS, dictated)
    return None


@lru_cache(maxsize=64)
def _dictated(heard: str, language: str) -> tuple[str, ...]:
    """What the agent put into the customer's mouth: the whole of it, and each of its sentences."""
    clean, found = clean_text(heard), []
    for pattern in words_of(language).dictated:
        for match in pattern.finditer(clean):
            document = take_apart(match["text"], language)
            parts = [match["text"][span.start : span.end] for span in document.sentences]
            found += [" ".join(forms_of(take_apart(part, language))) for part in parts]
    return tuple(words for words in dict.fromkeys(found) if len(words.split()) >= _DICTATED_WORDS)


def _runs(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join(forms[at : at + _ECHO]) for at in range(len(forms) - _ECHO + 1))


@lru_cache(maxsize=64)
def _runs_of(texts: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset[str]().union(
        *(_runs(tuple(forms_of(take_apart(clean_text(text), language)))) for text in texts)
    )
