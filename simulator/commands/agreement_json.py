"""The figures of agreement as JSON objects; `docs/agreement.md` tells every key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.commands.agreement_judges_json import judge_objects
from simulator.commands.agreement_statistics import rounded, statistic_object, statistics_object
from simulator.commands.agreement_votes import Judged
from simulator.judging.agreement.detection import ENOUGH_YES, Comparison, Detection
from simulator.judging.agreement.labels import Label
from simulator.judging.agreement.reliability import Agreement
from simulator.judging.agreement.report import Report
from simulator.judging.agreement.scale import Form


def objects(
    found: Report, form: Form | None, unusable: int, judged: Judged | None = None
) -> Iterator[dict[str, Any]]:
    """One object for each question, the percentages and each comparison, then one for the whole.

    Args:
        found: The figures.
        form: Gives the titles of questions.
        unusable: How many lines could not be used, or not wholly.
        judged: What judges did for this comparison; None where none was asked for.
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
    for judge in judged.judges if judged else ():
        yield from judge_objects(judge, form)
    yield _summary(found, form, unusable) | (
        {"items_without_conversation": len(judged.missing)} if judged else {}
    )


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
            {"raters": list(pair.raters), "statistics": statistics_object(pair.estimates)}
            for pair in agreement.pairs
        ],
    }


def _common(agreement: Agreement) -> dict[str, Any]:
    return {"level": agreement.level, "raters": list(agreement.raters), "items": agreement.items}


def _figures(agreement: Agreement) -> dict[str, Any]:
    statistics = statistics_object(agreement.estimates)
    squares = agreement.mean_squares
    if squares is not None:
        statistics["icc"] |= {
            "icc_3_1": rounded(squares.consistent),
            "icc_2_k": rounded(squares.absolute_mean),
        }
    return {"statistics": statistics}


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "type": "detection",
        "reader": comparison.reader,
        "rater": comparison.rater,
        "behaviours": {one.behaviour: _detection(one) for one in comparison.behaviours},
        "macro_f1": {
            **statistic_object(comparison.macro_f1),
            "behaviours": [one.behaviour for one in comparison.behaviours if one.counts],
            "at_least": ENOUGH_YES,
        },
    }


def _detection(one: Detection) -> dict[str, Any]:
    return {
        "items": one.items,
        "yes": one.yes,
        "precision": rounded(one.precision),
        "recall": rounded(one.recall),
        "f1": statistic_object(one.f1),
        "auc": statistic_object(one.auc),
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
                "value": rounded(mean.value * (100 if name == "percent_agreement" else 1)),
                "questions": mean.questions,
            }
            for name, mean in found.means.items()
        },
    }


def _shares(shares: Mapping[Label, float]) -> dict[str, float | None]:
    return {shown(label): rounded(share) for label, share in shares.items()}


def shown(label: Label) -> str:
    """A label as text."""
    return label if isinstance(label, str) else f"{label:.12g}"
