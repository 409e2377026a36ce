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
from simulator.judging.english import AWAITED, FORMULA, HEDGED, OF_ONESELF, OPEN_ENDED, YES_OR_NO
from simulator.judging.fragments import holds_what_was_asked, is_fitting
from simulator.language.reader import find_questions
from simulator.language.reading import Span
from simulator.language.sentences import sentence_spans

_WINDOW = 2
_GREETING = 4
"""A sentence of so few words may stand before the answer ("Good morning, Ms Marsh."), and one of sympathy."""
_ABOUT_THE_SAME = 0.5
_FORMULAE = ("apologises", "acknowledges_emotion", "thanks", "checks_satisfaction")
_DEFINITE: dict[Kind, tuple[str, ...]] = {"when": ("gives_timeframe",), "how": ("gives_instruction",)}
_BEGINNING: dict[Kind, tuple[str, ...]] = {
    "yes_or_no": ("explains", "commits_to_action", "gives_instruction"),
    "will": ("explains", "commits_to_action"),
    "plan": ("commits_to_action",),
    "how": ("explains", "commits_to_action", "gives_instruction"),
    "what": ("explains",),
}
"""What the first sentence of the very next reply may do instead, without a word of the question."""
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
        text = _what_may_ask(message.text, language)
        for question in find_questions(text, language) if text else ():
            found = asked(message.turn, text[question.span.start : question.span.end], language)
            if found is not None and not (question.closing and _only_closes(found)):
                yield found, replies


def _what_may_ask(text: str, language: str) -> str:
    """The sentences that may hold a question, a line each; the others need not be taken apart."""
    if not may_ask(text, language):
        return ""
    sentences = (text[span.start : span.end] for span in sentence_spans(text))
    return "\n".join(sentence for sentence in sentences if may_ask(sentence, language))


def _only_closes(question: Asked) -> bool:
    return question.kind == "yes_or_no" and not OF_ONESELF.search(question.quote)


def _answer(
    question: Asked, replies: Sequence[Reply], used: set[tuple[int, Span]], language: str
) -> Proof | None:
    for at, reply in enumerate(replies):
        if not reply.readable or reply.again:
            continue
        span = _about_it(question, reply, language) or _fitting(question, reply, used)
        if span is None and at == 0:
            span = _beginning(question, reply, used, language)
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
    empty = _empty(reply)
    candidates = [
        *definite,
        *(
            span
            for span in others
            if span.sentence in reply.specific
            and span.sentence not in empty
            and span not in reply.hollow
            and _names_it(question, reply, reply.reading.sentence_of(span))
        ),
    ]
    if question.kind in ("yes_or_no", "will"):
        closing = empty | {span.sentence for span in reply.spans(["checks_satisfaction"])}
        candidates += [span for span in _matches(YES_OR_NO, reply) if span.sentence not in closing]
    if question.kind == "when":
        candidates += _matches(OPEN_ENDED, reply)
    return next((span for span in candidates if reply.earns(span) and (reply.turn, span) not in used), None)


def _names_it(question: Asked, reply: Reply, sentence: Span) -> bool:
    if question.kind == "where" and AWAITED.search(question.quote.replace("\u2019", "'")):
        return True
    return holds_what_was_asked(question.kind, reply.plain, sentence.start, sentence.end)


def _matches(words: Pattern[str], reply: Reply) -> list[Span]:
    """Where a sentence holds words that answer; those for yes and no only begin one."""
    text = reply.plain
    find = words.match if words is YES_OR_NO else words.search
    matches = ((find(text, sentence.start, sentence.end), sentence) for sentence in reply.reading.sentences)
    return [Span(match.start(), match.end(), sentence.sentence) for match, sentence in matches if match]


def _beginning(question: Asked, reply: Reply, used: set[tuple[int, Span]], language: str) -> Span | None:
    """The first sentence of the reply just after the question, if it fits; the next for a next question."""
    kind, text = question.kind, reply.plain
    asking = {asked.span.sentence for asked in reply.reading.questions}
    empty = _empty(reply)
    nothing = asking | empty
    if kind != "how":  # "I do all of it for you" says what there is to do: nothing
        nothing |= {span.sentence for span in reply.hollow}
    elsewhere = {span.sentence for span in reply.spans(["signposts"])}
    shown = {span.sentence for span in reply.spans(_BEGINNING.get(kind, ())) if span not in reply.hollow}
    shown -= elsewhere
    first, condoled = True, False
    for at, (sentence, words) in enumerate(zip(reply.reading.sentences, reply.words, strict=True)):
        if any(turn == reply.turn and span.sentence == at for turn, span in used):
            first = False
            continue
        fits = is_fitting(kind, text, sentence.start, sentence.end, len(words)) or (
            at in shown
            and (first or reply.belongs(sentence, language))
            and not FORMULA.match(text, sentence.start, sentence.end)
        )
        if fits and at not in nothing and reply.earns(sentence):
            return sentence
        if len(words) > _GREETING:
            if at not in empty or condoled:
                return None
            condoled = True
    return None


def _empty(reply: Reply) -> frozenset[int]:
    """The sentences that are formulae and nothing more."""
    if reply.empty is None:
        solid = [span for span in reply.spans(_SUBSTANCE) if span not in reply.hollow]
        shown = {span.sentence for span in reply.spans(_FORMULAE)} - {span.sentence for span in solid}
        for at, sentence in enumerate(reply.reading.sentences):
            match = FORMULA.match(reply.plain, sentence.start, sentence.end)
            if match and not any(span.sentence == at and span.start >= match.end() for span in solid):
                shown.add(at)
        reply.empty = frozenset(shown)
    return reply.empty


def _about_it(question: Asked, reply: Reply, language: str) -> Span | None:
    """A sentence about what was asked: of the fitting kind, or with half of the question's words."""
    asking = {asked.span.sentence for asked in reply.reading.questions}
    fitting = {span.sentence for span in reply.spans(FITTING[question.kind]) if span not in reply.hollow}
    empty = _empty(reply) | {span.sentence for span in reply.hollow} - fitting
    half = max(1.0, _ABOUT_THE_SAME * len(question.stems))
    for at, (sentence, words) in enumerate(zip(reply.reading.sentences, reply.words, strict=True)):
        if at in empty or at in asking:
            continue
        shared = len(question.stems & heavy_stems(words, language))
        informs = question.kind != "when" and shared >= half
        if reply.earns(sentence) and ((at in fitting and shared) or informs):
            return sentence
    return None


def tie_times(case: Case, found: Answers) -> None:
    """Mark the sentences whose time was asked for, unless hedged: it belongs to what the customer asked."""
    replies = {reply.turn: reply for reply in case.replies}
    for question, proof in found.answered:
        if question.kind == "when":
            reply = replies[proof.turn]
            sentence = reply.reading.sentence_of(proof.span)
            if not HEDGED.search(reply.reading.text, sentence.start, sentence.end):
                reply.tied |= {sentence.sentence}
