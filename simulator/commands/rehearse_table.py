"""What a rehearsal shows, for people: plain text, a table of the colleagues, then what they found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from simulator.colleagues.counting import Spread
from simulator.colleagues.findings import Accident, Findings, Group
from simulator.colleagues.kinds import Kind
from simulator.colleagues.overall import Overall
from simulator.commands.aligned import aligned
from simulator.commands.wrapped import wrapped
from simulator.language.text import clean_text

_HEADINGS = ("", "runs", "differ", "low", "1/4", "median", "3/4", "high", "0 to 100 %", "passed")
_NUMBERS = frozenset(_HEADINGS) - {"", "0 to 100 %"}
_BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
_NONE = "\u00b7"
_LONGEST = 160
"""Letters of the words that met a need by accident; the rest of them is left out."""


def scenario_page(found: Findings) -> Iterator[str]:
    """One scenario, line by line, with an empty line at the end."""
    yield from _figures(found)
    yield from _lists(found)
    yield from _verdict(found)
    yield ""


def unfinished_page(found: Findings) -> Iterator[str]:
    """A scenario whose conversations are not all over, line by line: the figures, and no verdict."""
    yield from _figures(found)
    yield "  Interrupted: not all conversations are over, and nothing is decided."


def _figures(found: Findings) -> Iterator[str]:
    yield from _wrapped(f"{found.scenario}: {found.title}")
    yield from (f"  {line}" for line in aligned([_HEADINGS, *map(_row, found.groups)], _NUMBERS))
    for title, cell in (("Endings", _endings), ("Replies", _replies), ("Mood at the end", _mood)):
        yield f"  {title}"
        for group in found.groups:
            yield from _wrapped(cell(group), f"    {group.kind:9} ")


def overall_page(found: Overall, scenarios: int) -> Iterator[str]:
    """All scenarios together, line by line."""
    those = "1 scenario" if scenarios == 1 else f"{scenarios} scenarios"
    yield f"All {found.runs:,} conversations of {those}"
    if found.shrinks is not None:
        yield f"  The customer's last message has {found.shrinks:.2f} of the words of the first (median)."
    for title, figures in (("says thanks", found.thanks), ("asks something", found.asks)):
        told = ", ".join(f"{kind} {_percent(share)}" for kind, share in figures.items())
        yield from _wrapped(f"It {title} after: {told}.", "  ")


def _row(group: Group) -> Sequence[str]:
    at = group.percentages
    figures = (at.low, at.first, at.median, at.third, at.high)
    return (
        group.kind, f"{group.runs:,}", f"{group.different:,}", *map(_figure, figures),
        _bars(group.tenths), f"{group.passed:,}",
    )  # fmt: skip


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _bars(tenths: Sequence[int]) -> str:
    """A tenth of the scale a sign: none, or a bar as high as its share of the fullest."""
    most = max(tenths, default=0)
    return "".join(_BARS[max(0, -(-count * len(_BARS) // most) - 1)] if count else _NONE for count in tenths)


def _endings(group: Group) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in group.endings.items())


def _replies(group: Group) -> str:
    return _around(group.replies)


def _mood(group: Group) -> str:
    return ", ".join(f"{meter} {_around(found)}" for meter, found in group.moods.items())


def _around(found: Spread) -> str:
    """`4 (3 to 6)`: the median, and the middle half."""
    return f"{_whole(found.median)} ({_whole(found.first)} to {_whole(found.third)})"


def _whole(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}"


def _lists(found: Findings) -> Iterator[str]:
    for title, names in (
        ("Facts that nobody brought out", found.untold),
        ("Needs that nobody met", found.unmet),
        ("Questions of the rubric that were never scored", found.never_asked),
        ("Questions that nobody got full marks in", found.never_full),
        ("Questions in which all had the same option", [f"{q} ({o})" for q, o in found.one_option.items()]),
    ):
        if names:
            yield from _wrapped(f"{title}: {', '.join(names)}.", "  ")
    for accident in found.accidents:
        yield from _accident(accident)


def _accident(accident: Accident) -> Iterator[str]:
    yield from _wrapped(f"The need {accident.need} was met by accident: {_runs(accident.runs)}. By:", "  ")
    for words in accident.words:
        short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} ..."
        yield from _wrapped(clean_text(short).replace("\n", " "), "    - ")


def _runs(runs: Mapping[Kind, int]) -> str:
    return ", ".join(f"{kind} {count:,}" for kind, count in runs.items())


def _verdict(found: Findings) -> Iterable[str]:
    for fault in found.faults:
        yield from _wrapped(f"FAILS: {fault}.", "  ")
    for warning in found.warnings:
        yield from _wrapped(f"WARNING: {warning}.", "  ")
    if not found.faults:
        yield "  The colleagues are far enough apart" + (", but for the warning." if found.warnings else ".")


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"


def _wrapped(text: str, first: str = "") -> Iterator[str]:
    return wrapped(text, first, " " * len(first))
