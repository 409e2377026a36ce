"""Facts, needs, answers, reactions and endings that can never come about."""

from __future__ import annotations

import pytest

from tests.content.lint.linted import found_at, said

UNLOCK = 'unlock: {all: [{behaviour: acknowledges_emotion}, {mood: {trust: ">= 35"}}]}'
MET = "met: {any: [{behaviour: gives_timeframe}, {topic: noon}]}"
WHEN = "when: {needs: [looked_for, when_known]}"
SEARCHED = "met: {together: [{behaviour: commits_to_action}, {topic: search}]}"


@pytest.mark.parametrize("kind", ["scenario", "persona", "rubric"])
def test_the_samples_make_sense(kind):
    assert said(kind, file={"persona": "brisk", "rubric": "small"}.get(kind, "left-umbrella")) == []


def test_a_fact_that_needs_more_trust_than_there_can_be():
    edits = (
        (UNLOCK, 'unlock: {mood: {distress: ">= 5"}}'),
        ("start: {patience: 55}", "start: {patience: 55, distress: 0}"),
    )
    company = (("mood: {patience: -20, distress: 5}", "mood: {patience: -20}"),)
    message = found_at("scenario", '{distress: ">= 5"}', "unreachable", *edits, persona=company)
    assert message == ("the fact `gift` can never be told: distress is always 0 here, and should be >= 5")
    assert said("scenario", *edits) == []  # the persona as it is raises distress


def test_facts_that_wait_for_one_another():
    edits = (
        (UNLOCK, "unlock: {facts: stripes}"),
        ("about: colour", "about: colour\n    unlock: {all: [{asked: colour}, {facts: gift}]}"),
    )
    first, second = said("scenario", *edits)
    assert (
        "the fact `stripes` can never be told: these wait for each other: stripes → gift → stripes" in first
    )
    assert "the fact `gift` can never be told: these wait for each other: gift → stripes → gift" in second


def test_a_fact_that_waits_for_another_is_no_circle():
    assert said("scenario", (UNLOCK, "unlock: {facts: stripes}")) == []


def test_a_need_that_waits_for_a_fact_that_waits_for_it():
    edits = ((UNLOCK, "unlock: {needs: when_known}"), (MET, "met: {all: [{topic: noon}, {facts: gift}]}"))
    found = said("scenario", *edits)
    assert any("these wait for each other: when_known → gift → when_known" in message for message in found)
    assert any("the ending `resolved` can never come" in message for message in found)


def test_a_need_that_is_met_by_what_does_not_count():
    found = said("scenario", (SEARCHED, "met: {flag: empty}"))
    assert "the need `looked_for` can never be met: a reply with this flag does not count here" in found[0]
    assert any("it waits for `looked_for`, which is never met" in text for text in found)


def test_a_need_that_never_comes_up():
    edits = ((MET, f'opens: {{replies: "> 8"}}\n    {MET}'),)
    found = said("scenario", *edits)
    assert "the need `when_known` never comes up: the number of replies stays between 1 and 8" in found[0]
    assert said("scenario", (MET, f'opens: {{replies: "> 7"}}\n    {MET}')) == []


def test_an_ending_that_contradicts_itself():
    edit = (WHEN, "when: {all: [{needs: [looked_for, when_known]}, {not: {needs: looked_for}}]}")
    message = found_at("scenario", "not: {needs: looked_for}", "unreachable", edit)
    assert message.startswith(
        "the ending `resolved` can never come: the need `looked_for` is to be met and not"
    )
    innocent = (WHEN, "when: {all: [{needs: [looked_for]}, {not: {needs: when_known}}]}")
    assert not any("resolved" in text for text in said("scenario", innocent))


def test_a_resolved_ending_before_its_floor():
    edit = (WHEN, 'when: {all: [{needs: [looked_for, when_known]}, {replies: "< 2"}]}')
    assert "the number of replies" in found_at("scenario", '{replies: "< 2"}', "unreachable", edit)
    assert (
        said("scenario", (WHEN, 'when: {all: [{needs: [looked_for, when_known]}, {replies: "< 3"}]}')) == []
    )


def test_an_ending_behind_one_that_always_comes_first():
    late = (
        "  resolved_late:\n    ending: resolved\n"
        "    when: {all: [{needs: [looked_for, when_known]}, {topic: noon}]}\n"
        "    stars: 4\n    say: [Late.]\n    tells: They rang.\n"
    )
    edit = ("  stormed_off:", f"{late}  stormed_off:")
    message = found_at("scenario", "{topic: noon}]}\n    stars", "unreachable", edit)
    assert "`resolved`, which stands above it, comes first whenever this would" in message
    first = ("  resolved:\n    when", f"{late}  resolved:\n    when")
    assert said("scenario", first) == []  # the narrower one above


def test_a_need_met_at_any_time_is_no_fault():
    assert said("scenario", (SEARCHED, "met: {ever: {topic: search}}")) == []
