"""Reads apology, condolence, acknowledgement, ownership and thanks by a lexicon's phrases."""

from __future__ import annotations

from simulator.language.lexicon.evidence import Piece, asked, cancelled, meant_hits, overlaps, pieces
from simulator.language.lexicon.files import heard_hits, lexicon_for
from simulator.language.patterns import Hit
from simulator.language.reading import Finding
from simulator.language.scene import Scene, graded

_DEATH = frozenset({"death"})
_IF_NEAR = 3


def conditional_apology(scene: Scene) -> Finding:
    """Sorry only if, for how they feel, or turned on them."""
    evidence = pieces(scene, "conditional_apology", 0.88, conditional=1.0)
    evidence.extend((0.8, hit.span) for _, hit in meant_hits(scene, "apologises", 0.9) if _hangs(scene, hit))
    return graded(evidence)


def _hangs(scene: Scene, hit: Hit) -> bool:
    """Whether an apology hangs on an "if": right behind it, or before it in the sentence."""
    if any(other.sentence == hit.sentence for other in scene.hits.get("conditional_apology.not", ())):
        return False
    for condition in scene.hits.get("conditions", ()):
        if condition.sentence != hit.sentence:
            continue
        if 0 < condition.first - hit.last <= _IF_NEAR:
            return True
        begins = condition.first - scene.document.bounds[hit.sentence][0] <= 1
        if begins and condition.last < hit.first:
            return True
    return False


def _refused(scene: Scene, hit: Hit) -> bool:
    """Whether a refusal follows the bare "sorry", with nothing but a "but" between."""
    closers = {i for other in scene.hits.get("closers", ()) for i in range(other.first, other.last + 1)}
    lead_ins = lexicon_for(scene.document.language)["lead_ins"]
    for refusal in scene.hits.get("refusals", ()):
        between = range(hit.last + 1, refusal.first)
        if refusal.sentence != hit.sentence or refusal.first <= hit.first:
            continue
        if all(i in closers or scene.document.tokens[i].form in lead_ins for i in between):
            return True
    return False


def apologises(scene: Scene) -> Finding:
    """Sorry for what happened, in any form that is meant."""
    evidence: list[Piece] = []
    limited = scene.all("conditional_apology")
    for weight, hit in meant_hits(scene, "apologises", 0.9):
        if overlaps(hit, limited) or cancelled(scene, hit, "conditional_apology") or _hangs(scene, hit):
            continue
        if asked(scene, hit):
            weight *= 0.5
        evidence.append((0.3 if _refused(scene, hit) else weight, hit.span))
    return graded(evidence)


def told_of_death(scene: Scene) -> bool:
    """Whether somebody died in this case, by the words of the customer or the reply."""
    return bool(scene.hits.get("death")) or any(heard_hits(document, _DEATH) for document in scene.heard)


def condolence(scene: Scene) -> Finding:
    """Sympathy for a death; weak phrases ("I'm so sorry") are one only when there was a death."""
    weak = 0.62 if told_of_death(scene) else 0.0
    hits = meant_hits(scene, "condolence", 0.9, weak)
    return graded((weight, hit.span) for weight, hit in hits if weight > 0)


def acknowledges_emotion(scene: Scene) -> Finding:
    """Names, reflects or takes seriously what the customer feels."""
    limited = scene.all("conditional_apology")
    evidence = []
    for weight, hit in meant_hits(scene, "acknowledges_emotion", 0.82):
        if hit.first in scene.polarity.conditional:
            continue
        weight -= 0.35 if asked(scene, hit) else 0.0
        weight -= 0.45 if overlaps(hit, limited) else 0.0
        if weight > 0:
            evidence.append((weight, hit.span))
    return graded(evidence)


def takes_ownership(scene: Scene) -> Finding:
    """The fault is ours, or the agent keeps the case to its end."""
    return graded(pieces(scene, "takes_ownership", 0.78, in_question=0.4))


def thanks(scene: Scene) -> Finding:
    """Thanks the customer."""
    return graded(pieces(scene, "thanks", 0.93, conditional=0.3))
