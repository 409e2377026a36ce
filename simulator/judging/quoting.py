"""Which of the learner's words a verdict points to when the words that were wanted are not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from simulator.content.rubric import Question
from simulator.judging.case import Case, Proof, Reply
from simulator.judging.observing import see
from simulator.judging.ruling import Bench, Ruling
from simulator.language.reading import Span

# One set of characters stands first so that the search may skip all others.
_CLAUSE_END = re.compile(r"[,;:\u2013\u2014\s](?:(?<!\s)\s|(?<=\s)-\s)")
_FEWEST_WORDS = 4
_MOST_WORDS = 16
_WORD = re.compile(r"\S+")


def words_missed(question: Question, ruling: Ruling, bench: Bench) -> Iterator[Proof]:
    """The learner's words that show a gap, the most telling first.

    Words that cost marks; the rubric's `look_at`; words that earned some marks; else, where nothing was
    found, a clause of the reply that should have had what is missing.
    """
    decided = [*ruling.outcome.proofs, *ruling.outcome.measured]
    looked_at: Sequence[Proof] = ()
    if question.feedback.look_at is not None:
        looked_at = see(question.feedback.look_at, bench.case, earning=False).proofs
    cost_marks = ruling.option.score < question.default.score or ruling.option.automatic_fail
    first, second = (decided, looked_at) if cost_marks else (looked_at, decided)
    yield from first
    yield from second
    if not ruling.outcome.proofs:  # else other words would be said to be what was found
        yield from words_expected(question, bench)


def words_expected(question: Question, bench: Bench) -> Iterator[Proof]:
    """A clause of each reply that could have had what was looked for, the likeliest reply first."""
    for reply in _candidates(question, bench):
        if reply.readable:
            yield _clause_of(reply)


def in_brief(proof: Proof) -> Proof:
    """The same words, cut after a clause when they are many."""
    if len(proof.quote.split()) <= _MOST_WORDS:
        return proof
    found = list(islice(_WORD.finditer(proof.quote), _MOST_WORDS))
    end = found[-1].end()
    for match in _CLAUSE_END.finditer(proof.quote, found[_FEWEST_WORDS - 1].end(), end):
        end = match.start()
    quote = proof.quote[:end].rstrip(" ,;:\u2013\u2014-")
    span = Span(proof.span.start, proof.span.start + len(quote), proof.span.sentence)
    return Proof(proof.turn, span, quote)


def in_clauses(proofs: Iterable[Proof], case: Case) -> Iterator[Proof]:
    """The proofs as whole clauses; a clause of a few words only is shown with its sentence."""
    for proof in proofs:
        yield in_clause(proof, case)


def in_clause(proof: Proof, case: Case) -> Proof:
    """One proof with its clause; found once, since several questions rest on the same words."""
    reply, span = case.reply_of[proof.turn], proof.span
    if reply.void:
        return proof
    place = span.start, span.end, span.sentence
    found = reply.clauses.get(place)
    if found is None:
        found = reply.clauses[place] = reply.proof(_clause_around(span, reply))
    return found


def _clause_around(span: Span, reply: Reply) -> Span:
    """The clause that holds a span, or the clauses; the sentence when they are short."""
    text, sentence = reply.reading.text, reply.reading.sentence_of(span)
    if not sentence.start <= span.start < span.end <= sentence.end:
        return span
    start, end = sentence.start, sentence.end
    for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end:
            end = match.start()
            break
    if (
        len(text[start:end].split()) < _FEWEST_WORDS
        and len(text[sentence.start : sentence.end].split()) <= _MOST_WORDS
    ):
        return sentence
    return Span(start, end, span.sentence)


def _candidates(question: Question, bench: Bench) -> Sequence[Reply]:
    replies = bench.case.replies
    if question.about_answers and bench.answers.unanswered:
        turn = bench.answers.unanswered[0].turn
        return [*(reply for reply in replies if reply.turn > turn), *replies]
    return replies[::-1] if question.where.startswith("last") else replies


def _clause_of(reply: Reply) -> Proof:
    """A clause that stands for the reply; found once, since every question may point to it."""
    if reply.clause is None:
        reply.clause = in_brief(_plainest(reply))
    return reply.clause


def _plainest(reply: Reply) -> Proof:
    """The first sentence that is more than a greeting, or the longest there is."""
    sentences = reply.reading.sentences
    lengths = [len(words) for words in reply.words]
    at = next((at for at, length in enumerate(lengths) if length >= _FEWEST_WORDS), None)
    return reply.proof(sentences[lengths.index(max(lengths)) if at is None else at])
