from __future__ import annotations

from dataclasses import replace

from simulator.auditioning.figures import figures_of
from simulator.auditioning.results import Answer
from simulator.auditioning.saying import counted, remarks, unusable
from simulator.customer.guarding.refusal import Kind
from tests.auditioning.building import conversation, line

GOOD = [line(text="And when exactly?")] * 30
REFUSED = line(voice="llm-retried", answers=(Answer("Bye.", Kind.ENDS), Answer("Well?")), reason="ends")


def said(*lines, planned=1, **more):
    return " ".join(remarks([figures_of("quiet-1", [conversation(*lines, **more)], planned)]))


def test_nothing_to_look_at_is_nothing_said():
    assert said(*GOOD) == ""


def test_few_cases_are_told():
    assert "provisional" in said(*GOOD[:29])


def test_what_is_left_is_told():
    assert "goes on where it stopped" in said(*GOOD, planned=2)


def test_the_most_frequent_refusal_is_named():
    told = said(*GOOD, REFUSED, REFUSED, replace(REFUSED, answers=(Answer("*sighs*", Kind.STAGE_DIRECTION),)))
    assert "3 of 33 first answers were refused, most often because it took leave by itself (2)." in told


def test_another_course_is_the_programs_fault():
    assert "1 of 1 conversations took another course" in said(*GOOD, same_course=False)


def test_what_a_learner_feels():
    assert "1.7 times the length" in said(*[replace(GOOD[0], text="a b c d e")] * 30)
    assert "0.3 times the length" in said(*[replace(GOOD[0], text="When?")] * 30)
    assert "6.0 seconds" in said(*[replace(GOOD[0], shown_after=6.0)] * 30)
    fallen = line(voice="scripted-fallback", answers=(Answer("", failure="timeout"),), reason="timeout")
    told = said(*GOOD, fallen, fallen)
    assert "author's lines went on in 2 of 32 messages" in told
    one, two = (conversation(*GOOD, key={"run": run}) for run in (1, 2))
    assert "nearly the same words" in " ".join(remarks([figures_of("quiet-1", [one, two], 2)]))


FLIPPED = line(
    voice="scripted-fallback", answers=(Answer("Hi.", Kind.ROLE_REVERSED), Answer("Hi.", Kind.ROLE_REVERSED)),
    reason="role_reversed",
)  # fmt: skip
LATE = line(voice="scripted-fallback", answers=(Answer("", failure="timeout"),), reason="timeout")
UNASKED = line(voice="scripted-fallback", answers=(), reason="day_spent")


def use_of(*lines):
    return unusable([figures_of("quiet-1", [conversation(*lines)], 1)])


def test_a_model_of_no_use_is_told_and_nobody_speaks_of_its_tone():
    for lines in ([FLIPPED] * 3, [LATE] * 2, [FLIPPED, LATE, UNASKED]):
        assert use_of(*lines) == ["Not usable as it is: none of its answers could be used."]
        assert "change of tone" not in said(*lines)


def test_a_model_of_little_use_is_told():
    assert use_of(GOOD[0], *[FLIPPED] * 2, UNASKED) == [
        "Hardly usable as it is: its answers could be used in 1 of 3 messages."
    ]
    assert "change of tone" in said(GOOD[0], FLIPPED, FLIPPED)
    assert use_of(GOOD[0], FLIPPED) == []


def test_of_a_model_that_was_not_asked_nothing_is_known():
    assert use_of(UNASKED, UNASKED) == []
    assert use_of() == []


def test_among_several_models_the_useless_one_is_named():
    found = [figures_of(model, [conversation(line_)], 1) for model, line_ in (("a", GOOD[0]), ("b", LATE))]
    assert unusable(found) == ["b: Not usable as it is: none of its answers could be used."]


def test_secrets_are_told():
    leak = line(voice="llm-retried", answers=(Answer("Saturday.", Kind.LOCKED_FACT), Answer("Well?")))
    assert "Answers were refused once because they came too near to a secret." in said(*GOOD, leak)


def test_chance_is_told_only_where_it_could_have_made_the_difference():
    def of(model, refused):
        return figures_of(model, [conversation(*GOOD * 3, *[REFUSED] * refused)], 1)

    alike, apart = [of("a", 1), of("b", 3)], [of("a", 1), of("b", 90)]
    assert any("does not tell apart: the models." in remark for remark in remarks(alike))
    assert not any("tell apart" in remark for remark in remarks(apart))
    assert any(remark.startswith("b: 90 of 180") for remark in remarks(apart))
    three = remarks([*apart, of("c", 80)])
    assert any("does not tell apart: b and c." in remark for remark in three)


def test_reasons_are_counted_the_most_frequent_first():
    assert counted({"b": 1, "server_error": 4, "a": 1, "gave_up": 2}) == (
        "server error 4, not asked any more 2, a 1, b 1"
    )
