"""What is said of attempts that did not count, and from when they do."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from simulator.training.saying import attempts, moment, waits, why
from simulator.training.status import Status
from simulator.training.tally import Closed
from tests.training.building import at, day

SOON = at("2026-11-23 11:03")
TITLES = {"loss": "Loss", "letter": "Letter", "funeral": "Funeral", "parcel": "Parcel"}


@pytest.fixture
def _east(monkeypatch):
    """A machine two hours ahead."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "EAST-2")
        time.tzset()
        yield
    time.tzset()


def status(**changes):
    return Status("calls", "in_progress", day("2026-11-22"), due=day("2026-11-30"), needed=2)._replace(
        **changes
    )


@pytest.mark.usefixtures("_east")
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the machine's zone cannot be changed here")
def test_a_moment_is_told_by_the_machines_clock_and_never_too_early():
    assert moment(SOON) == "23 November, 13:03"
    assert moment(SOON - timedelta(seconds=59, milliseconds=999)) == "23 November, 13:03"
    assert moment(SOON + timedelta(milliseconds=1)) == "23 November, 13:04"
    assert moment(at("2026-12-31 22:30")) == "1 January, 00:30"


def test_attempts_that_did_not_count_are_told_with_the_moment_from_which_they_do():
    assert attempts(status()) == ""
    assert attempts(status(ignored=2)) == "2 attempts did not count, made when none was allowed."
    told = f"The next attempt counts from {moment(SOON)} on (cooling-off)."
    assert attempts(status(next_attempt=SOON)) == told
    both = status(ignored=1, next_attempt=SOON)
    assert attempts(both) == f"1 attempt did not count, made when none was allowed. {told}"
    assert attempts(both) in why(both)


def test_where_others_are_open_the_scenarios_that_wait_are_told():
    closed = (Closed("letter", SOON), Closed("loss", SOON), Closed("parcel", None), Closed("star", SOON))
    found = status(closed=closed)
    assert waits(found, {"letter", "loss", "parcel"}, TITLES) == (
        f'At "Letter" and "Loss", the next attempt counts from {moment(SOON)} on (cooling-off). '
        'At "Parcel", none counts before a coach unlocks more.'
    )
    assert waits(found, {"funeral"}, TITLES) == ""
    assert waits(found._replace(next_attempt=SOON), {"loss"}, TITLES) == ""
    assert waits(found._replace(state="failed"), {"loss"}, TITLES) == ""


def test_of_many_scenarios_that_wait_three_are_named():
    names = ("funeral", "letter", "loss", "parcel", "star")
    found = status(closed=tuple(Closed(name, None) for name in names))
    told = waits(found, set(names), TITLES)
    assert told == 'At "Funeral", "Letter", "Loss" and 2 others, none counts before a coach unlocks more.'
