"""`preview` says what it needs before it takes the screen."""

from __future__ import annotations

import io
from argparse import Namespace

import pytest

from simulator.commands import preview
from simulator.errors import NotFoundError, UsageError
from tests.content.drafting import SAMPLES


@pytest.fixture
def terminal(monkeypatch):
    for name in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{name}.isatty", lambda: True, raising=False)


def run(scenario):
    return preview.run(Namespace(scenario=str(scenario), library=SAMPLES), io.StringIO(), io.StringIO())


def test_without_a_terminal_other_commands_are_named(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(UsageError, match="needs a terminal") as caught:
        run("left-umbrella")
    assert "check" in caught.value.hint


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("scenario", ["no-such-thing", SAMPLES / "scenarios" / "no-such-thing.yaml"])
def test_what_is_not_there_is_told(scenario):
    with pytest.raises(NotFoundError, match="no-such-thing"):
        run(scenario)


@pytest.mark.usefixtures("terminal")
def test_a_rubric_cannot_be_talked_with(monkeypatch):
    with pytest.raises(UsageError, match="no scenario"):
        run(next((SAMPLES / "rubrics").glob("*.yaml")))
