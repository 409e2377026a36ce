"""Questions and options of a rubric that nothing can bring about."""

from __future__ import annotations

import pytest

from simulator.content.lint.linting import unasked
from tests.content.lint.linted import changed, found_at, said

YES = (
    '- {ref_id: yes_full, text: "Yes", score: 10, when: {seen: {behaviour: commits_to_action, at_least: 1}}}'
)
NO = '          - {ref_id: no_none, text: "No", score: 0}\n        feedback:\n          met: The next step'
APPLIES = "applies: {customer: {phrase: cross}}"


def option(rule: str, ref_id: str = "half") -> tuple[str, str]:
    """One more option, tried after the first."""
    return YES, f"{YES}\n          - {{ref_id: {ref_id}, text: Partly, score: 5, when: {rule}}}"


@pytest.mark.parametrize(
    "rule",
    [
        '{all: [{measure: {longest_sentence: "> 30"}}, {measure: {longest_sentence: "< 20"}}]}',
        '{measure: {plain_help: "> 100"}}',
        '{answered: "> 1"}',
        '{unanswered: "< 0"}',
        '{seen: {behaviour: thanks, share: "> 1.2"}}',
        "{all: [{channel: email}, {channel: chat}]}",
        "{all: [{tone: holds}, {tone: decays}]}",
        "{all: [{seen: {behaviour: thanks}}, {not: {seen: {behaviour: thanks}}}]}",
        "{all: [{customer: {phrase: cross}}, {not: {customer: {phrase: cross}}}]}",
        '{all: [{promises: {kept: ">= 2"}}, {promises: {kept: "< 1"}}]}',
    ],
)
def test_an_option_whose_rule_can_never_hold(rule):
    message = found_at("rubric", "ref_id: half", "dead-question", option(rule))
    assert message.startswith("the option `half` of `remedy` is never chosen: ")


@pytest.mark.parametrize(
    "rule",
    [
        "{seen: {behaviour: commits_to_action}}",
        "{seen: {behaviour: commits_to_action, at_least: 2}}",
        "{seen: {behaviour: commits_to_action, where: first, specific: true, without: blames}}",
        '{all: [{seen: {behaviour: commits_to_action}}, {answered: ">= 0.5"}]}',
        '{seen: {behaviour: commits_to_action, share: ">= 0.5"}}',
    ],
)
def test_an_option_behind_one_that_holds_whenever_it_does(rule):
    message = found_at("rubric", "ref_id: half", "dead-question", option(rule))
    assert "`yes_full`, which is tried before it, holds whenever it does" in message


@pytest.mark.parametrize(
    "rule",
    [
        "{seen: {behaviour: thanks}}",
        "{seen: {behaviour: [commits_to_action, explains]}}",
        '{answered: ">= 1"}',
        '{seen: {behaviour: thanks, share: ">= 1"}}',
        "{not: {seen: {behaviour: thanks}}}",
        "{channel: [email, chat]}",
        '{measure: {plain_help: ">= 100"}}',
    ],
)
def test_options_that_can_be_chosen(rule):
    assert said("rubric", option(rule), file="small") == []


def test_bounds_in_the_wrong_order():
    answered = (YES, '- {ref_id: yes_full, text: "Yes", score: 10, when: {answered: ">= 0.5"}}')
    more = '- {ref_id: more, text: "More", score: 8, when: {answered: ">= 0.8"}}'
    found_at("rubric", "ref_id: more", "dead-question", (YES, f"{answered[1]}\n          {more}"))
    assert said("rubric", (YES, f"{more}\n          {answered[1]}"), file="small") == []


def test_a_default_that_is_never_left():
    rule = "{any: [{channel: email}, {not: {channel: email}}]}"
    found = said("rubric", option(rule), file="small")
    assert [
        "`no_none` of `remedy` is never chosen: one of the others always is" in text for text in found
    ] == [True]


def test_without_a_question_of_the_customers_the_default_is_left_over():
    rule = '{any: [{answered: ">= 0.5"}, {answered: "< 0.5"}]}'
    assert said("rubric", option(rule), file="small") == []


def test_a_question_that_never_applies():
    edit = (APPLIES, "applies: {all: [{customer: {phrase: cross}}, {not: {customer: {phrase: cross}}}]}")
    assert "the question `hour` never applies" in found_at("rubric", edit[1], "dead-question", edit)


def test_questions_that_no_scenario_of_the_library_asks_are_noted():
    scenario = changed("scenario").model
    assert unasked(changed("rubric"), [scenario]) == []
    by_mail = unasked(changed("rubric", (APPLIES, "applies: {channel: email}")), [scenario])
    assert [fault.message for fault in by_mail] == [
        "no scenario of this library asks `hour`: the channel is never `email` here"
    ]
    for_others = (APPLIES, f"{APPLIES}\n        levels: [executive]")
    assert "none is for executive" in unasked(changed("rubric", for_others), [scenario])[0].message
    assert unasked(changed("rubric", (APPLIES, f"{APPLIES}\n        levels: [manager]")), [scenario]) == []


TOPIC = "when: {any: [{seen: {behaviour: gives_timeframe}}, {seen: {phrase: [ring]}}, {seen: {topic: noon}}]}"


def test_full_marks_that_a_scenario_cannot_give():
    tide = ((TOPIC, "when: {seen: {topic: tide}}"),)
    message = found_at("scenario", "rubric: small", "dead-question", rubric=tide)
    assert (
        "the question `hour` of the rubric `small` can never get full marks here: no scenario has" in message
    )
    either = ((TOPIC, "when: {any: [{seen: {topic: tide}}, {seen: {topic: noon}}]}"),)
    assert said("scenario", rubric=either) == []


def test_a_wording_for_a_question_that_is_not_asked_here():
    wording = ("  remedy: I am ringing", "  hour: At noon.\n  remedy: I am ringing")
    assert said("scenario", wording) == []
    for levels in ("[executive]", "[new_hire]"):
        rubric = ((APPLIES, f"{APPLIES}\n        levels: {levels}"),)
        assert "is only for" in found_at(
            "scenario", "hour: At noon.", "dead-question", wording, rubric=rubric
        )
    by_mail = ((APPLIES, "applies: {channel: email}"),)
    found_at("scenario", "hour: At noon.", "dead-question", wording, rubric=by_mail)
