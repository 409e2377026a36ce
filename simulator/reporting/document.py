"""A report before it is drawn: sections of figures, bars, lines, tables and words.

The same document becomes a page for a browser or a printer (`page`) and text for a terminal (`terminal`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from simulator.reporting.shares import Share

Tone = Literal["good", "open", "warn", "bad", "none", "out"]
"""What a colour means: done, begun, in the grace or weak, late or failed, nothing yet, not counted."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the few numbers that somebody in a hurry reads: what, how much, and of how many."""

    label: str
    value: str
    beside: str = ""
    tone: Tone = "none"


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of key figures."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A share as a bar.

    Attributes:
        label: Of what.
        share: The share; what may not be told is no bar at all.
        beside: More about it, on the same line.
        tone: The colour.
    """

    label: str
    share: Share
    beside: str = ""
    tone: Tone = "good"


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares below each other, all on a scale from 0 to 100 %.

    Attributes:
        headings: What stands in the columns: of what, the share, how many, and more (may be empty).
        bars: The bars.
        more: What was left out, in words; empty when nothing was.
    """

    headings: tuple[str, str, str, str]
    bars: tuple[Bar, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole: what, how many, and the colour."""

    label: str
    count: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Stack:
    """A whole in its parts: one long bar."""

    label: str
    parts: tuple[Part, ...]
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Counts beside each other, as of months.

    Attributes:
        label: What is counted.
        points: Under each column a short word, and how many.
    """

    label: str
    points: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Percentages one after the other, as of attempts.

    Attributes:
        label: What they are.
        points: What each is of, and the percentage in hundredths.
    """

    label: str
    points: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table whose colour means something; the words alone say the same."""

    text: str
    tone: Tone = "none"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words.

    Attributes:
        headings: Those of the columns.
        rows: The rows, each as long as the headings.
        right: Which columns stand at the right edge, counted from 0.
        more: What was left out, in words.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    right: frozenset[int] = frozenset()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


Block = KeyFigures | Bars | Stack | Columns | Line | Table | Words


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under a heading.

    Attributes:
        title: The heading.
        blocks: What stands there, in order.
        note: How it was counted, in small print below.
    """

    title: str
    blocks: tuple[Block, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """Where the records ended when the report was made.

    Attributes:
        count: How many entries the chain had; 0 when there was none.
        head: The hash of the last one.
        at: When that was written, as it is on record.
    """

    count: int
    head: str
    at: str

    @property
    def printed(self) -> str:
        """The head as `records verify --seen` takes it."""
        return f"{self.count}:{self.head}"


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Attributes:
        kind: year, team, person or scenario.
        title: What it is about.
        subtitle: For which programme and time.
        made: When it was made, in words.
        seal: Where the records ended.
        judged: Who judged, in a sentence.
        sections: Its parts.
        language: The language of its words, as an HTML language code.
    """

    kind: str
    title: str
    subtitle: str
    made: str
    seal: Seal
    judged: str
    sections: tuple[Section, ...]
    language: str = "en"
    notes: tuple[str, ...] = field(default=())


CHECK = "empty-chair records verify --seen"
"""The command that holds the records against a head that was printed."""


def seal_told(seal: Seal) -> tuple[str, str]:
    """What the seal means: what stands on record, and the command that checks it."""
    if not seal.count:
        return (
            "The records hold no chain of entries yet, so this cannot be held against them later. "
            "They get one when something is written to them.",
            "",
        )
    when = f"{seal.at[:16].replace('T', ' ')} UTC"
    return (
        f"Made from records with {seal.count:,} chained entries, the last of {when}. The chain is "
        "tamper-evident: a later change to these records shows. To check:",
        f"{CHECK} {seal.printed}",
    )
