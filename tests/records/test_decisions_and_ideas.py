"""Decisions about people, and ideas: on record in order, and their words go with the person."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.errors import NotFoundError, UsageError
from simulator.records.ideas import LONGEST
from tests.records.evidence_samples import verified
from tests.records.old import rows
from tests.records.people_samples import NOW, fill_people, make_change, make_decision

SAID = "A porcelain heron told me."


@pytest.fixture
def people(ledger):
    """The ledger, with two people."""
    ledger.keep_roster([make_change("1", login="mira"), make_change("2", login="omar")], "office")
    return ledger


def test_decisions_are_kept_with_everything(people):
    given = make_decision(requirement="calls", effective=date(2026, 6, 1), evidence=SAID, at="x", number=9)
    first = people.decide("mira", given, "omar", NOW)
    assert first == given._replace(
        at="2026-05-01T12:00:00.000Z", number=1, author=people.member("2", NOW).person
    )
    second = people.decide("1", make_decision("unlocked", scenario="late-train"), "omar", NOW)
    (facts,) = people.facts([people.member("mira", NOW).person])
    assert facts.decisions == (first, second)
    assert verified(people.where).bad is None


def test_a_decision_about_nobody_or_of_no_kind_is_refused(people):
    with pytest.raises(NotFoundError, match="ghost"):
        people.decide("ghost", make_decision(), "omar")
    with pytest.raises(UsageError, match="crowned"):
        people.decide("mira", make_decision("crowned"), "omar")


def test_an_idea_is_left_voted_for_answered_and_settled(people):
    idea = people.idea_left("mira", f" {SAID} ", scenario="late-train", attempt="0001", now=NOW)
    assert (idea.author, idea.text, idea.scenario, idea.attempt, idea.state) == (
        "mira", SAID, "late-train", "0001", "new",
    )  # fmt: skip
    for voter in ("omar", "mira", "omar"):
        people.idea_voted(idea.idea, voter)
    people.idea_voted(idea.idea, "mira", vote=False)
    people.idea_answered(idea.idea, "omar", "We will.")
    found = people.idea_state(idea.idea[:14], "omar", "planned", "In June.")
    assert (found.state, found.votes, [answer.text for answer in found.answers]) == (
        "planned", 1, ["We will.", "In June."],
    )  # fmt: skip
    assert [event.position for event in found.events] == [1, 2, 3, 4, 5]
    assert people.ideas() == (found,)
    assert verified(people.where).bad is None


def test_the_newest_idea_comes_first(file_ledger):
    kept = [file_ledger.idea_left("mira", f"Idea {number}.").idea for number in range(3)]
    assert sorted(kept, reverse=True) == [idea.idea for idea in file_ledger.ideas()]


def test_an_idea_that_cannot_be_is_refused(file_ledger):
    idea = file_ledger.idea_left("mira", SAID).idea
    for text in ("  ", "x" * (LONGEST + 1)):
        with pytest.raises(UsageError):
            file_ledger.idea_left("mira", text)
    with pytest.raises(UsageError, match="crowned"):
        file_ledger.idea_state(idea, "omar", "crowned")
    for unknown in ("", "zz"):
        with pytest.raises(NotFoundError):
            file_ledger.idea_voted(unknown, "omar")
    file_ledger.idea_left("omar", "Another.")
    with pytest.raises(UsageError, match="Several") as caught:
        file_ledger.idea(idea[:3])
    assert idea in caught.value.hint


def test_the_words_go_with_the_person_and_others_words_are_named(ledger):
    fill_people(ledger, "mira.quill", SAID)
    theirs = ledger.idea_left("omar", "Ask mira.quill for tea.")
    ledger.idea_answered(theirs.idea, "mira.quill", SAID)
    done = ledger.erase_person("mira.quill", "office", "their request")
    omar = ledger.member("omar", NOW).person
    assert done.mentions == (f"ideas of {omar}",)
    assert [idea.text for idea in ledger.ideas() if idea.author != "omar"] == [""]
    assert [event.text for event in ledger.idea(theirs.idea).events] == [""]
    for table in ("decisions", "ideas", "idea_events"):
        assert SAID not in str(rows(ledger.where, f"SELECT * FROM {table}"))
    assert verified(ledger.where).bad is None
    assert [one.reason for one in next(ledger.facts([done.person])).decisions] == [""]
    with pytest.raises(UsageError, match="erased"):
        ledger.decide(done.person, make_decision(), "omar")
