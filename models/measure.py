"""How well the reader and the judge agree with raters, on files named on the command line.

    python -m models.measure --rows FILE… --support FILE… --talks FILE… --helpdesk FILE

Every figure comes with a 95 % bootstrap interval (1,000 resamples of the rows, seeded). Who the raters of a
file were is told in `models/README.md`; say it wherever a figure is shown.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

from models.behaviours import FEELING, f1
from models.rows import Row, Talk, helpdesk_talks, labelled, talks
from simulator.behaviours import BEHAVIOURS
from simulator.content.library import Library
from simulator.judging.judge import RulesJudge
from simulator.judging.transcript import Transcript, Turn
from simulator.language.reader import Reader
from simulator.language.reading import Reading

_RESAMPLES = 1_000
_LEAST = 8
"""A behaviour is averaged when it occurs at least so often."""
_RUBRICS = {"angry": "complaint", "uninformed": "guidance", "bereaved": "bereavement"}
_LIBRARY = Path(__file__).parent.parent


def main(argv: Sequence[str] | None = None) -> None:
    """Print a line for each figure."""
    args = _arguments(argv)
    for path in args.rows:
        _behaviours(path.name, labelled([path]))
    for path in args.support:
        _feeling(path.name, labelled([path]))
    for path in args.talks:
        _talks(path.name, talks(path), alone=False)
    for path in args.helpdesk:
        _talks(path.name, helpdesk_talks(path), alone=True)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in ("--rows", "--support", "--talks", "--helpdesk"):
        parser.add_argument(name, nargs="*", type=Path, default=[])
    return parser.parse_args(argv)


def _behaviours(name: str, rows: Sequence[Row]) -> None:
    readings = _readings(rows)
    for behaviour in BEHAVIOURS:
        if sum(behaviour in row.present for row in rows) >= _LEAST:
            _tell(f"{name}: F1 {behaviour}", len(rows), _f1_of(behaviour, rows, readings))
    _tell(f"{name}: macro F1", len(rows), lambda chosen: _macro(chosen, rows, readings))


def _readings(rows: Sequence[Row]) -> list[Reading]:
    reader = Reader("en")
    return [reader.read(row.reply, [row.customer]) for row in rows]


_Figure = Callable[[Sequence[int]], float]


def _f1_of(behaviour: str, rows: Sequence[Row], readings: Sequence[Reading]) -> _Figure:
    def figure(chosen: Sequence[int]) -> float:
        shown = [behaviour in rows[at].present for at in chosen]
        return f1(shown, [readings[at].shows(behaviour) for at in chosen])

    return figure


def _macro(chosen: Sequence[int], rows: Sequence[Row], readings: Sequence[Reading]) -> float:
    often = [name for name in BEHAVIOURS if sum(name in row.present for row in rows) >= _LEAST]
    return float(np.mean([_f1_of(name, rows, readings)(chosen) for name in often]))


def _feeling(name: str, rows: Sequence[Row]) -> None:
    shown = np.array([FEELING in row.present for row in rows])
    sure = np.array([reading.behaviours[FEELING].confidence for reading in _readings(rows)])

    def figure(chosen: Sequence[int]) -> float:
        if len(set(shown[chosen].tolist())) < 2:
            return float("nan")
        return float(roc_auc_score(shown[chosen], sure[chosen]))

    _tell(f"{name}: AUC {FEELING}", len(rows), figure)


def _talks(name: str, rated: Sequence[Talk], *, alone: bool) -> None:
    library = Library(_LIBRARY)
    wanted = np.array([talk.quality for talk in rated])
    for rubric in sorted(_RUBRICS.values()):
        found = library.rubric(rubric)
        judge = RulesJudge(found.model, found.sha256)
        for staff_only in (True, False) if alone else (False,):
            scores = np.array([_score(judge, talk, staff_only) for talk in rated])
            told = "staff's words only" if staff_only else "whole talks"
            _tell(f"{name}: Spearman, {rubric}, {told}", len(rated), _rank(scores, wanted))
    words = np.array(
        [sum(len(t["text"]) for t in talk.turns if t["speaker"] == "agent") for talk in rated], float
    )
    _tell(f"{name}: Spearman, length alone", len(rated), _rank(words, wanted))
    sorry = np.array([_count(talk, "sorry") for talk in rated], float)
    _tell(f"{name}: Spearman, counting 'sorry'", len(rated), _rank(sorry, wanted))


def _count(talk: Talk, word: str) -> int:
    return sum(turn["text"].lower().count(word) for turn in talk.turns if turn["speaker"] == "agent")


def _score(judge: RulesJudge, talk: Talk, staff_only: bool) -> float:
    turns = tuple(
        Turn("agent" if turn["speaker"] == "agent" else "customer", turn["text"])
        for turn in talk.turns
        if turn["speaker"] == "agent" or not staff_only
    )
    return judge.evaluate(Transcript(talk.id, turns)).percentage or 0.0


def _rank(scores: np.ndarray, wanted: np.ndarray) -> _Figure:
    return lambda chosen: float(spearmanr(scores[chosen], wanted[chosen])[0])


def _tell(what: str, count: int, figure: _Figure) -> None:
    chance = np.random.default_rng(0)
    values = [figure(chance.integers(0, count, count)) for _ in range(_RESAMPLES)]
    low, high = np.nanpercentile(values, [2.5, 97.5])
    print(f"{what:66} {figure(np.arange(count)):6.3f}  [{low:.2f}, {high:.2f}]  n={count}")


if __name__ == "__main__":
    main()
