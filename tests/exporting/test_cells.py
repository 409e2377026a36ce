from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.exporting.cells import cell


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u200b=1", "\uff1d1"]
)
def test_what_a_spreadsheet_would_run_is_shown_as_it_is(text):
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["Care", "E-17", "a=b", "mira@example.org", "Žalia", ""])
def test_other_texts_stay(text):
    assert cell(text) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""), (True, "true"), (False, "false"), (-5, "-5"), (82.5, "82.5"), (-0.5, "-0.5"),
        (90.0, "90"), (10_000_000.0, "10000000"), (0, "0"), (date(2026, 2, 28), "2026-02-28"),
    ],
)  # fmt: skip
def test_values(value, expected):
    assert cell(value) == expected


@given(some.text())
def test_no_text_begins_a_formula_and_every_row_comes_back(text):
    shown = cell(text)
    assert shown.lstrip()[:1] not in tuple("=+-@\uff1d\uff0b\uff0d\uff20")
    out = io.StringIO(newline="")
    csv.writer(out).writerow([shown, "next"])
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert row == [shown, "next"]
