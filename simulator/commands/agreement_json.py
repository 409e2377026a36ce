"""The figures of agreement as JSON objects; `docs/agreement.md` tells every key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.judging.agreement.bands import words
from simulator.judging.agreement.detection import ENOUGH_YES, Comparison, Detection
from simulator.judging.agreement.estimates import PROVISIONAL_ITEMS, TOO_FEW_ITEMS, Estimate
from simulator.judging.agreement.labels import Label
from simulator.judging.agreement.reliability import Agreement
from simulator.judging.agreement.report import Report
from simulator.judging.agreement.scale import Form

_TOO_FEW = f"fewer than {TOO_FEW_ITEMS} items: this number says next to nothing"
_PROVISIONAL = f"fewer than {PROVISIONAL_ITEMS} items: this number is provisional"


def objects(found: Report, form: Form | None, unusable: int) -> Iterator[dict[str, Any]]:
    """One object for each question, the percentages and each comparison, then one for the whole.

    Args:
        found: The figures.
        form: Gives the titles of questions.
        unusable: How many lines could not be used, or not wholly.
    """
    for question in found.questions:
        yield _question(question, form.title(question.question) if form else "")
    if found.percentages:
        means = {name: round(mean, 2) for name, mean in found.percentages.means.items()}
        yield {
            "type": "percentage",
            **_common(found.percentages),
            "means": means,
            **_figures(found.percentages),
        }
    for comparison in found.comparisons:
        yield _comparison(comparison)
    yield _summary(found, form, unusable)


def _question(agreement: Agreement, title: str) -> dict[str, Any]:
    return {
        "type": "agreement",
        "question": agreement.question,
        **({"title": title} if title else {}),
        **_common(agreement),
        "prevalence": _shares(agreement.prevalence),
        "prevalence_by_rater": {
            name: _shares(shares) for name, shares in agreement.prevalence_by_rater.items()
        },
        "one_sided": agreement.one_sided,
        **_figures(agreement),
        "pairs": [
            {"raters": list(pair.raters), "statistics": _statistics(pair.estimates)}
            for pair in agreement.pairs
        ],
    }


def _common(agreement: Agreement) -> dict[str, Any]:
    return {"level": agreement.level, "raters": list(agreement.raters), "items": agreement.items}


def _figures(agreement: Agreement) -> dict[str, Any]:
    statistics = _statistics(agreement.estimates)
    squares = agreement.mean_squares
    if squares is not None:
        statistics["icc"] |= {
            "icc_3_1": _rounded(squares.consistent),
            "icc_2_k": _rounded(squares.absolute_mean),
        }
    return {"statistics": statistics}


def _statistics(estimates: tuple[Estimate, ...]) -> dict[str, dict[str, Any]]:
    return {one.statistic: _statistic(one) for one in estimates}


def _statistic(one: Estimate) -> dict[str, Any]:
    scale = 100 if one.statistic == "percent_agreement" else 1
    if one.value is None:
        return {"value": None, "items": one.items, "undefined": one.undefined}
    found: dict[str, Any] = {"value": _rounded(one.value * scale), "low": None, "high": None}
    if one.interval is not None:
        low, high = one.interval.low, one.interval.high
        found |= {"low": _rounded(low * scale), "high": _rounded(high * scale)}
    found |= {"items": one.items, "resamples": one.interval.used if one.interval else 0}
    if one.corrected:
        found |= {"provisional": one.provisional, "too_few": one.too_few}
        if one.interval is not None and not one.too_few:
            found["words"] = words(one.statistic, one.interval.low, one.interval.high)
        if one.provisional:
            found["warning"] = _TOO_FEW if one.too_few else _PROVISIONAL
    return found


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "type": "detection",
        "reader": comparison.reader,
        "rater": comparison.rater,
        "behaviours": {one.behaviour: _detection(one) for one in comparison.behaviours},
        "macro_f1": {
            **_statistic(comparison.macro_f1),
            "behaviours": [one.behaviour for one in comparison.behaviours if one.counts],
            "at_least": ENOUGH_YES,
        },
    }


def _detection(one: Detection) -> dict[str, Any]:
    return {
        "items": one.items,
        "yes": one.yes,
        "precision": _rounded(one.precision),
        "recall": _rounded(one.recall),
        "f1": _statistic(one.f1),
        "auc": _statistic(one.auc),
    }


def _summary(found: Report, form: Form | None, unusable: int) -> dict[str, Any]:
    return {
        "type": "summary",
        "raters": list(found.raters),
        "items": found.items,
        "questions": len(found.questions),
        "rubric": form.id if form else None,
        "resamples": found.drawing.resamples,
        "seed": found.drawing.seed,
        "lines_unusable": unusable,
        "means": {
            name: {
                "value": _rounded(mean.value * (100 if name == "percent_agreement" else 1)),
                "questions": mean.questions,
            }
            for name, mean in found.means.items()
        },
    }


def _shares(shares: Mapping[Label, float]) -> dict[str, float | None]:
    return {shown(label): _rounded(share) for label, share in shares.items()}


def shown(label: Label) -> str:
    """A label as text."""
    return label if isinstance(label, str) else f"{label:.12g}"


def _rounded(value: float | None) -> float | None:
    """Four decimals, which is more than any of it is worth; never a minus zero."""
    return None if value is None else round(value, 4) + 0.0
