"""Words that a customer may not know: abbreviations and words of the trade that nobody explained.

Counted is what the reply brings in itself: not what the customer said first, and not what is explained where
it stands first ("your IBAN (the account number)", "the account number, or IBAN", "the waybill, that is the
label").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from simulator.judging.case import PHRASE, Message, Proof, Reply
from simulator.judging.jargon import EMPHASIS, JARGON, WELL_KNOWN
from simulator.judging.wording import forms_of, words_of
from simulator.language.reading import Span

_CAPITALS = re.compile(
    r"(?<![\w^@#&/.'\u2019\"\u201c-])[A-Z]{2,6}(?=s?\b)(?![\w^@#&/-]*\d)(?!s?[-/&@]\w)(?!\.\w)"
)
_SIGNATURE = 3
_EXPLAINED_AFTER = re.compile(
    r"""s?["'\u201d\u2019]?\s*(?: \( | [,;\u2013\u2014-]+\s*
        (?:(?:that|which|this|it)(?:\s+is|'s|\s+means|\s+just)|meaning|i\.?e\.?|in\s+other\s+words|in\s+plain
        |or\s+simply
        |(?:your|the|an?|our)(?!\s+(?-i:[A-Z]{2}))|short)\b
    | (?:is|are|means?|stands?\s+for|simply)\b
        (?=\s+(?:the|a|an|your|our|short|just|simply|like|what|how|when|that))
    | [.:]\s+(?:that|this|it)(?:'s|\s+(?:just\s+|simply\s+)?(?:is|means|stands)) )""",
    re.IGNORECASE | re.VERBOSE,
)
_EXPLAINED_BEFORE = re.compile(
    r"""(?: \w\s*\(
    | (?:\bor|called|known\s+as|named|short|short\s+for\s+it|say)\s+(?:(?:the|an?|it)\s+)?["'\u201c]?
    | \w{4,}\s+(?:number|code|name|address|text|word|label|key|tax|date|note|box|service|system|test|check
        |team),\s+(?:(?:the|an?|your)\s+)? )$""",
    re.IGNORECASE | re.VERBOSE,
)
_NEAR = 40


def unexplained_abbreviations(replies: Sequence[Reply], messages: Sequence[Message]) -> list[Proof]:
    """The first place of each abbreviation that was not explained there, in order."""
    found: dict[str, Proof | None] = {}
    for reply in replies:
        for match in _CAPITALS.finditer(reply.plain):
            form = match[0]
            if form in found or form in WELL_KNOWN or form in EMPHASIS:
                continue
            span = _sentence_span(reply, match.start(), match.end())
            if span is None or _is_shouted(reply, span) or _signs(reply, match.end(), form):
                continue
            found[form] = None if _is_explained(reply.plain, span) else reply.proof(span)
    return _not_said_before([proof for proof in found.values() if proof is not None], messages)


def unexplained_jargon(replies: Sequence[Reply], messages: Sequence[Message], language: str) -> list[Proof]:
    """The first place of each word of the trade that was not explained there, in order.

    The shipped list is English. A rubric's own phrases of the name `jargon` count in any language.
    """
    found: dict[str, Proof | None] = {}
    for reply in replies:
        for form, span in sorted(_trade_words(reply, language), key=lambda one: one[1]):
            if form not in found:
                found[form] = None if _is_explained(reply.plain, span) else reply.proof(span)
    return _not_said_before([proof for proof in found.values() if proof is not None], messages)


def _trade_words(reply: Reply, language: str) -> Iterator[tuple[str, Span]]:
    if language == "en" and not JARGON.isdisjoint(reply.forms):
        sentences = reply.reading.sentences
        for word in words_of(reply.reading.text):
            at = next((at for at, one in enumerate(sentences) if one.start <= word.start < one.end), None)
            if at is not None and word.form in JARGON:
                yield word.form, Span(word.start, word.end, at)
    for mention in reply.reading.topics.get(PHRASE + "jargon", ()):
        if not mention.negated:
            yield reply.reading.quote(mention.span).lower(), mention.span


def _not_said_before(proofs: list[Proof], messages: Sequence[Message]) -> list[Proof]:
    """Without the words that the customer used before that turn."""
    if not proofs:
        return proofs
    said: dict[str, int] = {}
    for message in messages:
        for form in forms_of(message.text):
            said.setdefault(form, message.turn)
    return [
        proof
        for proof in proofs
        if not all(said.get(form, proof.turn) < proof.turn for form in forms_of(proof.quote))
    ]


def _is_explained(text: str, span: Span) -> bool:
    if _EXPLAINED_AFTER.match(text, span.end):
        return True
    return _EXPLAINED_BEFORE.search(text[max(0, span.start - _NEAR) : span.start]) is not None


def _sentence_span(reply: Reply, start: int, end: int) -> Span | None:
    for at, sentence in enumerate(reply.reading.sentences):
        if sentence.start <= start and end <= sentence.end:
            return Span(start, end, at)
    return None


def _is_shouted(reply: Reply, span: Span) -> bool:
    """Whether the words around are in capitals too."""
    text = reply.reading.text
    sentence = reply.reading.sentence_of(span)
    letters = [letter for letter in text[sentence.start : sentence.end] if letter.isalpha()]
    return sum(map(str.isupper, letters)) * 2 > len(letters)


def _signs(reply: Reply, end: int, form: str) -> bool:
    """Whether these are initials at the end of the reply, or a name that somebody gives."""
    if len(form) <= _SIGNATURE and not reply.plain[end:].strip(" .)\n"):
        return True
    return any(span.start < end <= span.end for span in reply.reading.behaviours["introduces_self"].spans)
