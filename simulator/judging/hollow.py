"""Promises without content, and times that belong to what is past.

"I will take care of the room" says nothing about the room, however often it names it; "the booking in May"
is no date to count on. Both are words of help without the help.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.judging.english import FORMULA, holds_any
from simulator.judging.hollow_elsewhere import names_no_deed
from simulator.judging.wording import Source
from simulator.language.reading import Reading, Span

_HOLLOW = re.compile(
    r"""\b(?: resolv\w+ | handl(?:e|es|ed|ing) | solv(?:e|es|ed|ing)
    | tak(?:e|es|ing|en)\ (?:(?:good|best|full|personal|complete)\ )*(?:care|ownership|charge|responsibility)
    | (?:deal|deals|dealt|dealing)\ with | look(?:s|ing)?\ (?:after|into) | attend(?:s|ing)?\ to
    | address(?:es|ing)?\ (?:this|that|it|all|the|your) | see(?:ing)?\ to\ (?:it|this|that|everything)
    | sort(?:s|ing|ed)?\ (?:\w+\ ){0,4}?out | sort(?:s|ing)?\ (?:this|that|it|everything|things)
    | (?:settl|fix)(?:e|es|ing)?\ (?:this|that|it|everything|(?:the|your)\ (?:matter|issue|case|problem))
    | (?:guide|guiding|walk|walking)\ you | work(?:s|ing)?\ on | follow(?:ing)?\ up | investigat\w+
        | (?:re-?)?assess\w* | review(?:s|ing|ed)?
    | (?:help|assist|support)(?:ing)?\ you(?=\ (?:with|in|on|through|further|as|today|here)\b|\W*$)
    | (?:do|doing)\ (?:my|our|everything|all|whatever)
    | make\ sure\b .* \b(?:resolved|handled|sorted|taken\ care|fixed|solved|satisfied|happy|addressed
        |done) )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OF_HOLLOW = (
    "resolv", "handl", "solv", "care", "ownership", "charge", "responsib", "deal", "look", "attend",
    "address", "see to", "seeing to", "sort", "settl", "fix", "guid", "walk", "work", "follow",
    "investigat", "assess", "review", "help", "assist", "support", "do my", "do our", "do every", "do all",
    "do what", "doing ", "make sure",
)  # fmt: skip
"""One of these is in all words that `_HOLLOW` finds."""
_BY_MEANS = re.compile(r"\b(?:by|and|with) \w+ing\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:\u2013\u2014](?=\s)|\s-\s")
_PAST_THING = re.compile(
    r"""\b(?:booking|order|reservation|stay|visit|payment|letter|bill|invoice|message|call|complaint|request
    |purchase|delivery|appointment|contract|ticket|e?-?mail|room|form|booked|ordered|paid|bought|sent
        |wrote)\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_THEN = re.compile(r"(?:of|from|in|on)\b", re.IGNORECASE)
_LONGEST_THING = 24


def hollow_promises(reading: Reading, customer: Source) -> frozenset[Span]:
    """The commitments that name no deed, unless their clause holds a value that is not the customer's."""
    return frozenset(
        span for span in reading.behaviours["commits_to_action"].spans if _is_hollow(span, reading, customer)
    )


def _is_hollow(span: Span, reading: Reading, customer: Source) -> bool:
    sentence = reading.sentence_of(span)
    closed = _CLAUSE_END.search(reading.text, span.end, sentence.end)
    end = closed.start() if closed else sentence.end
    if not (
        _names_no_deed(reading.text, span.start, end)
        or names_no_deed(reading.text, sentence.start, span.start, span.end)
    ):
        return False
    times = reading.behaviours["gives_timeframe"].spans
    own = (
        detail
        for detail in reading.details
        if span.start <= detail.start < sentence.end and any(map(str.isdigit, reading.quote(detail)))
    )
    return not any(_is_new(detail, times, reading, customer) for detail in own)


def _names_no_deed(text: str, start: int, end: int) -> bool:
    if not holds_any(text[start:end], _OF_HOLLOW):
        return False
    return bool(_HOLLOW.search(text, start, end)) and not _BY_MEANS.search(text, start, end)


def _is_new(detail: Span, times: Iterable[Span], reading: Reading, customer: Source) -> bool:
    timed = any(time.start < detail.end and detail.start < time.end for time in times)
    return not timed and not customer.has_words_of(reading.quote(detail))


def past_times(reading: Reading, customer: Source) -> frozenset[Span]:
    """The times that only say which thing is meant, in the customer's own words ("your booking in May")."""
    return frozenset(
        span
        for span in reading.behaviours["gives_timeframe"].spans
        if _OF_THEN.match(reading.text, span.start)
        and _PAST_THING.search(reading.text, max(0, span.start - _LONGEST_THING), span.start)
        and customer.has_words_of(reading.quote(span).partition(" ")[2])
    )


def mere_formulae(reading: Reading) -> frozenset[Span]:
    """The explanations that are the beginning of a formula ("No problem at all")."""
    spans = reading.behaviours["explains"].spans
    if not spans:
        return frozenset()
    text = reading.text.replace("\u2019", "'")
    found: list[Span] = []
    for span in spans:
        sentence = reading.sentence_of(span)
        match = FORMULA.match(text, sentence.start, sentence.end)
        if match and span.start < match.end():
            found.append(span)
    return frozenset(found)
