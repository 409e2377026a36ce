"""Measures of the replies: how long, how many questions at once, how plain, how soon nothing was open."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from simulator.content.rules import Measure
from simulator.judging.answering import Answers
from simulator.judging.asking_twice import asked_twice
from simulator.judging.case import Case, Proof, Reply
from simulator.judging.helping import helped
from simulator.judging.plainness import unexplained_abbreviations, unexplained_jargon
from simulator.judging.receiving import reception
from simulator.language.reading import Span
from simulator.language.values import value

OF_MERIT: frozenset[Measure] = frozenset({"replies_to_close"})
"""Measures that ask which words may earn marks; the others are the same whatever stands beside the words."""

_OFFERS = ("commits_to_action", "explains", "gives_instruction")


@value
class Measured:
    """A measure, and the words where it was reached (none for a count of replies or a mean)."""

    value: float
    proofs: tuple[Proof, ...] = ()


def measure(name: Measure, case: Case, found: Answers, language: str = "en") -> Measured | None:
    """A measure of the readable replies; None when there is nothing to measure.

    Args:
        name: The measure.
        case: The conversation.
        found: The customer's questions, and what answered them.
        language: The language of the replies.
    """
    replies = [reply for reply in case.replies if reply.readable]
    if not replies:
        return None
    if name == "replies_to_close":
        return _replies_to_close(case, found)
    if name == "asked_in_vain":
        return Measured(found.asked_in_vain)
    if name == "messages":
        return Measured(sum(bool(message.text.strip()) for message in case.messages))
    if name == "asked_twice":
        proofs = asked_twice(replies, case.messages)
        return Measured(len(proofs), tuple(proofs))
    if name == "protests":
        protests = reception(case, language).protests
        return Measured(len(protests), protests)
    if name == "unexplained_abbreviations":
        proofs = unexplained_abbreviations(replies, case.messages)
        return Measured(len(proofs), tuple(proofs))
    if name == "plain_help":
        found_help = helped(replies, language)
        return Measured(*found_help) if found_help else None
    if name == "jargon":
        proofs = unexplained_jargon(replies, case.messages, language)
        return Measured(len(proofs), tuple(proofs))
    return _OF_REPLIES[name](replies)


def _replies_to_close(case: Case, found: Answers) -> Measured:
    """The number of the reply after which nothing was open; beyond all numbers, if there is none.

    Nothing is open when help was offered and every question was answered.
    """
    ordinals = {reply.turn: at for at, reply in enumerate(case.replies, start=1)}
    offers = (reply.proof(span) for reply in case.replies for span in _offered(reply))
    offer = next(offers, None)
    if offer is None or found.unanswered:
        return Measured(inf)
    last = max([offer, *(proof for _, proof in found.answered)], key=lambda proof: proof.place)
    return Measured(ordinals[last.turn], (last,))


def _offered(reply: Reply) -> list[Span]:
    if not reply.readable:
        return []
    return [span for span in reply.spans(_OFFERS) if reply.earns(span) and span not in reply.hollow]


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


_OF_REPLIES: dict[Measure, Callable[[list[Reply]], Measured]] = {
    "longest_sentence": _longest_sentence,
    "average_sentence": _average_sentence,
    "longest_reply": _longest_reply,
    "questions_in_a_reply": _questions_in_a_reply,
    "instructions_in_a_reply": _instructions_in_a_reply,
    "replies": _replies,
}
