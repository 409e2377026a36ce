"""Faults of form: one for each, at the right place, in plain words."""

from __future__ import annotations

import pytest

from tests.content.drafting import draft, fault, faults, place


@pytest.mark.parametrize("kind", ["scenario", "persona", "rubric"])
def test_the_samples_have_no_fault(kind):
    assert faults(kind, draft(kind)) == []


def test_an_unknown_key_names_the_nearest_at_that_place():
    edit = ("    hint: Name an hour.", "    hints: Name an hour.")
    where = place("scenario", "hints:", edit)
    said = "needs.when_known: unknown key `hints`; did you mean 'hint'?"
    assert fault("scenario", edit) == f"{where}: {said}"


def test_a_key_that_is_like_none_and_a_missing_one_are_two_faults():
    found = faults("scenario", draft("scenario", ("    hint: Name an hour.", "    xyz: Name an hour.")))
    assert [one.split(": ", 1)[1] for one in sorted(found)] == [
        "needs.when_known: the key `hint` is missing",
        "needs.when_known: unknown key `xyz`",
    ]


def test_a_poor_guess_is_not_made():
    assert fault("scenario", ("minutes: 4", "minutes: 4\nbase: x")).endswith("unknown key `base`")


def test_an_unknown_key_at_the_top():
    edit = ("tags: [lost-property]", "tagz: [lost-property]")
    assert (
        fault("scenario", edit)
        == f"{place('scenario', 'tagz', edit)}: unknown key `tagz`; did you mean 'tags'?"
    )


def test_a_missing_key_says_which_and_where():
    edit = ("    hint: Say what you will do to find it.\n", "")
    where = place("scenario", "title: Somebody looks for it", edit)
    assert fault("scenario", edit) == f"{where}: needs.looked_for: the key `hint` is missing"


def test_a_model_s_own_name_is_no_key():
    assert "unknown key `not_`; did you mean 'not'?" in "".join(
        faults(
            "persona", draft("persona", ("{not: {behaviour: apologises}}", "{not_: {behaviour: apologises}}"))
        )
    )


@pytest.mark.parametrize(
    ("edit", "part", "said"),
    [
        (
            ("channel: counter", "channel: countre"),
            "countre",
            "`countre` is none of chat, phone, email, review",
        ),
        (("channel: counter", "channel: countre"), "countre", "did you mean 'counter'?"),
        (("channel: counter", "channel: [chat]"), "[chat]", "channel: "),
        (("id: left-umbrella", "id: Left Umbrella"), "Left Umbrella", "small letters, digits, - and _"),
        (("language: en", "language: English"), "English", 'a language code such as "en"'),
        (("tags: [lost-property]", "tags: lost-property"), "lost-property", "tags: a list (in brackets, or"),
        (("minutes: 4", "minutes: four"), "four", "minutes: a whole number is expected here, not `four`"),
        (("minutes: 4", "minutes: 4.5"), "4.5", "a whole number is expected here, not `4.5`"),
        (("minutes: 4", "minutes: 0"), "0\nrubric", "minutes: `0` is too small; 1 at least"),
        (
            ("version: 2", 'version: "2"'),
            '"2"',
            "version: a whole number is expected here; take the quotes away: 2",
        ),
        (
            ("title: Somebody looks for it", "title: no"),
            "no\n    met",
            "YAML reads no without quotes as true or false",
        ),
        (("say: [Keep it.]", "say: [off]"), "off]", 'for a text write "off"'),
        (("say: [Keep it.]", "say: 7731"), "7731", "YAML reads 7731 without quotes as a number"),
        (("say: [Keep it.]", "say: []"), "[]", "endings.stormed_off.say: at least one entry is needed"),
        (("tells: A lot of talk.", 'tells: "  "'), '"  "', "endings.turn_cap.tells: the text is empty"),
        (("[Keep it.]", "[Keep: it]"), "Keep: it", "if it is a text with a colon in it, put it in quotes"),
        (("[Keep it.]", "[{say: Keep it.}]"), "{say: K", "the key `mood` is missing"),
        (("[Keep it.]", "[{say: Keep it., mod: {}, mood: {trust: '> 1'}}]"), "mod:", "did you mean 'mood'?"),
        (('{trust: ">= 35"}', "{trust: 35}"), "35}", 'a number in quotes (as ">= 35" or "== 35")'),
        (('{trust: ">= 35"}', '{trust: "35 up"}'), '"35 up"', "there is no sign of comparison; write one of"),
        (('{trust: ">= 35"}', '{trust: "high"}'), '"high"', "write a comparison in quotes"),
        (('{trust: ">= 35"}', '{trust: ">= 35%"}'), '">= 35%"', '`%` is too much; write ">= 35"'),
        (('{trust: ">= 35"}', '{trust: "=> 35"}'), '"=> 35"', '`=>` is no sign; write ">= 35"'),
        (('{trust: ">= 35"}', '{trust: "\u2265 35"}'), '"\u2265 35"', '`\u2265` is no sign; write ">= 35"'),
        (('{trust: ">= 35"}', '{trust: "more than 4"}'), '"more', '`more than` is no sign; write "> 4"'),
        (('{trust: ">= 35"}', '{trust: "~ 4"}'), '"~ 4"', "`~` is no sign of comparison; write one of"),
        (('{trust: ">= 35"}', '{trust: ">= 3,5"}'), '">= 3,5"', 'a point, no comma; write ">= 3.5"'),
        (
            ('{trust: ">= 35"}', "{trust: \u201c>= 35\u201d}"),
            "\u201c>= 35\u201d",
            "quotes of a word processor",
        ),
        (('{trust: ">= 35"}', '{trusd: ">= 35"}'), "trusd", "did you mean 'trust'?"),
        (
            ("behaviour: gives_timeframe", "behaviour: gives_timeframes"),
            "gives_timeframes",
            "did you mean 'gives_timeframe'?",
        ),
        (
            ("{needs: [looked_for, when_known]}", "{needs: [looked_for], replies: '> 2'}"),
            "{needs: [l",
            "exactly one key",
        ),
        (("mood: {trust: 8}", "mood: {trust: 88}"), "88", "`88` is too big; 60 at most"),
        (("minutes: 4", "minutes: 2025-11-11"), "2025-11-11", "YAML reads 2025-11-11 as a date"),
        (("  deck:\n", "  Deck chair:\n"), "Deck chair", "`Deck chair` will not do; use small letters"),
    ],
)
def test_faults_in_plain_words_at_their_place(edit, part, said):
    found = faults("scenario", draft("scenario", edit))
    assert [f for f in found if said in f], found
    assert found[0].startswith(f"{place('scenario', part, edit)}: ")
    assert len(found) == 1
    assert not any(jargon in found[0] for jargon in ("Input", "type=", "valid ", "pydantic", "_type"))


