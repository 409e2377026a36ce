"""The figures of an audition as a page for people: plain text, 80 columns, models beside each other."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from simulator.auditioning.counting import FEWEST, Mean, Share, Spread
from simulator.auditioning.figures import Figures
from simulator.auditioning.kinds import Fault
from simulator.auditioning.saying import counted, remarks, unusable
from simulator.commands.aligned import aligned
from simulator.language.text import clean_text
from simulator.spending_text import money

WIDTH = 80
BESIDE = 3
"""Models beside each other at most; more of them come in a table of their own."""
_NAME = 14
"""Columns of a model's name; longer ones go on in the next line."""
_NOTHING = "-"

Cell = Callable[[Figures], str]


def page(found: Sequence[Figures], currency: str = "") -> Iterator[str]:
    """The whole page, line by line.

    Args:
        found: The figures, one for each model.
        currency: What stands behind a sum of money.
    """
    for sentence in unusable(found):
        yield from (*_wrapped(clean_text(sentence)), "")
    beside = next((most for most in range(BESIDE, 1, -1) if _fits(found, most, currency)), 1)
    for table in _tables(found, beside, currency):
        yield from table
        yield ""
    yield "In brackets: how many messages, answers or conversations a figure rests on."
    yield f"* fewer than {FEWEST}: provisional."
    if any(one.price.estimated for one in found):
        yield "~ estimated in part, since the server does not tell."
    for one in found:
        yield from _reasons(one, named=len(found) > 1)
    for remark in remarks(found):
        yield from _wrapped(clean_text(remark), "- ")


def _tables(found: Sequence[Figures], beside: int, currency: str) -> Iterator[list[str]]:
    for at in range(0, len(found), beside):
        yield list(_table(found[at : at + beside], currency))


def _fits(found: Sequence[Figures], beside: int, currency: str) -> bool:
    from rich.cells import cell_len

    lines = (line for table in _tables(found, beside, currency) for line in table)
    return max(map(cell_len, lines), default=0) <= WIDTH


def _table(found: Sequence[Figures], currency: str) -> Iterator[str]:
    names = [_name_lines(one.model) for one in found]
    deepest = max(map(len, names))
    rows: list[list[str]] = [
        [""] + [name[line] if line < len(name) else "" for name in names] for line in range(deepest)
    ]
    for title, cells in _sections(currency):
        rows += [["", *("" for _ in found)], [title, *("" for _ in found)]]
        rows += [[f"  {label}", *(cell(one) for one in found)] for label, cell in cells]
    yield from aligned(rows)


def _sections(currency: str) -> list[tuple[str, list[tuple[str, Cell]]]]:
    return [
        ("Played", _PLAYED),
        ("First answers that", _FIRST),
        ("What became of the messages", _MENDED),
        ("Length and likeness", _LENGTH),
        ("Pace", _PACE),
        (
            "A conversation takes on average",
            [
                ("tokens read", lambda one: _number(one.price.input_tokens, one.price.estimated)),
                ("tokens written", lambda one: _number(one.price.output_tokens, one.price.estimated)),
                (f"cost ({currency})" if currency else "cost", _cost),
            ],
        ),
    ]


def _kept(fault: Fault) -> Cell:
    """The share that was not refused for this; where all were refused, only for what they were refused for.

    The guard stops at the first fault. An answer that was refused for another one was not heard to its end.
    """

    def cell(one: Figures) -> str:
        kept = one.conduct.kept[fault]
        untold = not one.conduct.accepted.count and kept.count == kept.of
        return _NOTHING if untold else percent(kept)

    return cell


