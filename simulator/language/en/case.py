"""Reads whether an English reply is made for this customer, and by whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import fsum

from simulator.language.details import Detail
from simulator.language.document import DATE, MONEY, TIME, WORD
from simulator.language.reading import Finding, Span
from simulator.language.scene import Scene, graded
from simulator.language.wordlist import wordset

# A signature at the end: "^JS", "~Kate", "-Shannon", "/LC", "*MM".
_SIGNATURE = re.compile(
    r"(?:[\^~*]\s?|(?:(?<=\s)|(?<=[.!?>)]))[-–—/]\s?)([A-Z][\w'’.]{0,14}(?:\s[A-Z][\w'’.]{0,14})?)[.!*\s]*$"
)
_NAME_AND_TEAM = re.compile(
    r"(?:^|[.!?>]\s+)([A-Z][a-z]+)\s?[-–—,|]\s?[A-Z][\w ]{1,40}"
    r"(?:[Ss]upport|[Cc]are|[Tt]eam|[Ss]ervice)s?[.!]?\s*$"
)
_TEAMS = tuple(name + s for name in ("upport", "are", "eam", "ervice") for s in ("", "s"))
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
_LAST_SENTENCE_NAME = re.compile(r"[.!?)]\s+([A-Z][a-z]{1,14}(?:\s[A-Z][a-z.]{0,14})?)[.\s]*$")
_ROLES = (
    "specialist", "nurse", "manager", "adviser", "advisor", "agent", "lead", "leader", "engineer",
    "technician", "director", "supervisor", "clerk", "owner", "officer", "consultant", "representative",
    "assistant", "coordinator", "team", "desk", "complaints", "billing",
)  # fmt: skip
_NAME_AND_ROLE = re.compile(
    r"(?:^|[.!?>)\n])\s*([A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s?[,(–—-]\s?(?:[\w ]{0,30}\b)?"
    rf"(?:{'|'.join(_ROLES)})[).!\s]*$"
)
_TAIL = r"[.!?>)\n\u2026\u2600-\u27bf\U0001f300-\U0001faff]\s*"
_NAME = r"([A-Z][a-z'’-]{1,14}(?:\s(?:[A-Z]\.|[A-Z][\w'’-]{1,14})){0,2})"
_NAME_AND_PLACE = re.compile(
    rf"{_TAIL}(?:[-–—~*/]\s?)?{_NAME}(?:\s?[,(–—-]\s?|\s(?:at|in|from)\s)"
    r"[A-Za-z&'’. ]{2,40}[\d ]{0,6}\)?[.!\s]*$"
)
_VALEDICTION = re.compile(
    r"\b(?:[Rr]egards|[Bb]est|[Kk]indest|[Ww]armly|[Ll]ove|[Ll]ight|[Yy]ours|[Ww]ishes|[Tt]hx|[Tt]hanks|"
    r"[Cc]heers|[Gg]reetings|[Rr]espectfully|[Hh]ugs|xo|x|xx),?\s+"
    r"([A-Z][\w'’.-]{1,14}(?:\s[A-Z][\w'’.-]{0,14}){0,2})(?:\s?[,(–—-]\s?[^.!?\n]{2,40})?[.!)\s]*$"
)
_INITIALS = re.compile(rf"{_TAIL}([A-Z]{{2,3}})[.\s]*$")
_NO_INITIALS = wordset(
    "OK PM AM UTC UK US USA EU GMT CET FAQ DM SMS PIN ID TV PC VAT ETA XX XXX LOL YES NO ALL NOW"
)
_ROLE_AND_NAME = re.compile(
    r"[(\[](?:your )?(?:specialist|agent|adviser|advisor|operator|editor|engineer|manager|consultant|clerk)"
    r"[:\s]+([A-Z]\w{1,14})[)\]]",
    re.IGNORECASE,
)
_UNNAMED = re.compile(r"\b(I am|I['’]m|[Tt]his is)\s@(?!\w)")  # names are taken out of some transcripts
_NOT_A_NAME = re.compile(
    r"(?:thanks?|cheers|sorry|bye|goodbye|regards|welcome|hello|hi|hey|yes|no|okay|ok|please|great|good|done|"
    r"sure|enjoy|lovely|perfect|right|absolutely|promise|seriously|really|always|never|today|tomorrow|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|all|nothing|you|we|i|the|that|it|noted|"
    r"understood|fixed|sorted|agreed|deal|exactly|indeed|anytime|soon|ouch|wow|oh|yay|phew|apologies)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:team|support|service|services|care|bank|ltd|inc|gmbh|company|department|customer)\b", re.I
)
_Glance = Callable[[str, int, str], bool]
_Signature = tuple[re.Pattern[str], float, str, tuple[str, ...], _Glance | None]
_CLOSINGS = ("regards", "wishes", "thanks", "sincerely", "yours")
_VALEDICTIONS = (
    "regards", "best", "kindest", "warmly", "love", "light", "yours", "wishes", "thanks", "thx", "cheers",
    "greetings", "respectfully", "hugs", "x",
)  # fmt: skip


def _may_close(text: str, begin: int, last: str) -> bool:
    return _holds(text[begin:], _CLOSINGS)


def _may_end_with_name(text: str, begin: int, last: str) -> bool:
    words = last[begin:].split()
    return bool(words) and "A" <= words[-1][0] <= "Z"


def _may_take_leave(text: str, begin: int, last: str) -> bool:
    return _holds(text[begin:].lower(), _VALEDICTIONS)


def _holds(text: str, pieces: tuple[str, ...]) -> bool:
    for piece in pieces:  # noqa: SIM110 - a loop takes half the time of a generator
        if piece in text:
            return True
    return False


_SIGNATURES: tuple[_Signature, ...] = (
    (_SIGNATURE, 0.93, "^~*-–—/", (), None),
    (_NAME_AND_TEAM, 0.85, "-–—,|", _TEAMS, None),
    (_CLOSING, 0.85, "\n", (), None),
    (_CLOSING_SAME_LINE, 0.85, ",", (), _may_close),
    (_LAST_LINE_NAME, 0.7, "\n", (), None),
    (_LAST_SENTENCE_NAME, 0.66, ".!?)", (), _may_end_with_name),
    (_NAME_AND_ROLE, 0.8, "-–—,(", _ROLES, None),
    (_ROLE_AND_NAME, 0.75, "([", (), None),
    (_NAME_AND_PLACE, 0.66, "-–—,( ", (), None),
    (_VALEDICTION, 0.8, ", ", (), _may_take_leave),
)
"""Forms of a signature, how sure each is, characters of which one must stand in the last words, endings of
which the text must have one, if any, and a glance at the text, the place where its last words begin and
itself up to its last word. These spare most of the searches, and miss none."""
_AFTER_ALL = ").!" + "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
"""What may stand behind the last word of a text."""
_SCALE = 1.4
"""Brings the sum of the weights to the scale on which 0.5 decides (fitted on labelled replies)."""
_SIGNATURE_REACH = 90
_VALUE_WEIGHT = {"date": 0.36, "money": 0.3, "code": 0.25, "number": 0.12}
_THEIR_DOING = frozenset({"have", "were", "are", "had", "did", "bought", "wrote", "told", "said"})
_SOURCE_WEIGHT = {"heard": 0.18, "desk": 0.25, "name": 0.1}


def introduces_self(scene: Scene) -> Finding:
    """The agent's own name, initials or role."""
    text = scene.document.text
    evidence = [(0.85, hit.span) for hit in scene.plain("name.self") if not _state_of_mind(scene, hit.last)]
    begin = max(0, len(text) - _SIGNATURE_REACH)
    tail = set(text[max(0, begin - 1) :])
    last = text.rstrip(_AFTER_ALL)
    for pattern, weight, needed, endings, glance in _SIGNATURES:
        if tail.isdisjoint(needed) or (endings and not last.endswith(endings)):
            continue
        if glance is not None and not glance(text, begin, last):
            continue
        match = pattern.search(text, begin)
        if match and not _COMPANY.search(match[1]) and not _somebody_else(scene, match[1]):
            evidence.append((weight, _placed(scene, match.start(1), match.end(1))))
    initials = _INITIALS.search(text, begin) if text.rstrip(". ")[-2:].isupper() else None
    if initials and initials[1] not in _NO_INITIALS:
        evidence.append((0.75, _placed(scene, initials.start(1), initials.end(1))))
    unnamed = _UNNAMED.search(text) if "@" in text else None
    if unnamed:
        evidence.append((0.7, _placed(scene, unnamed.start(1), unnamed.end(1))))
    return graded(evidence)


