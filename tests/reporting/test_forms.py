from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.reporting.forms import CLASSES, Criterion, classes_of, judge_told, judged_by
from simulator.reporting.shares import Share
from tests.reporting.building import CLASSES as HARBOUR
from tests.reporting.building import form, forms


def test_misses_and_accuracy_of_three_forms_worked_out_by_hand():
    found = forms(
        ("ada", form({"greets": 10, "checks": 0, "promises": None, "tone": 5})),
        ("ada", form({"greets": 5, "checks": 10, "promises": None, "tone": 10})),
        ("ben", form({"greets": 10, "checks": None, "promises": 10, "tone": 9})),
    )
    assert found.misses == {
        Criterion("harbour", "greets"): Share(1, 3),
        Criterion("harbour", "checks"): Share(1, 2),
        Criterion("harbour", "promises"): Share(0, 1),
        Criterion("harbour", "tone"): Share(2, 3),
    }
    assert [criterion.question for criterion, _ in found.weakest(2)] == ["tone", "checks"]
    assert found.people[Criterion("harbour", "checks")] == {"ada"}
    assert found.accurate == {
        "customer_critical": Share(2, 3),
        "business_critical": Share(1, 1),
        "compliance_critical": Share(1, 2),
    }


def test_a_form_whose_rubric_cannot_be_read_is_left_out_of_accuracy_and_said():
    found = forms(("ada", form()), ("ben", form({"greets": 0}, sha="gone")))
    assert found.unread == 1
    assert found.accurate["customer_critical"] == Share(1, 1)
    assert found.misses[Criterion("harbour", "greets")] == Share(1, 2)


def test_two_critical_questions_of_one_class_are_one_error_of_an_attempt():
    found = forms()
    found.classes = {"r1": {"one": "customer_critical", "two": "customer_critical"}}.get
    found.add("ada", form({"one": 0, "two": 0}))
    found.add("ada", form({"one": 0, "two": 10}))
    found.add("ada", form({"one": 10, "two": 10}))
    assert found.accurate["customer_critical"] == Share(1, 3)


def test_only_critical_questions_of_a_rubric_have_a_class(library_of_ours):
    classes = classes_of(library_of_ours.rubric("complaint").model)
    assert classes
    assert set(classes.values()) <= {*CLASSES, "non_critical"}


def test_the_words_on_judges_are_honest():
    assert judged_by(forms()) == "Nothing was judged."
    assert (
        judged_by(forms(("ada", form())))
        == "1 form judged by rules, version 3. No verdict was overruled by a person."
    )
    model = {"id": "llm", "version": "1", "rules": "3", "model": "small-one"}
    found = forms(("a", form()), ("a", form(human=("greets", "checks"))), ("b", form(judge=model)))
    assert judged_by(found) == (
        "3 forms judged by rules, version 3 (2 forms); rules, version 3, and the language model small-one "
        "(1 form). People overruled 2 verdicts, in 1 form."
    )
    assert (
        judge_told({"id": "llm", "version": "1", "rules": "3"})
        == "rules, version 3, no language model taking part"
    )
    assert judge_told(None) == "an unknown judge"


keys = st.sampled_from(("rubric", "judge", "questions", "ref_id", "score", "max_score", "status", "scored"))
simple = st.none() | st.booleans() | st.integers() | st.text(max_size=5)


@given(st.recursive(simple, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=9))
@settings(max_examples=50)
def test_odd_forms_on_record_never_stop_a_report(odd):
    found = forms(("ada", {"questions": odd, "rubric": odd, "judge": odd}))
    assert judged_by(found).startswith("1 form")


marks = st.dictionaries(
    st.sampled_from(("greets", "checks", "promises", "tone")), st.sampled_from((0, 5, 10, None)), max_size=4
)


@given(st.lists(st.tuples(st.sampled_from("abc"), marks), max_size=20))
@settings(max_examples=50)
def test_every_figure_is_what_a_naive_recount_gives(filled):
    found = forms(*[(person, form(scores)) for person, scores in filled])
    for question in ("greets", "checks", "promises", "tone"):
        given_ = [scores[question] for _, scores in filled if scores.get(question) is not None]
        expected = Share(sum(mark < 10 for mark in given_), len(given_))
        assert found.misses.get(Criterion("harbour", question), Share(0, 0)) == expected
        if question in HARBOUR:
            assert found.accurate[HARBOUR[question]] == Share(expected.of - expected.part, expected.of)
