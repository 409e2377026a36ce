from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulator.records.sql_ledger import SqlLedger


@pytest.fixture
def ledger(tmp_path) -> Iterator[SqlLedger]:
    with SqlLedger.open(tmp_path / "data") as opened:
        yield opened
