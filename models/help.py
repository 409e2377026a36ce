"""How helpful the staff's words are in a whole talk: a ridge regression over words and pairs of words.

Learned from people's satisfaction with real helpdesk talks, and from the quality of written talks of many
trades. Words of single trades are left out, so that only what staff of any company say is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
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

_Array = NDArray[np.float64]
_TRADES = """
account app application balance battery bill booking broadband browser business cable card cellphone
client code computer contract coverage data document download editor email file firmware flash forum hall
hotline icon internet invoice letter mobile modem music network number operation order package parcel
password phone photo plan platform post product purchase recharge repair router sale screen service-hall
shop signal sim software staff-hall store system telephone ticket traffic update upgrade user version
video warranty web webpage website wifi window yuan
"""
_PENALTY, _WRITTEN_PENALTY = 20.0, 40.0
_LEAST, _LEAST_WRITTEN = 6, 4
_HELPDESK_SHARE = 0.65
"""What the helpdesk's people weigh in the mean of the two models, each brought to the same spread."""
_FOLDS = 10
_SMALLEST = 0.003


def train(groups: Sequence[Sequence[Talk]]) -> dict[str, Any]:
    """The model as it is written.

    Args:
        groups: Rated talks, each group on a scale of its own; the largest is the helpdesk's.
    """
    if len(groups) < 2:
        raise SystemExit("The model `help` needs talks of a helpdesk and written talks: name both.")
    largest = max(range(len(groups)), key=lambda at: len(groups[at]))
    helpdesk = list(groups[largest])
    written = [talk for at, group in enumerate(groups) if at != largest for talk in group]
    ratings = [
        _standard([talk.quality for talk in group]) for at, group in enumerate(groups) if at != largest
    ]
    kept = _kept(helpdesk, written)
    tables = _table(helpdesk, kept).toarray(), _table(written, kept).toarray()
    targets = _standard([talk.quality for talk in helpdesk]), np.concatenate(ratings)
    _report(tables, targets)
    weights, bias = _mean_of_two(tables, targets)
    spread = float(np.std(np.vstack(tables) @ weights))
    words = {
        word: round(float(value) / spread, 3)
        for word, value in zip(kept, weights, strict=True)
        if abs(value) / spread >= _SMALLEST
    }
    return {"bias": round(bias / spread, 3), "words": words, "signs": {}}


def _mean_of_two(tables: tuple[_Array, _Array], targets: tuple[_Array, _Array]) -> tuple[_Array, float]:
    """The weights and the bias of the mean of a model of helpdesk talks and one of written talks.

    Two models and not one of all talks: the helpdesk's talks are many and of one trade, and would drown what
    the others have to say.
    """
    total, bias = np.zeros(tables[0].shape[1]), 0.0
    shares = (_HELPDESK_SHARE, 1 - _HELPDESK_SHARE)
    for table, target, penalty, share in zip(
        tables, targets, (_PENALTY, _WRITTEN_PENALTY), shares, strict=True
    ):
        model = Ridge(alpha=penalty, solver="cholesky").fit(table, target)
        spread = float(np.std(model.predict(table)))
        total += share * model.coef_ / spread
        bias += share * float(model.intercept_) / spread
    return total, bias


_RULES = rules_for("en")
_STEM = stemmer_for("en")
_LEFT_OUT = frozenset(_STEM(word) for word in _TRADES.split())


@lru_cache(maxsize=4096)
def words_of(talk: Talk) -> frozenset[str]:
    """The words and pairs that the staff said in a talk, but for those of trades."""
    said: set[str] = set()
    for turn in talk.turns:
        if turn["speaker"] == "agent":
            document = take_apart(clean_text(turn["text"]), "en")
            said.update(gram.words for gram in grams(document, _RULES.generic))
    return frozenset(words for words in said if _LEFT_OUT.isdisjoint(words.split()) and "*" not in words)


def _kept(helpdesk: Sequence[Talk], written: Sequence[Talk]) -> list[str]:
    there = Counter(word for talk in helpdesk for word in words_of(talk))
    here = Counter(word for talk in written for word in words_of(talk))
    often = {word for word, count in there.items() if count >= _LEAST}
    return sorted(often | {word for word, count in here.items() if count >= _LEAST_WRITTEN})


def _table(talks: Sequence[Talk], kept: Sequence[str]) -> csr_matrix:
    place = {word: at for at, word in enumerate(kept)}
    rows, columns, values = [], [], []
    for row, talk in enumerate(talks):
        known = sorted(place[word] for word in words_of(talk) if word in place)
        for column in known:
            rows.append(row)
            columns.append(column)
            values.append(SCALE / sqrt(len(known)))
    return csr_matrix((values, (rows, columns)), shape=(len(talks), len(kept)))


def _standard(values: Sequence[float]) -> _Array:
    of = np.array(values)
    standard: _Array = (of - of.mean()) / of.std()
    return standard


def _report(tables: tuple[_Array, _Array], targets: tuple[_Array, _Array]) -> None:
    """Say how well talks are ordered that the model has not seen (ten folds)."""
    for mine, name in ((0, "helpdesk"), (1, "written")):
        guessed = np.zeros(len(targets[mine]))
        for fold in range(_FOLDS):
            out = np.arange(len(guessed)) % _FOLDS == fold
            inside = [table[~out] if at == mine else table for at, table in enumerate(tables)]
            wanted = [target[~out] if at == mine else target for at, target in enumerate(targets)]
            weights, _ = _mean_of_two((inside[0], inside[1]), (wanted[0], wanted[1]))
            guessed[out] = tables[mine][out] @ weights
        rho = spearmanr(guessed, targets[mine])[0]
        print(f"help, {len(guessed)} {name} talks, unseen: Spearman {rho:.3f}")
