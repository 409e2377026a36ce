"""The figures of agreement as a page for people: plain text, 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from simulator.commands.agreement_json import shown
from simulator.judging.agreement.bands import word
from simulator.judging.agreement.detection import ENOUGH_YES, Comparison
from simulator.judging.agreement.estimates import PROVISIONAL_ITEMS, TOO_FEW_ITEMS, Estimate
from simulator.judging.agreement.labels import Label
from simulator.judging.agreement.reliability import Agreement, PairAgreement
from simulator.judging.agreement.report import Report
from simulator.judging.agreement.scale import Form

_WIDTH = 80
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
_TO_THE_RIGHT = frozenset({"ITEMS", "VALUE", "YES", "PRECISION", "RECALL", "F1", "AUC", "AGREEMENT", "KAPPA"})
_ONE_SIDED = "Nearly all labels are the same one: kappa runs low here however well the raters agree."

Row = tuple[str, ...]


def page(found: Report, form: Form | None) -> Iterator[str]:
    """The whole page, line by line.

    Args:
        found: The figures.
        form: Gives the titles of questions.
    """
    yield from _wrapped(f"Raters: {', '.join(found.raters)}")
    yield f"{found.items:,} {_items(found.items)} rated by two or more of them"
    resamples = found.drawing.resamples
    yield from _wrapped(
        f"Intervals: 95 %, {resamples:,} resamples of the items, seed {found.drawing.seed}"
        if resamples
        else "No intervals were asked for (--resamples 0)"
    )
    if len(found.raters) > 2:
        yield "Agreement and kappa of all together are means over the pairs of raters"
    for question in found.questions:
        yield from _question(question, form.title(question.question) if form else "", resamples)
    if found.percentages:
        yield from _percentages(found.percentages, resamples)
    for comparison in found.comparisons:
        yield from _comparison(comparison)
    yield from _whole(found)
    yield from _meaning(found)


def _question(agreement: Agreement, title: str, resamples: int) -> Iterator[str]:
    yield ""
    yield _fit(": ".join(part for part in (agreement.question, title) if part), _WIDTH)
    if not agreement.items:
        yield "No item was rated by two raters."
        return
    yield from _wrapped("Chosen: " + ", ".join(_shares(agreement)))
    yield from _table(_HEADINGS, [_row(one) for one in agreement.estimates])
    if agreement.pairs:
        yield from _table(_PAIR_HEADINGS, [_pair(pair) for pair in agreement.pairs])
    if agreement.one_sided and max(agreement.prevalence.values()) < 1:
        yield from _wrapped(_ONE_SIDED)
    yield from _left_out(agreement.estimates, resamples)


def _percentages(agreement: Agreement, resamples: int) -> Iterator[str]:
    yield ""
    yield "Percentages of whole forms"
    yield from _wrapped(
        "Means: " + ", ".join(f"{name} {mean:.1f} %" for name, mean in agreement.means.items())
    )
    yield from _table(_HEADINGS, [_row(one) for one in agreement.estimates])
    yield from _left_out(agreement.estimates, resamples)


def _shares(agreement: Agreement) -> Iterator[str]:
    return (f"{_cut(label)} {100 * share:.0f} %" for label, share in agreement.prevalence.items())


def _cut(label: Label) -> str:
    return _fit(shown(label), 40)


def _row(one: Estimate) -> Row:
    name = _NAMES.get(one.statistic, one.statistic)
    items = f"{one.items:,}"
    if one.value is None:
        return (name, items, "none", "", one.undefined, "")
    return (name, items, _value(one), _interval(one), _at_least(one), _mark(one))


def _pair(pair: PairAgreement) -> Row:
    agreement, kappa = pair.estimates[:2]
    named = ", ".join(_fit(name, 14) for name in pair.raters)
    if agreement.value is None:
        return (named, f"{agreement.items:,}", "none", "", "", "")
    if kappa.value is None:
        return (named, f"{kappa.items:,}", _value(agreement), "none", kappa.undefined, "")
    return (named, f"{kappa.items:,}", _value(agreement), _value(kappa), _interval(kappa), _mark(kappa))


def _value(one: Estimate) -> str:
    if one.value is None:
        return "none"
    return _percent(one.value) if one.statistic == "percent_agreement" else _two(one.value)


def _interval(one: Estimate) -> str:
    if one.interval is None:
        return ""
    ends = (one.interval.low, one.interval.high)
    if one.statistic == "percent_agreement":
        return "[" + ", ".join(f"{100 * end:.0f}" for end in ends) + "]"
    return "[" + ", ".join(map(_two, ends)) + "]"


def _at_least(one: Estimate) -> str:
    if one.interval is None or one.too_few:
        return ""
    return word(one.statistic, one.interval.low)


def _mark(one: Estimate) -> str:
    if not one.corrected or not one.provisional:
        return ""
    return "TOO FEW" if one.too_few else "provisional"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %" if share < 1 else "100 %"


def _two(value: float | None) -> str:
    return "none" if value is None else f"{round(value, 2) + 0.0:.2f}"


def _left_out(estimates: Iterable[Estimate], resamples: int) -> Iterator[str]:
    """A line where a statistic was undefined in some resamples."""
    fewest = min((one.interval.used for one in estimates if one.interval), default=resamples)
    if fewest < resamples:
        yield from _wrapped(
            f"In up to {resamples - fewest:,} resamples one of these was not defined; "
            "its interval leaves them out."
        )


def _comparison(comparison: Comparison) -> Iterator[str]:
    yield ""
    yield _fit(f"{comparison.reader} against {comparison.rater}, taken to be right", _WIDTH)
    rows = [
        (
            one.behaviour,
            f"{one.yes:,}",
            _two(one.precision),
            _two(one.recall),
            _two(one.f1.value),
            _interval(one.f1),
            _two(one.auc.value),
            _interval(one.auc),
        )
        for one in comparison.behaviours
    ]
    yield from _table(_FOUND_HEADINGS, rows)
    counted = sum(one.counts for one in comparison.behaviours)
    macro = comparison.macro_f1
    said = f"{_two(macro.value)} {_interval(macro)}".strip()
    yield from _wrapped(f"Macro F1: {said}, of {counted} that occur at least {ENOUGH_YES} times")


def _whole(found: Report) -> Iterator[str]:
    parts = [
        f"{_NAMES[name]} {_percent(mean.value) if name == 'percent_agreement' else _two(mean.value)}"
        f" ({mean.questions})"
        for name, mean in found.means.items()
    ]
    if parts and len(found.questions) > 1:
        yield ""
        yield from _wrapped("Means over the questions (how many): " + ", ".join(parts))


def _meaning(found: Report) -> Iterator[str]:
    """What the marks mean, where there are any."""
    agreements = [*found.questions, *([found.percentages] if found.percentages else [])]
    estimates = [one for each in agreements for one in each.estimates]
    estimates += [one for each in agreements for pair in each.pairs for one in pair.estimates]
    marks = {_mark(one) for one in estimates if one.value is not None}
    yield ""
    if "TOO FEW" in marks:
        yield from _wrapped(
            f"Warning: TOO FEW means fewer than {TOO_FEW_ITEMS} items. Such a number says next to nothing; "
            "do not quote it."
        )
    if "provisional" in marks:
        yield from _wrapped(
            f"provisional: fewer than {PROVISIONAL_ITEMS} items. Quote the number with its interval only."
        )
    yield from _wrapped(
        "AT LEAST is the word for the lower end of the interval: kappa after Landis and Koch (1977), alpha "
        "after Krippendorff (2004), ICC after Koo and Li (2016)."
    )


def _items(count: int) -> str:
    return "item" if count == 1 else "items"


def _table(headings: Row, rows: Sequence[Row]) -> Iterator[str]:
    """Aligned columns, two spaces apart, or one where the line would grow too wide."""
    from rich.cells import cell_len, set_cell_size

    lines = [headings, *rows]
    widths = [max(cell_len(line[at]) for line in lines) for at in range(len(headings))]
    gap = "  " if sum(widths) + 2 * (len(widths) - 1) <= _WIDTH else " "
    for line in lines:
        cells = (
            " " * (width - cell_len(cell)) + cell if heading in _TO_THE_RIGHT else set_cell_size(cell, width)
            for heading, cell, width in zip(headings, line, widths, strict=True)
        )
        yield gap.join(cells).rstrip()


def _fit(text: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent="  ", break_on_hyphens=False)
