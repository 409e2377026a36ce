"""A report as a page: one HTML file that needs nothing else. Every word is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from simulator.language.text import clean_text
from simulator.reporting.charts import bar, columns, line, stack
from simulator.reporting.document import (
    Bar,
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
from simulator.reporting.style import report_style

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The page may load nothing, and run nothing: said to the browser too."""


def page(report: Report) -> Iterator[str]:
    """The lines of the page."""
    yield from head(report.language, f"{report.title}: {report.subtitle}", report_style())
    yield f"<header><h1>{in_html(report.title)}</h1>"
    yield f'<p class="subtitle">{in_html(report.subtitle)}</p>'
    yield f'<p class="note">{in_html(report.made)}</p></header>'
    yield "<main>"
    for section in report.sections:
        yield from _section(section)
    yield "</main>"
    yield from _footer(report)
    yield "</body></html>"


def head(language: str, title: str, style: str) -> Iterator[str]:
    """The lines of any page of ours up to its body."""
    yield f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{in_html(title)}</title>"
    yield f"<style>\n{style}</style></head><body>"


def in_html(text: str) -> str:
    """Words as HTML: cleaned of what no page should hold, and escaped."""
    return escape(clean_text(text))


def _section(section: Section) -> Iterator[str]:
    rows = sum(len(getattr(block, "rows", getattr(block, "bars", ()))) for block in section.blocks)
    yield '<section class="whole">' if rows <= _WHOLE else "<section>"
    if section.title:
        yield f"<h2>{in_html(section.title)}</h2>"
    for block in section.blocks:
        yield from _BLOCKS[type(block)](block)
    if section.note:
        yield f'<p class="note">{in_html(section.note)}</p>'
    yield "</section>"


_WHOLE = 14
"""Rows up to which a section is kept on one sheet of paper; a longer one may be cut between rows."""


def _keys(block: KeyFigures) -> Iterator[str]:
    yield '<ul class="keys">'
    for figure in block.figures:
        beside = f'<span class="beside">{in_html(figure.beside)}</span>' if figure.beside else ""
        yield (
            f'<li class="{figure.tone}"><span class="label">{in_html(figure.label)}</span>'
            f'<span class="value">{in_html(figure.value)}</span>{beside}</li>'
        )
    yield "</ul>"


def _bars(block: Bars) -> Iterator[str]:
    first, share, count, more = block.headings
    shown = {"share": share, "count": count, "extra": more}
    right = "".join(
        f'<th scope="col" class="right {kind}">{in_html(each)}</th>' for kind, each in shown.items() if each
    )
    yield f'<table class="bars"><thead><tr><th scope="col">{in_html(first)}</th>'
    yield '<td class="drawn"></td>'
    yield f"{right}</tr></thead><tbody>"
    for each in block.bars:
        yield _bar(each, with_more=bool(more))
    yield "</tbody></table>"
    yield from _more(block.more)


def _bar(each: Bar, *, with_more: bool) -> str:
    start = f'<tr><th scope="row">{in_html(each.label)}</th>'
    beside = f'<td class="right">{in_html(each.beside)}</td>' if with_more else ""
    return (
        f'{start}<td class="drawn">{bar(each.share, each.tone, each.label)}</td>'
        f'<td class="right">{each.share.told}</td><td class="right">{each.share.beside}</td>{beside}</tr>'
    )


def _stack(block: Stack) -> Iterator[str]:
    beside = f' <span class="note">{in_html(block.beside)}</span>' if block.beside else ""
    yield f"<figure><figcaption>{in_html(block.label)}{beside}</figcaption>"
    yield f'{stack(block)}<ul class="legend">'
    for part in block.parts:
        swatch = f'<rect class="{part.tone}" width="10" height="10"/>'
        yield f'<li><svg viewBox="0 0 10 10" aria-hidden="true">{swatch}</svg>'
        yield f"{part.count:,} {in_html(part.label)}</li>"
    yield "</ul></figure>"


def _columns(block: Columns) -> Iterator[str]:
    yield f"<figure><figcaption>{in_html(block.label)}</figcaption>{columns(block)}</figure>"


def _line(block: Line) -> Iterator[str]:
    yield f"<figure><figcaption>{in_html(block.label)}</figcaption>{line(block)}</figure>"


def _table(block: Table) -> Iterator[str]:
    right = [' class="right"' if place in block.right else "" for place in range(len(block.headings))]
    headings = "".join(
        f'<th scope="col"{side}>{in_html(text)}</th>'
        for text, side in zip(block.headings, right, strict=True)
    )
    yield f'<table class="rows"><thead><tr>{headings}</tr></thead>'
    for place, row in enumerate(block.rows):
        if place == 0 or row[0]:
            yield "<tbody>" if place == 0 else "</tbody><tbody>"
        cells = "".join(f"<td{side}>{_cell(cell)}</td>" for cell, side in zip(row, right, strict=True))
        yield f"<tr>{cells}</tr>"
    yield "</tbody></table>" if block.rows else "</table>"
    yield from _more(block.more)


def _cell(cell: str | Cell) -> str:
    if isinstance(cell, str):
        return in_html(cell)
    return f'<span class="tone {cell.tone}">{in_html(cell.text)}</span>'


def _words(block: Words) -> Iterator[str]:
    yield f"<p>{in_html(block.text)}</p>"


def _more(more: str) -> Iterator[str]:
    if more:
        yield f'<p class="more">{in_html(more)}</p>'


def _footer(report: Report) -> Iterator[str]:
    stands, check = seal_told(report.seal)
    yield "<footer>"
    for words in (report.judged, *report.notes, stands):
        if words:
            yield f"<p>{in_html(words)}</p>"
    yield f"<p><code>{in_html(check)}</code></p></footer>" if check else "</footer>"


_BLOCKS: dict[type[Block], Callable[[Any], Iterator[str]]] = {
    KeyFigures: _keys,
    Bars: _bars,
    Stack: _stack,
    Columns: _columns,
    Line: _line,
    Table: _table,
    Words: _words,
}
