"""What several sentences show together, worked out from what each of them shows alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.behaviours import BEHAVIOURS
from simulator.language.reading import Finding, Question, Reading, Span, TopicMention


def merged(readings: Sequence[Reading]) -> Reading:
    """The readings of texts as that of all of them in one reply.

    It is what a reader would find as long as no sentence changes what another one means. Colleagues plan by
    it; what they then say is read anew.

    Args:
        readings: One for each text, in order; one at least.
    """
    if len(readings) == 1:
        return readings[0]
    shifts = list(_shifts(readings))
    placed = list(zip(readings, shifts, strict=True))
    return Reading(
        text=" ".join(reading.text for reading in readings),
        behaviours={name: _finding(name, placed) for name in BEHAVIOURS},
        topics=_topics(placed),
        sentences=tuple(_moved(span, by) for reading, by in placed for span in reading.sentences),
        questions=tuple(
            Question(_moved(q.span, by), q.topics, q.closing, q.offer)
            for reading, by in placed
            for q in reading.questions
        ),
        details=tuple(_moved(span, by) for reading, by in placed for span in reading.details),
        words=sum(reading.words for reading in readings),
        untrue=tuple(_moved(span, by) for reading, by in placed for span in reading.untrue),
    )


_Shift = tuple[int, int]
"""By how many characters and by how many sentences a text stands later."""


def _shifts(readings: Iterable[Reading]) -> Iterable[_Shift]:
    at = sentence = 0
    for reading in readings:
        yield at, sentence
        at += len(reading.text) + 1
        sentence += len(reading.sentences)


def _moved(span: Span, by: _Shift) -> Span:
    return Span(span.start + by[0], span.end + by[0], span.sentence + by[1])


def _finding(name: str, placed: Iterable[tuple[Reading, _Shift]]) -> Finding:
    shown = [(reading.behaviours[name], by) for reading, by in placed if reading.shows(name)]
    if not shown:
        return Finding()
    spans = tuple(_moved(span, by) for finding, by in shown for span in finding.spans)
    return Finding(True, max(finding.confidence for finding, _ in shown), spans)


def _topics(placed: Iterable[tuple[Reading, _Shift]]) -> dict[str, tuple[TopicMention, ...]]:
    found: dict[str, list[TopicMention]] = {}
    for reading, by in placed:
        for name, mentions in reading.topics.items():
            kept = found.setdefault(name, [])
            kept += [TopicMention(_moved(m.span, by), m.negated, m.asked) for m in mentions]
    return {name: tuple(mentions) for name, mentions in found.items()}
