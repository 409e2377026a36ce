"""Faults that a single model cannot see: names, circles, meters, patterns, endings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content.loading import parse
from simulator.content.plot import _circle_from
from simulator.content.references import check_persona, check_rubric, check_scenario
from tests.content.drafting import draft, fault, faults, place, sample

UNTOUCHED_TOGETHER = "{together: [{behaviour: commits_to_action}, {topic: search}]}"


@pytest.mark.parametrize(
    ("edit", "part", "said"),
    [
        (("{topic: noon}", "{topic: moon}"), "moon", "unknown topic `moon`; did you mean 'noon'?"),
        (
            ("asked: [colour, noon]", "asked: [colour, nun]"),
            "nun",
            "unknown topic `nun`; did you mean 'noon'?",
        ),
        (("about: colour", "about: color"), "color\n", "unknown topic `color`; did you mean 'colour'?"),
        (("asked: [search]", "asked: [serch]"), "serch", "unknown topic `serch`; did you mean 'search'?"),
        (("after: looked_for", "after: lookd_for"), "lookd_for", "unknown need `lookd_for`; did you mean"),
        (
            ("[looked_for, when_known]", "[looked_for, when_known, x]"),
            "x]}\n    stars: 5",
            "unknown need `x`",
        ),
        (
            ("{ever: {asked: [colour, noon]}}", "{not: {facts: stripe}}"),
            "stripe}}",
            "unknown fact `stripe`; did you",
        ),
        (("    mood: {trust: 4}", "    mood: {clarity: 4}"), "clarity: 4", "this customer has no `clarity`"),
        (('{patience: "<= 20"}', '{distress: "<= 20"}'), 'distress: "<', "this customer has no `distress`"),
        (('{trust: ">= 35"}', '{clarity: ">= 35"}'), 'clarity: ">', "this customer has no `clarity`"),
        (
            ("remedy: I am ringing", "remedies: I am ringing"),
            "remedies",
            "the rubric `small` has no question `remedies`; ",
        ),
        (
            ("{ending: resolved}", "{ending: solved}"),
            "solved}",
            "unknown ending `solved`; did you mean 'resolved'?",
        ),
        (("{ending: resolved}", "{}"), "{}", "nothing is expected, so this exemplar could not fail"),
        (("    ending: customer_left\n", ""), "stormed_off", "`stormed_off` is no ending; call it one of"),
        (
            ("  turn_cap:\n", "  turn_cap:\n    when: {replies: '> 3'}\n"),
            "when: {replies",
            "`turn_cap` has no `when`",
        ),
        (
            ("{floor: 2, replies: 8}", "{floor: 9, replies: 8}"),
            "9, replies",
            "the floor (9) is above `replies` (8)",
        ),
        (
            ("    about: colour\n", ""),
            "stripes:\n",
            "the fact `stripes` can never be told; give it `about` or `unlock`",
        ),
        (
            ("    asked: [search]\n", ""),
            "deck:\n",
            "the answer `deck` can never come; give it `asked` or `when`",
        ),
        (
            ('say: ["My sister gave it to me."]', "say: [{say: Hers., mood: {trust: '> 1'}}]"),
            "say: [{say: Hers",
            "every line",
        ),
        (
            ("language: en", "language: de"),
            "de\nchannel",
            "replies in `de` cannot be read yet; use one of: en",
        ),
    ],
)
def test_faults_of_a_scenario(edit, part, said):
    found = faults("scenario", draft("scenario", edit))
    assert [one for one in found if said in one], found
    assert any(one.startswith(f"{place('scenario', part, edit)}: ") for one in found if said in one)


def test_a_slip_gives_one_fault():
    assert "unknown topic" in fault("scenario", ("{topic: noon}", "{topic: moon}"))


@pytest.mark.parametrize(
    ("pattern", "letter"),
    [('"(what|which colour"', "("), ('"look () like"', ")"), ("'a ) b'", ")"), ("x ( y", "(")],
)
def test_a_broken_pattern_is_shown_at_its_letter(pattern, letter):
    edit = ('["(what|which) colour", "look like"]', f"[{pattern}]")
    found = fault("scenario", edit)
    where = place("scenario", pattern, edit, inset=pattern.index(letter))
    line, column = where.split(":")
    assert found.startswith(f"{line}:")
    assert "the pattern cannot be read" in found
    assert abs(int(found.split(":")[1]) - int(column)) <= 1  # some faults show behind the letter


def test_a_broken_pattern_in_a_rubric():
    assert "the pattern cannot be read" in fault("rubric", ('"(ring|call) you"', '"(ring|call you"'))


@pytest.mark.parametrize(
    "part", ["{mood: {trust: '> 1'}}", "{ever: {topic: search}}", "{any: [{flag: empty}, {topic: noon}]}"]
)
def test_only_what_a_sentence_shows_stands_in_together(part):
    edit = (UNTOUCHED_TOGETHER, f"{{together: [{{behaviour: commits_to_action}}, {part}]}}")
    assert "cannot stand in `together`" in fault("scenario", edit)


def test_alternatives_may_stand_in_together():
    inner = "{any: [{topic: search}, {all: [{topic: noon}, {details: '>= 1'}]}]}"
    edit = (UNTOUCHED_TOGETHER, f"{{together: [{{behaviour: commits_to_action}}, {inner}]}}")
    assert faults("scenario", draft("scenario", edit)) == []


def test_needs_in_a_circle():
    found = fault("scenario", ("title: Somebody looks for it", "title: It\n    after: when_known"))
    assert "in a circle: looked_for → when_known → looked_for" in found


def test_a_need_that_waits_for_itself():
    found = fault("scenario", ("after: looked_for", "after: when_known"))
    assert "in a circle: when_known → when_known" in found


@given(st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), max_size=3), max_size=7))
def test_a_circle_is_found_when_there_is_one(waits):
    """Against the plain definition: a need is in a circle when it can be reached from itself."""

    class Waiting:
        def __init__(self, after):
            self.after = [str(number) for number in after]

    needs = {str(number): Waiting(after) for number, after in waits.items()}
    for start in needs:
        reached, edge = set(), {start}
        while edge:
            edge = {a for need in edge if need in needs for a in needs[need].after} - reached
            reached |= edge
        way = _circle_from(start, needs)
        assert bool(way) == (start in reached)
        assert all(after in needs[need].after for need, after in zip(way, [*way[1:], start], strict=False))


def test_a_need_that_nobody_asks_for():
    found = fault("scenario", ("{needs: [looked_for, when_known]}", "{needs: [looked_for]}"))
    assert "no ending asks for the need `when_known`" in found


def test_a_need_that_another_waits_for_is_used():
    assert (
        faults("scenario", draft("scenario", ("{needs: [looked_for, when_known]}", "{needs: [when_known]}")))
        == []
    )


def test_a_scenario_needs_a_resolved_ending_and_a_turn_cap():
    text = draft(
        "scenario",
        ("  resolved:\n", "  escalated:\n"),
        ("  turn_cap:\n", "  later:\n"),
        ("{ending: resolved}", "{stars: '> 1'}"),
    )
    said = " ".join(faults("scenario", text))
    assert "no ending is `resolved`" in said
    assert "the ending `turn_cap` is missing" in said
    assert "`later` is no ending" in said


def test_an_ending_without_a_cause():
    edit = ("    when: {needs: [looked_for, when_known]}\n", "")
    assert "the ending `resolved` needs `when`" in " ".join(faults("scenario", draft("scenario", edit)))


def test_an_ending_that_is_called_like_another():
    edit = ("    when: {needs:", "    ending: escalated\n    when: {needs:")
    assert "the ending `resolved` says that it is `escalated`" in " ".join(
        faults("scenario", draft("scenario", edit))
    )


def test_only_one_turn_cap():
    edit = (
        "  turn_cap:\n",
        "  late:\n    ending: turn_cap\n    stars: 2\n    say: [Bye.]\n    tells: Late.\n  turn_cap:\n",
    )
    assert "there can be only one `turn_cap`" in fault("scenario", edit)


def test_reactions_and_exemplars_have_names_of_their_own():
    again = "  - id: pier\n    when: {topic: noon}\n"
    assert "the id `pier` was used above" in fault("scenario", ("  - id: pier\n", again + "  - id: pier\n"))
    twin = "  - name: helpful\n    replies: [x]\n    expect: {stars: '> 0'}\n"
    assert "another exemplar is called 'helpful'" in fault(
        "scenario", ("  - name: helpful\n", twin + "  - name: helpful\n")
    )


@pytest.mark.parametrize("kind", ["persona", "rubric"])
def test_the_files_of_a_scenario_speak_its_language(kind):
    other = {"persona": sample("persona"), "rubric": sample("rubric")}
    other[kind] = parse(draft(kind, ("language: en", "language: nl")).encode(), Path("f"), kind)
    found = check_scenario(sample("scenario"), other["persona"], other["rubric"])
    assert [
        f"the {kind} `" in fault.message and "is in `nl`, the scenario in `en`" in fault.message
        for fault in found
    ] == [True]


def test_without_its_neighbours_a_scenario_is_checked_as_far_as_possible():
    assert check_scenario(sample("scenario"), None, None) == []


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("{behaviour: apologises}\n", "{facts: [secret]}\n"), "a persona knows no facts"),
        (("{behaviour: apologises}\n", "{needs: secret}\n"), "a persona knows no needs"),
        (('{patience: "< 15"}', '{clarity: "< 15"}'), "this customer has no `clarity`"),
        (("neutral: [Right.]", "neutral: []"), "lines.neutral needs at least one line that fits every mood"),
        (
            ("neutral: [Right.]", "neutral: [{say: Right., mood: {trust: '> 9'}}]"),
            "lines.neutral needs at least one",
        ),
        (("id: brushed", "id: sorry"), "the id `sorry` was used above"),
        (("language: en", "language: nl"), "replies in `nl` cannot be read yet"),
    ],
)
def test_faults_of_a_persona(edit, said):
    assert said in fault("persona", edit)


def test_a_persona_may_be_silent_without_a_word():
    assert faults("persona", draft("persona", ('silence: ["..."]', "silence: []"))) == []


def test_topics_of_shared_files_must_be_some_scenario_s():
    persona = parse(
        draft("persona", ("{behaviour: apologises}\n", "{topic: noon}\n")).encode(), Path("f"), "persona"
    )
    assert check_persona(persona) == []
    assert check_persona(persona, {"noon"}) == []
    assert ["`noon`" in fault.message for fault in check_persona(persona, {"moon"})] == [True]
    assert check_rubric(sample("rubric"), {"noon"}) == []
    assert ["`noon`" in fault.message for fault in check_rubric(sample("rubric"), {"moon"})] == [True]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("phrase: [ring]", "phrase: [rings]"), "unknown phrase `rings`; did you mean 'ring'?"),
        (("{phrase: cross}", "{phrase: angry}"), "unknown phrase `angry`"),
    ],
)
def test_phrases_of_a_rubric_must_be_its_own(edit, said):
    assert said in fault("rubric", edit)
