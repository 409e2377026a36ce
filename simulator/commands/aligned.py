"""Rows of text in columns, as wide as terminals draw them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence


def aligned(rows: Sequence[Sequence[str]], to_the_right: Collection[str] = ()) -> Iterator[str]:
    """Lines with the cells of each column below each other.

    Args:
        rows: The rows, all of one length; the first holds the headings.
        to_the_right: Headings of the columns whose cells stand at the right edge.
    """
    from rich.cells import cell_len, set_cell_size

    columns = list(zip(*rows, strict=True))
    widths = [max(map(cell_len, column)) for column in columns]
    for row in rows:
        cells = (
            " " * (width - cell_len(cell)) + cell if heading in to_the_right else set_cell_size(cell, width)
            for heading, cell, width in zip(rows[0], row, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()
