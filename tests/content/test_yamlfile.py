"""YAML is read safely: limits hold, traps are named, every place is known."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.content import yamlcomposing
from simulator.content.faults import FaultList
from simulator.content.yamlcomposing import MAX_ALIASES, MAX_DEPTH, Unreadable
from simulator.content.yamlfile import MAX_BYTES, decode, read_tree
from simulator.content.yamlscalars import resolve

pytestmark = pytest.mark.usefixtures("every_loader")


def read(text):
    faults = FaultList("f")
    root = read_tree(text, faults)
    return root, [f"{fault.line}:{fault.column}: {fault.message}" for fault in faults.faults]


def data(text):
    root, faults = read(text)
    assert faults == []
    return root.data


def only_fault(text):
    _, faults = read(text)
    assert len(faults) == 1, faults
    return faults[0]


def test_plain_data():
    text = "a: 1\nb: [x, 2.5, true, 'no', \"1\"]\nc:\n  d: |\n    one\n    two\n"
    assert data(text) == {"a": 1, "b": ["x", 2.5, True, "no", "1"], "c": {"d": "one\ntwo\n"}}


def test_a_byte_order_mark_is_no_text():
    assert data("\ufeffa: 1\n") == {"a": 1}


def test_texts_are_cleaned():
    assert data('a: "x\\e[31my\\u202Ez"\n"k\\u200B": 1\n') == {"a": "xyz", "k": 1}


@pytest.mark.parametrize("text", ["", "   \n", "# nothing but a comment\n", "---\n", "~\n", "---\n...\n"])
def test_an_empty_file(text):
    assert only_fault(text) == "1:1: the file is empty"


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "12\n", "[a]\n"])
def test_a_file_without_keys(text):
    assert "begins with no key" in only_fault(text)


def test_two_documents():
    assert only_fault("a: 1\n---\nb: 2\n").startswith("2:1: a second document")


@pytest.mark.parametrize(
    ("raw", "said", "line"),
    [
        (b"a: 1\nb: caf\xe9\n", "not in UTF-8", 2),
        ("a: 1\n".encode("utf-16"), "UTF-16", 1),
        (b"a: " + b"x" * MAX_BYTES, "bigger than", 1),
    ],
)
def test_bytes_that_are_no_text(raw, said, line):
    with pytest.raises(Unreadable, match=said) as caught:
        decode(raw)
    assert caught.value.place.line == line


@pytest.mark.parametrize("odd", ["\0", "\x07", "\x1b", "\x7f", "\x9b"])
def test_control_characters_are_refused_with_their_place(odd):
    assert only_fault(f"a: 1\nb: x{odd}y\n") == f"2:5: a control character (U+{ord(odd):04X}); take it out"


def test_a_key_that_stands_twice():
    root, faults = read("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert faults == [
        "2:11: the key `c` stands here twice (first in line 2)",
        "3:1: the key `a` stands here twice (first in line 1)",
    ]
    assert root.data == {"a": 1, "b": {"c": 1}}


def test_the_depth_is_limited():
    def nested(levels):
        return "a: " + "[" * levels + "]" * levels + "\n"

    assert read(nested(MAX_DEPTH - 1))[1] == []
    assert f"deeper than {MAX_DEPTH}" in only_fault(nested(MAX_DEPTH))


@pytest.mark.parametrize("text", ["[" * 300_000, "{a: " * 100_000, "- " * 300_000, "? " * 300_000])
def test_a_file_made_of_brackets_is_refused_at_once(text):
    started = time.perf_counter()
    assert len(read(text)[1]) == 1
    assert time.perf_counter() - started < 2


def test_the_number_of_values_is_limited(monkeypatch):
    monkeypatch.setattr(yamlcomposing, "MAX_NODES", 50)
    assert read("a: [" + "x, " * 46 + "x]\n")[1] == []
    assert "more than 50 values" in only_fault("a: [" + "x, " * 47 + "x]\n")


def test_aliases_give_the_same_value():
    assert data("a: &x [1, 2]\nb: *x\n") == {"a": [1, 2], "b": [1, 2]}


def test_aliases_are_limited():
    enough = "a: &x 1\nb: [" + ", ".join(["*x"] * MAX_ALIASES) + "]\n"
    assert read(enough)[1] == []
    assert f"more than {MAX_ALIASES}" in only_fault(enough.replace("]", ", *x]"))


def test_aliases_cannot_multiply():
    lines = ["a0: &a0 [" + "x, " * 9 + "x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 6)]
    assert "more than 100,000 values" in only_fault("\n".join(lines))


def test_aliases_cannot_deepen():
    chain = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 45)]
    assert f"deeper than {MAX_DEPTH}" in only_fault("\n".join(chain))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x [*x]\n", "`*x` contains itself"),
        ("a: *nowhere\n", "`*nowhere` is not defined above"),
        ("a: {<<: {b: 1}}\n", "merge keys"),
        ("a: !!python/object:os.system x\n", "the tag !!python/object:os.system"),
        ("a: !mine [x]\n", "the tag !mine"),
        ("a: !!set {x}\n", "the tag !!set"),
        ("a: !!int x\n", "x is no int"),
        ("a: !!binary eA==\n", "the tag !!binary"),
    ],
)
def test_what_yaml_could_do_and_may_not(text, said):
    assert any(said in fault for fault in read(text)[1])


def test_a_text_may_say_that_it_is_one():
    assert data("a: !!str 12\n") == {"a": "12"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2025-11-11", "as a date; put it in quotes"),
        ("2025-11-11 10:00:00", "as a date"),
        ("18:30", "to the base 60; put it in quotes"),
        ("0800", "of an unusual kind"),
        ("0x1F", "of an unusual kind"),
        ("1_000", "of an unusual kind"),
        (".inf", "of an unusual kind"),
        ("9" * 5000, "of an unusual kind"),
    ],
)
def test_the_traps_of_yaml_1_1_are_named(written, said):
    assert said in only_fault(f"a: {written}\n")
    assert data(f"a: '{written}'\n") == {"a": written}


@pytest.mark.parametrize("key", ["yes", "1", "true", "2.5"])
def test_a_key_is_a_text(key):
    assert "put it in quotes" in only_fault(f"{key}: a\n")


def test_a_list_is_no_key():
    assert "a key must be a word" in only_fault("? [a]\n: b\n")


@pytest.mark.parametrize(
    ("text", "where"),
    [("a:\nb: 1\n", "1:3"), ("a: {b: ~}\n", "1:8"), ("a: [x, null]\n", "1:8"), ("a:\n-\n", "2:2")],
)
def test_what_has_no_value_is_a_fault(text, where):
    assert only_fault(text).startswith(where)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [b\n", "closing ]"),
        ("a: {b: 1\n", "closing }"),
        ("a: b: c\n", "a colon where no key can be"),
        ("a\nb: 1\n", "a colon where no key can be"),
        ('a: "x\nb: 1\n', "the quote that is opened in line 1"),
        ("a: 'it's'\n", "the quoted text ends before this"),
        ("a: [!! OK]\n", "`!` means something to YAML at the beginning of a text"),
        ('a: ["b" "c"]\n', "1:9: a comma is missing between two texts"),
        ("a: ['b' 'c']\n", "1:9: a comma is missing between two texts"),
        ("a:\n\tb: 1\n", "a tab"),
        ("\ta: 1\n", "a tab"),
        ("a: @x\n", "cannot begin with '@'"),
        ("a: %x\n", "cannot begin with '%'"),
        ("a: `x`\n", "cannot begin with '`'"),
        ("a: *\n", "`*` and `&`"),
        ("a: {trust: >= 45}\n", 'a comparison stands in quotes, such as ">= 45"'),
        ("trust: >= 45\n", 'a comparison stands in quotes, such as ">= 45"'),
        ("a:\n  b: 1\n c: 2\n", "check the indentation"),
        ("- a\nb: 1\n", "check the indentation"),
        ('a: "\\q"\n', "a backslash in double quotes"),
        ("a: - b\n", "a dash where no list can begin"),
        ("%YAML 3.0\n---\na: 1\n", "begins with %"),
    ],
)
def test_yaml_s_own_errors_in_plain_words(text, said):
    found = only_fault(text)
    assert said in found
    for jargon in ("token", "scalar", "flow", "parser", "expected", "<block"):
        assert jargon not in found.split(": ", 1)[1]


def test_places_count_letters_and_not_bytes():
    root, _ = read("a: {é: [ü, x]}\n")
    assert root.place_of(("a", "é", 1)) == (1, 12)
    assert root.key_place(("a", "é")) == (1, 5)


@pytest.mark.parametrize(
    ("text", "column"),
    [("a: xyz", 6), ("a: 'xyz'", 7), ('a: "xyz"', 7), ("a: 'x''yz'", 4), ("a: |\n  xyz", 4)],
)
def test_the_place_of_a_letter(text, column):
    """Letter by letter where the text stands as it is; else where it begins."""
    assert read(text)[0].find(("a",)).letter_place(2) == (1, column)


def test_a_path_that_is_not_there_leads_to_the_nearest_above():
    root, _ = read("a:\n  b: x\n")
    assert root.place_of(("a", "nowhere")) == root.place_of(("a",)) == (2, 3)
    assert root.path_of(("a", "<text>", "b", 0)) == "a.b"


@given(st.text(max_size=30))
def test_plain_scalars_are_never_refused_outright(written):
    value, trap = resolve(written)
    assert isinstance(value, str | int | float | bool | None)
    if trap:
        assert value == written


@given(st.integers(-(10**14), 10**14))
def test_numbers_mean_themselves(number):
    assert resolve(str(number)) == (number, "")


LETTERS = st.text(
    st.characters(exclude_characters="\x85\u2028\u2029\r", exclude_categories=("Cs", "Cc")), max_size=8
)
"""Without what YAML itself folds: its own line ends."""


@settings(max_examples=60)
@given(
    st.recursive(
        LETTERS | st.integers(0, 999) | st.booleans(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LETTERS.filter(bool), inner, max_size=4),
        max_leaves=12,
    )
)
def test_what_pyyaml_writes_is_read_back(value):
    from simulator.language.text import clean_text

    def cleaned(part):
        if isinstance(part, str):
            return clean_text(part)
        if isinstance(part, list):
            return [cleaned(inner) for inner in part]
        return {clean_text(k): cleaned(v) for k, v in part.items()} if isinstance(part, dict) else part

    text = yaml.safe_dump({"top": value}, allow_unicode=True)
    root, faults = read(text)
    if not faults:  # two keys may become one when they are cleaned
        assert root.data == {"top": cleaned(value)}


def test_a_key_is_at_fault_wherever_it_stands_and_well_known_ones_count():
    _, faults = read("a: {b: 1, yes: 1}\nb: {a: 2, yes: 2}\na: 3\n")
    assert [fault.partition(" `")[0].partition(" yes")[0] for fault in faults] == [
        "1:11: YAML does not read the key",
        "2:11: YAML does not read the key",
        "3:1: the key",
    ]
    deep = "{a: " * (MAX_DEPTH - 1) + "1" + "}" * (MAX_DEPTH - 1)
    assert read(deep)[1] == []
    column = 4 * MAX_DEPTH - 2
    assert only_fault(f"{{a: {deep}}}") == f"1:{column}: nested deeper than {MAX_DEPTH} levels"


def test_the_same_key_counts_each_time_it_stands(monkeypatch):
    monkeypatch.setattr(yamlcomposing, "MAX_NODES", 11)
    assert read("k:\n- {a: 1}\n- {a: 1}\n")[1] == []
    assert "more than 11 values" in only_fault("k:\n- {a: 1}\n- {a: 1}\n- {a: 1}\n")
