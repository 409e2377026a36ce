"""Values as cells of a CSV file that a spreadsheet opens without running any of them."""

from __future__ import annotations

from datetime import date, datetime

from simulator.language.text import clean_text

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - spreadsheets take the wide signs too
"""What makes a spreadsheet take a text for a formula, as its first character (OWASP, CSV injection)."""

Value = str | int | float | bool | date | datetime | None


def cell(value: Value) -> str:
    """The text of a cell.

    Numbers stay numbers, truth is `true` or `false`, days and times are ISO 8601, and nothing is empty. A
    text that a spreadsheet would take for a formula gets an apostrophe in front, which shows it as it is.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return _shown(value)


def _shown(text: str) -> str:
    # What cleaning drops may stand before the sign, so the raw text is looked at too.
    shown = clean_text(text)
    begins = {text[:1], shown[:1], shown.lstrip()[:1]}
    return shown if begins.isdisjoint(_FORMULA) else f"'{shown}"
