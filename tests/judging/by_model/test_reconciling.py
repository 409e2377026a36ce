from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.judging.by_model.counting import failed
from simulator.judging.by_model.reconciling import Standing, Tally, reconcile, status, tally
from simulator.judging.by_model.second_reading import NOT_APPLICABLE, UNSURE, Vote
from simulator.judging.evidence import Evidence

PLACE = Evidence(2, "so it is", 0, 8)
GOOD, BAD = Vote("o_good", 2, evidence=PLACE, cited=True), Vote("o_bad", 2, evidence=PLACE, cited=True)
LOOKED = Vote("o_good", 2, evidence=PLACE)
CANNOT_TELL, VOID, LATE = Vote(UNSURE), Vote("o_good", void="not_in_turn"), failed("timeout")


@pytest.mark.parametrize(
    ("votes", "found"),
    [
        ([GOOD, GOOD, GOOD], Tally("unanimous", "o_good", True)),
        ([GOOD], Tally("unanimous", "o_good", True)),
        ([GOOD, LOOKED, GOOD], Tally("unanimous", "o_good", False)),
        ([GOOD, GOOD, BAD], Tally("split", "o_good")),
        ([GOOD, BAD], Tally("split")),
        ([GOOD, GOOD, CANNOT_TELL], Tally("split", "o_good")),
        ([CANNOT_TELL] * 3, Tally("split")),
        ([GOOD, GOOD, VOID], Tally("void", "o_good")),
        ([GOOD, VOID, VOID], Tally("void")),
        ([GOOD, BAD, VOID], Tally("split")),
        ([GOOD, GOOD, LATE], Tally("void", "o_good")),
        ([VOID] * 3, Tally("void")),
        ([VOID, LATE, LATE], Tally("void")),
        ([LATE] * 3, Tally("unavailable")),
        ([LATE], Tally("unavailable")),
    ],
)
def test_how_votes_are_counted(votes, found):
    assert tally(votes) == found


UNANIMOUS = Tally("unanimous", "o_good", True)
UNQUOTED = Tally("unanimous", "o_good", False)
AWAY = Tally("unanimous", NOT_APPLICABLE, False)
TABLE = [
    # the verdict of the rules, the votes, whether they name an automatic fail: what becomes of it
    (Standing("o_good", sure=True), UNANIMOUS, False, "agreed"),
    (Standing("o_good"), UNANIMOUS, False, "agreed"),
    (Standing("o_good", sure=True, fails=True), UNANIMOUS, True, "agreed"),
    (Standing("o_bad"), UNANIMOUS, False, "taken"),
    (Standing("o_bad"), UNQUOTED, False, "taken"),
    (Standing("o_bad", sure=True), UNANIMOUS, False, "contradicts"),
    (Standing("o_bad"), UNANIMOUS, True, "contradicts"),
    (Standing("o_bad", fails=True), UNANIMOUS, False, "contradicts"),
    (Standing("o_bad"), AWAY, False, "contradicts"),
    (Standing("o_bad", sure=True), AWAY, False, "contradicts"),
    (Standing(None), UNANIMOUS, False, "taken"),
    (Standing(None), UNQUOTED, False, "void"),
    (Standing(None), UNANIMOUS, True, "contradicts"),
    (Standing(None), AWAY, False, "contradicts"),
]


@pytest.mark.parametrize(("standing", "found", "fails", "became"), TABLE)
def test_what_becomes_of_unanimous_votes(standing, found, fails, became):
    assert status(standing, found, fails) == became


@pytest.mark.parametrize("kind", ["split", "void", "unavailable"])
def test_anything_else_leaves_the_rules_verdict_whatever_it_is(kind):
    for sure, fails, option in product((True, False), (True, False), ("o_good", "o_bad", None)):
        assert status(Standing(option, sure, fails), Tally(kind, "o_good", True), False) == kind


@pytest.mark.parametrize(
    ("votes", "sure", "became", "review"),
    [
        ([GOOD] * 3, False, "taken", False),
        ([GOOD] * 3, True, "contradicts", True),
        ([BAD] * 3, True, "agreed", False),
        ([GOOD, BAD, BAD], True, "split", True),
        ([VOID] * 3, False, "void", True),
        ([LATE] * 3, False, "unavailable", False),
    ],
)
def test_what_a_person_should_look_at(votes, sure, became, review):
    found = reconcile(Standing("o_bad", sure), votes, frozenset())
    assert (found.status, found.needs_review) == (became, review)
    assert (found.rules, found.sure) == ("o_bad", sure)
    assert found.to_json()["rules"] == {"option": "o_bad", "sure": sure}
    assert len(found.to_json()["votes"]) == len(votes)


VOTES = st.lists(st.sampled_from([GOOD, BAD, LOOKED, CANNOT_TELL, VOID, LATE]), min_size=1, max_size=9)
STANDINGS = st.builds(Standing, st.sampled_from(["o_good", "o_bad", None]), st.booleans(), st.booleans())


@given(STANDINGS, VOTES, st.sets(st.sampled_from(["o_good", "o_bad"])))
def test_a_verdict_is_taken_only_when_every_vote_counts_and_names_it(standing, votes, failing):
    found = reconcile(standing, votes, frozenset(failing))
    if found.status == "taken":
        assert all(vote.counts and vote.option == found.option for vote in votes)
        assert (standing.sure, standing.fails) == (False, False)
        assert found.option not in failing
        assert found.option != standing.option
        assert not found.needs_review
    if found.status == "agreed":
        assert found.option == standing.option
