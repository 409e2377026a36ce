"""Columns, numbers and lines of the page about agreement: plain text, 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from simulator.judging.agreement.estimates import Estimate

WIDTH = 80
_NAME_WIDTH = 14
_TO_THE_RIGHT = frozenset({"ITEMS", "VALUE", "YES", "PRECISION", "RECALL", "F1", "AUC", "AGREEMENT", "KAPPA"})

Row = tuple[str, ...]


def table(headings: Row, rows: Sequence[Row]) -> Iterator[str]:
    """Aligned columns, two spaces apart, or one where the line would grow too wide."""
    from rich.cells import cell_len, set_cell_size

    lines = [headings, *rows]
    widths = [max(cell_len(line[at]) for line in lines) for at in range(len(headings))]
    gap = "  " if sum(widths) + 2 * (len(widths) - 1) <= WIDTH else " "
    for line in lines:
        cells = (
            " " * (width - cell_len(cell)) + cell if heading in _TO_THE_RIGHT else set_cell_size(cell, width)
            for heading, cell, width in zip(headings, line, widths, strict=True)
        )
        yield gap.join(cells).rstrip()


def fit(text: str, width: int) -> str:
    """A text cut to so many cells."""
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def wrapped(text: str) -> list[str]:
    """A text in lines of 80 columns."""
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def value(one: Estimate) -> str:
    """The value of a statistic, or `none`."""
    if one.value is None:
        return "none"
    return percent(one.value) if one.statistic == "percent_agreement" else two(one.value)


def interval(one: Estimate) -> str:
    """`[0.41, 0.78]`, in per cent for the plain agreement; empty where there is none."""
    if one.interval is None:
        return ""
    ends = (one.interval.low, one.interval.high)
    if one.statistic == "percent_agreement":
        return "[" + ", ".join(f"{100 * end:.0f}" for end in ends) + "]"
    return "[" + ", ".join(map(two, ends)) + "]"


def mark(one: Estimate) -> str:
    """`TOO FEW` or `provisional` where the items are few."""
    if not one.corrected or not one.provisional:
        return ""
    return "TOO FEW" if one.too_few else "provisional"


def pair_cells(estimates: Sequence[Estimate]) -> Row:
    """Items, agreement, kappa, its interval and its mark, of the statistics of two raters."""
    agreement, kappa = estimates[:2]
    if agreement.value is None:
        return (f"{agreement.items:,}", "none", "", "", "")
    if kappa.value is None:
        return (f"{kappa.items:,}", value(agreement), "none", kappa.undefined, "")
    return (f"{kappa.items:,}", value(agreement), value(kappa), interval(kappa), mark(kappa))


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Names short enough for a table of pairs; with their numbers, from 1, where two would look alike."""
    numbered = look_alike(names)
    told = {name: f"#{at} {name}" if numbered else name for at, name in enumerate(names, start=1)}
    return {name: fit(text, _NAME_WIDTH) for name, text in told.items()}


def look_alike(names: Sequence[str]) -> bool:
    """Whether two names would look alike once they are cut."""
    return len({fit(name, _NAME_WIDTH) for name in names}) < len(names)


def percent(share: float) -> str:
    """A share of 0 to 1 in per cent."""
    return f"{100 * share:.1f} %" if share < 1 else "100 %"


def two(number: float | None) -> str:
    """A number with two decimals, never a minus zero; `none` where there is none."""
    return "none" if number is None else f"{round(number, 2) + 0.0:.2f}"
