"""The figures of agreement as a page for people: plain text, 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from simulator.commands.agreement_json import shown
from simulator.commands.agreement_judges_table import judge_lines, judged_lines
from simulator.commands.agreement_layout import (
    WIDTH,
    Row,
    fit,
    interval,
    look_alike,
    mark,
    pair_cells,
    percent,
    short_names,
    table,
    two,
    value,
    wrapped,
)
from simulator.commands.agreement_votes import JudgeFigures
from simulator.judging.agreement.bands import word
from simulator.judging.agreement.detection import ENOUGH_YES, Comparison
from simulator.judging.agreement.estimates import PROVISIONAL_ITEMS, TOO_FEW_ITEMS, Estimate
from simulator.judging.agreement.labels import Label
from simulator.judging.agreement.reliability import Agreement, PairAgreement
from simulator.judging.agreement.report import Report
from simulator.judging.agreement.scale import Form

_NAMES = {
    "percent_agreement": "agreement",
    "kappa": "kappa",
    "kappa_linear": "kappa linear",
    "kappa_quadratic": "kappa quadratic",
    "alpha_nominal": "alpha nominal",
    "alpha_ordinal": "alpha ordinal",
    "alpha_interval": "alpha interval",
    "icc": "ICC(2,1)",
}
_HEADINGS = ("STATISTIC", "ITEMS", "VALUE", "INTERVAL", "AT LEAST", "")
_PAIR_HEADINGS = ("PAIR", "ITEMS", "AGREEMENT", "KAPPA", "INTERVAL", "")
_FOUND_HEADINGS = ("BEHAVIOUR", "YES", "PRECISION", "RECALL", "F1", "INTERVAL", "AUC", "INTERVAL")
_ONE_SIDED = "Nearly all labels are the same one: kappa runs low here however well the raters agree."


def page(found: Report, form: Form | None, judges: Sequence[JudgeFigures] = ()) -> Iterator[str]:
    """The whole page, line by line.

    Args:
        found: The figures.
        form: Gives the titles of questions.
        judges: Those that judged for this comparison.
    """
    names = short_names(found.raters)
    numbered = look_alike(found.raters)
    told = (f"#{at} {name}" if numbered else name for at, name in enumerate(found.raters, start=1))
    yield from wrapped(f"Raters: {', '.join(told)}")
    yield from judged_lines(judges)
    yield f"{found.items:,} {_items(found.items)} rated by two or more of them"
    resamples = found.drawing.resamples
    yield from wrapped(
        f"Intervals: 95 %, {resamples:,} resamples of the items, seed {found.drawing.seed}"
        if resamples
        else "No intervals were asked for (--resamples 0)"
    )
    if len(found.raters) > 2:
        yield "Agreement and kappa of all together are means over the pairs of raters"
    for question in found.questions:
        yield from _question(question, form.title(question.question) if form else "", resamples, names)
    if found.percentages:
        yield from _percentages(found.percentages, resamples)
    for comparison in found.comparisons:
        yield from _comparison(comparison)
    yield from _whole(found)
    for judge in judges:
        yield from judge_lines(judge, form)
    yield from _meaning(found, judges)


def _question(agreement: Agreement, title: str, resamples: int, names: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield fit(": ".join(part for part in (agreement.question, title) if part), WIDTH)
    if not agreement.items:
        yield "No item was rated by two raters."
        return
    yield from wrapped("Chosen: " + ", ".join(_shares(agreement)))
    yield from table(_HEADINGS, [_row(one) for one in agreement.estimates])
    if agreement.pairs:
        yield from table(_PAIR_HEADINGS, [_pair(pair, names) for pair in agreement.pairs])
    if agreement.one_sided and max(agreement.prevalence.values()) < 1:
        yield from wrapped(_ONE_SIDED)
    yield from _left_out(agreement.estimates, resamples)


def _percentages(agreement: Agreement, resamples: int) -> Iterator[str]:
    yield ""
    yield "Percentages of whole forms"
    yield from wrapped(
        "Means: " + ", ".join(f"{name} {mean:.1f} %" for name, mean in agreement.means.items())
    )
    yield from table(_HEADINGS, [_row(one) for one in agreement.estimates])
    yield from _left_out(agreement.estimates, resamples)


def _shares(agreement: Agreement) -> Iterator[str]:
    return (f"{_cut(label)} {100 * share:.0f} %" for label, share in agreement.prevalence.items())


def _cut(label: Label) -> str:
    return fit(shown(label), 40)


def _row(one: Estimate) -> Row:
    name = _NAMES.get(one.statistic, one.statistic)
    items = f"{one.items:,}"
    if one.value is None:
        return (name, items, "none", "", one.undefined, "")
    return (name, items, value(one), interval(one), _at_least(one), mark(one))


def _pair(pair: PairAgreement, names: Mapping[str, str]) -> Row:
    return (", ".join(names[name] for name in pair.raters), *pair_cells(pair.estimates))


def _at_least(one: Estimate) -> str:
    if one.interval is None or one.too_few:
        return ""
    return word(one.statistic, one.interval.low)


def _left_out(estimates: Iterable[Estimate], resamples: int) -> Iterator[str]:
    """A line where a statistic was undefined in some resamples."""
    fewest = min((one.interval.used for one in estimates if one.interval), default=resamples)
    if fewest < resamples:
        yield from wrapped(
            f"In up to {resamples - fewest:,} resamples one of these was not defined; "
            "its interval leaves them out."
        )


def _comparison(comparison: Comparison) -> Iterator[str]:
    yield ""
    yield fit(f"{comparison.reader} against {comparison.rater}, taken to be right", WIDTH)
    rows = [
        (
            one.behaviour,
            f"{one.yes:,}",
            two(one.precision),
            two(one.recall),
            two(one.f1.value),
            interval(one.f1),
            two(one.auc.value),
            interval(one.auc),
        )
        for one in comparison.behaviours
    ]
    yield from table(_FOUND_HEADINGS, rows)
    counted = sum(one.counts for one in comparison.behaviours)
    macro = comparison.macro_f1
    said = f"{two(macro.value)} {interval(macro)}".strip()
    yield from wrapped(f"Macro F1: {said}, of {counted} that occur at least {ENOUGH_YES} times")


def _whole(found: Report) -> Iterator[str]:
    parts = [
        f"{_NAMES[name]} {percent(mean.value) if name == 'percent_agreement' else two(mean.value)}"
        f" ({mean.questions})"
        for name, mean in found.means.items()
    ]
    if parts and len(found.questions) > 1:
        yield ""
        yield from wrapped("Means over the questions (how many): " + ", ".join(parts))


def _meaning(found: Report, judges: Iterable[JudgeFigures]) -> Iterator[str]:
    """What the marks mean, where there are any."""
    agreements = [*found.questions, *([found.percentages] if found.percentages else [])]
    estimates = [one for each in agreements for one in each.estimates]
    estimates += [one for each in agreements for pair in each.pairs for one in pair.estimates]
    estimates += [one for judge in judges for one in judge.estimates]
    marks = {mark(one) for one in estimates if one.value is not None}
    yield ""
    if "TOO FEW" in marks:
        yield from wrapped(
            f"Warning: TOO FEW means fewer than {TOO_FEW_ITEMS} items. Such a number says next to nothing; "
            "do not quote it."
        )
    if "provisional" in marks:
        yield from wrapped(
            f"provisional: fewer than {PROVISIONAL_ITEMS} items. Quote the number with its interval only."
        )
    yield from wrapped(
        "AT LEAST is the word for the lower end of the interval: kappa after Landis and Koch (1977), alpha "
        "after Krippendorff (2004), ICC after Koo and Li (2016)."
    )


def _items(count: int) -> str:
    return "item" if count == 1 else "items"
