"""Details of the case that are a reply's own choice: not an echo, not a mere form of address, not a date.

Concrete words show that somebody listened (Packard and Berger 2021, "How concrete language shapes customer
satisfaction"); a promise is worth more when it names the thing promised.
"""

from __future__ import annotations

import re

from simulator.judging.wording import mostly_inside
from simulator.language.reading import Reading, Span

_BEFORE_A_NAME = re.compile(
    r"(?:^|[.!?,\n]\s*|\b(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|thanks|thank you|sorry"
    r"|mr|mrs|ms|miss|mx|dr|sir|madam)\.?,?\s+)(?:mr|mrs|ms|miss|mx|dr)?\.?\s*$",
    re.IGNORECASE,
)
_AFTER_A_NAME = re.compile(r"\s*(?:[,.!?:;)\n\u2013\u2014-]|$)")
_WIDEST_TITLE = 30


def own_details(reading: Reading, copied: list[tuple[int, int]]) -> list[Span]:
    """The details of a reading that make its sentence specific."""
    times = reading.behaviours["gives_timeframe"].spans
    return [
        span
        for span in reading.details
        if not mostly_inside(span, copied)
        and not mostly_inside(span, ((time.start, time.end) for time in times))
        and not _addresses(reading.text, span)
    ]


def _addresses(text: str, span: Span) -> bool:
    """Whether the words only call somebody by name ("Hi Dana,")."""
    if not text[span.start].isalpha() or not _AFTER_A_NAME.match(text, span.end):
        return False
    return _BEFORE_A_NAME.search(text[max(0, span.start - _WIDEST_TITLE) : span.start]) is not None
