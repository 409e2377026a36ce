"""What counts as evidence: phrases that are meant, and not cancelled in their clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.language.document import Document
from simulator.language.patterns import Hit
from simulator.language.reading import Span
from simulator.language.scene import Scene

Piece = tuple[float, Span]
MAYBE = 0.45
"""One weak piece of evidence does not show a behaviour, two do."""


def same_clause(document: Document, one: int, other: int) -> bool:
    """Whether two tokens stand in one sentence with no comma or other break between them."""
    first, last = sorted((one, other))
    if document.sentence_of[first] != document.sentence_of[last]:
        return False
    return document.breaks.isdisjoint(range(first + 1, last + 1))


def overlaps(hit: Hit, others: Iterable[Hit]) -> bool:
    """Whether a match shares a token with any of the others."""
    return any(other.first <= hit.last and hit.first <= other.last for other in others)


def cancelled(scene: Scene, hit: Hit, *cues: str) -> bool:
    """Whether a match of one of the cues shares its clause."""
    document = scene.document
    return any(
        same_clause(document, hit.first, other.last) or same_clause(document, hit.last, other.first)
        for cue in cues
        for other in scene.hits.get(cue, ())
    )


def meant(scene: Scene, hit: Hit) -> bool:
    """Not quoted, and not denied from outside: the phrase itself may hold a "not"."""
    polarity = scene.polarity
    if hit.first in polarity.quoted:
        return False
    if hit.first not in polarity.denied:
        return True
    return not polarity.deniers.isdisjoint(range(hit.first, hit.last + 1))


def asked(scene: Scene, hit: Hit) -> bool:
    """Whether a match stands in the clause that asks; "… or we refund it, which suits you?" asks later."""
    if not scene.asked(hit):
        return False
    start = scene.document.tokens[hit.last].end
    return not any(q.span.sentence == hit.sentence and q.span.start >= start for q in scene.questions)


def meant_hits(
    scene: Scene, behaviour: str, strong: float, weak: float = MAYBE
) -> Iterator[tuple[float, Hit]]:
    """The phrases of a behaviour, strong and weak ones, without what is denied, quoted or cancelled."""
    for cue, weight in ((behaviour, strong), (f"{behaviour}.maybe", weak)):
        for hit in scene.hits.get(cue, ()):
            if meant(scene, hit) and not cancelled(scene, hit, f"{behaviour}.not"):
                yield weight, hit


def pieces(
    scene: Scene, behaviour: str, strong: float, *, in_question: float = 1.0, conditional: float = 0.5
) -> list[Piece]:
    """The evidence of a behaviour by its phrases.

    Args:
        scene: The reply.
        behaviour: The behaviour, by the name of its cue.
        strong: The weight of a phrase of the cue that is called like the behaviour.
        in_question: What is left of a weight in a question.
        conditional: What is left of it in an "if" clause.
    """
    found = []
    for weight, hit in meant_hits(scene, behaviour, strong):
        weight *= in_question if asked(scene, hit) else 1.0
        weight *= conditional if hit.first in scene.polarity.conditional else 1.0
        if weight > 0:
            found.append((weight, hit.span))
    return found
