"""What was measured, and whether it keeps its bound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value.

    Attributes:
        name: What was measured.
        value: The figure.
        bound: What it may be at most, or at least where `at_least`.
        unit: `x` for a ratio to the yardstick of the same run, else a unit.
        detail: The values that it comes from.
    """

    name: str
    value: float
    bound: float
    unit: str
    detail: str = ""
    at_least: bool = False

    @property
    def ok(self) -> bool:
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        sign = ">=" if self.at_least else "<="
        verdict = "ok" if self.ok else "UNDER" if self.at_least else "OVER"
        figure = f"{self.value:>8.2f} {self.unit:<3} {sign} {self.bound:<5g}"
        return f"{self.name:<34} {figure} {verdict:<5} {self.detail}"
