"""A logistic regression for each behaviour that it helps to read.

L2-regularised logistic regression (scikit-learn, liblinear) over words, pairs of words and signs. A model is
kept only where it betters the phrases alone in cross-validation: the phrases are precise and can be
explained, so they stand where a model adds nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from models.rows import Row
from simulator.behaviours import BEHAVIOURS
from simulator.language.learned.grams import grams
from simulator.language.learned.reconsidering import decide
from simulator.language.learned.signs import signs_of
from simulator.language.learned.weights import Weights, chance, distinct
from simulator.language.reader import Reader, rules_for
from simulator.language.reading import Finding
from simulator.language.scene import PRESENT

FEELING = "acknowledges_emotion"
_STRENGTH = 0.3
"""The inverse of the penalty (scikit-learn's `C`)."""
_WORD_SCALE = {FEELING: 1.0}
_OTHER_WORD_SCALE = 0.3
"""Words count for less than signs before the penalty; folded into the weights afterwards."""
_LEAST_ROWS = 4
"""A word must occur in so many rows."""
_LEAST_POSITIVE = 25
_LEAST_GAIN = 0.015
_LIKELY = 0.4
"""From this probability on a behaviour counts as shown: the rows hold fewer of each than not."""
_FOLDS = 8
_SMALLEST = 0.01
"""Weights below this are left out of the file."""

COSTLY = ("brushes_off", "blames", "overpromises", "requests_sensitive_data", "conditional_apology")
"""Behaviours that cost marks are read by phrases alone: what is held against somebody must be shown."""
_BY_FORM = ("asks_question", "gives_timeframe")
"""A question is told by its form, and so is a time; words like "ask" mislead ("we asked the bank"), and "now
and then" is no time to count on."""
_DISPUTED = ("personalises",)
_OF_THE_CUSTOMER = ("back",)
"""Signs that count the customer's words that come back. They change with the customer's wording most of all,
so only what is told apart by them may look at them."""
_Features = tuple[list[str], dict[str, float], Mapping[str, Finding]]


def train(
    rows: Sequence[Row], support: Sequence[Row] = (), elsewhere: Sequence[Row] = ()
) -> dict[str, dict[str, Any]]:
    """The models worth keeping, by behaviour, as they are written.

    Args:
        rows: Replies with all behaviours labelled.
        support: Replies in which only the acknowledgement of feelings was labelled.
        elsewhere: Replies whose rater drew the line elsewhere than the panel for some behaviours
            (`_DISPUTED`), and that are left out for those.
    """
    kept = {}
    for name in BEHAVIOURS:
        if name in COSTLY or name in _BY_FORM:
            continue
        mine = [*rows, *(support if name == FEELING else ()), *(() if name in _DISPUTED else elsewhere)]
        if sum(name in row.present for row in mine) < _LEAST_POSITIVE:
            continue
        before, after = _cross_validated(name, mine)
        keep = after >= before + _LEAST_GAIN or name == FEELING
        print(f"{name:24} phrases {before:.3f}, with model {after:.3f}{'' if keep else '  (left out)'}")
        if keep:
            weights = _fit(name, mine)
            kept[name] = {"bias": weights.bias, "words": weights.words, "signs": weights.signs}
    return kept


def _may_look_at(name: str, sign: str) -> bool:
    return name in _DISPUTED or not sign.startswith(_OF_THE_CUSTOMER)


_READER = Reader("en")
_RULES = rules_for("en")


@lru_cache(maxsize=8192)
def features(row: Row) -> _Features:
    """The distinct words and pairs of a row, its signs, and what the phrases found in it."""
    scene = _READER.look(row.reply, [row.customer])
    seen = distinct(grams(scene.document, _RULES.generic))
    return seen, signs_of(scene, _RULES.generic, _RULES.common), scene.findings


def _fit(name: str, rows: Sequence[Row]) -> Weights:
    found = [features(row) for row in rows]
    often = Counter(word for words, _, _ in found for word in words)
    words = sorted(word for word, count in often.items() if count >= _LEAST_ROWS)
    signs = sorted({sign for _, values, _ in found for sign in values if _may_look_at(name, sign)})
    shown = np.array([name in row.present for row in rows])
    scale = _WORD_SCALE.get(name, _OTHER_WORD_SCALE)
    fitted = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0).fit(
        _table(found, words, signs, scale), shown
    )
    weights = fitted.coef_[0]
    shift = float(np.log((1 - _LIKELY) / _LIKELY))
    return Weights(
        bias=round(float(fitted.intercept_[0]) + shift, 3),
        words=_rounded(words, weights[: len(words)] * scale),
        signs=_rounded(signs, weights[len(words) :]),
    )


def _table(
    found: Sequence[_Features], words: Sequence[str], signs: Sequence[str], scale: float
) -> csr_matrix:
    place = {word: at for at, word in enumerate(words)}
    place_of_sign = {sign: len(words) + at for at, sign in enumerate(signs)}
    values, rows, columns = [], [], []
    for row, (seen, of_signs, _) in enumerate(found):
        cells = [(place[word], scale) for word in seen if word in place]
        cells += [
            (place_of_sign[sign], value)
            for sign, value in of_signs.items()
            if value and sign in place_of_sign
        ]
        for column, value in cells:
            rows.append(row)
            columns.append(column)
            values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(found), len(words) + len(signs)))


def _rounded(names: Sequence[str], weights: NDArray[np.float64]) -> dict[str, float]:
    pairs = zip(names, (round(float(weight), 3) for weight in weights), strict=True)
    return {name: weight for name, weight in pairs if abs(weight) >= _SMALLEST}


def _cross_validated(name: str, rows: Sequence[Row]) -> tuple[float, float]:
    """F1 of the phrases alone, and of phrases and model together, on rows that the model has not seen."""
    shown = [name in row.present for row in rows]
    together = [False] * len(rows)
    for fold in range(_FOLDS):
        model = _fit(name, [row for at, row in enumerate(rows) if at % _FOLDS != fold])
        for at in range(fold, len(rows), _FOLDS):
            seen, signs, findings = features(rows[at])
            together[at] = decide(name, findings[name], chance(model.value(seen, signs))) >= PRESENT
    alone = [features(row)[2][name].present for row in rows]
    return f1(shown, alone), f1(shown, together)


def f1(shown: Sequence[bool], found: Sequence[bool]) -> float:
    """The harmonic mean of precision and recall; 0 where nothing was shown or found."""
    both = sum(a and b for a, b in zip(shown, found, strict=True))
    total = sum(shown) + sum(found)
    return 2 * both / total if total else 0.0
