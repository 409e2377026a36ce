"""Details of the case that are a reply's own choice: not an echo, not a name in a greeting, not a mere time.

Concrete words show that somebody listened (Packard and Berger 2021, "How concrete language shapes customer
satisfaction"); a promise is worth more when it names the thing promised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.judging.english import COUNTED, MERE_TIME, NUMBERS
from simulator.judging.wording import Source, forms_of, mostly_inside
from simulator.language.reading import Reading, Span

_BEFORE_A_NAME = re.compile(
    r"(?:^|[.!?,\n]\s*|\b(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|thanks|thank you|sorry"
    r"|mr|mrs|ms|miss|mx|dr|sir|madam)\.?,?\s+)(?:mr|mrs|ms|miss|mx|dr|pani|panie|ponia|pone|خانم|آقای)?\.?\s*$",
    re.IGNORECASE,
)
_CALLING = (
    *".!?,", "hi", "hello", "hey", "dear", "morning", "afternoon", "evening", "day", "thanks", "thank you",
    "sorry", "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam", "pani", "panie", "ponia", "pone",
)  # fmt: skip
"""How the words end that `_BEFORE_A_NAME` finds."""
_AFTER_A_NAME = re.compile(r"\s*(?:[,.!?:;)\n\u2013\u2014-]|$)")
_WIDEST_TITLE = 30


def own_details(reading: Reading, copied: list[tuple[int, int]], customer: Source) -> list[Span]:
    """The details of a reading that make its sentence specific.

    Whoever writes "today by 5 pm" or signs with a name has not yet said a word about the case; a date that
    the customer spoke of is one.
    """
    behaviours = reading.behaviours
    offered = [*behaviours["gives_timeframe"].spans, *behaviours["introduces_self"].spans]
    ranges = [(span.start, span.end) for span in offered]
    known = [
        span
        for span in reading.details
        if not (copied and mostly_inside(span, copied))
        and not MERE_TIME.fullmatch(reading.quote(span))
        and not _addresses(reading.text, span)
        and (not (ranges and mostly_inside(span, ranges)) or customer.has_words_of(reading.quote(span)))
    ]
    counts = [span for span in _counts(reading, customer) if not mostly_inside(span, [*copied, *ranges])]
    return sorted([*known, *counts], key=lambda span: span.start) if counts else known


def _counts(reading: Reading, customer: Source) -> Iterator[Span]:
    """How often, how many, how long, where the customer says so: "three times" after "the third time"."""
    if not _may_count(reading.text):
        return
    for match in COUNTED.finditer(reading.text):
        same = NUMBERS.get(match[1].lower(), ())  # ignoring case takes some letters for others: "\u017f"
        if any(customer.has_words_of(form) for form in same):
            inside = (one for one in reading.sentences if one.start <= match.start() < one.end)
            for sentence in inside:  # none where only a part of the text was read
                yield Span(match.start(), match.end(), sentence.sentence)


def _may_count(text: str) -> bool:
    """A glance that misses none and spares most texts the search: whether a small number is among the words.

    Behind an apostrophe a number would be part of another word, and outside ASCII there are letters that
    the search takes for others, so it is made.
    """
    if "'" in text or not text.isascii():
        return True
    return not NUMBERS.keys().isdisjoint(forms_of(text))


def _addresses(text: str, span: Span) -> bool:
    """Whether the words only call somebody by name ("Hi Dana,")."""
    if not text[span.start].isalpha() or not _AFTER_A_NAME.match(text, span.end):
        return False
    before = text[max(0, span.start - _WIDEST_TITLE) : span.start]
    return _may_call(before) and _BEFORE_A_NAME.search(before) is not None


def _may_call(before: str) -> bool:
    """A glance that misses none and spares most words the search for what stands before a name."""
    said = before.rstrip()
    if not said or not before.isascii() or "\n" in before[len(said) :]:
        return True
    return said.lower().endswith(_CALLING)
