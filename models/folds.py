"""How well the judge's order of talks agrees with people whose ratings of these talks it never saw.

    python -m models.folds --talks FILE… --helpdesk FILE [--folds N] [--seed N]

The measure `plain_help` is trained on all written talks and on all but one part of the helpdesk talks; that
part is then scored, by every shipped rubric, on the staff's words only and on whole talks. Each part is left
out once (cross-validation, Stone 1974). Printed are the rank correlation (Spearman) with the raters' mean
over all talks, its 95 % bootstrap interval, and the correlation within each part.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from models import help as plain_help
from models.measure import _LIBRARY, _RUBRICS, _rank, _score, _tell
from models.rows import Talk, helpdesk_talks, talks
from simulator.content.library import Library
from simulator.judging import helping
from simulator.judging.judge import RulesJudge
from simulator.language.learned.weights import Weights, load_weights


def main(argv: Sequence[str] | None = None) -> None:
    """Print two lines for each rubric and each way of scoring."""
    args = _arguments(argv)
    written = [talks(path) for path in args.talks]
    desk = helpdesk_talks(args.helpdesk)
    judges = {name: _judge(name) for name in sorted(_RUBRICS.values())}
    parts = np.random.default_rng(args.seed).permutation(np.arange(len(desk)) % args.folds)
    scores = {(name, alone): np.zeros(len(desk)) for name in judges for alone in (True, False)}
    for part in range(args.folds):
        with _trained_on([*written, [talk for talk, at in zip(desk, parts, strict=True) if at != part]]):
            for at in np.flatnonzero(parts == part):
                for name, alone in scores:
                    scores[name, alone][at] = _score(judges[name], desk[at], alone)
    wanted = np.array([talk.quality for talk in desk])
    for (name, alone), found in scores.items():
        told = "staff's words only" if alone else "whole talks"
        _tell(f"Spearman, {name}, {told}, {args.folds} folds", len(desk), _rank(found, wanted))
        within = [spearmanr(found[parts == part], wanted[parts == part])[0] for part in range(args.folds)]
        print(f"    within each part: {', '.join(f'{value:.2f}' for value in within)}")


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--talks", nargs="*", type=Path, default=[], help="written talks, always trained on")
    parser.add_argument("--helpdesk", type=Path, required=True, help="talks rated by people")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(argv)


def _judge(name: str) -> RulesJudge:
    found = Library(_LIBRARY).rubric(name)
    return RulesJudge(found.model, found.sha256)


@contextmanager
def _trained_on(groups: Sequence[Sequence[Talk]]) -> Iterator[None]:
    """Let the judge weigh help as it is learned from these talks alone."""
    with redirect_stdout(io.StringIO()):
        learned = plain_help.train(groups)
    weights = Weights(float(learned["bias"]), dict(learned["words"]), dict(learned["signs"]))
    shipped = helping.load_weights
    helping.load_weights = lambda language: {**load_weights("en"), "help": weights}
    try:
        yield
    finally:
        helping.load_weights = shipped


if __name__ == "__main__":
    main()
