"""One look at a scenario's file, and the conversation that is held with it."""

from __future__ import annotations

import shutil

import pytest

from simulator.content.library import Library
from simulator.errors import UsageError
from simulator.previewing.course import course
from simulator.previewing.glimpse import glimpse, stamp_of, try_out
from tests.content.drafting import SAMPLES

NAME = "left-umbrella.yaml"


@pytest.fixture
def root(tmp_path):
    return shutil.copytree(SAMPLES, tmp_path / "library")


@pytest.fixture
def path(root):
    return root / "scenarios" / NAME


def look(path, root):
    return glimpse(path, Library(root))


def test_a_sound_file_is_seen_with_its_company(path, root):
    found = look(path, root)
    assert found.material is not None
    assert (found.faults, found.trouble) == ((), "")
    assert len(found.watched) == 3
    assert stamp_of(found.watched) == found.stamp


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_save_of_any_of_its_files_is_seen(path, root, which):
    found = look(path, root)
    watched = found.watched[which]
    watched.write_text(watched.read_text("utf-8") + "\n# one more line\n", "utf-8")
    assert stamp_of(found.watched) != found.stamp


def test_a_fault_is_seen_at_its_line(path, root):
    path.write_text(path.read_text("utf-8").replace("channel:", "chanel:", 1), "utf-8")
    found = look(path, root)
    assert found.material is None
    assert any("chanel" in fault.message for fault in found.faults)


def test_a_fault_of_the_persona_is_told_too(path, root):
    persona = look(path, root).watched[1]
    persona.write_text(persona.read_text("utf-8").replace("version: 1", "version: none", 1), "utf-8")
    found = look(path, root)
    assert found.material is None
    assert found.faults or found.trouble


def test_a_file_that_is_gone_is_trouble_and_no_crash(path, root):
    path.unlink()
    found = look(path, root)
    assert found.trouble
    assert found.stamp == (None,)


def test_only_scenarios_can_be_looked_at(root):
    with pytest.raises(UsageError, match="no scenario"):
        look(next((root / "rubrics").glob("*.yaml")), root)


def test_trying_out_runs_the_exemplars(path, root):
    tried = try_out(path, root)
    assert tried.faults == ()
    assert [one.faults for one in tried.exemplars] == [()] * len(tried.exemplars)
    assert tried.exemplars


def test_trying_out_tells_what_makes_no_sense(path, root):
    path.write_text(path.read_text("utf-8").replace("{ending: resolved}", "{ending: time_up}", 1), "utf-8")
    tried = try_out(path, root)
    assert tried.faults or any("time_up" in " ".join(one.faults) for one in tried.exemplars)


def test_the_conversation_tells_what_each_reply_did(path, root):
    material = look(path, root).material
    exemplar = material.scenario.model.exemplars[0]
    nothing = course(material, ())
    assert [step.speaker for step in nothing.steps] == ["customer"]
    assert nothing.ended is None
    told = course(material, exemplar.replies)
    agent = [step for step in told.steps if step.speaker == "agent"]
    assert any(step.behaviours for step in agent)
    assert any(step.met for step in agent)
    assert told.ended is not None
    assert told.evaluation["percentage"] > 0
    assert told == course(material, exemplar.replies)


def test_replies_after_the_end_are_left_out(path, root):
    material = look(path, root).material
    replies = [*material.scenario.model.exemplars[0].replies, "And more.", "And more."]
    assert course(material, replies) == course(material, replies[:-2])
