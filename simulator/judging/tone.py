"""Whether the tone of the replies decays: courteous in the first third, and cold in the last.

Only hard facts count as cold: a brush-off, blame, sarcasm, or a few bare words to somebody whose question
they leave open. A short reply that answers what was asked is no decay, and neither is one that was no
warmer before. Mood is carried over from turn to turn and what is said last is remembered best (peak-end
rule: Kahneman et al. 1993).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.judging.answering import Answers
from simulator.judging.case import SURE, Case, Proof, Reply
from simulator.language.reading import Span
from simulator.language.wordlist import wordset

_COURTESY = (
    "acknowledges_emotion",
    "apologises",
    "checks_satisfaction",
    "condolence",
    "personalises",
    "thanks",
)
_COLD = ("brushes_off", "blames")
_CURT = 3
_CURT_ORDER = 8
_ONCE_LONG = 12
_POLITE = re.compile(r"\b(?:please|sorry|thank|thanks|welcome|glad|happy|of course|gladly)\b", re.IGNORECASE)
_SENT_OFF = re.compile(
    r"(?:(?:then|just|so|well),? )*"
    r"(?:read|wait|check|see|google|search|ask|look|call|go|try|find|contact|use)\b",
    re.IGNORECASE,
)
"""How an order begins that leaves the work to the customer; a step of a guided walk ("press it") is none."""
_AT_THE_START = r"(?:^|(?<=[.!?]\ ))"
_SARCASM = re.compile(
    rf"""\b(?: as\ i(?:'ve|\ have)?\ (?:already|clearly)\ (?:said|told|explained|wrote|written|mentioned)
    | like\ i\ said | (?:i|we)(?:'ve|\ have)?\ already\ (?:said|told\ you|explained|answered)
    | {_AT_THE_START}for\ the\ (?:second|third|fourth|fifth|last|hundredth)\ time[,:]
    | {_AT_THE_START}(?:again|once\ more)[,:]\ (?:no|read|it|the)\b
    | how\ many\ times\ (?:do|must|should)\ (?:i|we) | good\ luck\ with\ that | are\ we\ (?:done|finished)
    | if\ you\ had\ (?:\w+\ )?(?:read|listened|paid\ attention) | whatever\b(?=\s*(?:[.!,]|$))
    | suit\ yourself | not\ my\ (?:problem|job|fault) | what\ (?:else|more)\ do\ you\ (?:want|expect)
    | calm\ down | (?:can't|cannot)\ read\ (?:it\ )?for\ you | obviously\ you )""",
    re.IGNORECASE | re.VERBOSE,
)
_SARCASM_WORDS = wordset(
    "already again once second third fourth fifth last hundredth said times luck done finished read listened "
    "attention whatever suit problem job fault want expect calm obviously"
)
"""One of them is in all sarcasm that is known here; a glance spares the search."""


@dataclass(frozen=True, slots=True)
class ToneOfReplies:
    """How the tone went.

    Attributes:
        fallen: The words where it fell; None when it did not.
        held: The last courteous words, where the end is free of anything cold; else none.
        holds: Whether there is an end to compare with the start, and it is free of anything cold.
    """

    fallen: Proof | None = None
    held: tuple[Proof, ...] = ()
    holds: bool = False


def tone_of(case: Case, found: Answers, language: str) -> ToneOfReplies:
    """Compare the last third of the readable replies with the first.

    Args:
        case: The replies.
        found: The customer's questions, and what answered them.
        language: The language of the replies; sarcasm is known in English only.
    """
    replies = [reply for reply in case.replies if reply.readable]
    if len(replies) < 2:
        return ToneOfReplies()
    third = -(-len(replies) // 3)
    start, end = replies[:third], replies[-third:]
    ignoring = _leaving_open(replies, found)
    cold = (
        _cold(reply, language) or (_curt(reply, start) if reply.turn in ignoring else None) for reply in end
    )
    fallen = next((proof for proof in cold if proof is not None), None)
    if fallen is None:
        held = [reply.proof(span) for reply in end for span in reply.spans(_COURTESY)]
        return ToneOfReplies(held=tuple(held[-1:]), holds=True)
    courteous = any(map(_is_courteous, start))
    if not courteous or any(_cold(reply, language) for reply in start):
        return ToneOfReplies()
    return ToneOfReplies(fallen)


def _leaving_open(replies: Sequence[Reply], found: Answers) -> set[int]:
    """The turns of the replies that come just after an unanswered question and answer no other."""
    asked = sorted(turn for question in found.unanswered for turn in question.turns)
    answering = {proof.turn for _, proof in found.answered}
    turns = [reply.turn for reply in replies]
    after = (bisect_left(turns, turn) for turn in asked)
    return {turns[at] for at in after if at < len(turns)} - answering


def _is_courteous(reply: Reply) -> bool:
    return any(reply.reading.shows(name) for name in _COURTESY)


def _cold(reply: Reply, language: str) -> Proof | None:
    for name in _COLD:
        finding = reply.reading.behaviours[name]
        if finding.present and finding.confidence >= SURE:
            return reply.proof(finding.spans[0])
    if language != "en" or _SARCASM_WORDS.isdisjoint(reply.forms):
        return None
    match = _SARCASM.search(reply.plain)
    return reply.proof(_span(match.start(), match.end(), reply)) if match else None


def _span(start: int, end: int, reply: Reply) -> Span:
    sentences = reply.reading.sentences
    at = next((at for at, sentence in enumerate(sentences) if start < sentence.end), len(sentences) - 1)
    return Span(start, end, at)


def _curt(reply: Reply, start: Sequence[Reply]) -> Proof | None:
    """A few bare words after long replies, or a bare order."""
    length = sum(map(len, reply.words))
    once = sum(len(words) for one in start for words in one.words) / len(start)
    bare = length <= _CURT and once >= _ONCE_LONG
    ordered = length <= _CURT_ORDER and _SENT_OFF.match(reply.plain) is not None
    if not (bare or ordered) or _is_courteous(reply) or _POLITE.search(reply.plain):
        return None
    return reply.proof(reply.reading.sentences[0])