_PLAYED: list[tuple[str, Cell]] = [
    ("conversations", lambda one: _of(one.conversations, one.planned)),
    ("messages of the customer", lambda one: f"{one.messages:,}"),
    ("went as scripted (must be all)", lambda one: _of(one.same_course.count, one.same_course.of)),
    ("requests not fully answered", lambda one: _of(one.failures.count, one.failures.of)),
]
_FIRST: list[tuple[str, Cell]] = [
    ("were taken as they were", lambda one: percent(one.conduct.accepted)),
    ("stayed in the role", _kept(Fault.OUT_OF_ROLE)),
    ("obeyed the mood", _kept(Fault.OUT_OF_MOOD)),
    ("kept secrets", _kept(Fault.SECRET)),
    ("made nothing up", _kept(Fault.MADE_UP)),
    ("told what was due", _kept(Fault.LEFT_OUT)),
    ("were not too long", _kept(Fault.TOO_LONG)),
    ("said nothing twice", _kept(Fault.REPEATED)),
    ("were plain words", _kept(Fault.NOT_PLAIN)),
]
_MENDED: list[tuple[str, Cell]] = [
    ("in the model's own words", lambda one: percent(one.mended.own)),
    ("asked for a second time", lambda one: percent(one.mended.asked_again)),
    ("the author's lines went on", lambda one: percent(one.mended.fallbacks)),
    ("secrets refused, all answers", lambda one: _of(one.mended.secrets.count, one.mended.secrets.of)),
]
_LENGTH: list[tuple[str, Cell]] = [
    ("words of a message, median", lambda one: _middle(one.length.words, "{:.0f}")),
    ("words wanted, median", lambda one: _middle(one.length.wanted, "{:.0f}")),
    ("words to words wanted, median", lambda one: _middle(one.length.ratio, "{:.2f}")),
    ("likeness of the same moment", lambda one: _mean(one.likeness)),
]
_PACE: list[tuple[str, Cell]] = [
    ("first word, median", lambda one: _middle(one.pace.first_word, "{:.2f} s")),
    ("first word, 95 % within", lambda one: _worst(one.pace.first_word)),
    ("first sentence shown, median", lambda one: _middle(one.pace.first_shown, "{:.2f} s")),
    ("first sentence, 95 % within", lambda one: _worst(one.pace.first_shown)),
    ("words a second, median", lambda one: _middle(one.pace.words_a_second, "{:.1f}")),
]


def percent(share: Share) -> str:
    """`98 % (54)`; never 100 % or 0 % of what is not all or nothing."""
    if share.rate is None:
        return _NOTHING
    whole = round(100 * share.rate)
    if 0 < share.count < share.of:
        whole = min(99, max(1, whole))
    return f"{whole} % ({share.of:,}){_star(share.provisional)}"


def _star(provisional: bool) -> str:
    return "*" if provisional else ""


def _of(count: int, of: int) -> str:
    return f"{count:,} of {of:,}" if of else _NOTHING


def _middle(spread: Spread, form: str) -> str:
    if spread.median is None:
        return _NOTHING
    return f"{form.format(spread.median)} ({spread.of:,}){_star(spread.provisional)}"


def _worst(spread: Spread) -> str:
    return (
        _NOTHING if spread.p95 is None else f"{spread.p95:.2f} s ({spread.of:,}){_star(spread.provisional)}"
    )


def _mean(found: Mean) -> str:
    return _NOTHING if found.value is None else f"{found.value:.2f} ({found.of:,}){_star(found.provisional)}"


def _number(found: Mean, estimated: bool) -> str:
    about = "~" if estimated else ""
    return _NOTHING if found.value is None else f"{about}{found.value:,.0f} ({found.of:,})"


def _cost(one: Figures) -> str:
    if not one.price.of:
        return _NOTHING
    if one.price.cost is None:
        return "no price set"
    about = "~" if one.price.estimated else ""
    return f"{about}{money(one.price.cost).replace('less than ', '<')} ({one.price.of:,})"


def _reasons(one: Figures, named: bool) -> Iterator[str]:
    """Why requests failed and why the author's lines went on, in lines of their own."""
    who = f"{clean_text(one.model)}: " if named else ""
    for title, reasons in (
        ("Refused first answers", one.conduct.refused),
        ("Requests not fully answered", one.failure_reasons),
        ("The author's lines went on", one.mended.fallback_reasons),
        ("Conversations that broke off", one.broken),
    ):
        if reasons:
            yield from _wrapped(f"{who}{title}: {clean_text(counted(reasons))}.")  # type: ignore[arg-type]


def _name_lines(model: str) -> list[str]:
    """A model's name in lines of a column's width, parted at its own signs where there are some."""
    name = clean_text(model).replace("\n", " ")
    spaced = name.replace("/", "/\0").replace("-", "-\0")
    found, line = [], ""
    for part in spaced.split("\0"):
        if line and len(line) + len(part) > _NAME:
            found.append(line)
            line = ""
        line += part
        while len(line) > _NAME:
            found.append(line[:_NAME])
            line = line[_NAME:]
    return [*found, line] if line or not found else found


def _wrapped(text: str, first: str = "") -> list[str]:
    rest = " " * len(first)
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