def _placed(scene: Scene, start: int, end: int) -> Span:
    """The span with the sentence that it begins in."""
    before = sum(sentence.start <= start for sentence in scene.document.sentences)
    return Span(start, end, max(0, before - 1))


def _somebody_else(scene: Scene, name: str) -> bool:
    """Whether the word at the end is no name, or the customer's ("Thank you so much, Dana. Dana")."""
    if _NOT_A_NAME.match(name):
        return True
    first = name.split()[0].lower()
    return scene.document.forms.count(first) > 1 or any(
        first in document.forms for document in scene.heard[:-1]
    )


def _state_of_mind(scene: Scene, last: int) -> bool:
    """Whether the capital is no name's: "I am Sorry"."""
    return scene.document.forms[last] in ("sorry", "afraid", "happy", "not", "glad")


def personalises(scene: Scene) -> Finding:
    """The customer's name, or a detail that only this case has."""
    evidence: list[tuple[float, Span]] = []
    seen: set[str] = set()
    stems = scene.document.stems
    for detail in scene.details:
        stem = stems[detail.index]
        if stem in seen or _in_signature(scene, detail):
            continue
        seen.add(stem)
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
        if detail.known:
            return 0.6 if len(token.form) > 1 else 0.1
        return 0.0 if _mere_term(scene, detail.index) else _VALUE_WEIGHT.get(token.kind, 0.1)
    weight = _SOURCE_WEIGHT[detail.source]
    capital = scene.document.text[token.start].isupper() and detail.index > 0 and token.kind == WORD
    return weight + 0.25 if capital and detail.source != "name" else weight


