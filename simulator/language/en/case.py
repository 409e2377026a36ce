"""Reads whether an English reply is made for this customer, and by whom."""

from __future__ import annotations

import re

from simulator.language.details import Detail
from simulator.language.document import WORD
from simulator.language.reading import Finding, Span
from simulator.language.scene import Scene, graded

# A signature at the end: "^JS", "~Kate", "-Shannon", "/LC", "*MM".
_SIGNATURE = re.compile(
    r"(?:[\^~*]\s?|(?:(?<=\s)|(?<=[.!?>)]))[-–—/]\s?)([A-Z][\w'’.]{0,14}(?:\s[A-Z][\w'’.]{0,14})?)[.!*\s]*$"
)
_NAME_AND_TEAM = re.compile(
    r"(?:^|[.!?>]\s+)([A-Z][a-z]+)\s?[-–—,|]\s?[A-Z][\w ]{1,40}"
    r"(?:[Ss]upport|[Cc]are|[Tt]eam|[Ss]ervice)s?[.!]?\s*$"
)
_CLOSING = re.compile(
    r"(?:regards|sincerely|wishes|yours|cheers|best|greetings|thanks|faithfully|thank you|truly)"
    r"[,.!]?\s*\n+\s*"
    r"([A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){0,2})\b",
    re.IGNORECASE,
)
_CLOSING_SAME_LINE = re.compile(
    r"(?:(?:kind|best|warm|many)\s(?:regards|wishes|thanks)|regards|sincerely|yours)\s*,\s*"
    r"([A-Z][a-z'’-]+(?:\s[A-Z][\w'’.-]+){0,2})[.\s]*(?:$|,|\()"
)
_LAST_LINE_NAME = re.compile(r"\n\s*[-–—]?\s*([A-Z][a-z'’-]+(?:\s[A-Z][a-z'’.-]*)?)(?:,[^\n]{2,50})?\s*$")
_COMPANY = re.compile(
    r"\b(?:team|support|service|services|care|bank|ltd|inc|gmbh|company|department|customer)\b", re.I
)
_SIGNATURES = (
    (_SIGNATURE, 0.93),
    (_NAME_AND_TEAM, 0.85),
    (_CLOSING, 0.85),
    (_CLOSING_SAME_LINE, 0.85),
    (_LAST_LINE_NAME, 0.7),
)
_SCALE = 1.4
"""Brings the sum of the weights to the scale on which 0.5 decides (fitted on labelled replies)."""
_SIGNATURE_REACH = 90
_VALUE_WEIGHT = {"date": 0.3, "time": 0.15, "money": 0.25, "code": 0.25, "number": 0.12}
_SOURCE_WEIGHT = {"heard": 0.18, "desk": 0.25, "name": 0.1}


def introduces_self(scene: Scene) -> Finding:
    """The agent's own name, initials or role."""
    text = scene.document.text
    evidence = [(0.85, hit.span) for hit in scene.plain("name.self") if not _state_of_mind(scene, hit.last)]
    begin = max(0, len(text) - _SIGNATURE_REACH)
    for pattern, weight in _SIGNATURES:
        match = pattern.search(text, begin)
        if match and not _COMPANY.search(match[1]):
            sentence = max(0, len(scene.document.sentences) - 1)
            evidence.append((weight, Span(match.start(1), match.end(1), sentence)))
    return graded(evidence)


def _state_of_mind(scene: Scene, last: int) -> bool:
    """Whether the capital is no name's: "I am Sorry"."""
    return scene.document.tokens[last].form in ("sorry", "afraid", "happy", "not", "glad")


def personalises(scene: Scene) -> Finding:
    """The customer's name, or a detail that only this case has."""
    evidence: list[tuple[float, Span]] = []
    seen: set[str] = set()
    for detail in scene.details:
        token = scene.document.tokens[detail.index]
        if token.stem in seen or _in_signature(scene, detail):
            continue
        seen.add(token.stem)
        evidence.append((_weight(scene, detail), scene.span(detail.index, detail.index)))
    evidence.extend(_their_own(scene))
    return _summed(evidence)


def _weight(scene: Scene, detail: Detail) -> float:
    token = scene.document.tokens[detail.index]
    if detail.source == "address":
        return 0.85
    if detail.source == "value":
        if token.form in ("today", "tomorrow", "tonight", "yesterday") or token.form.endswith("%"):
            return 0.0
        return 0.6 if detail.known and len(token.form) > 1 else _VALUE_WEIGHT.get(token.kind, 0.1)
    weight = _SOURCE_WEIGHT[detail.source]
    capital = scene.document.text[token.start].isupper() and detail.index > 0 and token.kind == WORD
    return weight + 0.25 if capital and detail.source != "name" else weight


def _their_own(scene: Scene) -> list[tuple[float, Span]]:
    """What the reply says of the customer's own things: "your neighbour", "your new phone"."""
    tokens = scene.document.tokens
    own = {detail.index for detail in scene.details if detail.source in ("heard", "desk")}
    found = []
    for i, token in enumerate(tokens[:-2]):
        if token.form == "your" and (i + 1 in own or i + 2 in own):
            last = i + 1 if i + 1 in own else i + 2
            found.append((0.25, scene.span(i, last)))
        elif (
            token.form == "you"
            and tokens[i + 1].form
            in (
                "have",
                "were",
                "are",
                "had",
                "did",
                "bought",
                "wrote",
                "told",
                "said",
            )
            and any(j in own for j in range(i + 2, i + 7))
        ):
            found.append((0.15, scene.span(i, i + 1)))
    return found


def _in_signature(scene: Scene, detail: Detail) -> bool:
    finding = scene.findings.get("introduces_self")
    start = scene.document.tokens[detail.index].start
    return finding is not None and any(span.start <= start < span.end for span in finding.spans)


def _summed(evidence: list[tuple[float, Span]]) -> Finding:
    """Details add up: one everyday word shared proves little, three prove much."""
    confidence = round(min(0.98, _SCALE * sum(weight for weight, _ in evidence)), 3)
    if confidence < 0.5:
        return Finding(False, confidence)
    ranked = sorted(evidence, key=lambda piece: -piece[0])[:4]
    return graded(
        [(max(0.5, min(confidence, 0.95)), span) for _, span in ranked[:1]]
        + [(0.5, s) for _, s in ranked[1:]]
    )
