"""The weights of the linear models of a language, as they were trained (`models/README.md`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import repeat
from math import exp
from pathlib import Path
from typing import Any

from simulator.behaviours import BEHAVIOURS
from simulator.language.learned.grams import Gram

FORMAT = 1


_THOUSAND = 1000


@dataclass(frozen=True)
class Weights:
    """One linear model. Words are added up in thousandths: whole numbers come to the same in any order.

    Attributes:
        bias: What everything starts from.
        words: What each word or pair adds, once, however often it is said.
        signs: What each sign adds, times its value.
    """

    bias: float
    words: Mapping[str, float] = field(default_factory=dict)
    signs: Mapping[str, float] = field(default_factory=dict)

    def value(self, seen: Iterable[str], signs: Mapping[str, float]) -> float:
        """The sum for a text: above 0, more likely than not."""
        total, weights = self.bias + self.of_words(seen), self.signs
        for name, value in signs.items():
            if value and name in weights:
                total += weights[name] * value
        return total

    def of_words(self, seen: Iterable[str]) -> float:
        """What the words of a text add."""
        return sum(map(self.thousandths.get, seen, repeat(0))) / _THOUSAND

    @cached_property
    def thousandths(self) -> Mapping[str, int]:
        """The weights of the words, times a thousand."""
        return {name: round(weight * _THOUSAND) for name, weight in self.words.items()}


Table = Mapping[str, Sequence[tuple[int, float]]]
"""By sign, what it adds to each of several models: one look-up for all of them."""


def _joined(tables: Sequence[Mapping[str, float]]) -> Table:
    joined: dict[str, list[tuple[int, float]]] = {}
    for at, table in enumerate(tables):
        for name, weight in table.items():
            joined.setdefault(name, []).append((at, weight))
    return joined


class Panel:
    """Several models that weigh the same texts.

    Attributes:
        models: Them by name, in the order of `values`.
    """

    def __init__(self, models: Mapping[str, Weights]) -> None:
        self.models = models
        self._signs = _joined([model.signs for model in models.values()])

    def values(self, seen: Iterable[str], signs: Mapping[str, float]) -> list[float]:
        """The sum of each model, to the last bit what `Weights.value` gives."""
        said, of_signs = list(seen), self._signs
        totals = [model.bias + model.of_words(said) for model in self.models.values()]
        for name, value in signs.items():
            if value:
                for at, weight in of_signs.get(name, ()):
                    totals[at] += weight * value
        return totals


def chance(value: float) -> float:
    """A sum as a probability (the logistic function), 0 to 1."""
    bounded = max(-30.0, min(30.0, value))
    return 1.0 / (1.0 + exp(-bounded))


def distinct(found: Iterable[Gram]) -> list[str]:
    """Each word and pair once, in the order in which they are first said."""
    return list(dict.fromkeys([gram.words for gram in found]))


def weights_path(language: str) -> Path:
    """Where the weights of a language lie."""
    return Path(__file__).parent.parent / language / "learned.json"


@lru_cache(maxsize=8)
def load_weights(language: str) -> Mapping[str, Weights]:
    """The models of a language by name: behaviours, and `help`; empty where none were trained."""
    try:
        content: Any = json.loads(weights_path(language).read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return {}
    try:
        return {
            name: Weights(float(model["bias"]), dict(model["words"]), dict(model["signs"]))
            for name, model in content["models"].items()
        }
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}


@lru_cache(maxsize=8)
def panel_of(language: str) -> Panel:
    """The models of a language that are about behaviours."""
    models = load_weights(language)
    return Panel({name: models[name] for name in BEHAVIOURS if name in models})
