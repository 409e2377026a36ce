from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.library import Library


@pytest.fixture(scope="session")
def library_of_ours():
    return Library(Path(__file__).parent.parent.parent)
