"""The weights of the linear models of a language, as they were trained (`models/README.md`)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate, compress, repeat
from math import exp
from operator import mul
from pathlib import Path
from typing import Any

from simulator.behaviours import BEHAVIOURS
from simulator.language.learned.grams import Gram

FORMAT = 1


_THOUSAND = 1000
_ORDERS = 16
"""Every reply of a language has the same signs in the same order, so that one is remembered as a rule."""


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


_FIELD = 40
"""So many bits of a packed number belong to each model: far more than the words of a text add up to."""
_HALF, _ALL_BITS = 1 << (_FIELD - 1), (1 << _FIELD) - 1


def _packed(models: Sequence[Weights]) -> Mapping[str, int]:
    """By word or pair, what it adds to each of several models, in thousandths, packed into one number.

    So one addition serves all models.
    """
    rows: dict[str, int] = {}
    for at, model in enumerate(models):
        for name, weight in model.thousandths.items():
            rows[name] = rows.get(name, 0) + (weight << (_FIELD * at))
    return rows


def _added_up(values: Iterable[float], start: float) -> float:
    """The sum, one after the other from the first on; `sum` of later versions of Python rounds otherwise."""
    *_, total = accumulate(values, initial=start)
    return total


_in_order: Callable[[Iterable[float], float], float] = sum if sys.version_info < (3, 12) else _added_up


class Panel:
    """Several models that weigh the same texts.

    Attributes:
        models: Them by name, in the order of `values`.
    """

    def __init__(self, models: Mapping[str, Weights]) -> None:
        self.models = models
        self._of_signs: dict[tuple[str, ...], Sequence[Sequence[float]]] = {}
        self._words = _packed(list(models.values()))
        self._halves = sum(_HALF << (_FIELD * at) for at in range(len(models)))

    def values(self, seen: Iterable[str], names: tuple[str, ...], values: Sequence[float]) -> list[float]:
        """The sum of each model, to the last bit what `Weights.value` gives.

        Args:
            seen: The words and pairs of a text, each once.
            names: The names of its signs.
            values: Their values.
        """
        packed = sum(filter(None, map(self._words.get, seen)), self._halves)
        present, totals = list(filter(None, values)), []  # half of them are 0 and would add nothing
        for model, column in zip(self.models.values(), self._columns(names), strict=True):
            added = (packed & _ALL_BITS) - _HALF
            packed >>= _FIELD
            terms = map(mul, compress(column, values), present)
            totals.append(_in_order(terms, model.bias + added / _THOUSAND))
        return totals

    def _columns(self, names: tuple[str, ...]) -> Sequence[Sequence[float]]:
        """The weights of signs in their order, for each model; a sign that it does not know adds nothing."""
        found = self._of_signs.get(names)
        if found is None:
            if len(self._of_signs) >= _ORDERS:
                self._of_signs.clear()
            found = [[model.signs.get(name, 0.0) for name in names] for model in self.models.values()]
            self._of_signs[names] = found
        return found


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
