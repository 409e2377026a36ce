"""Slips of authors who know other formats, told where they stand: patterns, rubrics, schemas."""

from __future__ import annotations

import pytest

from tests.content.drafting import draft, fault, faults, place


@pytest.mark.parametrize(
    ("pattern", "sign", "said"),
    [
        ("lind*", "*", "words are found by their stem; for words between write `...`"),
        ("room.*tonight", ".*", "for words between write `...`"),
        ("room.+tonight", ".+", "for words between write `...`"),
        (r"\\d euros", r"\d", "write the word itself, or a class such as `<number>`"),
        ("^linden", "^", "leave it out; a pattern is found anywhere in a sentence"),
        ("linden$", "$", "leave it out; a pattern is found anywhere in a sentence"),
        ("gr[ae]y", "[ae]", "for one of several words write `(one|other)`"),
    ],
)
def test_signs_of_regular_expressions_are_named(pattern, sign, said):
    found = fault("scenario", ('"ask ... crew"', f'"{pattern}"'))
    assert found.endswith(f": `{sign}` is no sign of a phrase pattern; {said}")


@pytest.mark.parametrize(
    "pattern", [r"five \\* hotel", "a.m.", "booking.com", "18.30", "$45", "AT\\\\&T", "...3 x"]
)
def test_signs_that_patterns_may_have(pattern):
    found = faults("scenario", draft("scenario", ('"ask ... crew"', f'"{pattern}"')))
    assert not [one for one in found if "no sign of a phrase pattern" in one]


@pytest.mark.parametrize(
    ("edit", "part", "said"),
    [
        (("weight: 40", "weight: 50"), "50\n", "the weights of the sections total 110 (60 + 50)"),
        (
            ("phrases:\n", "spoiling: [rang]\nphrases:\n"),
            "rang]",
            "unknown phrase 'rang'; did you mean 'ring'?",
        ),
        (
            ("ref_id: hour", "ref_id: remedy"),
            "remedy\n        title: Is",
            "the same ref_id is used twice: remedy",
        ),
        (
            ("mastery_score: 0.7\n", "mastery_score: 80\n"),
            "80\n",
            "`80` is too big; 1 at most; write 0.8 for 80 %",
        ),
        (
            (
                "phrases:\n",
                "score_thresholds:\n"
                "  - {performance_category: EXCEEDS_EXPECTATIONS, min_score_percentage: 90}\n"
                "  - {performance_category: NEEDS_IMPROVEMENT, max_score_percentage: 95}\n"
                "phrases:\n",
            ),
            "95}",
            "NEEDS_IMPROVEMENT up to 95 and EXCEEDS_EXPECTATIONS from 90 overlap",
        ),
    ],
)
def test_faults_of_a_rubric_stand_at_their_line(edit, part, said):
    found = fault("rubric", edit)
    assert found.startswith(f"{place('rubric', part, edit)}: ")
    assert said in found


def test_thresholds_that_do_not_touch():
    edit = (
        "phrases:\n",
        "score_thresholds:\n"
        "  - {performance_category: NEEDS_IMPROVEMENT, max_score_percentage: 89.9}\n"
        "  - {performance_category: EXCEEDS_EXPECTATIONS, min_score_percentage: 90}\n"
        "phrases:\n",
    )
    assert faults("rubric", draft("rubric", edit)) == []


def test_a_missing_schema_is_told_at_the_top():
    found = fault("scenario", ("schema: empty-chair/scenario/1\n", ""))
    assert found == "1:1: the key `schema` is missing; write `schema: empty-chair/scenario/1`"


def test_a_wrong_schema_is_told_once():
    found = fault("scenario", ("empty-chair/scenario/1", "empty-chair/scenario/2"))
    assert found == "1:9: unknown schema 'empty-chair/scenario/2'; write `schema: empty-chair/scenario/1`"
