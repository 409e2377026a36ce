"""`empty-chair check`: every fault with its place, exemplars run, and an honest exit status."""

from __future__ import annotations

import io
import json
import os
from argparse import Namespace

import pytest

import simulator.rehearsal
from simulator.commands.check import run
from simulator.rehearsal import ExemplarResult
from tests.content.drafting import SAMPLES, copied_library, draft, place, refuse


@pytest.fixture
def root(tmp_path):
    return copied_library(tmp_path / "lib")


def check(*paths, library, as_json=False, exemplars=False):
    args = Namespace(
        paths=[str(path) for path in paths], library=library, json=as_json, no_exemplars=not exemplars
    )
    out, err = io.StringIO(), io.StringIO()
    return run(args, out, err), out.getvalue(), err.getvalue()


def scenario_file(root, *edits, name="left-umbrella.yaml"):
    path = root / "scenarios" / name
    path.write_text(draft("scenario", *edits), encoding="utf-8")
    return path


def test_a_library_without_fault(root):
    assert check(library=root) == (0, "", "3 files checked: no fault.\n")


def test_one_file_without_fault(root):
    path = scenario_file(root)
    assert check(path, library=root / "elsewhere") == (0, "", "1 file checked: no fault.\n")


def test_faults_go_to_the_output_and_the_summary_beside_it(root):
    path = scenario_file(root, ("{topic: noon}", "{topic: moon}"), ("{floor: 2,", "{floor: 9,"))
    status, out, err = check(path, library=root)
    where = place("scenario", "moon", ("{topic: noon}", "{topic: moon}"))
    assert status == 1
    assert out.splitlines()[0] == f"{path}:{where}: unknown topic `moon`; did you mean 'noon'?"
    assert len(out.splitlines()) == 2
    assert err == "1 file checked: 2 faults in 1 file.\n"


def test_faults_as_json_lines(root):
    path = scenario_file(root, ("minutes: 4", "minutes: some"))
    status, out, _ = check(path, library=root, as_json=True)
    assert status == 1
    assert [json.loads(line) for line in out.splitlines()] == [
        {"type": "fault", "path": str(path), "line": 9, "column": 10,
         "message": "minutes: a whole number is expected here, not `some`"}
    ]  # fmt: skip


def test_every_file_of_a_folder_is_checked(root):
    scenario_file(root, ("minutes: 4", "minutes: x"), ("id: left", "id: a-left"), name="a.yaml")
    (root / "scenarios" / "sub").mkdir()
    scenario_file(root, ("version: 2", "version: x"), ("id: left", "id: b-left"), name="sub/b.yaml")
    status, out, err = check(root / "scenarios", library=root)
    assert status == 1
    assert [line.split(":")[0].rsplit("/", 1)[1] for line in out.splitlines()] == ["a.yaml", "b.yaml"]
    assert err == "4 files checked: 2 faults in 2 files.\n"


def test_a_path_that_is_not_there_does_not_hide_the_others(root):
    path = scenario_file(root, ("minutes: 4", "minutes: x"))
    status, out, err = check(root / "nowhere.yaml", path, library=root)
    assert status == 2
    assert out.startswith(f"{path}:9:10: ")
    assert err.startswith(f"empty-chair: {root / 'nowhere.yaml'}: there is no such file or folder\n")


def test_a_folder_without_content(tmp_path, root):
    empty = tmp_path / "empty"
    empty.mkdir()
    status, out, err = check(empty, library=root)
    assert (status, out) == (2, "")
    assert "there is no .yaml file in this folder" in err


def test_a_library_that_is_not_there(tmp_path):
    status, _, err = check(library=tmp_path / "nowhere")
    assert status == 2
    assert "there is no such file or folder" in err


@pytest.mark.parametrize("name", ["other.yml", "other.yaml.txt", "other.YAML", "other.yml.txt"])
def test_a_file_that_the_library_would_overlook(root, name):
    (root / "rubrics" / name).write_text("x")
    status, out, _ = check(library=root)
    assert status == 1
    assert f"{name}:1:1: the library reads files that end in .yaml; call this one other.yaml" in out


def test_a_file_that_cannot_be_read_is_named_and_no_pass(root):
    link = root / "scenarios" / "gone.yaml"
    link.symlink_to(root / "nowhere.yaml")
    status, out, err = check(library=root)
    assert (status, out) == (2, "")
    assert err == (
        f"empty-chair: {link}: the file cannot be read: No such file or directory\n"
        "3 files checked: no fault; 1 could not be opened.\n"
    )
    assert (
        check(link, library=root)[2] == f"empty-chair: {link}: the link leads nowhere\nNothing was checked.\n"
    )


