"""What a linear model sees of a reply besides its words: the findings so far, and its bearing on the case."""

from __future__ import annotations

from functools import lru_cache
from math import log

from simulator.behaviours import BEHAVIOURS
from simulator.language.document import CODE, DATE, HANDLE, MONEY, NUMBER, TIME, URL, WORD, Document
from simulator.language.scene import Scene

_KINDS = [(kind, f"kind.{kind}") for kind in (TIME, DATE, MONEY, NUMBER, CODE)]
_SOURCES = [(source, f"detail.{source}") for source in ("address", "name", "value", "heard")]


def signs_of(scene: Scene, generic: frozenset[str], common: frozenset[str]) -> dict[str, float]:
    """Signs by name; each lies between about -1.5 and 4, most between 0 and 2.

    Args:
        scene: The reply, with what the phrases found in it.
        generic: Stems that belong to no case.
        common: The language's most frequent words.
    """
    signs = _found(scene)
    signs.update(_details(scene))
    signs.update(_taken_up(scene, generic, common))
    signs.update(_shape(scene))
    return signs


def _found(scene: Scene) -> dict[str, float]:
    signs: dict[str, float] = {}
    for name, finding in scene.findings.items():
        sure, found = _NAMES[name]
        signs[sure] = _odds(finding.confidence)
        signs[found] = 1.0 if finding.present else 0.0
    return signs


_NAMES = {behaviour: (f"sure.{behaviour}", f"found.{behaviour}") for behaviour in BEHAVIOURS}


@lru_cache(maxsize=1024)
def _odds(confidence: float) -> float:
    """Remembered: confidences have three decimals."""
    sure = min(0.98, max(0.02, confidence))
    return log(sure / (1 - sure)) / 3


def _details(scene: Scene) -> dict[str, float]:
    if not scene.details:
        return _NO_DETAILS
    stems = scene.document.stems
    different = {(detail.source, stems[detail.index]) for detail in scene.details}
    sources = [source for source, _ in different]
    signs = {sign: min(4, sources.count(source)) / 2 for source, sign in _SOURCES}
    signs["detail.known"] = min(4, len([1 for detail in scene.details if detail.known])) / 2
    return signs


_NO_DETAILS = {**{sign: 0.0 for _, sign in _SOURCES}, "detail.known": 0.0}


def _taken_up(scene: Scene, generic: frozenset[str], common: frozenset[str]) -> dict[str, float]:
    """How many of the customer's last words come back in the reply."""
    last = scene.heard[-1].tokens if scene.heard else []
    asked = _asked(scene.heard[-1], common) if scene.heard else frozenset()
    back = asked.intersection(scene.document.stems)
    if back:  # of the few that come back those that are words, and no code or date
        own = scene.document
        back &= {s for s, kind in zip(own.stems, own.kinds, strict=True) if kind == WORD}
    plain = len(back & generic)
    return {
        "back": min(8, len(back)) / 4,
        "back.plain": min(6, plain) / 3,
        "back.own": min(6, len(back) - plain) / 3,
        "back.share": 2 * len(back) / max(3, len(asked)),
        "customer.asks": float(bool(scene.heard) and "?" in scene.heard[-1].text),
        "customer.words": log(1 + len(last)) / 4,
    }


@lru_cache(maxsize=64)
def _asked(heard: Document, common: frozenset[str]) -> frozenset[str]:
    """The stems of a message but for everyday words; remembered, as one message has several replies."""
    return frozenset(
        [t.stem for t in heard.tokens if t.kind == WORD and t.form not in common and len(t.form) > 2]
    )


def _shape(scene: Scene) -> dict[str, float]:
    """Which kinds of token there are; not how long the reply is, so that filling words change nothing."""
    kinds = scene.document.kinds
    signs = {sign: float(min(2, kinds.count(kind))) for kind, sign in _KINDS}
    signs["questions"] = float(min(3, len(scene.questions)))
    signs["url"] = float(URL in kinds)
    signs["handle"] = float(HANDLE in kinds)
    return signs
