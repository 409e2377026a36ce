"""Measures of the replies: how long, how many questions at once, how many steps at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.content.rubric import Measure
from simulator.judging.case import Case, Proof, Reply
from simulator.language.reading import Span


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure, and the words where it was reached (none for a count of replies or a mean)."""

    value: float
    proofs: tuple[Proof, ...] = ()


def measure(name: Measure, case: Case) -> Measured | None:
    """A measure of the readable replies; None when there is nothing to measure."""
    replies = [reply for reply in case.replies if reply.readable]
    return _MEASURES[name](replies) if replies else None


def _longest_sentence(replies: list[Reply]) -> Measured:
    sentences = (
        (len(words), reply.proof(span))
        for reply in replies
        for words, span in zip(reply.words, reply.reading.sentences, strict=True)
    )
    length, proof = max(sentences, key=lambda found: found[0])
    return Measured(length, (proof,))


def _average_sentence(replies: list[Reply]) -> Measured:
    lengths = [len(words) for reply in replies for words in reply.words]
    return Measured(sum(lengths) / len(lengths))


def _longest_reply(replies: list[Reply]) -> Measured:
    reply = max(replies, key=_length)
    return Measured(_length(reply), (reply.proof(reply.reading.sentences[0]),))


def _length(reply: Reply) -> int:
    return sum(map(len, reply.words))


def _questions_in_a_reply(replies: list[Reply]) -> Measured:
    return _most(replies, lambda reply: [q.span for q in reply.reading.questions if not q.closing])


def _instructions_in_a_reply(replies: list[Reply]) -> Measured:
    return _most(replies, _instructing_sentences)


def _instructing_sentences(reply: Reply) -> list[Span]:
    first_in_sentence: dict[int, Span] = {}
    for span in reply.reading.behaviours["gives_instruction"].spans:
        first_in_sentence.setdefault(span.sentence, span)
    return list(first_in_sentence.values())


def _most(replies: list[Reply], found: Callable[[Reply], list[Span]]) -> Measured:
    reply, spans = max(((reply, found(reply)) for reply in replies), key=lambda pair: len(pair[1]))
    return Measured(len(spans), tuple(map(reply.proof, spans)))


def _replies(replies: list[Reply]) -> Measured:
    return Measured(len(replies))


_MEASURES: dict[Measure, Callable[[list[Reply]], Measured]] = {
    "longest_sentence": _longest_sentence,
    "average_sentence": _average_sentence,
    "longest_reply": _longest_reply,
    "questions_in_a_reply": _questions_in_a_reply,
    "instructions_in_a_reply": _instructions_in_a_reply,
    "replies": _replies,
}