def test_a_folder_that_cannot_be_opened_is_named_and_no_pass(root, monkeypatch):
    folder = root / "scenarios" / "personas"
    refuse(monkeypatch, folder)
    status, _, err = check(library=root)
    assert status == 2
    assert f"empty-chair: {folder}: the folder cannot be opened: Permission denied\n" in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(root):
    path = scenario_file(root)
    path.chmod(0)
    status, _, err = check(library=root)
    assert status == 2
    assert f"{path}: the file cannot be read: Permission denied" in err


def test_nothing_checked_is_no_pass(root):
    _, _, err = check(root / "nowhere.yaml", library=root)
    assert err.endswith("there is no such file or folder\nNothing was checked.\n")


def test_a_folder_of_scenarios_alone_uses_what_came_with_the_program(tmp_path):
    path = tmp_path / "scenarios" / "mine.yaml"
    path.parent.mkdir()
    edits = (("persona: brisk", "persona: angry"), ("rubric: small", "rubric: complaint"))
    path.write_text(draft("scenario", *edits), encoding="utf-8")
    status, out, err = check(library=tmp_path)
    assert (status, out) == (0, "")
    for kind, name, file in (
        ("persona", "angry", "personas/angry.yaml"),
        ("rubric", "complaint", "complaint.yaml"),
    ):
        where = place("scenario", name, *edits)
        said = f"{path}:{where}: note: this library has no {kind} `{name}`; the one that came along is used: "
        assert said in err
        assert f"{file}\n" in err


def test_what_need_not_be_wrong_is_a_note_and_no_fault(root):
    edit = ('noon: ["noon"', 'unused: ["x"]\n  noon: ["noon"')
    path = scenario_file(root, edit)
    status, out, err = check(path, library=root)
    assert (status, out) == (0, "")
    where = place("scenario", "unused:", edit)
    assert err == f"{path}:{where}: note: nothing asks for the topic `unused`\n1 file checked: no fault.\n"


def test_the_faults_of_a_shared_file_are_told_once(root):
    scenario_file(root, ("id: left-umbrella", "id: second"), name="second.yaml")
    rubric = root / "rubrics" / "small.yaml"
    rubric.write_text(draft("rubric", ("version: 1", "version: x")), encoding="utf-8")
    status, out, _ = check(library=root)
    assert status == 1
    assert out == f"{rubric}:3:10: version: a whole number is expected here, not `x`\n"
    assert "the rubric `small` cannot be used: " in check(root / "scenarios" / "second.yaml", library=root)[1]


def test_the_same_id_twice(root):
    scenario_file(root, name="z.yaml")
    status, out, _ = check(library=root)
    assert status == 1
    assert out.count("\n") == 1
    assert f"{root / 'scenarios' / 'z.yaml'}:2:5: the id `left-umbrella` is used twice; first in" in out


def test_a_file_is_looked_at_in_its_own_library(root, tmp_path):
    other = copied_library(tmp_path / "other")
    (other / "scenarios" / "personas" / "brisk.yaml").unlink()
    path = other / "scenarios" / "left-umbrella.yaml"
    status, out, _ = check(path, library=root)
    assert status == 1
    assert "there is no persona `brisk` in" in out


def test_a_lone_file_is_looked_at_in_the_given_library(root, tmp_path):
    lone = tmp_path / "lone.yaml"
    lone.write_text(draft("scenario"))
    assert check(lone, library=root)[0] == 0
    status, out, _ = check(lone, library=tmp_path / "empty")
    assert status == 1
    assert "there is no persona `brisk`" in out
    assert "there is no rubric `small`" in out


def test_topics_of_shared_files_are_compared_only_with_a_whole_library(root):
    path = root / "scenarios" / "personas" / "brisk.yaml"
    path.write_text(draft("persona", ("when: {behaviour: apologises}", "when: {topic: harbour}")))
    assert check(path, library=root)[0] == 0
    status, out, _ = check(library=root)
    assert status == 1
    assert "unknown topic (no scenario that uses this file has it) `harbour`" in out


