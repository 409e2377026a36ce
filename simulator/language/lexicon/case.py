"""Reads whether a reply is made for this customer, and by whom, in any script."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.language.details import Detail
from simulator.language.document import END, TIME, WORD, tokeniser_for
from simulator.language.lexicon.evidence import Piece, meant_hits
from simulator.language.lexicon.files import Lexicon, lexicon_for
from simulator.language.reading import Finding, Span
from simulator.language.scene import Scene, graded

_SIGNATURE = re.compile(
    r"(?:[\^~*]\s?|(?:(?<=\s)|(?<=[.!?>)؟]))[-–—/]\s?)"
    r"([^\W\d_][\w'’.]{0,14}(?: [^\W\d_][\w.]{0,14})?)[.!*\s]*$"
)
_LAST_LINE = re.compile(
    r"\n\s*[-–—]?\s*([^\W\d_][\w'’\u200c.-]{1,15}(?: [^\W\d_][\w'’\u200c.-]{1,18})?)(?:,[^\n]{2,50})?\s*$"
)
_ALONE = re.compile(
    r"[.!?)»\n]\s*([^\W\d_a-zа-я][\w'’-]{1,14}(?: [^\W\d_a-zа-я][\w'’-]{1,18}){0,2})"
    r"(?:,\s*([^.,!?\n]{2,45}))?[.!]?\s*$"
)
"""A last sentence that is only a name, with a role or a number behind it."""
_LEAST_BEFORE_NAME = 6
_REACH = 90
_SCALE = 1.4
_KNOWN_DAY = 0.1
_LONG_FROM = {"lt": 8}
"""Lithuanian words are some two letters longer than others."""
_LONG_WORD = 0.06
"""Long words of the customer's are seldom everyday ones: one of them is enough."""
_VALUE_WEIGHT = {"date": 0.2, "money": 0.16, "code": 0.25, "number": 0.1}
_SOURCE_WEIGHT = {"heard": 0.3, "desk": 0.25, "name": 0.1}


def introduces_self(scene: Scene) -> Finding:
    """The agent's own name, initials or role: a phrase, or a signature at the end."""
    lexicon = lexicon_for(scene.document.language)
    evidence: list[Piece] = [(weight, hit.span) for weight, hit in meant_hits(scene, "introduces_self", 0.85)]
    text = scene.document.text
    for pattern, weight in ((_SIGNATURE, 0.85), (_closing(lexicon.language), 0.85), (_LAST_LINE, 0.66)):
        match = pattern.search(text, max(0, len(text) - _REACH)) if pattern else None
        if match and _name(match[1], lexicon):
            evidence.append((weight, _placed(scene, match.start(1), match.end(1))))
    alone = _ALONE.search(text, max(0, len(text) - _REACH))
    if not evidence and alone and _stands_alone(scene, alone[1], alone[2] or "", lexicon):
        evidence.append((0.6, _placed(scene, alone.start(1), alone.end(1))))
    return graded(evidence)


def _stands_alone(scene: Scene, name: str, role: str, lexicon: Lexicon) -> bool:
    """Whether the last sentence of a longer reply is the agent's name: no known word, not the customer's.

    A role behind the name has no everyday words: "Write to us, if you like" is none.
    """
    if any(token.form in lexicon["everyday"] for token in tokeniser_for(lexicon.language).words(role)):
        return False
    long = len(scene.document.tokens) > _LEAST_BEFORE_NAME
    return long and _name(name, lexicon, strict=True) and not _heard(scene, name)


def _heard(scene: Scene, name: str) -> bool:
    """Whether the customer bears or used the name."""
    forms = {token.form for document in scene.heard for token in document.tokens}
    fold = tokeniser_for(scene.document.language).fold
    return any(fold(word) in forms for word in name.split())


@lru_cache(maxsize=8)
def _closing(language: str) -> re.Pattern[str] | None:
    """A closing formula's last word, then a name, to the end."""
    words = lexicon_for(language)["closings"]
    if not words:
        return None
    letters = {ord(plain): f"[{plain}{''.join(odd)}]" for plain, odd in _variants(language).items()}
    known = "|".join(sorted(word.translate(letters) for word in words))
    name = r"[^\W\d_][\w'’\u200c.-]*"
    return re.compile(
        rf"(?i:\b(?:{known}))[,،.!]{{0,2}}\s*[-–—]?\s*({name}(?:[ \u200c]{name}){{0,2}})[^\n]{{0,40}}[.\s]*$"
    )


def _variants(language: str) -> dict[str, list[str]]:
    """For each plain letter the letters that are folded into it."""
    found: dict[str, list[str]] = {}
    for odd in "ąćęłńóśźżčėįšųūžёيىكةأإآ":
        plain = tokeniser_for(language).fold(odd)
        if plain and plain != odd:
            found.setdefault(plain, []).append(odd)
    return found


