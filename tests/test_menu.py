from __future__ import annotations

import io

import pytest

from simulator.errors import NotFoundError, UsageError
from simulator.menu import agrees, choose
from tests.fakes.content import make_scenario
from tests.fakes.fake_simulator import HEADERS


def chosen(given, headers=HEADERS):
    out = io.StringIO()
    return choose(headers, io.BytesIO(given), out), out.getvalue()


def test_by_number_and_by_id():
    assert chosen(b"1\n")[0] == "cold-kitchen"
    assert chosen(b" 3 \n")[0] == "her-fathers-line"
    assert chosen(b"first-bill\n")[0] == "first-bill"


def test_the_list_is_sorted_and_without_broken_files():
    _, said = chosen(b"1\n", tuple(reversed(HEADERS)))
    assert [line.partition(".")[0] for line in said.splitlines()[:3]] == ["1", "2", "3"]
    assert said.index("A kitchen") < said.index("A bill") < said.index("Her father")
    assert "broken-file" not in said


@pytest.mark.parametrize("wrong", ["0", "4", "-1", "broken-file", "", "1.5", "²"])
def test_it_asks_again(wrong):
    found, said = chosen(f"{wrong}\n2\n".encode())
    assert found == "first-bill"
    assert f"There is no {wrong!r}" in said


def test_no_choice_is_told():
    with pytest.raises(UsageError):
        chosen(b"nope\n")


def test_an_empty_library_is_told():
    with pytest.raises(NotFoundError):
        chosen(b"1\n", [header for header in HEADERS if header.fault])


GENTLE = {"content_note": "About a death.", "support": "Talk to somebody."}


def asked(given, **scenario):
    out = io.StringIO()
    source = None if given is None else io.BytesIO(given)
    return agrees(make_scenario(**scenario), source, out), out.getvalue()


def test_nothing_is_asked_without_a_note():
    assert asked(b"") == (True, "")


@pytest.mark.parametrize(
    ("given", "goes_on"),
    [(b"yes\n", True), (b" Y \n", True), (b"no\n", False), (b"N\n", False), (b"\nyes\n", True), (b"", False)],
)
def test_a_note_asks_first(given, goes_on):
    found, said = asked(given, **GENTLE)
    assert found is goes_on
    for words in ("About a death.", "Talk to somebody.", "/out"):
        assert words in said


def test_another_word_is_asked_again():
    found, said = asked(b"go on\nyes\n", **GENTLE)
    assert found
    assert said.count("Go on? (yes or no): ") == 2
    assert "Please write yes or no." in said


def test_the_end_of_the_input_is_a_no_and_said_to_be():
    found, said = asked(b"perhaps\n", **GENTLE)
    assert not found
    assert "that is taken as a no" in said
    assert said.endswith("Nothing was started, and nothing is on record.\n")


def test_a_note_is_not_broken_in_mid_sentence():
    _, said = asked(None, content_note="About a\ndeath.", support="Talk to\nsomebody.")
    assert "About a death." in said
    assert "Talk to somebody." in said


def test_without_a_person_the_note_is_only_shown():
    found, said = asked(None, **GENTLE)
    assert found
    assert "About a death." in said
    assert "Go on?" not in said
