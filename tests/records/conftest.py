from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from simulator.records.sql_ledger import SqlLedger


@pytest.fixture
def passable() -> Iterator[Path]:
    """A folder that everybody may pass through; pytest's own are closed to others."""
    with TemporaryDirectory(prefix="records-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        if any(not parent.stat().st_mode & stat.S_IXOTH for parent in folder.parents):
            pytest.skip("the folder for temporary files is closed to others")
        yield folder


@pytest.fixture
def ledger(where) -> Iterator[SqlLedger]:
    """The ledger, on every kind of database."""
    with SqlLedger.open(where) as opened:
        yield opened


@pytest.fixture
def file_ledger(tmp_path) -> Iterator[SqlLedger]:
    """The ledger on a file."""
    with SqlLedger.open(tmp_path / "data") as opened:
        yield opened
