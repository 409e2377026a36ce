"""From what stands on record to what reports look at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import cast

from simulator.content.rubric import Rubric
from simulator.records.facts import AttemptFacts
from simulator.reporting.attempts import Sitting
from simulator.reporting.forms import Classes, classes_of
from simulator.reporting.shares import hundredths


def sitting_of(attempt: AttemptFacts, zone: tzinfo) -> Sitting:
    """An attempt on record as reports look at it; its days and months are those of a time zone."""
    return Sitting(
        attempt.attempt,
        attempt.learner,
        attempt.level,
        attempt.scenario,
        attempt.scenario_title or attempt.scenario,
        attempt.mode,
        datetime.fromisoformat(attempt.ended_at).astimezone(zone),
        hundredths(attempt.percentage),
        attempt.passed is True,
        attempt.counts,
        attempt.branch_of is not None,
        attempt.ending,
        attempt.stars,
    )


class RubricClasses:
    """The error classes of rubrics as they were when they were used, each source read once.

    Args:
        sources: Gives source texts by their hash.
    """

    def __init__(self, sources: Callable[[Collection[str]], Mapping[str, str]]) -> None:
        self._sources = sources
        self._known: dict[str, Classes | None] = {}

    def __call__(self, sha256: str) -> Classes | None:
        """The classes of a rubric's critical questions; None when its source cannot be read any more."""
        if sha256 not in self._known:
            source = self._sources([sha256]).get(sha256)
            self._known[sha256] = None if source is None else _classes(source)
        return self._known[sha256]


@lru_cache(maxsize=64)
def _classes(source: str) -> Classes | None:
    from simulator.content.loading import parse
    from simulator.errors import EmptyChairError

    try:
        loaded = parse(source.encode("utf-8", "replace"), Path("stored rubric"), "rubric")
    except EmptyChairError:
        return None
    return classes_of(cast(Rubric, loaded.model))
