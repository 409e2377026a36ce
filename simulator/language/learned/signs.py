"""What a linear model sees of a reply besides its words: the findings so far, and its bearing on the case."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from math import log

from simulator.language.document import CODE, DATE, HANDLE, MONEY, NUMBER, TIME, URL, WORD
from simulator.language.scene import Scene

_KINDS = (TIME, DATE, MONEY, NUMBER, CODE)
_SOURCES = ("address", "name", "value", "heard")


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
        signs[f"sure.{name}"] = _odds(finding.confidence)
        signs[f"found.{name}"] = float(finding.present)
    return signs


@lru_cache(maxsize=1024)
def _odds(confidence: float) -> float:
    """Remembered: confidences have three decimals."""
    sure = min(0.98, max(0.02, confidence))
    return log(sure / (1 - sure)) / 3


def _details(scene: Scene) -> dict[str, float]:
    tokens = scene.document.tokens
    different = {(detail.source, tokens[detail.index].stem) for detail in scene.details}
    counts = Counter(source for source, _ in different)
    signs = {f"detail.{source}": min(4, counts[source]) / 2 for source in _SOURCES}
    signs["detail.known"] = min(4, len([1 for detail in scene.details if detail.known])) / 2
    return signs


def _taken_up(scene: Scene, generic: frozenset[str], common: frozenset[str]) -> dict[str, float]:
    """How many of the customer's last words come back in the reply."""
    last = scene.heard[-1].tokens if scene.heard else []
    asked = {t.stem for t in last if t.kind == WORD and t.form not in common and len(t.form) > 2}
    own = {t.stem for t in scene.document.tokens if t.kind == WORD}
    back = own & asked
    plain = len(back & generic)
    return {
        "back": min(8, len(back)) / 4,
        "back.plain": min(6, plain) / 3,
        "back.own": min(6, len(back) - plain) / 3,
        "back.share": 2 * len(back) / max(3, len(asked)),
        "customer.asks": float(bool(scene.heard) and "?" in scene.heard[-1].text),
        "customer.words": log(1 + len(last)) / 4,
    }


def _shape(scene: Scene) -> dict[str, float]:
    """Which kinds of token there are; not how long the reply is, so that filling words change nothing."""
    document = scene.document
    kinds = Counter([token.kind for token in document.tokens])
    signs = {f"kind.{kind}": float(min(2, kinds[kind])) for kind in _KINDS}
    signs["questions"] = float(min(3, len(scene.questions)))
    signs["url"] = float(kinds[URL] > 0)
    signs["handle"] = float(kinds[HANDLE] > 0)
    return signs
