"""Whether the customer's questions were answered, by the next reply or the one after.

A question is answered by words that fit its kind ("when" by a time, "how" by an instruction), or by a
sentence about the same thing. Words that fit answer one question each, so that one promise does not
answer five.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from re import Pattern

from simulator.judging.asking import (
    FITTING,
    Asked,
    Kind,
    asked,
    asks_again,
    comes_back_to,
    may_ask,
)
from simulator.judging.case import Case, Proof, Reply
from simulator.judging.english import (
    AWAITED,
    FORMULA,
    HEDGED,
    NOT_KNOWN,
    OPEN_ENDED,
    WILL_FIND_OUT,
    YES_OR_NO,
)
from simulator.judging.fragments import holds_what_was_asked, is_fitting
from simulator.language.document import take_apart
from simulator.language.reader import find_questions
from simulator.language.reading import Span

_WINDOW = 2
_RECENT = 8
"""Among so many questions it is looked for one that is asked again."""
_AT_THE_START = 3
"""A yes or a no that shares no word with its question stands in one of so many first sentences."""
_TELLING = 6
_SOMETHING = re.compile(r"(?:there|you|it|they|that|this|he|she)\b", re.IGNORECASE)
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
    """The customer's questions, and what answered them. One asked after the last reply stays unanswered.

    A question that is asked again counts once.
    """

    answered: tuple[tuple[Asked, Proof], ...] = ()
    unanswered: tuple[Asked, ...] = ()

    @property
    def share(self) -> Fraction | None:
        """The share that was answered, 0 to 1; None when nothing was asked."""
        count = len(self.answered) + len(self.unanswered)
        return Fraction(len(self.answered), count) if count else None

    @property
    def asked_in_vain(self) -> int:
        """How often the question was asked that was asked most often and never answered."""
        return max((len(question.turns) for question in self.unanswered), default=0)


def answers(case: Case, language: str) -> Answers:
    """Go through the customer's questions in order. Each looks at two replies at most."""
    answered: list[tuple[Asked, Proof]] = []
    unanswered: list[Asked] = []
    used: set[tuple[int, Span]] = set()
    for question, replies in _questions(case, language):
        before = _answered_before(question, answered)
        if before is not None:
            one, by = answered[before]
            if by.turn > question.turn or _is_definite(one, by, case):
                continue
            del answered[before]  # whoever asks once more did not get the answer
            unanswered.append(one)
        at = _open_before(question, unanswered)
        proof = _answer(question, replies, used)
        if proof is not None:
            if at is not None:
                del unanswered[at]
            answered.append((question, proof))
            used.add((proof.turn, proof.span))
        elif at is not None:
            if not case.unheard(unanswered[at].turns[-1], question.turn):
                unanswered[at] = replace(unanswered[at], again=(*unanswered[at].again, question.turn))
        else:
            unanswered.append(question)
    return Answers(tuple(answered), tuple(unanswered))


def _answered_before(question: Asked, answered: Sequence[tuple[Asked, Proof]]) -> int | None:
    """Where the same question stands among those that seem to be answered, if it does."""
    recent = range(max(0, len(answered) - _RECENT), len(answered))
    return next(
        (
            at
            for at in recent
            if comes_back_to(question, answered[at][0], answered[at][1].turn > question.turn)
        ),
        None,
    )


def _is_definite(question: Asked, proof: Proof, case: Case) -> bool:
    """Whether the answer is of the very kind that was asked for: a time for "when"."""
    reply = case.reply_of[proof.turn]
    return any(span.sentence == proof.span.sentence for span in reply.spans(_DEFINITE.get(question.kind, ())))


def _open_before(question: Asked, unanswered: Sequence[Asked]) -> int | None:
    """Where the same question stands among those that are open, if it does."""
    recent = range(max(0, len(unanswered) - _RECENT), len(unanswered))
    return next((at for at in recent if asks_again(question, unanswered[at], open_=True)), None)


def _questions(case: Case, language: str) -> Iterator[tuple[Asked, Sequence[Reply]]]:
    at = 0
    for message in case.messages:
        while at < len(case.replies) and case.replies[at].turn < message.turn:
            at += 1
        replies = case.replies[at : at + _WINDOW]
        for one in _asked_in(message.text, language):
            yield Asked(message.turn, one.quote, one.kind, one.stems, (), one.others), replies


@lru_cache(maxsize=256)
def _asked_in(text: str, language: str) -> Sequence[Asked]:
    """The questions of a message, as far as they call for an answer, as if they were asked in turn 0.

    Remembered, since every judging of a talk that goes on asks for those of the same messages.
    """
    if not may_ask(text, language):
        return ()
    sentences = take_apart(text, language).sentences
    found: list[Asked] = []
    for question in find_questions(text, language):
        sentence = sentences[question.span.sentence]
        if may_ask(text[sentence.start : sentence.end], language):
            quote = text[question.span.start : question.span.end]
            one = asked(0, quote, language, question.closing)
            found += [one] if one is not None else []
    return _apart(found)


def _apart(questions: list[Asked]) -> list[Asked]:
    """The questions of one message, each with the words that belong to the others alone."""
    if len(questions) < 2:
        return questions
    counts = Counter(stem for question in questions for stem in question.stems)
    return [replace(one, others=frozenset(counts) - one.stems) for one in questions]


