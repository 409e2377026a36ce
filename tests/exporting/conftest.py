from __future__ import annotations

import pytest

from tests.exporting import ralph


@pytest.fixture(scope="session")
def ralph_python():
    """Ralph's environment; without it, a test is left out, and the summary says so."""
    try:
        return ralph.python()
    except ralph.NotThere as error:
        pytest.skip(f"WARNING: xAPI was not checked against Ralph, which could not be installed: {error}")


@pytest.fixture
def store(ralph_python, tmp_path):
    """A real Learning Record Store."""
    folder = tmp_path / "store"
    folder.mkdir()
    with ralph.running(folder) as running:
        yield running
