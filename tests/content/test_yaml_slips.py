"""What word processors do to YAML: blanks, quotes and dashes that only look right."""

from __future__ import annotations

import pytest

from simulator.content.faults import FaultList
from simulator.content.yamlfile import read_tree

pytestmark = pytest.mark.usefixtures("every_loader")


def data(text):
    faults = FaultList("f")
    root = read_tree(text, faults)
    assert faults.faults == []
    return root.data


def only_fault(text):
    faults = FaultList("f")
    read_tree(text, faults)
    assert len(faults.faults) == 1, faults.faults
    return str(faults.faults[0]).removeprefix("f:")


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", "\u2003"])
def test_an_indentation_that_only_looks_like_one(blank):
    found = only_fault(f"a:\n  b: x\n{blank}{blank}c: y\nd: z\n")
    assert found.startswith(
        f"3:1: a non-breaking or other special blank (U+{ord(blank):04X}) in the indentation"
    )


def test_a_special_blank_inside_a_text_is_let_be():
    assert data("a: |\n  x\n  \u00a0y\nb: z\u00a0z\n") == {"a": "x\n\u00a0y\n", "b": "z\u00a0z"}
    assert "closing ]" in only_fault("a: z\u00a0z\nb: [c\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'a: 1\nb: ["x]\nc: 2\nd: ["y", "z"]\n',
            "2:5: the quote that is opened here is closed only in line 4; ",
        ),
        ("a: 'x\nb: 2\nc: 'y'\n", "1:4: the quote that is opened here is closed only in line 3; "),
    ],
)
def test_a_quote_that_is_not_closed_is_told_where_it_opens(text, said):
    assert only_fault(text).startswith(said)


def test_a_long_quoted_text_is_not_blamed_for_what_comes_later():
    assert "a colon where no key can be" in only_fault('a: "x\n  y"\nb: c: d\n')


@pytest.mark.parametrize("dash", ['-"', "-'", "-\u201c", '\u2013"', '\u2013 "', "\u2014 \u201c"])
def test_a_dash_that_begins_no_list_entry(dash):
    assert only_fault(f'a:\n  {dash}So be it."\n').startswith(
        f"2:3: `{dash[0]}` begins no list entry like this"
    )


def test_a_hyphen_may_begin_a_text():
    assert data("a: -5 degrees\nb: --\nc: '-\"x\"'\n") == {"a": "-5 degrees", "b": "--", "c": '-"x"'}


def test_a_text_in_the_quotes_of_a_word_processor_that_a_comma_cuts():
    found = only_fault("a: [\u201cAll right, give it to me.\u201d]\n")
    assert found.startswith("1:5: the text begins with \u201c, which is no quote for YAML, and is cut short")


def test_words_may_stand_in_any_quotes_inside_straight_ones():
    assert data('a: "\u201cNo, I say."\n') == {"a": "\u201cNo, I say."}
