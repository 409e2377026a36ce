"""What a linear model sees of a reply besides its words: the findings so far, and its bearing on the case."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import log

from simulator.language.document import CODE, DATE, HANDLE, MONEY, NUMBER, TIME, URL, WORD, Document
from simulator.language.scene import NOTHING, Scene

_KINDS = [(kind, f"kind.{kind}") for kind in (TIME, DATE, MONEY, NUMBER, CODE)]
_SOURCES = [(source, f"detail.{source}") for source in ("address", "name", "value", "heard")]


def signs_of(scene: Scene, generic: frozenset[str], common: frozenset[str]) -> dict[str, float]:
    """Signs by name; each lies between about -1.5 and 4, most between 0 and 2.

    Args:
        scene: The reply, with what the phrases found in it.
        generic: Stems that belong to no case.
        common: The language's most frequent words.
    """
    return dict(zip(*signs_in_order(scene, generic, common), strict=True))


def signs_in_order(
    scene: Scene, generic: frozenset[str], common: frozenset[str]
) -> tuple[tuple[str, ...], list[float]]:
    """The names of the signs, the same for all replies of a language, and the values beside them."""
    values = _found(scene)
    values += _details(scene)
    values += _taken_up(scene, generic, common)
    values += _shape(scene)
    return _names(tuple(scene.findings)), values


@lru_cache(maxsize=8)
def _names(behaviours: tuple[str, ...]) -> tuple[str, ...]:
    found = [f"{sign}.{behaviour}" for behaviour in behaviours for sign in ("sure", "found")]
    return (*found, *_OF_DETAILS, *_OF_TAKING_UP, *_OF_SHAPE)


def _found(scene: Scene) -> list[float]:
    """How sure each finding is, and whether it is one."""
    values: list[float] = []
    for finding in scene.findings.values():
        if finding is NOTHING:
            values += _NOT_FOUND
        else:
            values += (_odds(finding.confidence), 1.0 if finding.present else 0.0)
    return values


@lru_cache(maxsize=1024)
def _odds(confidence: float) -> float:
    """Remembered: confidences have three decimals."""
    sure = min(0.98, max(0.02, confidence))
    return log(sure / (1 - sure)) / 3


_NOT_FOUND = (_odds(0.0), 0.0)
_OF_DETAILS = (*(sign for _, sign in _SOURCES), "detail.known")
_NO_DETAILS = (0.0,) * len(_OF_DETAILS)


def _details(scene: Scene) -> Iterable[float]:
    if not scene.details:
        return _NO_DETAILS
    stems = scene.document.stems
    different = {(detail.source, stems[detail.index]) for detail in scene.details}
    sources = [source for source, _ in different]
    values = [min(4, sources.count(source)) / 2 for source, _ in _SOURCES]
    values.append(min(4, len([1 for detail in scene.details if detail.known])) / 2)
    return values


_OF_TAKING_UP = ("back", "back.plain", "back.own", "back.share", "customer.asks", "customer.words")


def _taken_up(scene: Scene, generic: frozenset[str], common: frozenset[str]) -> Iterable[float]:
    """How many of the customer's last words come back in the reply."""
    if not scene.heard:
        return 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    last = scene.heard[-1]
    asked = _asked(last, common)
    back = asked.intersection(scene.document.stems)
    if back:  # of the few that come back those that are words, and no code or date
        own = scene.document
        back &= {s for s, kind in zip(own.stems, own.kinds, strict=True) if kind == WORD}
    plain = len(back & generic)
    return (
        min(8, len(back)) / 4,
        min(6, plain) / 3,
        min(6, len(back) - plain) / 3,
        2 * len(back) / max(3, len(asked)),
        float("?" in last.text),
        log(1 + len(last.tokens)) / 4,
    )


@lru_cache(maxsize=64)
def _asked(heard: Document, common: frozenset[str]) -> frozenset[str]:
    """The stems of a message but for everyday words; remembered, as one message has several replies."""
    return frozenset(
        [t.stem for t in heard.tokens if t.kind == WORD and t.form not in common and len(t.form) > 2]
    )


_OF_SHAPE = (*(sign for _, sign in _KINDS), "questions", "url", "handle")


def _shape(scene: Scene) -> list[float]:
    """Which kinds of token there are; not how long the reply is, so that filling words change nothing."""
    kinds = scene.document.kinds
    values = [float(min(2, kinds.count(kind))) for kind, _ in _KINDS]
    values += (float(min(3, len(scene.questions))), float(URL in kinds), float(HANDLE in kinds))
    return values
