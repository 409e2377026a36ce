"""How helpful the staff's words are in a whole talk: a ridge regression over words and pairs of words.

Learned from people's satisfaction with real helpdesk talks, and from the quality of written talks of many
trades. Words of single trades are left out, so that only what staff of any company say is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.stats import spearmanr
from sklearn.linear_model import Ridge

from models.rows import Talk
from simulator.language.document import take_apart
from simulator.language.learned.grams import grams
from simulator.language.learned.help import SCALE
from simulator.language.reader import rules_for
from simulator.language.stems import stemmer_for
from simulator.language.text import clean_text

_TRADES = """
account app application balance battery bill booking broadband browser business cable card cellphone
client code computer contract coverage data document download editor email file firmware flash forum hall
hotline icon internet invoice letter mobile modem music network number operation order package parcel
password phone photo plan platform post product purchase recharge repair router sale screen service-hall
shop signal sim software staff-hall store system telephone ticket traffic update upgrade user version
video warranty web webpage website wifi window yuan
"""
_PENALTY = 30.0
_LEAST = 6
_LEAST_WRITTEN = 3
_WRITTEN_WEIGHT = 8.0
"""A written talk counts for so many helpdesk talks: there are few of them, of many more trades."""
_FOLDS = 10
_SMALLEST = 0.003


def train(groups: Sequence[Sequence[Talk]]) -> dict[str, Any]:
    """The model as it is written.

    Args:
        groups: Rated talks, each group on a scale of its own; the largest is the helpdesk's.
    """
    found = [[words_of(talk) for talk in group] for group in groups]
    largest = max(range(len(groups)), key=lambda at: len(groups[at]))
    kept = _kept(found, largest)
    table = _table([words for group in found for words in group], kept)
    target = np.concatenate([_standard([talk.quality for talk in group]) for group in groups])
    group_of = np.array([at for at, group in enumerate(groups) for _ in group])
    weight = np.where(group_of == largest, 1.0, _WRITTEN_WEIGHT)
    _report(table, target, weight, group_of)
    model = Ridge(alpha=_PENALTY, solver="cholesky").fit(table.toarray(), target, sample_weight=weight)
    spread = float(np.std(model.predict(table.toarray())))
    words = {
        word: round(float(value) / spread, 3)
        for word, value in zip(kept, model.coef_, strict=True)
        if abs(value) / spread >= _SMALLEST
    }
    return {"bias": round(float(model.intercept_) / spread, 3), "words": words, "signs": {}}


_RULES = rules_for("en")
_STEM = stemmer_for("en")
_LEFT_OUT = frozenset(_STEM(word) for word in _TRADES.split())


def words_of(talk: Talk) -> set[str]:
    """The words and pairs that the staff said in a talk, but for those of trades."""
    said: set[str] = set()
    for turn in talk.turns:
        if turn["speaker"] == "agent":
            document = take_apart(clean_text(turn["text"]), "en")
            said.update(gram.words for gram in grams(document, _RULES.generic))
    return {words for words in said if _LEFT_OUT.isdisjoint(words.split()) and "*" not in words}


def _kept(found: Sequence[Sequence[set[str]]], largest: int) -> list[str]:
    helpdesk = Counter(word for words in found[largest] for word in words)
    written = Counter(
        word for at, group in enumerate(found) if at != largest for words in group for word in words
    )
    return sorted(
        word
        for word in set(helpdesk) | set(written)
        if helpdesk[word] >= _LEAST or (written[word] >= _LEAST_WRITTEN and helpdesk[word] >= 2)
    )


def _table(found: Sequence[set[str]], kept: Sequence[str]) -> csr_matrix:
    place = {word: at for at, word in enumerate(kept)}
    rows, columns, values = [], [], []
    for row, words in enumerate(found):
        known = sorted(place[word] for word in words if word in place)
        for column in known:
            rows.append(row)
            columns.append(column)
            values.append(SCALE / sqrt(len(known)))
    return csr_matrix((values, (rows, columns)), shape=(len(found), len(kept)))


def _standard(values: Sequence[float]) -> np.ndarray[Any, np.dtype[np.float64]]:
    of = np.array(values)
    standard: np.ndarray[Any, np.dtype[np.float64]] = (of - of.mean()) / of.std()
    return standard


def _report(table: csr_matrix, target: Any, weight: Any, group_of: Any) -> None:  # noqa: ANN401
    """Say how well talks are ordered that the model has not seen (ten folds)."""
    dense = table.toarray()
    guessed = np.zeros(len(target))
    for fold in range(_FOLDS):
        out = np.arange(len(target)) % _FOLDS == fold
        model = Ridge(alpha=_PENALTY, solver="cholesky").fit(dense[~out], target[~out], weight[~out])
        guessed[out] = model.predict(dense[out])
    for group in sorted(set(group_of.tolist())):
        mine = group_of == group
        rho = spearmanr(guessed[mine], target[mine])[0]
        print(f"help, group {group} of {int(mine.sum())} talks: Spearman {rho:.3f}")
