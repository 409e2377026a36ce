"""The phrases' findings, reconsidered by the linear models.

A model adds to the phrases what they cannot say: it sees all findings of a reply at once, and words that
prove nothing each by itself. It does not overrule phrases that are sure, and what it finds is shown by the
words that weighed most.
"""

from __future__ import annotations

from itertools import repeat

from simulator.language.document import WORD
from simulator.language.learned.grams import ByToken, by_token
from simulator.language.learned.signs import signs_in_order
from simulator.language.learned.weights import Panel, Weights, chance
from simulator.language.reading import Finding, Span
from simulator.language.scene import PRESENT, LanguageRules, Scene

_SURE = 0.65
"""From this confidence on a finding of the phrases stands."""
_SHOWN_BY_PHRASES = frozenset({"acknowledges_emotion"})
_OF_THIS_CASE = frozenset({"personalises"})
_SHORT_STEM = 3
_HINT, _ALONE = 0.15, 0.88
"""Where no phrase so much as hints at these, a model has to be this sure: its quote must be believed."""
_JUST_NOT = PRESENT - 0.001
_QUOTED_WORDS = 14
_SHORT = 14
"""In replies of fewer words there is little to weigh: the phrases decide, the model only orders."""


def reconsider(scene: Scene, rules: LanguageRules, panel: Panel) -> None:
    """Change the scene's findings for the behaviours that have a model."""
    if not panel.models:
        return
    found = by_token(scene.document, rules.generic)
    values = panel.values({*found[0], *found[1]}, *signs_in_order(scene, rules.generic, rules.common))
    weigh = _ordered if is_short(scene) else _weighed
    changed = {
        name: weigh(scene, name, weights, found, chance(value))
        for (name, weights), value in zip(panel.models.items(), values, strict=True)
        if name in scene.findings
    }
    scene.findings.update(changed)


def is_short(scene: Scene) -> bool:
    """Whether a reply is too short to be weighed."""
    return len(scene.document.tokens) - len(scene.document.sentences) < _SHORT


def decide(name: str, before: Finding, likely: float) -> float:
    """How sure phrases and model are together, 0 to 1; the behaviour is shown from 0.5 on.

    Args:
        name: The behaviour.
        before: What the phrases found.
        likely: What the model holds for likely, 0 to 1.
    """
    if before.present and (likely >= PRESENT or before.confidence >= _SURE):
        return round(max(PRESENT, (before.confidence + likely) / 2), 3)
    if before.present:
        return round(min(likely, _JUST_NOT), 3)
    if name in _SHOWN_BY_PHRASES and before.confidence < _HINT and likely < _ALONE:
        return round(likely * _JUST_NOT / _ALONE, 3)
    return round(likely, 3)


def _ordered(scene: Scene, name: str, weights: Weights, found: ByToken, likely: float) -> Finding:
    before = scene.findings[name]
    return before if before.present else Finding(False, round(min(likely, _JUST_NOT), 3))


def _weighed(scene: Scene, name: str, weights: Weights, found: ByToken, likely: float) -> Finding:
    before = scene.findings[name]
    sure = decide(name, before, likely)
    denied = name in _SHOWN_BY_PHRASES and not before.present and bool(scene.polarity.denied)
    if sure < PRESENT or denied:  # a model sees denied words as if they were said
        return Finding(False, min(sure, _JUST_NOT))
    if before.present:
        return Finding(True, sure, before.spans)
    span = _weightiest(scene, weights, found)
    if span is None or (name in _OF_THIS_CASE and not _of_this_case(scene)):
        return Finding(False, _JUST_NOT)
    return Finding(True, sure, (span,))


def _of_this_case(scene: Scene) -> bool:
    """Whether anything of the case is named or taken up; else the words prove nothing of the kind."""
    if scene.details or not scene.heard:
        return bool(scene.details)
    heard = {stem for stem in scene.heard[-1].stems if len(stem) > _SHORT_STEM}
    return not heard.isdisjoint(scene.document.stems)


def _weightiest(scene: Scene, weights: Weights, found: ByToken) -> Span | None:
    """The words that weighed most, of the sentence with the largest sum."""
    document, weight_of = scene.document, weights.thousandths.get
    words, pairs = (list(map(weight_of, grams, repeat(0))) for grams in found)
    sums = [sum(words[first : end + 1]) + sum(pairs[first : end + 1]) for first, end in document.bounds]
    if not sums:
        return None
    best = max(range(len(sums)), key=lambda sentence: (sums[sentence], -sentence))
    first, end = document.bounds[best]
    weighing = [at for at in range(first, end) if words[at] > 0 or pairs[at] > 0]
    weighing += [at - 1 for at in range(first + 1, end) if pairs[at] > 0]
    if not weighing:
        weighing = [at for at in range(first, end) if document.tokens[at].kind == WORD]
    if not weighing:
        return None
    begin = min(weighing)
    return scene.span(begin, min(max(weighing), begin + _QUOTED_WORDS))
