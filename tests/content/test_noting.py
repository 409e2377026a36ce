"""Notes: what may be meant otherwise is said, and what is surely meant is let be."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.library import Library
from simulator.content.loading import parse
from simulator.content.noting import notes
from tests.content.drafting import SAMPLES, copied_library, draft, place, sample

SHIPPED = Path(__file__).parents[2]


def noted(*edits, kind="scenario"):
    loaded = parse(draft(kind, *edits).encode(), Path("f"), kind)
    return [str(note).removeprefix("f:") for note in notes(loaded, Library(SAMPLES))]


@pytest.mark.parametrize("kind", ["scenario", "persona", "rubric"])
def test_the_samples_have_no_note(kind):
    assert notes(sample(kind), Library(SAMPLES)) == []


@pytest.mark.parametrize(
    ("edit", "part", "said"),
    [
        (
            ("[Keep it.]", "[All right, keep it.]"),
            "keep it.]",
            "after the comma a text of its own begins, `keep it.`",
        ),
        (
            ("[Keep it.]", "[\u201cKeep it.\u201d]"),
            "\u201cKeep",
            "the text begins with \u201c, which is no quote for YAML",
        ),
        (("[Keep it.]", "[\u2013 Keep it.]"), "\u2013 Keep", "the text begins with the long dash"),
        (
            ("tells: A lot of talk.", "tells: They kept room # 214."),
            "They kept",
            "from # on this line is a comment",
        ),
        (('noon: ["noon"', 'pier: ["pier"]\n  noon: ["noon"'), "pier:", "nothing asks for the topic `pier`"),
    ],
)
def test_what_may_be_meant_otherwise(edit, part, said):
    (note,) = noted(edit)
    assert note.startswith(f"{place('scenario', part, edit)}: {said}")


@pytest.mark.parametrize(
    "edit",
    [
        ("[Keep it.]", '["All right, keep it."]'),
        ("[Keep it.]", "[Keep it., what is this?, Go.]"),
        ('"ask ... crew"', "the crew, ask them?"),
        ("minutes: 4", "minutes: 4  # at most"),
        ("tells: A lot of talk.", "tells: Room#214."),
        ("tells: A lot of talk.", 'tells: "Room # 214."'),
        ("{topic: noon}", "{asked: noon}"),
    ],
)
def test_what_is_surely_meant_is_let_be(edit):
    assert noted(edit) == []


def test_a_topic_may_be_asked_for_by_persona_or_rubric():
    edits = (
        ("met: {any: [{behaviour: gives_timeframe}, {topic: noon}]}", "met: {behaviour: gives_timeframe}"),
    )
    more = (("asked: [colour, noon]", "asked: [colour]"),)
    assert noted(*edits, *more) == []  # the sample's rubric has a rule on `noon`


def test_the_library_that_ships_uses_all_its_topics():
    library = Library(SHIPPED)
    found = [note for header in library.headers() for note in notes(library.scenario(header.id), library)]
    assert found == []


def test_what_another_persona_of_that_name_asks_for_counts_only_there(tmp_path):
    root = copied_library(tmp_path)
    persona = root / "scenarios" / "personas" / "brisk.yaml"
    told = persona.read_text("utf-8")
    loaded = parse(
        draft("scenario", ('noon: ["noon"', 'pier: ["pier"]\n  noon: ["noon"')).encode(), Path("f")
    )
    reaction = "reactions:\n  - id: pier\n    when: {topic: pier}\n    mood: {trust: 1}\n"
    assert len(notes(loaded, Library(root))) == 1
    persona.write_text(told.replace("reactions:\n", reaction, 1), "utf-8")
    assert notes(loaded, Library(root)) == []
    persona.write_text(told, "utf-8")
    assert len(notes(loaded, Library(root))) == 1
