"""A file's bytes as entries: encodings, delimiters, quotes, and every fault with its line and column."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.roster.entries import Entry, read_roster

HEAD = "employee_number,given_name,level,hire_date,active,manager,tags,roles\n"
ROW = '7,"Zoë ""Zo"" Öz",associate,2026-02-28,yes,9,b; a;b,coach|Manager\n'
ZOE = Entry(
    2, "7", None, 'Zoë "Zo" Öz', None, None, "agent", None, "9", ("a", "b"),
    ("learner", "manager", "trainer"), date(2026, 2, 28), True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("encoded", "encoding"),
    [
        ((HEAD + ROW).encode(), "UTF-8"),
        ((HEAD + ROW).encode("utf-8-sig"), "UTF-8"),
        ((HEAD + ROW).encode("utf-16"), "UTF-16"),
        ((HEAD + ROW).encode("utf-16-le"), "UTF-16"),
        ((HEAD + ROW).encode("utf-16-be"), "UTF-16"),
        ((HEAD + ROW).encode("cp1252"), "Windows-1252"),
        ((HEAD + ROW).replace("\n", "\r\n").encode(), "UTF-8"),
        ((HEAD + ROW).replace("\n", "\r").encode(), "UTF-8"),
        ((HEAD + ROW + "\n,,,,,,,\n\n").encode(), "UTF-8"),
        ((HEAD + ROW.rstrip()).encode(), "UTF-8"),
    ],
)
def test_a_file_is_read_in_every_usual_encoding_and_with_every_line_end(encoded, encoding):
    file = read_roster(encoded)
    assert (file.encoding, list(file.entries), list(file.faults)) == (encoding, [ZOE], [])


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("id,level\n1,agent\n", ","),
        ("id;level\n1;agent\n", ";"),
        ("id\tlevel\n1\tagent\n", "\t"),
        ("sep=;\nid;level\n1;agent\n", ";"),
        ('id;level;"department, or team"\n1;agent;x\n', ";"),
        ("\nid;level\n1;agent\n", ";"),
    ],
)
def test_the_delimiter_is_found(text, delimiter):
    file = read_roster(text.encode())
    assert (file.delimiter, file.faults) == (delimiter, [])
    assert [(one.employee_number, one.level) for one in file.entries] == [("1", "agent")]


def test_lines_are_those_of_the_file_also_behind_a_cell_with_line_ends():
    file = read_roster(b'sep=,\nid,department,level\n1,"two\nlines",agent\n2,x,king\n')
    assert [one.department for one in file.entries] == ["two lines"]
    assert [fault.place for fault in file.faults] == ["line 5, column 3 (level)"]


def test_an_empty_cell_takes_away_or_leaves_as_it_was():
    (one,) = read_roster(
        b"id,login,department,level,manager,tags,roles,hired,active,email\n1,,,,,,,,,\n"
    ).entries
    assert one == Entry(2, "1", email="", department="", manager="", tags=(), roles=("learner",))
    (one,) = read_roster(b"id\n1\n").entries
    assert one == Entry(2, "1")


@pytest.mark.parametrize("word", ["none", "NOBODY", "-"])
def test_nobody_is_a_manager_too(word):
    assert read_roster(f"id,manager\n1,{word}\n".encode()).entries[0].manager == ""


def test_formulas_stay_text_and_are_counted_and_an_exports_apostrophe_goes():
    text = "id,given name,department,level\n1,=1+1,'=SUM(A1),agent\n2,'t Hooft,-,agent\n"
    file = read_roster(text.encode())
    assert [(one.given_name, one.department) for one in file.entries] == [
        ("=1+1", "=SUM(A1)"),
        ("'t Hooft", "-"),
    ]
    assert file.formulas == 1


def test_names_are_cleaned_and_that_is_told():
    file = read_roster("id,given name\n1,\x1b[31m Ana\u202e  Li\x07 \n".encode())
    assert (file.entries[0].given_name, file.cleaned) == ("Ana Li", True)
    assert not read_roster(b"id\n1\n").cleaned


FAULTS = [
    ("8,x,boss,2026-01-01,yes,,,\n", "column 3 (level)", "“boss” is no level", "new_hire, agent"),
    ("8,x,agent,03/04/2026,yes,,,\n", "column 4 (hire_date)", "“03/04/2026” is no day", "2026-03-31"),
    ("8,x,agent,20260304,yes,,,\n", "column 4 (hire_date)", "is no day", "year-month-day"),
    ("8,x,agent,2026-02-29,yes,,,\n", "column 4 (hire_date)", "There is no day “2026-02-29”", "Correct it"),
    ("8,x,agent,9999-12-31,yes,,,\n", "column 4 (hire_date)", "first day", "leave the cell empty"),
    ("8,x,agent,2026-02-28,maybe,,,\n", "column 5 (active)", "“maybe”", "true or false"),
    ("8,x,agent,,,,,king\n", "column 8 (roles)", "“king” is no role", "learner, manager"),
    (",x,agent,,,,,\n", "column 1 (employee_number)", "is missing", "Fill it in"),
    ("7,x,agent,,,,,\n", "column 1 (employee_number)", "line 2 has it too", "Take out"),
    ("p00000000000000ff,x,agent,,,,,\n", "column 1", "looks like a pseudonym", "another one"),
    (f"8,{'x' * 201},agent,,,,,\n", "column 2 (given_name)", "201 characters", "Shorten"),
    ("8,x,agent,,,,,,extra\n", "column 9", "9 cells, and there are 8", "quotation marks"),
    ("8,x,agent\n", "column 3", "3 cells, and there are 8", "Leave cells empty"),
    (",,,,,,,\n9,x,agent,,,,,\n", "line 3", "The row is empty", "Take it out"),
]


@pytest.mark.parametrize(("rows", "place", "what", "todo"), FAULTS)
def test_a_fault_is_told_with_its_place_and_what_to_do(rows, place, what, todo):
    file = read_roster((HEAD + ROW + rows).encode())
    (fault,) = file.faults
    assert fault.said.startswith(f"line 3{'' if place == 'line 3' else ', ' + place}")
    assert what in fault.what
    assert todo in fault.todo
    assert file.entries[0] == ZOE


def test_all_faults_of_a_row_are_told_at_once_in_order():
    file = read_roster((HEAD + "8,x,boss,1.1.2026,maybe,,,king\n").encode())
    assert [fault.column for fault in file.faults] == [3, 4, 5, 8]


def test_cells_that_are_empty_behind_the_last_heading_are_no_fault():
    assert read_roster(b"id,level,,\n1,agent,,,,\n").faults == []


@pytest.mark.parametrize("text", ["", "\n\n", "id,level\n", "sep=;\n"])
def test_a_file_without_anybody_is_a_fault(text):
    assert len(read_roster(text.encode()).faults) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"id\n\x81\n", "line 2"),
        ("id\n1\n".encode("utf-16") + b"x", "UTF-16"),
        (b'id\n1\n"2\n3\n', "line 3: a quotation mark opens"),
        (b'id\n1\n"2"3\n', "line 3: something stands behind"),
        (b'id\n"' + b"x" * 200_000, "line 2: a quotation mark opens"),
    ],
)
def test_what_is_no_table_is_refused_with_the_place(data, said):
    with pytest.raises(UsageError, match=said):
        read_roster(data)


@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_they_are_read_or_refused(data):
    try:
        file = read_roster(b"employee_number,level\n" + data)
    except UsageError:
        return
    assert len(file.entries) <= file.rows


cell = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@given(st.lists(st.tuples(cell, cell), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_quoted_cells_hold_anything(pairs, delimiter):
    quoted = [f'{n}{delimiter}"{a.replace(chr(34), chr(34) * 2)}"' for n, (a, _) in enumerate(pairs, start=1)]
    file = read_roster(("\n".join([f"id{delimiter}department", *quoted]) + "\n").encode())
    assert [one.employee_number for one in file.entries] == [str(n) for n in range(1, len(pairs) + 1)]
