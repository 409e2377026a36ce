"""A statistic of agreement as a JSON object."""

from __future__ import annotations

from typing import Any

from simulator.judging.agreement.bands import words
from simulator.judging.agreement.estimates import PROVISIONAL_ITEMS, TOO_FEW_ITEMS, Estimate

_TOO_FEW = f"fewer than {TOO_FEW_ITEMS} items: this number says next to nothing"
_PROVISIONAL = f"fewer than {PROVISIONAL_ITEMS} items: this number is provisional"


def statistics_object(estimates: tuple[Estimate, ...]) -> dict[str, dict[str, Any]]:
    """Statistics by name, each with its interval and what has to stand beside it."""
    return {one.statistic: statistic_object(one) for one in estimates}


def statistic_object(one: Estimate) -> dict[str, Any]:
    """A statistic with its interval and what has to stand beside it."""
    scale = 100 if one.statistic == "percent_agreement" else 1
    if one.value is None:
        return {"value": None, "items": one.items, "undefined": one.undefined}
    found: dict[str, Any] = {"value": rounded(one.value * scale), "low": None, "high": None}
    if one.interval is not None:
        low, high = one.interval.low, one.interval.high
        found |= {"low": rounded(low * scale), "high": rounded(high * scale)}
    found |= {"items": one.items, "resamples": one.interval.used if one.interval else 0}
    if one.corrected:
        found |= {"provisional": one.provisional, "too_few": one.too_few}
        if one.interval is not None and not one.too_few:
            found["words"] = words(one.statistic, one.interval.low, one.interval.high)
        if one.provisional:
            found["warning"] = _TOO_FEW if one.too_few else _PROVISIONAL
    return found


def rounded(value: float | None) -> float | None:
    """Four decimals, which is more than any of it is worth; never a minus zero."""
    return None if value is None else round(value, 4) + 0.0
