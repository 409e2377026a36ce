"""Whether the customer's questions were answered, by the next reply or the one after.

A question is answered by words that fit its kind ("when" by a time, "how" by an instruction), or by a
sentence about the same thing. Words that fit answer one question each, so that one promise does not
answer five.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from re import Pattern

from simulator.judging.asking import FITTING, Asked, Kind, asked, heavy_stems, may_ask
from simulator.judging.case import Case, Proof, Reply
from simulator.judging.english import OPEN_ENDED, YES_OR_NO
from simulator.language.reader import find_questions
from simulator.language.reading import Span

_WINDOW = 2
_ABOUT_THE_SAME = 0.5
_FORMULAE = ("apologises", "acknowledges_emotion", "thanks", "brushes_off", "checks_satisfaction")
_DEFINITE: dict[Kind, tuple[str, ...]] = {"when": ("gives_timeframe",), "how": ("gives_instruction",)}
_SUBSTANCE = ("explains", "commits_to_action", "gives_instruction", "gives_timeframe")


@dataclass(frozen=True, slots=True)
class Answers:
    """The customer's questions, and what answered them. One asked after the last reply stays unanswered."""

    answered: tuple[tuple[Asked, Proof], ...] = ()
    unanswered: tuple[Asked, ...] = ()

    @property
    def share(self) -> Fraction | None:
        """The share that was answered, 0 to 1; None when nothing was asked."""
        count = len(self.answered) + len(self.unanswered)
        return Fraction(len(self.answered), count) if count else None


def answers(case: Case, language: str) -> Answers:
    """Go through the customer's questions in order. Each looks at two replies at most."""
    answered: list[tuple[Asked, Proof]] = []
    unanswered: list[Asked] = []
    used: set[tuple[int, Span]] = set()
    for question, replies in _questions(case, language):
        proof = _answer(question, replies, used, language)
        if proof is None:
            unanswered.append(question)
        else:
            answered.append((question, proof))
            used.add((proof.turn, proof.span))
    return Answers(tuple(answered), tuple(unanswered))


def _questions(case: Case, language: str) -> Iterator[tuple[Asked, Sequence[Reply]]]:
    at = 0
    for message in case.messages:
        while at < len(case.replies) and case.replies[at].turn < message.turn:
            at += 1
        replies = case.replies[at : at + _WINDOW]
        if not may_ask(message.text, language):
            continue
        for question in find_questions(message.text, language):
            found = asked(message.turn, message.text[question.span.start : question.span.end], language)
            if found is not None and not question.closing:
                yield found, replies


def _answer(
    question: Asked, replies: Sequence[Reply], used: set[tuple[int, Span]], language: str
) -> Proof | None:
    readable = [reply for reply in replies if reply.readable and not reply.again]
    for reply in readable:
        span = _about_it(question, reply, language) or _fitting(question, reply, used)
        if span is not None:
            return reply.proof(span)
    return None


def _fitting(question: Asked, reply: Reply, used: set[tuple[int, Span]]) -> Span | None:
    """Words that fit the kind of question and have not answered another one.

    A time for a "when" and an instruction for a "how" are definite by themselves (being sent elsewhere is
    not). Other words that share none with the question have to name something of the case.
    """
    elsewhere = {span.sentence for span in reply.spans(["signposts"])}
    by_itself = _DEFINITE.get(question.kind, ())
    definite = reply.spans(by_itself)
    definite = [span for span in definite if span.sentence not in elsewhere]
    others = reply.spans(name for name in FITTING[question.kind] if name not in by_itself)
    candidates = [*definite, *(span for span in others if span.sentence in reply.specific)]
    if question.kind in ("yes_or_no", "will"):
        candidates += _matches(YES_OR_NO, reply)
    if question.kind == "when":
        candidates += _matches(OPEN_ENDED, reply)
    return next((span for span in candidates if reply.earns(span) and (reply.turn, span) not in used), None)


def _matches(words: Pattern[str], reply: Reply) -> list[Span]:
    """Where a sentence holds words that answer; those for yes and no only begin one."""
    text = reply.reading.text
    find = words.match if words is YES_OR_NO else words.search
    matches = ((find(text, sentence.start, sentence.end), sentence) for sentence in reply.reading.sentences)
    return [Span(match.start(), match.end(), sentence.sentence) for match, sentence in matches if match]


def _about_it(question: Asked, reply: Reply, language: str) -> Span | None:
    """A sentence about what was asked: of the fitting kind, or with half of the question's words."""
    asking = {asked.span.sentence for asked in reply.reading.questions}
    fitting = {span.sentence for span in reply.spans(FITTING[question.kind])}
    solid = {span.sentence for span in reply.spans(_SUBSTANCE)}
    empty = {span.sentence for span in reply.spans(_FORMULAE)} - solid
    half = max(1.0, _ABOUT_THE_SAME * len(question.stems))
    for at, (sentence, words) in enumerate(zip(reply.reading.sentences, reply.words, strict=True)):
        shared = len(question.stems & heavy_stems(words, language))
        informs = question.kind != "when" and at not in empty and shared >= half
        if at not in asking and reply.earns(sentence) and ((at in fitting and shared) or informs):
            return sentence
    return None