def _mere_term(scene: Scene, at: int) -> bool:
    """So: a weekday, a term or a number to call that the agent brings up is no detail of the customer's."""
    token = scene.document.tokens[at]
    if (token.kind == DATE and token.form.isalpha()) or token.kind == TIME:
        return True
    if token.kind in (DATE, MONEY):
        return False
    return any(hit.first <= at <= hit.last for hit in scene.all("time.in", "time.when", "place.else"))


def _their_own(scene: Scene) -> list[tuple[float, Span]]:
    """What the reply says of the customer's own things: "your neighbour", "your new phone"."""
    forms = scene.document.forms
    own = {detail.index for detail in scene.details if detail.source in ("heard", "desk")}
    found: list[tuple[float, Span]] = []
    if not own:
        return found
    for i, form in enumerate(forms[:-2]):
        if form == "your" and (i + 1 in own or i + 2 in own):
            last = i + 1 if i + 1 in own else i + 2
            found.append((0.25, scene.span(i, last)))
        elif form == "you" and forms[i + 1] in _THEIR_DOING and not own.isdisjoint(range(i + 2, i + 7)):
            found.append((0.15, scene.span(i, i + 1)))
    return found


def _in_signature(scene: Scene, detail: Detail) -> bool:
    finding = scene.findings.get("introduces_self")
    if finding is None or not finding.spans:
        return False
    start = scene.document.tokens[detail.index].start
    return any(span.start <= start < span.end for span in finding.spans)


def _summed(evidence: list[tuple[float, Span]]) -> Finding:
    """Details add up: one everyday word shared proves little, three prove much."""
    confidence = round(min(0.98, _SCALE * fsum([weight for weight, _ in evidence])), 3)
    if confidence < 0.5:
        return Finding(False, confidence)
    ranked = sorted(evidence, key=lambda piece: -piece[0])[:4]
    return graded(
        [(max(0.5, min(confidence, 0.95)), span) for _, span in ranked[:1]]
        + [(0.5, s) for _, s in ranked[1:]]
    )
