"""Reads promises, instructions, times and directions elsewhere by a lexicon's phrases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from simulator.language.document import DATE, TIME, URL, WORD
from simulator.language.lexicon.evidence import (
    Piece,
    asked,
    cancelled,
    meant,
    meant_hits,
    pieces,
    same_clause,
)
from simulator.language.lexicon.files import lexicon_for
from simulator.language.patterns import Hit
from simulator.language.reading import Finding
from simulator.language.scene import Scene, graded

_LEAD = 4
_LEAST_VERB = 5
_ORDER_REACH = 3


def commits_to_action(scene: Scene) -> Finding:
    """What the agent or the company will do, is doing or has done for this case."""
    evidence = []
    deeds = chain(
        meant_hits(scene, "commits_to_action", 0.76), ((0.66, hit) for hit in _deeds_by_endings(scene))
    )
    for weight, hit in deeds:
        if asked(scene, hit):
            continue
        weight *= 0.4 if _purpose(scene, hit) or hit.first in scene.polarity.conditional else 1.0
        evidence.append((weight, hit.span))
    return graded(evidence)


def _deeds_by_endings(scene: Scene) -> Iterator[Hit]:
    """Verbs of the first person, known by their endings, that no phrase names."""
    lexicon = lexicon_for(scene.document.language)
    endings = tuple(lexicon["deed_endings"])
    if not endings:
        return
    for i, token in enumerate(scene.document.tokens):
        if token.kind is not WORD or len(token.form) < _LEAST_VERB or not token.form.endswith(endings):
            continue
        hit = Hit(i, i, scene.document)
        known = token.form in lexicon["no_deeds"] or token.form in lexicon["everyday"]
        if not known and meant(scene, hit) and not cancelled(scene, hit, "commits_to_action.not"):
            yield hit


def _orders_by_endings(scene: Scene) -> Iterator[Hit]:
    """Verbs that order: by an ending of their own, or by one that follows a "please"."""
    lexicon = lexicon_for(scene.document.language)
    alone, after = tuple(lexicon["order_alone"]), tuple(lexicon["order_endings"])
    opened = -1
    for i, token in enumerate(scene.document.tokens):
        if token.kind is not WORD:
            opened = -1
            continue
        if i in scene.document.breaks:
            opened = -1
        if token.form in lexicon["order_openers"]:
            opened = i
            continue
        if len(token.form) < _LEAST_VERB - 1 or token.form in lexicon["no_orders"]:
            continue
        ends = bool(alone) and token.form.endswith(alone)
        follows = (
            bool(after) and 0 <= i - opened - 1 <= _ORDER_REACH and opened >= 0 and token.form.endswith(after)
        )
        hit = Hit(opened if follows else i, i, scene.document)
        quoted = hit.last in scene.polarity.quoted
        if (ends or follows) and not quoted and not cancelled(scene, hit, "gives_instruction.not"):
            yield hit


def _purpose(scene: Scene, hit: Hit) -> bool:
    """Whether a "so that we can" opens the clause."""
    return any(
        other.first <= hit.last and same_clause(scene.document, other.last, hit.first)
        for other in scene.hits.get("purposes", ())
    )


def gives_instruction(scene: Scene) -> Finding:
    """Tells the customer what to do next, concretely."""
    evidence = []
    orders = chain(
        meant_hits(scene, "gives_instruction", 0.8), ((0.74, hit) for hit in _orders_by_endings(scene))
    )
    invitations = [hit.first for _, hit in meant_hits(scene, "checks_satisfaction", 1.0)]
    for weight, hit in orders:
        weight *= 0.7 if asked(scene, hit) else 1.0
        weight *= 0.5 if hit.first in scene.polarity.conditional else 1.0
        weight *= 0.4 if any(same_clause(scene.document, hit.last, at) for at in invitations) else 1.0
        evidence.append((weight, hit.span))
    return graded(evidence)


def gives_timeframe(scene: Scene) -> Finding:
    """Says when something will happen or how long it takes."""
    evidence: list[Piece] = pieces(scene, "gives_timeframe", 0.76, in_question=0.4, conditional=0.6)
    supported = 0.2 if scene.shows("commits_to_action") else 0.0
    if supported:
        hits = meant_hits(scene, "gives_timeframe", 0.0)
        evidence.extend(
            (weight + supported, hit.span) for weight, hit in hits if weight and not asked(scene, hit)
        )
    known = {detail.index for detail in scene.details if detail.known}
    for i, token in enumerate(scene.document.tokens):
        if token.kind not in (DATE, TIME) or i in known or i in scene.polarity.quoted:
            continue
        hit = Hit(i, i, scene.document)
        if not asked(scene, hit) and not cancelled(scene, hit, "gives_timeframe.not"):
            evidence.append((0.4 + supported, hit.span))
    return graded(evidence)


def signposts(scene: Scene) -> Finding:
    """Sends the customer to another person, team, channel, page or organisation."""
    evidence: list[Piece] = pieces(scene, "signposts", 0.74, in_question=0.6)
    for i, token in enumerate(scene.document.tokens):
        if token.kind == URL:
            hit = Hit(i, i, scene.document)
            first = scene.document.bounds[hit.sentence][0]
            weight = 0.4 if cancelled(scene, hit, "signposts.not") else 0.85
            evidence.append((weight, scene.span(max(first, i - _LEAD), i)))
    return graded(evidence)
