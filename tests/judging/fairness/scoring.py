"""What replies to a talk's customer come to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.judging.fairness.talks import Talk
from tests.judging.shipped import one_sided


def scored(talk: Talk, replies: Iterable[str]) -> dict[str, Any]:
    """The evaluation of these replies to the customer of a talk."""
    return one_sided(talk.rubric, list(replies), list(talk.customer))


def points(talk: Talk, replies: Iterable[str]) -> float:
    """The percentage of these replies to the customer of a talk; 0 where nothing can be scored."""
    return float(scored(talk, replies)["percentage"] or 0)
