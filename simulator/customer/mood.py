"""How moods move: within bounds, with inertia, and remembering offences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.content.base import Meter
from simulator.content.persona import Inertia

_BETTER: dict[Meter, int] = {"patience": 1, "trust": 1, "clarity": 1, "distress": -1}
"""The direction in which each meter gets better: distress by falling."""


def is_gain(meter: Meter, points: float) -> bool:
    """Whether a change makes the customer feel better."""
    return points * _BETTER[meter] > 0


def total_change(changes: Iterable[Mapping[Meter, float]]) -> dict[Meter, float]:
    """All changes of one turn, added up by meter."""
    total: dict[Meter, float] = {}
    for change in changes:
        for meter, points in change.items():
            total[meter] = total.get(meter, 0) + points
    return total


def worn(change: Mapping[Meter, int], times: int) -> dict[Meter, float]:
    """A change at its n-th time: a gain is divided by n, a loss stays whole."""
    return {meter: points / times if is_gain(meter, points) else points for meter, points in change.items()}


def losses(change: Mapping[Meter, float]) -> dict[Meter, float]:
    """Only what makes the customer feel worse."""
    return {meter: points for meter, points in change.items() if not is_gain(meter, points)}


def move(
    mood: Mapping[Meter, float], change: Mapping[Meter, float], inertia: Inertia, offences: int
) -> dict[Meter, float]:
    """The mood after one turn's change.

    A gain is divided by 1 + grudge * offences and is at most `inertia.better` points; a loss is at most
    `inertia.worse`. Meters stay within 0..100; a meter that this customer does not have is left out.
    """
    return {
        meter: _bounded(points, _felt(meter, change.get(meter, 0), inertia, offences))
        for meter, points in mood.items()
    }


def _felt(meter: Meter, points: float, inertia: Inertia, offences: int) -> float:
    if not is_gain(meter, points):
        return max(-inertia.worse, min(inertia.worse, points))
    slowed = points / (1 + inertia.grudge * offences)
    return max(-inertia.better, min(inertia.better, slowed))


def _bounded(points: float, change: float) -> float:
    return round(max(0.0, min(100.0, points + change)), 2)
