"""A report as text: 80 columns, small bars of block characters, every figure beside its bar in digits."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from simulator.language.text import clean_text, shorten
from simulator.reporting.document import (
    CHECK,
    Bars,
    Block,
    Cell,
    Columns,
    KeyFigures,
    Line,
    Report,
    Section,
    Stack,
    Table,
    Words,
    seal_told,
)
from simulator.reporting.shares import Share, told_hundredths

WIDTH = 80
_BAR = 16
_LEAST = 8
_LINE = "▁▂▃▄▅▆▇█"
_EIGHTHS = " ▏▎▍▌▋▊▉"

Wide = Callable[[str], int]
"""How many columns of a terminal a text takes up."""


def text(report: Report, wide: Wide = len) -> Iterator[str]:
    """The lines of a report, none of them wider than 80 columns.

    Args:
        report: The report.
        wide: Measures a text; more than its length where some characters take up two columns.
    """
    for words in (report.title, report.subtitle, report.made):
        yield from _wrapped(words)
    for section in report.sections:
        yield ""
        yield from _section(section, wide)
    yield ""
    yield "─" * WIDTH
    stands, check = seal_told(report.seal)
    for words in (report.judged, *report.notes, stands):
        if words:
            yield from _wrapped(words)
    if check:
        yield f"  {CHECK} \\"
        yield f"    {check.removeprefix(CHECK).strip()}"


def block_bar(share: Share, cells: int = _BAR) -> str:
    """A share as a bar of eighths of blocks; something is never drawn as nothing."""
    eighths = 0 if share.of == 0 else 8 * cells * share.part // share.of
    if share.part:
        eighths = max(1, eighths)
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (_EIGHTHS[rest] if rest else "")).ljust(cells, "·")


def _section(section: Section, wide: Wide) -> Iterator[str]:
    if section.title:
        yield from _wrapped(section.title)
        yield "─" * min(WIDTH, wide(clean_text(section.title)))
    for place, block in enumerate(section.blocks):
        if place:
            yield ""
        yield from _BLOCKS[type(block)](block, wide)
    if section.note:
        yield from _wrapped(section.note, "  ")


def _keys(block: KeyFigures, wide: Wide) -> Iterator[str]:
    rows = [(f.label, f.value, f.beside) for f in block.figures]
    yield from _rows(rows, frozenset({1}), wide)


def _bars(block: Bars, wide: Wide) -> Iterator[str]:
    _, share, count, more = block.headings
    cells = [
        (each.label, block_bar(each.share), each.share.told, each.share.beside, each.beside)
        for each in block.bars
    ]
    rows = [(block.headings[0], "", share, count, more), *cells]
    shown = rows if more else [row[:4] for row in rows]
    yield from _rows(shown, frozenset({2, 3, 4}), wide)
    yield from _wrapped(block.more, "  ")


def _stack(block: Stack, _wide: Wide) -> Iterator[str]:
    yield from _wrapped(f"{block.label}: {block.beside}" if block.beside else block.label)
    total = sum(part.count for part in block.parts)
    for part in block.parts:
        drawn = block_bar(Share(part.count, total), 24)
        yield f"  {drawn}  {part.count:>6,}  {shorten(clean_text(part.label), 40)}"


def _columns(block: Columns, _wide: Wide) -> Iterator[str]:
    yield from _wrapped(block.label)
    most = max((count for _, count in block.points), default=0)
    for word, count in block.points:
        yield f"  {word:<4}{block_bar(Share(count, most), 24) if most else ''}  {count:>6,}"


def _line(block: Line, _wide: Wide) -> Iterator[str]:
    yield from _wrapped(f"{block.label}:")
    shown = block.points[-40:]
    marks = "".join(_LINE[min(7, max(0, value * 8 // 10000))] for _, value in shown)
    first, last = (told_hundredths(shown[place][1]) for place in (0, -1)) if shown else ("", "")
    yield f"  {first} {marks} {last}".rstrip()


def _table(block: Table, wide: Wide) -> Iterator[str]:
    rows = [tuple(c.text if isinstance(c, Cell) else c for c in row) for row in block.rows]
    yield from _rows([block.headings, *rows], block.right, wide)
    yield from _wrapped(block.more, "  ")


def _words(block: Words, _wide: Wide) -> Iterator[str]:
    yield from _wrapped(block.text)


def _wrapped(words: str, before: str = "") -> Iterator[str]:
    for one in clean_text(words).split("\n") if words else ():
        yield from textwrap.wrap(one, WIDTH, initial_indent=before, subsequent_indent=before) or [""]


def _rows(rows: Sequence[Sequence[str]], right: frozenset[int], wide: Wide) -> Iterator[str]:
    """Rows in columns that fit; the widest columns give way first, and their cells go on below."""
    cleaned = [[" ".join(clean_text(cell).split()) for cell in row] for row in rows]
    widths = _fitted([max(map(wide, column)) for column in zip(*cleaned, strict=True)])
    for row in cleaned:
        parts = [_cut(cell, width, wide) for cell, width in zip(row, widths, strict=True)]
        for place in range(max(map(len, parts))):
            yield (
                "  "
                + "  ".join(
                    _padded(part[place] if place < len(part) else "", width, column in right, wide)
                    for column, (part, width) in enumerate(zip(parts, widths, strict=True))
                ).rstrip()
            )


def _fitted(widths: list[int]) -> list[int]:
    """Widths that fit the line together: a column at a time is narrowed, always the widest."""
    found = list(widths)
    room = WIDTH - 2 - 2 * (len(found) - 1)
    while sum(found) > room and max(found) > _LEAST:
        found[found.index(max(found))] -= 1
    return found


def _cut(cell: str, width: int, wide: Wide) -> list[str]:
    """A cell as lines of a width, broken between words, and inside one that is longer."""
    if wide(cell) <= width:
        return [cell]
    lines: list[str] = []
    for word in cell.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and wide(joined) <= width:
            lines[-1] = joined
        else:
            lines += _chopped(word, width, wide)
    return lines


def _chopped(word: str, width: int, wide: Wide) -> Iterable[str]:
    part = ""
    for character in word:
        if part and wide(part + character) > width:
            yield part
            part = ""
        part += character
    yield part


def _padded(cell: str, width: int, is_right: bool, wide: Wide) -> str:
    blanks = " " * (width - wide(cell))
    return blanks + cell if is_right else cell + blanks


_BLOCKS: dict[type[Block], Callable[[Any, Wide], Iterator[str]]] = {
    KeyFigures: _keys,
    Bars: _bars,
    Stack: _stack,
    Columns: _columns,
    Line: _line,
    Table: _table,
    Words: _words,
}
