from __future__ import annotations

import pytest

from simulator.records.sql_ledger import SqlLedger
from tests.reviewing.building import keep_attempt


@pytest.fixture
def ledger(tmp_path):
    with SqlLedger.open(tmp_path / "data") as opened:
        keep_attempt(opened)
        yield opened
