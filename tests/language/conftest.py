from __future__ import annotations

import pytest

from simulator.language.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader("en")
