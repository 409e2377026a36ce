"""Charts as inline SVG: bars, a bar in parts, columns, a line. No script; every chart has a title in words.

Colours come from the page's style by class, so that the same chart stands on light, dark and paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from simulator.language.text import clean_text
from simulator.reporting.document import Columns, Line, Part, Stack, Tone
from simulator.reporting.shares import Share, told_hundredths

_BAR = 200
_LONG = 1000
_MONTHS_HIGH = 96
_LINE_HIGH = 120


def bar(share: Share, tone: Tone, label: str) -> str:
    """A share as a bar on a track that is 100 % long.

    Args:
        share: The share; nothing of nothing is an empty track.
        tone: The colour.
        label: Of what, for those who cannot see it.
    """
    width = 0 if share.of == 0 else _BAR * share.part // share.of
    if share.part:
        width = max(2, width)
    said = f"{label}: {share.told}, {share.beside}"
    return _svg(
        "bar", _BAR, 12, said,
        f'<rect class="track" width="{_BAR}" height="12" rx="2"/>'
        + (f'<rect class="{tone}" width="{width}" height="12" rx="2"/>' if width else ""),
        stretched=True,
    )  # fmt: skip


def stack(whole: Stack) -> str:
    """A whole in its parts, each as wide as its share."""
    total = sum(part.count for part in whole.parts)
    said = f"{whole.label}: " + ", ".join(f"{part.count} {part.label}" for part in whole.parts)
    drawn = [
        f'<rect class="{part.tone}" x="{start}" width="{max(1, end - start - 2)}" height="22"/>'
        for part, start, end in _edges(whole.parts, total)
    ]
    return _svg("stack", _LONG, 22, said, "".join(drawn), stretched=True)


def _edges(parts: Sequence[Part], total: int) -> list[tuple[Part, int, int]]:
    """Each part with where it begins and ends; the ends meet, and the last one is the end of the whole."""
    found, before = [], 0
    for part in parts:
        if part.count:
            after = before + part.count
            found.append((part, _LONG * before // total, _LONG * after // total))
            before = after
    return found


def columns(counts: Columns) -> str:
    """Counts as columns, with the number above and the word below each."""
    most = max((count for _, count in counts.points), default=0)
    step = _LONG // max(1, len(counts.points))
    said = f"{counts.label}: " + ", ".join(f"{word} {count}" for word, count in counts.points)
    drawn = []
    for place, (word, count) in enumerate(counts.points):
        high = 0 if not most else max(2 if count else 0, _MONTHS_HIGH * count // most)
        middle = place * step + step // 2
        top = 22 + _MONTHS_HIGH - high
        drawn.append(
            f'<rect class="good" x="{place * step + 10}" y="{top}" width="{step - 20}" height="{high}"/>'
            f'<text x="{middle}" y="{top - 5}">{count}</text>'
            f'<text class="quiet" x="{middle}" y="{_MONTHS_HIGH + 40}">{escape(clean_text(word))}</text>'
        )
    base = f'<path class="base" d="M0 {22 + _MONTHS_HIGH}.5H{_LONG}"/>'
    return _svg("columns", _LONG, _MONTHS_HIGH + 48, said, "".join(drawn) + base)


def line(percentages: Line) -> str:
    """Percentages from 0 to 100 as a line with a dot for each."""
    said = f"{percentages.label}: " + ", ".join(
        f"{what} {told_hundredths(value)}" for what, value in percentages.points
    )
    places = [
        (20 + (960 * place) // max(1, len(percentages.points) - 1), _height(value))
        for place, (_, value) in enumerate(percentages.points)
    ]
    path = "M" + "L".join(f"{x} {y}" for x, y in places) if places else ""
    dots = "".join(f'<circle class="good" cx="{x}" cy="{y}" r="5"/>' for x, y in places)
    grid = "".join(
        f'<path class="base" d="M0 {_height(value)}.5H{_LONG}"/>'
        f'<text class="quiet start" x="0" y="{_height(value) - 4}">{value // 100} %</text>'
        for value in (0, 5000, 10000)
    )
    return _svg("line", _LONG, _LINE_HIGH + 40, said, f'{grid}<path class="stroke" d="{path}"/>{dots}')


def _height(value: int) -> int:
    return 20 + _LINE_HIGH - _LINE_HIGH * value // 10000


def _svg(kind: str, width: int, height: int, said: str, drawn: str, *, stretched: bool = False) -> str:
    fit = ' preserveAspectRatio="none"' if stretched else ""
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} {height}"{fit} role="img">'
        f"<title>{escape(clean_text(said))}</title>{drawn}</svg>"
    )
