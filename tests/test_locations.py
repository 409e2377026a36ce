"""Where things are: the argument, then the environment, then the platform."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator import locations
from simulator.locations import cache_dir, config_dir, data_dir, library_dir


@pytest.mark.parametrize(
    ("where", "variable"), [(library_dir, "EMPTY_CHAIR_LIBRARY"), (data_dir, "EMPTY_CHAIR_DATA")]
)
def test_the_argument_goes_before_the_environment(where, variable, monkeypatch, tmp_path):
    default = where()
    monkeypatch.setenv(variable, str(tmp_path / "env"))
    assert where(str(tmp_path / "arg")) == tmp_path / "arg"
    assert where() == tmp_path / "env"
    assert where("  ") == tmp_path / "env"
    monkeypatch.setenv(variable, "  ")
    assert where() == default
    assert list(tmp_path.iterdir()) == []


def test_the_home_folder_is_meant_by_a_tilde(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_dir("~/records") == tmp_path / "records"
    assert data_dir("~nobody-of-this-name/x") == Path("~nobody-of-this-name/x")


def test_a_checkout_is_its_own_library(monkeypatch, tmp_path):
    package = tmp_path / "simulator"
    monkeypatch.setattr(locations, "__file__", str(package / "locations.py"))
    assert library_dir() == package / "library"
    (tmp_path / "scenarios").mkdir()
    assert library_dir() == package / "library"
    (tmp_path / "rubrics").mkdir()
    assert library_dir() == tmp_path


def test_the_platform_s_places_are_the_person_s_own(monkeypatch, tmp_path):
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    places = [data_dir(), config_dir(), cache_dir()]
    assert len(set(places)) == 3
    assert all("empty-chair" in place.parts for place in places)
    assert list(tmp_path.iterdir()) == []
