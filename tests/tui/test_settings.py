"""The settings file: read with patience, written whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UnavailableError
from simulator.settings import CUSTOMERS, LEVELS, THEMES, Settings, load_settings, save_settings


@given(
    st.builds(
        Settings,
        st.sampled_from(THEMES),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from(LEVELS),
        st.sampled_from(CUSTOMERS),
    ),
)
def test_what_is_saved_is_read_again(tmp_path_factory, settings):
    path = tmp_path_factory.mktemp("config") / "deep" / "settings.toml"
    save_settings(path, settings)
    assert load_settings(path) == (settings, "")
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_no_file_means_the_defaults(tmp_path):
    assert load_settings(tmp_path / "settings.toml") == (Settings(), "")


@pytest.mark.parametrize(
    ("text", "settings", "complaint"),
    [
        ("theme = 'mauve'\nenter_sends = false", Settings(enter_sends=False), "`theme` is one of dark"),
        ("typing_pauses = 1", Settings(), "`typing_pauses` is true or false"),
        ("colour = 'red'\ntheme = 'light'", Settings(theme="light"), "unknown key `colour`"),
        ("theme = ", Settings(), "no valid TOML"),
        ("theme = ['dark']", Settings(), "`theme` is one of"),
        ("customer = 'robot'", Settings(), "`customer` is one of scripted, llm"),
        ("level = 'boss'", Settings(), "`level` is one of new_hire, agent"),
        ("a = " + "[" * 5000, Settings(), "no valid TOML"),
    ],
)
def test_a_broken_file_is_told_and_the_rest_of_it_used(tmp_path, text, settings, complaint):
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    found, told = load_settings(path)
    assert found == settings
    assert complaint in told
    assert str(path) in told


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"theme = '\xe9'"])
def test_bytes_that_are_no_text_are_told(tmp_path, content):
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    found, told = load_settings(path)
    assert found == Settings()
    assert "cannot be read" in told


def test_a_folder_in_place_of_the_file_is_told(tmp_path):
    found, told = load_settings(tmp_path)
    assert found == Settings()
    assert "cannot be read" in told


def test_what_cannot_be_saved_is_told_and_leaves_the_old_file(tmp_path):
    path = tmp_path / "settings.toml"
    path.mkdir()
    (path / "inside").write_text("x")
    with pytest.raises(UnavailableError, match="could not be saved"):
        save_settings(path, Settings())
    assert [file.name for file in tmp_path.iterdir()] == ["settings.toml"]
