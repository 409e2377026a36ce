"""Lines that are never said, lines that are the same, and words that a persona never uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.lint.lines import Register, same_words
from simulator.content.lint.linting import lint_scenario
from tests.content.lint.linted import changed, found_at, line_of, said, together

THANKS = 'thanks: ["Good of you."]'


def test_what_is_told_again_of_a_fact_that_nobody_can_ask_about():
    edit = ('say: ["My sister gave it to me."]', 'say: ["My sister gave it to me."]\n    again: [As I said.]')
    message = found_at("scenario", "again: [As I said.]", "never-said", edit)
    assert "no question is about this fact" in message


def test_a_deflection_that_no_question_meets():
    edit = ("again: [It's green.]", "deflect: [Well.]")
    assert "unlocks it at once" in found_at("scenario", "deflect: [Well.]", "never-said", edit)
    guarded = (
        "about: colour",
        'about: colour\n    unlock: {all: [{asked: colour}, {mood: {trust: ">= 40"}}]}',
    )
    assert said("scenario", edit, guarded) == []
    open_to_all = ("about: colour", "about: colour\n    unlock: {any: [{asked: colour}, {topic: noon}]}")
    assert len(said("scenario", edit, open_to_all)) == 1


def test_an_opening_in_another_mood_than_the_first():
    edit = ('{patience: "< 60"}', '{patience: "< 55"}')
    assert "patience is always 55 here" in found_at("scenario", '{patience: "< 55"}', "never-said", edit)


def test_a_line_in_a_mood_that_is_never_reached():
    edit = ('{patience: "<= 20"}', '{patience: "< 0"}')
    found_at("scenario", '{patience: "< 0"}', "never-said", edit)


def test_last_words_in_a_mood_in_which_this_ending_does_not_come():
    edit = ('say: ["Noon, then."]', 'say: ["Noon, then.", {say: Well, mood: {trust: "< 20"}}]')
    assert said("scenario", edit) != []  # trust never falls below where it starts
    angry = (*[edit], ("mood: {trust: 8}", "mood: {trust: -8}"))
    assert said("scenario", *angry) == []
    wary = (
        "when: {needs: [looked_for, when_known]}",
        'when: {all: [{needs: [looked_for, when_known]}, {mood: {trust: ">= 30"}}]}',
    )
    found_at("scenario", 'mood: {trust: "< 20"}', "never-said", *angry, wary)


def test_a_reaction_that_another_one_drowns():
    quiet = "  - id: quiet\n    when: {all: [{behaviour: blames}, {topic: noon}]}\n"
    quiet += "    say: [Tss.]\n    offence: true\n"
    edit = ("  - id: pier\n", f"{quiet}  - id: pier\n")
    message = found_at("scenario", "say: [Tss.]", "never-said", edit)
    assert "whenever `quiet` comes, `brushed` comes too and is voiced instead" in message
    loud = ("  - id: pier\n", f"{quiet}    priority: 9\n  - id: pier\n")
    assert said("scenario", loud) == []


def test_a_line_that_stands_twice():
    found = said("scenario", (THANKS, 'thanks: ["Noon then"]'))
    line = line_of("scenario", 'thanks: ["Noon then"]', (THANKS, 'thanks: ["Noon then"]'))
    assert found == [
        f"{line_of('scenario', 'Noon, then.')}: the same words stand in line {line} already; "
        "say it in other words here [same-line]"
    ]
    assert said("scenario", (THANKS, 'thanks: ["Noon, then what?"]')) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("OK.", "ok!", True),
        ("Well, then.", "well  then", True),
        ("...", "?", False),
        ("Yes.", "Yes, no.", False),
    ],
)
def test_what_makes_two_lines_the_same(one, other, same):
    assert (same_words(one) == same_words(other)) is same


def test_a_line_of_another_persona():
    register = Register()
    first = changed("scenario", ("id: left-umbrella", "id: first"), file="first")
    assert lint_scenario(together(first), register) == []
    same = changed("scenario", ("id: left-umbrella", "id: second"), file="second")
    assert lint_scenario(together(same), register) == []
    edits = (("id: left-umbrella", "id: third"), ("persona: brisk", "persona: other"))
    found = lint_scenario(together(changed("scenario", *edits, file="third")), register)
    assert {fault.message.rpartition(" ")[2] for fault in found} == {"[shared-line]"}
    assert "the customer in first.yaml, line 23, says the same words" in found[0].message
    assert Path(found[0].path).name == "third.yaml"


NEVER = (
    "manner: {length: short, punctuation: plain, register: plain}",
    "manner: {length: short, punctuation: plain, register: plain, never_says: [kindly, good of you]}",
)


def test_words_that_the_persona_never_uses():
    message = found_at("scenario", THANKS, "forbidden-word", persona=(NEVER,))
    assert message == "the persona `brisk` never says `good of you`; say it in its own words"
    assert said("scenario", (THANKS, "thanks: [Good.]"), persona=(NEVER,)) == []


def test_words_that_the_persona_uses_itself():
    edit = ("told: [I told you.]", "told: [I kindly told you.]")
    found_at("persona", "told: [I kindly", "forbidden-word", NEVER, edit)
    assert said("persona", NEVER, file="brisk") == []
