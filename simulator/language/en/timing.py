"""Reads when an English reply says that something will happen, or how long it takes."""

from __future__ import annotations

from simulator.language.document import CODE, DATE, NUMBER, TIME
from simulator.language.patterns import Hit
from simulator.language.reading import Finding, Span
from simulator.language.scene import NOTHING, Scene, graded
from simulator.language.wordlist import wordset

_CUES = (("time.in", 0.72), ("time.when", 0.6), ("time.bare", 0.42))
_CUES_ALONE = frozenset(cue for cue, _ in _CUES)


def gives_timeframe(scene: Scene) -> Finding:
    """When something will happen, or how long it takes."""
    evidence: list[tuple[float, Span]] = []
    if scene.hits.keys().isdisjoint(_CUES_ALONE):
        return NOTHING
    past = {hit.sentence for hit in scene.hits.get("time.past", ())}
    open_hours = scene.all("time.open")
    for cue, base in _CUES:
        for hit in scene.hits.get(cue, ()):
            first, last = hit.first, hit.last
            if first in scene.polarity.quoted or (
                open_hours and any(o.first <= last and first <= o.last + 1 for o in open_hours)
            ):
                continue
            weight = base + _ahead(scene, hit) - (0.3 if hit.sentence in past else 0.0)
            evidence.append((min(0.92, weight), hit.span))
    return graded((weight, span) for weight, span in evidence if weight > 0)


_AHEAD = wordset(
    "will shall going takes take arrive arrives expect should be reach get tomorrow tonight by within "
    "until goes comes due before soonest latest ready next"
)
_BEFORE = wordset(
    "was were had did ordered received noted wrote sent paid bought called scanned said charged "
    "placed dated since happened booked delivered yesterday"
)
_TERMS = wordset("allow give wait expect")
_WILL = wordset("will shall")
_DAYS_AND_HOURS, _MERE_FIGURES = frozenset({DATE, TIME}), frozenset({NUMBER, CODE})
_ENDED = wordset("stopped ended closed changed started began used")


def _ahead(scene: Scene, hit: Hit) -> float:
    """How the clause around a time points: ahead or back, to us or to the customer."""
    sentence = hit.sentence
    first, end = scene.document.bounds[sentence]
    words = scene.document.forms[max(first, hit.first - 8) : min(end, hit.last + 6)]
    shift = 0.0
    ahead = not _AHEAD.isdisjoint(words)
    if ahead:
        shift += 0.15
    if not _ENDED.isdisjoint(words) and _WILL.isdisjoint(words):
        shift -= 0.2
    if not _BEFORE.isdisjoint(words) and _WILL.isdisjoint(words) and "tomorrow" not in words:
        shift -= 0.35
    if scene.asked(hit):
        shift -= 0.45
    if hit.first in scene.polarity.conditional or hit.first in scene.polarity.denied:
        shift -= 0.3
    commits = scene.findings.get("commits_to_action")
    ours = commits is not None and sentence in [span.sentence for span in commits.spans]
    if ours:
        shift += 0.2
    elif _told_to_customer(scene, hit, sentence):
        shift -= 0.55
    kinds = scene.document.kinds[hit.first : hit.last + 1]
    if hit.first == hit.last and not ahead:
        shift -= 0.3 if _DAYS_AND_HOURS.isdisjoint(kinds) else 0.15
    return shift - 0.4 if _MERE_FIGURES.issuperset(kinds) else shift


def _told_to_customer(scene: Scene, hit: Hit, sentence: int) -> bool:
    """So: "Please send it within 14 days" sets the customer a term and promises nothing."""
    start = scene.document.tokens[hit.first].start
    told = [
        span
        for name in ("gives_instruction", "asks_question")
        for span in scene.findings[name].spans
        if span.sentence == sentence and span.start < start
    ]
    if not told or not _TERMS.isdisjoint(scene.forms(max(0, hit.first - 2), hit.first)):
        return False
    return "will" not in scene.forms(max(0, hit.first - 8), hit.first)
