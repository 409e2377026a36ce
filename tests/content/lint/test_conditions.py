"""Conditions that can never hold, that always hold, and parts of one that shut each other out."""

from __future__ import annotations

import pytest

from tests.content.lint.linted import found_at, said

WHEN = "when: {ever: {asked: [colour, noon]}}"


def reaction(condition: str) -> tuple[str, str]:
    return WHEN, f"when: {condition}"


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ('{all: [{mood: {trust: ">= 60"}}, {mood: {trust: "< 40"}}]}', "what is asked of trust contradicts"),
        ('{all: [{words: "> 9"}, {words: "< 10"}]}', "what is asked of the number of words contradicts"),
        ('{mood: {trust: "> 100"}}', "trust stays between 30 and 100 here, and should be > 100"),
        ('{words: "< 0"}', "the number of words is never below 0"),
        ('{replies: ">= 9"}', "the number of replies stays between 1 and 8"),
        (
            "{all: [{topic: noon}, {not: {topic: [noon, search]}}]}",
            "the topic `noon` is asked for and excluded",
        ),
        (
            "{all: [{behaviour: thanks}, {not: {behaviour: thanks}}]}",
            "the behaviour `thanks` is asked for and",
        ),
        ("{all: [{flag: empty}, {behaviour: thanks}]}", "a reply that is empty shows no behaviour"),
        ("{all: [{flag: empty}, {flag: wordless}]}", "no reply is empty and wordless at once"),
        ("{flag: other_language}", "nothing ever comes of a reply in another language"),
        ('{all: [{words: "== 0"}, {topic: noon}]}', "a reply without words shows nothing"),
        (
            "{all: [{facts: gift}, {not: {facts: [gift]}}]}",
            "the fact `gift` is to be told and not told at once",
        ),
        (
            "{all: [{ever: {topic: noon}}, {not: {ever: {topic: noon}}}]}",
            "the same is asked for and excluded",
        ),
        (
            "{all: [{topic: noon}, {not: {ever: {topic: noon}}}]}",
            "the topic `noon` is asked for and excluded",
        ),
    ],
)
def test_what_can_never_hold(condition, reason):
    assert reason in found_at("scenario", f"when: {condition}", "contradiction", reaction(condition))


@pytest.mark.parametrize(
    "condition",
    [
        '{all: [{mood: {trust: ">= 40"}}, {mood: {trust: "< 60"}}]}',
        '{all: [{mood: {trust: ">= 40.5"}}, {mood: {trust: "< 40.6"}}]}',
        '{all: [{words: "> 9"}, {words: "< 11"}]}',
        '{replies: ">= 8"}',
        "{all: [{topic: [noon, search]}, {not: {topic: noon}}]}",
        "{all: [{topic: noon}, {not: {asked: noon}}]}",
        "{all: [{behaviour: thanks}, {not: {behaviour: apologises}}]}",
        "{all: [{flag: repeated}, {behaviour: thanks}]}",
        "{any: [{flag: empty}, {flag: wordless}]}",
        "{all: [{facts: stripes}, {not: {facts: [stripes, gift]}}]}",
        "{all: [{ever: {topic: noon}}, {not: {topic: noon}}]}",
        "{together: [{topic: noon}, {behaviour: thanks}]}",
    ],
)
def test_what_only_looks_alike(condition):
    assert said("scenario", reaction(condition)) == []


def test_the_part_that_is_at_fault_is_named():
    condition = (
        '\n      any:\n        - topic: noon\n        - all: [{words: "< 5"}, {words: "> 50"}]\n'
        "        - behaviour: thanks"
    )
    found_at("scenario", '- all: [{words: "< 5"}', "contradiction", reaction(condition))


def test_a_part_that_what_stands_beside_it_shuts_out():
    condition = "\n      all:\n        - topic: noon\n        - any:\n            - {not: {topic: noon}}\n"
    condition += "            - behaviour: thanks"
    message = found_at("scenario", "- {not: {topic: noon}}", "contradiction", reaction(condition))
    assert message.startswith("this never holds together with what must hold beside it: ")


@pytest.mark.parametrize(
    "condition", ['{mood: {trust: ">= 0"}}', '{words: ">= 0"}', '{mood: {patience: "<= 100"}}']
)
def test_what_always_holds(condition):
    found_at("scenario", f"when: {condition}", "always", reaction(condition))


def test_a_bound_that_a_mood_just_does_not_always_keep():
    assert said("scenario", reaction('{mood: {trust: "> 0"}}')) == []


def test_the_reactions_and_the_silence_of_a_persona():
    edit = ("when: {behaviour: apologises}", 'when: {all: [{words: "< 5"}, {words: "> 50"}]}')
    found_at("persona", '{words: "< 5"}', "contradiction", edit)
    edit = ('{mood: {patience: "< 15"}}', '{mood: {patience: "< 0"}}')
    found_at("persona", "silent_when", "contradiction", edit)


def test_a_condition_with_too_many_ways_is_taken_to_be_possible():
    parts = ", ".join("{any: [{topic: noon}, {topic: search}, {topic: colour}]}" for _ in range(7))
    assert said("scenario", reaction(f"{{all: [{parts}, {{not: {{topic: noon}}}}]}}")) == []
