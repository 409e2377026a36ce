"""A statistic with all that has to stand beside it: items, interval, and how far it can be relied on."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from simulator.judging.agreement.bootstrap import Interval

TOO_FEW_ITEMS = 30
"""Below this number of items nothing is said with a kappa: at 0.6 its 95 % range is some 0.6 wide."""
PROVISIONAL_ITEMS = 200
"""Below this number of items a kappa is provisional: at 0.6 its 95 % range is wider than 0.2."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Estimate:
    """One statistic.

    Attributes:
        statistic: Its name, as in the JSON.
        value: Its value; None where it is not defined.
        items: The items that it rests on.
        undefined: Why there is no value, or an empty string.
        interval: The interval of the resamples; None where there is none.
    """

    statistic: str
    value: float | None
    items: int
    undefined: str = ""
    interval: Interval | None = None

    @property
    def corrected(self) -> bool:
        """Whether chance is taken off: what has to be marked when items are few."""
        return self.statistic.startswith(("kappa", "alpha", "icc"))

    @property
    def too_few(self) -> bool:
        """Whether there are fewer than 30 items."""
        return self.items < TOO_FEW_ITEMS

    @property
    def provisional(self) -> bool:
        """Whether there are fewer than 200 items."""
        return self.items < PROVISIONAL_ITEMS


def estimate(
    key: Key,
    values: Mapping[Key, float | None],
    found: Mapping[Key, Interval],
    *,
    statistic: str,
    items: int,
    reason: str,
) -> Estimate:
    """An estimate from what was measured; `reason` says why a value would be missing."""
    value = values.get(key)
    if value is None:
        return Estimate(statistic, None, items, reason)
    return Estimate(statistic, value, items, "", found.get(key))