def _name(written: str, lexicon: Lexicon, strict: bool = False) -> bool:
    """Whether it looks like somebody's name: capitals where the script has them, no known word.

    When `strict`, no phrase of the lexicon may name one of the words either.
    """
    words = written.split()
    cased = written.upper() != written.lower()
    if strict and not cased:
        return False
    if cased and not all(word[0].isupper() for word in words):
        return False
    tokens = [t for t in tokeniser_for(lexicon.language).words(written) if t.kind == WORD]
    return bool(tokens) and not any(
        t.form in lexicon["closings"] or t.stem in lexicon.generic for t in tokens
    )


def _placed(scene: Scene, start: int, end: int) -> Span:
    before = sum(sentence.start <= start for sentence in scene.document.sentences)
    return Span(start, end, max(0, before - 1))


def personalises(scene: Scene) -> Finding:
    """The customer's name, or a detail that only this case has. Details add up."""
    evidence: list[Piece] = []
    seen: set[str] = set()
    for detail in scene.details:
        token = scene.document.tokens[detail.index]
        key = "<name>" if detail.source == "name" else token.stem
        if key in seen or _in_signature(scene, detail):
            continue
        seen.add(key)
        evidence.append((_weight(scene, detail), scene.span(detail.index, detail.index)))
    evidence.extend((0.62, span) for span in _called(scene))
    evidence.extend((weight, hit.span) for weight, hit in meant_hits(scene, "personalises", 0.6, 0.2))
    confidence = round(min(0.98, _SCALE * sum(weight for weight, _ in evidence)), 3)
    if confidence < 0.5:
        return Finding(False, confidence)
    ranked = sorted(evidence, key=lambda piece: -piece[0])[:4]
    top = [(max(0.5, min(confidence, 0.95)), span) for _, span in ranked[:1]]
    return graded(top + [(0.5, span) for _, span in ranked[1:]])


def _weight(scene: Scene, detail: Detail) -> float:
    token = scene.document.tokens[detail.index]
    if detail.source == "address":
        return 0.85
    if detail.source == "value":
        return _worth_of_value(scene, detail)
    capital = scene.document.text[token.start].isupper() and detail.index > 0 and token.kind == WORD
    longer = _LONG_WORD if detail.source == "heard" and len(token.form) >= _long(scene) else 0.0
    return _SOURCE_WEIGHT[detail.source] + longer + (0.25 if capital and detail.source != "name" else 0.0)


def _long(scene: Scene) -> int:
    return _LONG_FROM.get(scene.document.language, 6)


def _worth_of_value(scene: Scene, detail: Detail) -> float:
    """A term or a weekday that the agent brings up is no detail of the customer's."""
    token = scene.document.tokens[detail.index]
    word = token.form.isalpha()
    if detail.known:
        return _KNOWN_DAY if word else (0.6 if len(token.form) > 1 else 0.1)
    if word or token.kind == TIME or token.form.endswith("%"):
        return 0.0
    terms = scene.all("gives_timeframe", "gives_timeframe.maybe", "gives_timeframe.not", "signposts")
    return (
        0.0 if any(h.first <= detail.index <= h.last for h in terms) else _VALUE_WEIGHT.get(token.kind, 0.1)
    )


def _called(scene: Scene) -> list[Span]:
    """Names after a title ("Pani Anno", "آقای رضایی"), or before a word of respect ("سارا جان")."""
    lexicon = lexicon_for(scene.document.language)
    tokens, found = scene.document.tokens, []
    for i, token in enumerate(tokens[:-1]):
        name = tokens[i + 1]
        if (
            token.form in lexicon["titles"]
            and i + 1 not in scene.document.breaks
            and _a_name(scene, i + 1, lexicon)
        ):
            found.append(scene.span(i + 1, i + 1))
        if name.form in lexicon["after_names"] and token.kind == WORD and _a_name(scene, i, lexicon):
            found.append(scene.span(i, i))
    return found


def _a_name(scene: Scene, at: int, lexicon: Lexicon) -> bool:
    token, text = scene.document.tokens[at], scene.document.text
    if token.kind in (END,) or token.kind != WORD or token.stem in lexicon.generic:
        return False
    first = text[token.start]
    return first.isupper() or first.upper() == first.lower()


def _in_signature(scene: Scene, detail: Detail) -> bool:
    finding = scene.findings.get("introduces_self")
    start = scene.document.tokens[detail.index].start
    return finding is not None and any(span.start <= start < span.end for span in finding.spans)
