"""Exemplars are gone through in one thread, and no scenario knows of another."""

from __future__ import annotations

import threading

import pytest

from simulator import rehearsal
from simulator.attempt.unrecorded import Unrecorded
from simulator.content.library import Library
from simulator.errors import UnavailableError
from simulator.locations import library_dir
from simulator.rehearsal import rehearse, rehearse_replies

ONE, OTHER = "third-message-about-a-parcel", "prad-ktorego-jeszcze-nie-bylo"


@pytest.fixture(scope="module")
def library():
    return Library(library_dir(None))


def played(library, name):
    """The first exemplar of a scenario: its messages, its form's questions and what is left open."""
    material = library.material(name)
    exemplar = material.scenario.model.exemplars[0]
    found = rehearse_replies(material, exemplar.replies, exemplar.level)
    asked = [question["ref_id"] for question in found.evaluation["questions"]]
    known = [q.ref_id for section in material.rubric.model.sections for q in section.questions]
    assert asked == known
    return found


def test_scenarios_in_turn_come_to_the_same_as_each_alone(library):
    first = played(library, ONE)
    assert played(library, OTHER) != first
    assert played(library, ONE) == first


def test_all_is_done_in_one_thread(library, monkeypatch):
    threads = set()

    class Watched(Unrecorded):
        def add_turn(self, attempt, turn, end=None):
            threads.add(threading.get_ident())

    monkeypatch.setattr(rehearsal, "Unrecorded", Watched)
    assert not any(result.faults for result in rehearse(library.material(ONE)))
    assert threads == {threading.get_ident()}


def test_an_error_on_the_way_comes_out(library, monkeypatch):
    class Full(Unrecorded):
        def add_turn(self, attempt, turn, end=None):
            raise UnavailableError("no room")

    monkeypatch.setattr(rehearsal, "Unrecorded", Full)
    with pytest.raises(UnavailableError, match="no room"):
        rehearse(library.material(ONE))
