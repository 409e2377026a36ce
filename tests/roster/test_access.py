"""Who may see what: every role against every kind of thing, and what holds whatever the roles are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content.base import LEVELS
from simulator.records.roster import ROLES as RECORDED_ROLES
from simulator.roster import cells
from simulator.roster.access import (
    COMPANY,
    EXECUTIVE,
    ROLES,
    Allowed,
    Refused,
    Subject,
    Viewer,
    What,
    has_roles,
    managers_above,
    may,
)

ANA, BEN, MIRA = "p" + "1" * 16, "p" + "2" * 16, "p" + "3" * 16
MIRAS = Subject(MIRA, frozenset({ANA, BEN}))
PLAIN, SEALED, COARSE = Allowed(), Allowed(pseudonyms=True), Allowed(suppressed=True)

SEEN = {
    "learner": {},
    "manager": {},
    "trainer": {
        What.GRADED_SCORES: SEALED, What.GRADED_TRANSCRIPTS: SEALED, What.PRACTICE_SCORES: SEALED,
        What.PRACTICE_TRANSCRIPTS: SEALED, What.FIGURES: PLAIN, What.IDEA_ANSWERS: PLAIN,
        What.VERDICTS: PLAIN,
    },
    "compliance": {
        What.STATUS: PLAIN, What.GRADED_SCORES: PLAIN, What.GRADED_TRANSCRIPTS: PLAIN, What.FIGURES: PLAIN,
        What.AUDIT_LOG: PLAIN, What.ROSTER: PLAIN, What.ERASURE: PLAIN, What.DECISIONS: PLAIN,
    },
    "admin": {
        What.ROSTER: PLAIN, What.CONFIGURATION: PLAIN, What.ERASURE: PLAIN, What.DECISIONS: PLAIN,
    },
}  # fmt: skip
"""What each role shows of somebody who does not report to them."""
OF_REPORTS = {
    What.STATUS: PLAIN, What.GRADED_SCORES: PLAIN, What.FIGURES: COARSE, What.ROSTER: PLAIN,
    What.DECISIONS: PLAIN,
}  # fmt: skip


def test_levels_and_roles_are_those_of_everywhere_else():
    assert tuple(cells.LEVELS) == LEVELS
    assert ROLES == RECORDED_ROLES == tuple(cells.ROLE_WORDS)
    assert EXECUTIVE in LEVELS


@pytest.mark.parametrize("what", What)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_shows_of_strangers_what_the_table_says_and_no_more(role, what):
    answer = may(Viewer("p" + "9" * 16, frozenset({role})), MIRAS, what)
    assert (answer or None) == SEEN[role].get(what)
    if not answer:
        verbs = ("see", "change", "answer", "decide on", "erase")
        assert answer.reason.startswith(tuple(f"You may not {verb} " for verb in verbs))
        assert MIRA in answer.reason


@pytest.mark.parametrize("what", What)
@pytest.mark.parametrize("manager", [ANA, BEN])
def test_a_manager_sees_status_and_graded_scores_of_direct_and_indirect_reports(manager, what):
    assert (may(Viewer(manager, frozenset({"manager"})), MIRAS, what) or None) == OF_REPORTS.get(what)


@pytest.mark.parametrize("what", What)
def test_standing_above_somebody_shows_nothing_without_the_role(what):
    assert not may(Viewer(ANA, frozenset({"learner"}), "manager"), MIRAS, what)


def test_a_learner_sees_everything_of_their_own():
    mine = {what for what in What if may(Viewer(MIRA), MIRAS, what)}
    assert mine == set(What) - {
        What.FIGURES, What.AUDIT_LOG, What.CONFIGURATION, What.IDEA_ANSWERS, What.VERDICTS, What.ERASURE,
        What.DECISIONS,
    }  # fmt: skip
    assert may(Viewer(MIRA, frozenset({"trainer"})), MIRAS, What.PRACTICE_TRANSCRIPTS) == PLAIN


@pytest.mark.parametrize("what", What)
def test_somebody_unknown_sees_nothing_even_of_nobody(what):
    assert not may(Viewer(""), COMPANY, what)
    assert not may(Viewer("", frozenset({"manager"})), Subject("", frozenset({""})), what)


def test_executives_see_figures_of_groups_without_small_ones_and_answer_ideas():
    chief = Viewer(ANA, frozenset(), EXECUTIVE)
    assert {what for what in What if may(chief, MIRAS, what)} == {What.FIGURES, What.IDEA_ANSWERS}
    assert may(chief, COMPANY, What.FIGURES) == COARSE
    assert may(Viewer(ANA, frozenset({"trainer"}), EXECUTIVE), COMPANY, What.FIGURES) == PLAIN


def test_a_managers_figures_are_those_of_their_own_tree():
    boss = Viewer(ANA, frozenset({"manager"}))
    assert may(boss, Subject("", frozenset({ANA})), What.FIGURES) == COARSE
    assert not may(boss, COMPANY, What.FIGURES)


viewers = st.builds(
    Viewer,
    st.sampled_from(["", ANA, BEN, MIRA]),
    st.frozensets(st.sampled_from([*ROLES, "king"])),
    st.sampled_from(LEVELS),
)
subjects = st.builds(
    Subject, st.sampled_from(["", ANA, BEN, MIRA]), st.frozensets(st.sampled_from([ANA, BEN, MIRA]))
)


@given(viewers, subjects)
def test_a_manager_never_sees_a_practice_transcript_whatever_the_tree(viewer, subject):
    if not viewer.roles & {"trainer"} and viewer.person != subject.person:
        for what in (What.PRACTICE_TRANSCRIPTS, What.PRACTICE_SCORES, What.OWN_RECORD):
            assert isinstance(may(viewer, subject, what), Refused)


@given(viewers, subjects, st.sampled_from(What), st.sampled_from(ROLES))
def test_roles_add_up(viewer, subject, what, role):
    before = may(viewer, subject, what)
    more = may(Viewer(viewer.person, viewer.roles | {role}, viewer.level), subject, what)
    if before:
        assert more
        assert not (more.pseudonyms and not before.pseudonyms)
        assert not (more.suppressed and not before.suppressed)
    one = may(Viewer(viewer.person, frozenset({role}), "agent"), subject, what)
    assert bool(more) == (bool(before) or bool(one))


@given(subjects, st.sampled_from([What.GRADED_SCORES, What.PRACTICE_SCORES, What.STATUS, What.FIGURES]))
def test_an_admin_sees_no_scores(subject, what):
    assert not may(Viewer("p" + "9" * 16, frozenset({"admin"})), subject, what)


def test_access_is_asked_once_somebody_has_a_role():
    assert not has_roles(["learner"])
    assert not has_roles([])
    assert not has_roles(["king"])
    assert has_roles(["learner", "admin"])


@given(st.dictionaries(st.integers(0, 8).map(str), st.integers(0, 8).map(str)), st.integers(0, 8).map(str))
def test_the_way_up_ends_and_never_comes_back_to_the_person(manager_of, person):
    above = managers_above(person, manager_of.get)
    assert person not in above
    expected, step = set(), manager_of.get(person)
    for _ in range(20):
        if step is None:
            break
        expected.add(step)
        step = manager_of.get(step)
    assert above == expected - {person}


@given(st.frozensets(st.sampled_from(ROLES)), st.sampled_from(("agent", EXECUTIVE)))
def test_nobody_decides_on_their_own_training(roles, level):
    answer = may(Viewer(MIRA, roles, level), MIRAS, What.DECISIONS)
    assert not answer
    assert answer.reason.endswith("nobody on their own.")