def _answer(question: Asked, replies: Sequence[Reply], used: set[tuple[int, Span]]) -> Proof | None:
    for at, reply in enumerate(replies):
        if not reply.readable or reply.again:
            continue
        span = _about_it(question, reply) or _fitting(question, reply, used)
        if span is None and at == 0:
            span = _beginning(question, reply, used)
        if span is None:
            span = _not_known_yet(reply, used)
        if span is not None:
            return reply.proof(span)
    return None


def _near(question: Asked, reply: Reply, span: Span) -> bool:
    """Whether a yes or a no stands at the start of the reply, or in a sentence about what was asked.

    A longer sentence that begins with "it is" or the like answers at the very start only.
    """
    telling = len(reply.words[span.sentence]) > _TELLING and _SOMETHING.match(reply.plain, span.start)
    start = 1 if telling else _AT_THE_START
    return span.sentence < start or not question.stems.isdisjoint(reply.stems[span.sentence])


def _fitting(question: Asked, reply: Reply, used: set[tuple[int, Span]]) -> Span | None:
    """Words that fit the kind of question and have not answered another one.

    A time for a "when" and an instruction for a "how" are definite by themselves (being sent elsewhere is
    not). Other words that share none with the question have to name something of the case.
    """
    candidates = _that_fit(question, reply)
    return next((span for span in candidates if reply.earns(span) and (reply.turn, span) not in used), None)


def _that_fit(question: Asked, reply: Reply) -> Iterator[Span]:
    by_itself = _DEFINITE.get(question.kind, ())
    if definite := reply.spans(by_itself):
        elsewhere = {span.sentence for span in reply.spans(["signposts"])}
        yield from (span for span in definite if span.sentence not in elsewhere)
    empty = _empty(reply)
    if not reply.specific <= empty:
        for span in reply.spans([name for name in FITTING[question.kind] if name not in by_itself]):
            solid = span.sentence in reply.specific and span.sentence not in empty
            if solid and span not in reply.hollow and _names_it(question, reply, span):
                yield span
    if question.kind in ("yes_or_no", "will"):
        closing = empty | {span.sentence for span in reply.spans(["checks_satisfaction"])}
        for span in _matches(YES_OR_NO, reply):
            if span.sentence not in closing and _near(question, reply, span):
                yield span
    if question.kind == "when":
        yield from _matches(OPEN_ENDED, reply)


def _names_it(question: Asked, reply: Reply, span: Span) -> bool:
    sentence = reply.reading.sentence_of(span)
    if question.kind == "where" and AWAITED.search(question.quote.replace("\u2019", "'")):
        return True
    return holds_what_was_asked(question.kind, reply.plain, sentence.start, sentence.end)


def _matches(words: Pattern[str], reply: Reply) -> list[Span]:
    """Where a sentence holds words that answer; those for yes and no only begin one."""
    text = reply.plain
    find = words.match if words is YES_OR_NO else words.search
    matches = ((find(text, sentence.start, sentence.end), sentence) for sentence in reply.reading.sentences)
    return [Span(match.start(), match.end(), sentence.sentence) for match, sentence in matches if match]


def _beginning(question: Asked, reply: Reply, used: set[tuple[int, Span]]) -> Span | None:
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
            and (first or reply.belongs(sentence))
            and not FORMULA.match(text, sentence.start, sentence.end)
        )
        if (
            fits
            and at not in nothing
            and reply.earns(sentence)
            and not _about_another(question, reply.stems[at])
        ):
            return sentence
        if len(words) > _GREETING:
            if at not in empty or condoled:
                return None
            condoled = True
    return None


def _about_another(question: Asked, stems: frozenset[str]) -> bool:
    """Whether a sentence takes up words of another question of the same message, and none of this one."""
    return not stems.isdisjoint(question.others) and stems.isdisjoint(question.stems)


def _not_known_yet(reply: Reply, used: set[tuple[int, Span]]) -> Span | None:
    """An honest "I don't know" or "I'll find out", with a time to count on beside it."""
    times = {span.sentence for span in reply.spans(["gives_timeframe"]) if reply.earns(span)}
    for at, sentence in enumerate(reply.reading.sentences) if times else ():
        if not times & {at, at + 1} or (reply.turn, sentence) in used or not reply.earns(sentence):
            continue
        for words in (NOT_KNOWN, WILL_FIND_OUT):
            if words.search(reply.plain, sentence.start, sentence.end):
                return sentence
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


def _about_it(question: Asked, reply: Reply) -> Span | None:
    """A sentence about what was asked: of the fitting kind, or with half of the question's words."""
    if all(map(question.stems.isdisjoint, reply.stems)):
        return None
    asking = {asked.span.sentence for asked in reply.reading.questions}
    fitting = {span.sentence for span in reply.spans(FITTING[question.kind]) if span not in reply.hollow}
    empty = _empty(reply) | {span.sentence for span in reply.hollow} - fitting
    half = max(1.0, _ABOUT_THE_SAME * len(question.stems))
    for at, (sentence, stems) in enumerate(zip(reply.reading.sentences, reply.stems, strict=True)):
        if at in empty or at in asking:
            continue
        shared = len(question.stems & stems)
        informs = question.kind != "when" and shared >= half
        if ((at in fitting and shared) or informs) and reply.earns(sentence):
            return sentence
    return None


def tie_times(case: Case, found: Answers) -> None:
    """Mark the sentences whose time was asked for, unless hedged: it belongs to what the customer asked."""
    for question, proof in found.answered:
        if question.kind == "when":
            reply = case.reply_of[proof.turn]
            sentence = reply.reading.sentence_of(proof.span)
            if not HEDGED.search(reply.reading.text, sentence.start, sentence.end):
                reply.tied |= {sentence.sentence}
