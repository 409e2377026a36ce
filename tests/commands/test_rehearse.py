"""`empty-chair rehearse`: the report, its options, and what it does with bad input."""

from __future__ import annotations

import io
import json
import re
import shutil
from argparse import Namespace
from pathlib import Path

import pytest

from simulator import cli
from simulator.colleagues.findings import findings_of
from simulator.commands import rehearse
from simulator.commands.rehearse_json import as_object
from simulator.commands.rehearse_progress import Progress, told
from simulator.commands.rehearse_table import scenario_page
from simulator.errors import ContentError, NotFoundError, UsageError
from tests.colleagues.talks import talk
from tests.content.drafting import FILES, SAMPLES, draft, sample

ROOT = Path(__file__).parents[2]
REVIEW = "one-star-and-half-of-it-fair"
UMBRELLA = "left-umbrella"
GUIDE = (
    (ROOT / "docs" / "authoring.md")
    .read_text(encoding="utf-8")
    .split("\n## Rehearsing\n")[1]
    .split("\n## ")[0]
)


def ran(*scenarios, library=SAMPLES, **other):
    given = {"learners": None, "voice": "scripted", "runs": 3, "jobs": 1, "seed": 0, "json": False} | other
    out, err = io.StringIO(), io.StringIO()
    status = rehearse.run(Namespace(scenarios=list(scenarios), library=library, **given), out, err)
    return status, out.getvalue(), err.getvalue()


def test_a_scenario_that_tells_colleagues_apart():
    status, out, err = ran(REVIEW, library=ROOT, runs=4)
    assert (status, err) == (0, "")
    assert "The colleagues are far enough apart." in out
    assert "All 24 conversations of 1 scenario" in out
    assert max(map(len, out.splitlines())) <= 80


def test_one_that_does_not_fails():
    status, out, _ = ran(UMBRELLA)
    assert status == 1
    assert "FAILS: strong (0.0 %) is not 35 points above poor" in out


def test_a_warning_fails_nothing():
    talks = (talk("strong", 90.0), talk("rude", 64.0))
    found = findings_of(sample("scenario").model, sample("rubric").model, "agent", talks)
    out = "\n".join(scenario_page(found))
    assert "  WARNING: rude reached 64.0 % every fourth time; 50 % or more is too much.\n" in out
    assert "FAILS" not in out
    assert "The colleagues are far enough apart, but for the warning." in out
    one = as_object(found)
    assert (one["separates"], one["faults"], len(one["warnings"])) == (True, [], 1)


def test_json_says_the_same_in_keys_that_the_guide_tells():
    status, out, _ = ran(UMBRELLA, json=True)
    one, all_ = map(json.loads, out.splitlines())
    assert (status, one["type"], all_["type"]) == (1, "rehearsal", "rehearsals")
    assert (one["scenario"], one["separates"], len(one["faults"])) == (UMBRELLA, False, 2)
    assert list(one["learners"]) == ["strong", "middling", "poor", "stuffer", "silent", "rude"]
    assert sum(one["learners"]["strong"]["histogram"]) == one["learners"]["strong"]["runs"] == 3
    free = {"endings", "mood"}
    named = set(one) | set(all_) | {key for group in one["learners"].values() for key in group}
    assert named | free <= set(re.findall(r"`(\w+)`", GUIDE)) | {"type"}


def test_only_those_who_are_named_take_part():
    _, out, _ = ran(UMBRELLA, learners=" poor,strong ", json=True)
    assert list(json.loads(out.splitlines()[0])["learners"]) == ["strong", "poor"]


def test_the_same_command_says_the_same_and_another_seed_something_else():
    first, again, other = (
        ran(UMBRELLA, seed=seed, runs=6, learners="strong", json=True)[1] for seed in (0, 0, 5)
    )
    assert first == again != other


@pytest.mark.slow
def test_more_processes_say_the_same_byte_for_byte():
    names = (UMBRELLA,)
    assert ran(*names, jobs=1, runs=12)[1] == ran(*names, jobs=3, runs=12)[1]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"learners": "strnog"}, 'There is no colleague "strnog".'),
        ({"learners": " , "}, "--learners names nobody."),
        ({"runs": 0}, "--runs is 0."),
        ({"runs": 10**9}, "--runs is 1000000000."),
        ({"jobs": 0}, "--jobs is 0."),
    ],
)
def test_options_that_cannot_be_used(options, said):
    with pytest.raises(UsageError) as caught:
        ran(UMBRELLA, **options)
    assert caught.value.message == said
    assert caught.value.hint


def test_a_name_that_is_nearly_right_is_suggested():
    with pytest.raises(UsageError) as caught:
        ran(UMBRELLA, learners="stong")
    assert "strong" in caught.value.hint


def test_there_must_be_such_a_scenario():
    with pytest.raises(NotFoundError):
        ran("left-umbrela")
    with pytest.raises(UsageError):
        ran("nowhere.yaml")


def test_a_file_can_be_named(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(draft("scenario"), encoding="utf-8")
    assert ran(str(file), learners="silent")[1] == ran(UMBRELLA, learners="silent")[1]


def _library(folder, *edits):
    shutil.copytree(SAMPLES, folder / "library")
    (folder / "library" / "scenarios" / FILES["scenario"].name).write_text(
        draft("scenario", *edits), encoding="utf-8"
    )
    return folder / "library"


def test_a_faulty_scenario_stops_it_only_when_it_is_named(tmp_path):
    library = _library(tmp_path, ("channel: ", "chanel: "))
    with pytest.raises(ContentError):
        ran(UMBRELLA, library=library)
    with pytest.raises(UsageError, match="nothing to rehearse"):
        ran(library=library)


def test_scenarios_that_nobody_can_speak_are_left_out(monkeypatch):
    monkeypatch.setattr("simulator.colleagues.bank.bank_languages", lambda: ("xx",))
    err = io.StringIO()
    with pytest.raises(UsageError, match="nothing to rehearse"):
        rehearse._materials(SAMPLES, [UMBRELLA], err)
    assert err.getvalue() == f'The scenario {UMBRELLA} is left out: no simulated colleague speaks "en" yet.\n'


def test_an_interrupt_is_quiet(monkeypatch, capsys):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("simulator.colleagues.rehearsing.Rehearsing.talk", interrupt)
    assert cli.main(["rehearse", UMBRELLA, "--library", str(SAMPLES)]) == 130
    assert capsys.readouterr() == ("", "")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_shown_on_a_terminal_and_wiped_away():
    err = Terminal()
    with Progress(4, err, lambda: 0.0) as progress:
        progress(2)
        progress(2)
    assert f"\r{told(4, 4)}" in err.getvalue()
    assert err.getvalue().endswith(f"\r{' ' * len(told(4, 4))}\r")
    assert told(2, 4) == "[############............] 2 of 4 conversations"
