"""The words that the field has for sizes of agreement: habits, not laws.

Sources: kappa: Landis, J. R. and Koch, G. G. (1977), The measurement of observer agreement for categorical
data, Biometrics 33, 159-174. Alpha: Krippendorff, K. (2004), Reliability in content analysis, Human
Communication Research 30, 411-433: rely on .800 and above, draw tentative conclusions from .667. ICC: Koo,
T. K. and Li, M. Y. (2016), A guideline of selecting and reporting intraclass correlation coefficients,
Journal of Chiropractic Medicine 15, 155-163, who read the ends of the interval rather than the estimate.
So do we.
"""

from __future__ import annotations

LANDIS_KOCH = (
    (0.8, "almost perfect"),
    (0.6, "substantial"),
    (0.4, "moderate"),
    (0.2, "fair"),
    (0.0, "slight"),
)
"""What a kappa above each number is called; 0 itself is slight, below 0 is poor."""
KRIPPENDORFF = ((0.8, "reliable"), (0.667, "tentative"))
"""What an alpha from each number on is called; below it is unreliable."""
KOO_LI = ((0.9, "excellent"), (0.75, "good"), (0.5, "moderate"))
"""What an ICC from each number on is called; below it is poor."""


def words(statistic: str, low: float, high: float) -> str:
    """The words for both ends of an interval, such as `fair to substantial`; empty where there are none."""
    first, last = word(statistic, low), word(statistic, high)
    return first if first == last else f"{first} to {last}"


def word(statistic: str, value: float) -> str:
    """The word for one value of a statistic, named as in the JSON; empty where the field has none."""
    if statistic.startswith("kappa"):
        named = (name for above, name in LANDIS_KOCH if value > above or (value == above == 0))
        return next(named, "poor")
    if statistic.startswith("alpha"):
        return next((name for start, name in KRIPPENDORFF if value >= start), "unreliable")
    if statistic == "icc":
        return next((name for start, name in KOO_LI if value >= start), "poor")
    return ""