def test_exemplars_are_run_only_for_files_without_fault(root, monkeypatch):
    rehearsed = []

    def rehearse(trio):
        rehearsed.append((trio.scenario.model.id, trio.persona.model.id, trio.rubric.model.id))
        return [ExemplarResult("helpful", ("does not pass", "scores 12 %, not >= 85"), "still open: bed")]

    monkeypatch.setattr(simulator.rehearsal, "rehearse", rehearse)
    path = scenario_file(root)
    status, out, err = check(path, library=root, exemplars=True)
    where = place("scenario", "name: helpful")
    assert status == 1
    assert out == (
        f"{path}:{where}: the exemplar 'helpful' does not pass\n"
        f"{path}:{where}: the exemplar 'helpful' scores 12 %, not >= 85; still open: bed\n"
    )
    assert err == "1 file checked, 1 exemplar run: 2 faults in 1 file.\n"
    assert rehearsed == [("left-umbrella", "brisk", "small")]
    assert check(path, library=root)[0] == 0
    scenario_file(root, ("minutes: 4", "minutes: x"))
    assert check(path, library=root, exemplars=True)[0] == 1
    assert len(rehearsed) == 1


def test_the_samples_exemplar_is_really_run():
    assert check(SAMPLES, library=SAMPLES, exemplars=True)[::2] == (
        0,
        "3 files checked, 1 exemplar run: no fault.\n",
    )


def test_an_exemplar_that_does_not_come_true(root):
    edit = ("{ending: resolved}", "{ending: customer_left}")
    path = scenario_file(root, edit)
    status, out, _ = check(path, library=root, exemplars=True)
    assert status == 1
    assert "the exemplar 'helpful' ends with resolved, not customer_left" in out
    assert "; replay it with: empty-chair play left-umbrella --level agent --seed 0 --plain" in out


def test_a_failed_exemplar_says_what_is_open_and_what_was_lost(root):
    edits = (
        ("      - The ferry is back at noon, and I call you then.\n", ""),
        ("I will ask the crew to look for it right away. What colour is it?", "What colour is it?"),
    )
    _, out, _ = check(scenario_file(root, *edits), library=root, exemplars=True)
    assert "the exemplar 'helpful' ends with agent_ended, not resolved; replay it with" in out
    assert "; still open: looked_for, when_known; most points lost: remedy (0 of 10, " in out


def test_an_exemplar_may_name_an_ending_by_its_key(root):
    path = scenario_file(
        root, ("  resolved:\n", "  found:\n    ending: resolved\n"), ("{ending: resolved}", "{ending: found}")
    )
    assert check(path, library=root, exemplars=True)[:2] == (0, "")
    edits = (("{ending: resolved}", "{ending: stormed_off}"),)
    out = check(scenario_file(root, *edits), library=root, exemplars=True)[1]
    assert "ends with resolved, not stormed_off" in out


def test_what_makes_no_sense_is_a_fault_with_its_kind(root):
    edits = (('thanks: ["Good of you."]', 'thanks: ["Noon, then."]'),)
    path = scenario_file(root, *edits)
    status, out, err = check(path, library=root, as_json=True)
    (fault,) = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert (fault["type"], fault["path"]) == ("fault", str(path))
    assert f"{fault['line']}:{fault['column']}" == place("scenario", '"Noon, then."]\n    tells', *edits)
    assert fault["message"].endswith(" [same-line]")
    assert err == "1 file checked: 1 fault in 1 file.\n"


def test_exemplars_are_run_beside_what_makes_no_sense(root):
    path = scenario_file(root, ("- id: pier", "- id: brushd"))
    status, out, err = check(path, library=root, exemplars=True)
    assert (status, len(out.splitlines())) == (1, 1)
    assert err == "1 file checked, 1 exemplar run: 1 fault in 1 file.\n"


def test_what_is_still_to_be_written_comes_first(root):
    edits = (("say: [Keep it.]", "say: [TODO what she says]"), ("- id: pier", "- id: brushd"))
    path = scenario_file(root, *edits)
    status, out, err = check(path, library=root, exemplars=True)
    where = place("scenario", "TODO what", *edits)
    assert (status, out) == (1, f"{path}:{where}: still to be written: what she says [todo]\n")
    assert err == "1 file checked: 1 fault in 1 file.\n"


def test_lines_are_compared_over_all_files_of_a_check(root):
    brisk = root / "scenarios" / "personas" / "brisk.yaml"
    other = brisk.with_name("hasty.yaml")
    other.write_text(brisk.read_text().replace("id: brisk", "id: hasty"))
    scenario_file(
        root, ("id: left-umbrella", "id: second"), ("persona: brisk", "persona: hasty"), name="second.yaml"
    )
    status, out, _ = check(library=root)
    assert status == 1
    assert {line.rpartition(" ")[2] for line in out.splitlines()} == {"[shared-line]"}
    assert all(line.startswith(str(root / "scenarios" / "second.yaml")) for line in out.splitlines())
    assert check(root / "scenarios" / "second.yaml", library=root)[0] == 0
