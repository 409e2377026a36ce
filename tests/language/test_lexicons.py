"""Every language that comes as a lexicon: the file holds what it must, and reads its rows and fine lines."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml

from simulator.behaviours import BEHAVIOURS
from simulator.language.document import take_apart
from simulator.language.frozen import fingerprint, frozen_path, lexicon_languages, lexicon_of, listed_in
from simulator.language.lexicon.cues import CUES, NEEDED_CUES
from simulator.language.lexicon.files import LISTS, lexicon_for
from simulator.language.patterns import PhraseBook
from simulator.language.reader import Reader
from tests.language.measure import macro, measure, read_row, rows_of

LANGUAGES = lexicon_languages()
LINES = [(code, line) for code in LANGUAGES for line in rows_of(code, "lines")]
_TWO_DIGITS = re.compile(r"\.\.\.\d\d")
_LEAST_ROWS, _LEAST_EACH, _LEAST_F1 = 120, 6, 0.85


def sheet_of(code: str) -> dict[str, Any]:
    path = frozen_path(code).with_name("lexicon.yaml")
    sheet: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return sheet


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_lexicon_has_the_lists_and_cues_that_the_detectors_ask_for(code: str) -> None:
    sheet = sheet_of(code)
    assert set(sheet["lists"]) <= LISTS
    assert set(sheet["phrases"]) <= CUES
    wide = [
        phrase for phrases in sheet["phrases"].values() for phrase in phrases if _TWO_DIGITS.search(phrase)
    ]
    assert wide == [], "A gap has at most 9 words: the second digit would be a word"
    lacking = NEEDED_CUES - set(sheet["phrases"])
    assert lacking <= {"negators"}
    assert "negators" in sheet["phrases"] or "negators.back" in sheet["phrases"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_compiled_phrases_fit_the_lexicon(code: str) -> None:
    kept = json.loads(frozen_path(code).read_text(encoding="ascii"))
    now = fingerprint(code, listed_in(code))
    assert kept["sha256"] == now, f"Run: python -m simulator.language.frozen {code}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_there_are_rows_enough_of_every_behaviour(code: str) -> None:
    rows = rows_of(code)
    assert len(rows) >= _LEAST_ROWS
    assert len({row["id"] for row in rows}) == len(rows)
    for name in BEHAVIOURS:
        assert sum(name in row["present"] for row in rows) >= _LEAST_EACH, name


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.sampled(4)
def test_the_rows_are_read_as_people_read_them(code: str) -> None:
    rows = rows_of(code)
    assert all(set(row["present"]) <= set(BEHAVIOURS) for row in rows)
    assert macro(measure(code, rows)) >= _LEAST_F1


@pytest.mark.parametrize(("code", "line"), LINES, ids=lambda value: str(value)[:60])
def test_a_fine_line_is_read_on_its_right_side(code: str, line: dict[str, Any]) -> None:
    reading = read_row(Reader(code), line)
    for name in line.get("shown", ()):
        assert reading.shows(name), name
    for name in line.get("not_shown", ()):
        assert not reading.shows(name), [reading.quote(s) for s in reading.behaviours[name].spans]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_quote_lies_in_the_reply(code: str) -> None:
    reader = Reader(code)
    for row in rows_of(code):
        reading = read_row(reader, row)
        for finding in reading.behaviours.values():
            assert finding.present == bool(finding.spans)
            for span in finding.spans:
                assert 0 <= span.start < span.end <= len(reading.text)
                assert reading.sentence_of(span).start <= span.start < reading.sentence_of(span).end


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_reply_of_the_rows_is_taken_for_another_language(code: str) -> None:
    reader = Reader(code)
    assert [row["id"] for row in rows_of(code) if read_row(reader, row).flags & {"other_language"}] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_language_is_told_from_english(code: str) -> None:
    english = Reader("en")
    long = [row for row in rows_of(code) if len(row["reply"].split()) >= 8]
    told = [english.read(row["reply"]).other_language for row in long]
    assert sum(found == code for found in told) >= 0.95 * len(long)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.sampled(1)
def test_a_compiled_book_finds_what_a_fresh_one_finds(code: str) -> None:
    fresh, compiled = PhraseBook(lexicon_of(code), code), lexicon_for(code).book
    for row in rows_of(code)[::7]:
        document = take_apart(row["reply"], code)
        assert compiled.find(document) == fresh.find(document), row["id"]
