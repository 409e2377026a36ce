"""The level at which somebody practises is theirs, and nobody else's at the same machine."""

from __future__ import annotations

import pytest

from simulator.own_levels import keep_own_level, own_level
from simulator.tui.app import run_app
from simulator.tui.application import EmptyChairApp
from simulator.year.values import Owed
from tests.fakes.fake_simulator import FakeSimulator
from tests.fakes.fake_year import FakeYear
from tests.tui.harness import opened, play, press, text_of


@pytest.fixture
def started(monkeypatch, tmp_path):
    """The level at which the app starts for somebody."""
    levels = []
    monkeypatch.setattr(EmptyChairApp, "run", lambda app: levels.append(app.visit.level) or 0)

    def at(learner, level=None):
        run_app(FakeSimulator, learner=learner, level=level, settings_dir=tmp_path)
        return levels[-1]

    return at


def test_what_one_learner_chooses_is_theirs_alone_and_kept(started, tmp_path):
    async def test():
        async with opened(learner="kim") as pilot:
            pilot.app.visit.settings_file = tmp_path / "settings.toml"
            await press(pilot, "l")
            assert "It holds for kim alone" in text_of(pilot)
            await press(pilot, "home", "enter")
            assert "kim · new hire" in text_of(pilot)

    play(test)
    assert not (tmp_path / "settings.toml").exists()
    assert (started("kim"), started("robin")) == ("new_hire", "agent")
    assert started("kim", "executive") == "executive"


def test_a_level_in_the_settings_is_for_those_who_chose_none(started, tmp_path):
    (tmp_path / "settings.toml").write_text('level = "manager"\n', "utf-8")
    keep_own_level(tmp_path, "kim", "executive")
    assert (started("kim"), started("robin")) == ("executive", "manager")


def test_whoever_is_on_the_roster_has_another_level_until_they_quit(tmp_path):
    async def test():
        fake = FakeSimulator(year=FakeYear(given_owed=Owed(level="manager")))
        async with opened(fake, learner="kim") as pilot:
            pilot.app.visit.settings_file = tmp_path / "settings.toml"
            await press(pilot, "l")
            told = " ".join(text_of(pilot).replace("│", " ").split())
            assert "By the roster it is manager. Another holds for kim alone, until you quit." in told
            await press(pilot, "home", "enter")
            assert "kim · new hire" in text_of(pilot)

    play(test)
    assert list(tmp_path.iterdir()) == []


def test_a_level_that_cannot_be_kept_is_told_and_holds(tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")

    async def test():
        async with opened(learner="kim") as pilot:
            pilot.app.visit.settings_file = tmp_path / "file" / "settings.toml"
            await press(pilot, "l", "home", "enter")
            assert "Your level could not be saved" in text_of(pilot)
            assert pilot.app.visit.level == "new_hire"

    play(test)
    assert own_level(tmp_path, "kim") == ""
