"""Reads whether a reply explains: what is left of it without promises, orders and courtesies."""

from __future__ import annotations

from simulator.language.document import CODE, DATE, MONEY, NUMBER, TIME
from simulator.language.lexicon.evidence import Piece
from simulator.language.lexicon.files import Lexicon, lexicon_for
from simulator.language.reading import Finding, Span
from simulator.language.scene import Clause, Scene, ends_as_question, graded

_VALUES = frozenset({NUMBER, MONEY, CODE, DATE, TIME})
_SHORT_ANSWER = 14
_TELLS, _NO_VERB, _UNFRIENDLY, _COVERED = 0.45, 0.0, 0.4, 0.3
_MISCONDUCT = ("brushes_off", "overpromises")
_OTHER_DEEDS = (
    "commits_to_action", "gives_instruction", "asks_question", "checks_satisfaction", "thanks", "apologises",
    "conditional_apology", "condolence", "acknowledges_emotion", "introduces_self", "takes_ownership",
)  # fmt: skip


def explains(scene: Scene) -> Finding:
    """Gives information: sentences with a verb that tells, which do nothing else."""
    claimed = [span for name in _OTHER_DEEDS for span in scene.findings[name].spans]
    lexicon = lexicon_for(scene.document.language)
    evidence: list[Piece] = []
    for clause in scene.clauses:
        weight = _informs(scene, clause, claimed, lexicon)
        if weight > 0.25:
            evidence.append((min(0.85, weight), scene.span(clause.first, clause.last)))
    evidence.extend((0.58, span) for span in _short_answers(scene, claimed))
    return graded(evidence)


def _informs(scene: Scene, clause: Clause, claimed: list[Span], lexicon: Lexicon) -> float:
    """How much a clause states a fact."""
    count = clause.last - clause.first + 1
    if count < 3 or clause.conditional or clause.asked or clause.first in scene.polarity.quoted:
        return 0.0
    if _cue(scene, clause, "explains.not") or _taken(scene, clause, claimed):
        return 0.0
    tokens = scene.document.tokens[clause.first : clause.last + 1]
    weight = _TELLS if _cue(scene, clause, "tells") else _NO_VERB
    weight += 0.04 * min(6, count - 3)
    weight += 0.1 if any(token.kind in _VALUES for token in tokens) else 0.0
    weight += 0.05 * min(2, sum(clause.first <= d.index <= clause.last for d in scene.details))
    weight += 0.24 if _cue(scene, clause, "explains.maybe") else 0.0
    weight -= _UNFRIENDLY if any(_cue(scene, clause, cue) for cue in _MISCONDUCT) else 0.0
    weight -= 0.4 * min(2, sum(token.form in lexicon["pleasant"] for token in tokens))
    return max(weight, 0.7) if _cue(scene, clause, "explains") else weight


def _cue(scene: Scene, clause: Clause, cue: str) -> bool:
    return any(clause.first <= hit.first <= clause.last for hit in scene.hits.get(cue, ()))


def _taken(scene: Scene, clause: Clause, claimed: list[Span]) -> bool:
    """Whether other deeds cover the clause, or a promise a good part of it."""
    start, end = scene.document.tokens[clause.first].start, scene.document.tokens[clause.last].end
    deeds = scene.findings["commits_to_action"].spans + scene.findings["gives_instruction"].spans
    if any(min(span.end, end) - max(span.start, start) > 0.15 * (end - start) for span in deeds):
        return True
    return any(min(span.end, end) - max(span.start, start) > _COVERED * (end - start) for span in claimed)


def _short_answers(scene: Scene, claimed: list[Span]) -> list[Span]:
    """Short sentences that answer a question: with a value, or with yes or no."""
    if not scene.heard or "?" not in scene.heard[-1].text.replace("\u061f", "?"):
        return []
    document, found = scene.document, []
    answers = {hit.first for hit in scene.hits.get("answers", ())}
    for sentence, (first, end) in enumerate(document.bounds[:4]):
        span = document.sentences[sentence]
        told = any(token.kind in _VALUES for token in document.tokens[first:end])
        said = first in answers and (first + 1 in document.breaks or end - first <= 2)
        if not (told or said) or not 1 < end - first <= _SHORT_ANSWER:
            continue
        if not ends_as_question(document.text, span.end) and not _overlap(span, claimed):
            found.append(span)
    return found


def _overlap(span: Span, others: list[Span]) -> bool:
    """Whether other deeds take a good part of a sentence."""
    length = span.end - span.start
    return any(min(s.end, span.end) - max(s.start, span.start) > 0.15 * length for s in others)