@pytest.mark.parametrize("value", ["~", ""])
def test_a_key_without_a_value_gives_one_fault(value):
    assert "`hint` has no value" in fault("scenario", ("hint: Name an hour.", f"hint: {value}"))


def test_an_empty_condition_is_no_condition():
    assert "`any` has no value" in fault(
        "scenario", ("{any: [{behaviour: gives_timeframe}, {topic: noon}]}", "{any: }")
    )


def test_a_long_value_is_shown_in_part():
    found = fault("scenario", ("id: left-umbrella", f"id: {'X' * 500}"))
    assert len(found) < 200


def test_all_faults_of_a_file_come_at_once_and_in_order():
    found = faults(
        "scenario",
        draft(
            "scenario",
            ("channel: counter", "channel: fax"),
            ("minutes: 4", "minutes: many"),
            ("stars: 2", "stars: 9"),
        ),
    )
    lines = [int(one.split(":")[0]) for one in found]
    assert len(found) == 3
    assert lines == sorted(lines)


def test_faults_beyond_the_hundredth_are_counted():
    text = draft("scenario") + "".join(f"extra{n}: 1\n" for n in range(130))
    from pathlib import Path

    from simulator.content.faults import FaultyFile
    from simulator.content.loading import parse

    with pytest.raises(FaultyFile) as caught:
        parse(text.encode(), Path("f"))
    assert len(caught.value.faults) == 130
    assert caught.value.message.count("\n") == 100
    assert caught.value.message.endswith("and 30 more faults from here on")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("weight: 60", "weight: 50"), "the weights of the sections total 90 (50 + 40); they must total 100"),
        (
            (
                '- {ref_id: no_none, text: "No", score: 0}\n        feedback:\n',
                "- {ref_id: no_none, text: \"No\", score: 0, when: {answered: '>= 1'}}\n        feedback:\n",
            ),
            "exactly one option has no `when`",
        ),
        (
            ("{behaviour: commits_to_action, at_least: 1}", "{behaviour: commits_to_action, phrase: ring}"),
            "exactly one of",
        ),
        (("critical: true", "critical: maybe"), "critical: true or false is expected here, not `maybe`"),
        (("mastery_score: 0.7", "mastery_score: 70"), "`70` is too big; 1"),
    ],
)
def test_faults_in_rubrics(edit, said):
    found = faults("rubric", draft("rubric", edit))
    assert len(found) == 1
    assert said in found[0]
