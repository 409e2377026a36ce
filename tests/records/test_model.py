"""Any sequence of operations on the ledger gives what the same sequence gives in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from simulator.errors import NotFoundError
from simulator.records.address import Where, read_address
from simulator.records.looking import RecordsView
from simulator.records.sql_ledger import SqlLedger
from tests.databases.fixtures import new_place
from tests.fakes.memory_ledger import MemoryLedger
from tests.records.samples import make_end, make_evaluation, make_header, make_turn

KEYS = st.integers(1, 6).map(lambda number: f"{number:04d}")
LEARNERS = st.sampled_from(["mira", "omar"])
SCENARIOS = st.sampled_from(["late-train", "lost-bag"])
TEXTS = st.text(max_size=40)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


class Ledgers(RuleBasedStateMachine):
    """The ledger on SQL, the one in memory, and the same done to both."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="ledger-model-")
        self.data = self.new_place()
        self.sql = SqlLedger.open(self.data)
        self.memory = MemoryLedger()

    def new_place(self) -> Where:
        """Where the records of one run are."""
        return Path(self.folder.name)

    def teardown(self) -> None:
        self.sql.close()
        self.folder.cleanup()

    def both(self, work: Callable[[Any], Any]) -> None:
        assert _outcome(work, self.sql) == _outcome(work, self.memory)

    @rule(key=KEYS, learner=LEARNERS, scenario=SCENARIOS, seed=st.integers(-(2**63), 2**63 - 1),
          parent=st.none() | KEYS, kept=st.integers(0, 4))  # fmt: skip
    def open_attempt(self, key, learner, scenario, seed, parent, kept):
        branch = {"branch_of": parent, "branch_turn": kept} if parent else {}
        header = make_header(key, learner=learner, scenario=scenario, seed=seed, **branch)
        self.both(lambda ledger: ledger.open_attempt(header))

    @rule(key=KEYS, text=TEXTS, note=st.dictionaries(st.text("xyz"), JSON, max_size=3),
          slip=st.integers(0, 9), stars=st.none() | st.integers(1, 5), ends=st.integers(0, 5))  # fmt: skip
    def add_turn(self, key, text, note, slip, stars, ends):
        number = len(self.memory.kept[key].turns) + 1 if key in self.memory.kept else 1
        turn = make_turn(number + (slip == 0), text, note=note)
        end = make_end(stars=stars, tells="They came at once.") if ends == 0 else None
        self.both(lambda ledger: ledger.add_turn(key, turn, end))

    @rule(key=KEYS, scorable=st.booleans())
    def end_attempt(self, key, scorable):
        end = make_end("agent_ended", scorable=scorable, stars=None)
        self.both(lambda ledger: ledger.end_attempt(key, end))

    @rule(key=KEYS, percentage=st.none() | st.floats(0, 100), passed=st.booleans(), strength=JSON)
    def add_evaluation(self, key, percentage, passed, strength):
        form = make_evaluation(percentage, passed, strength=strength)
        self.both(lambda ledger: ledger.add_evaluation(key, form))

    @rule()
    def reopen(self):
        self.sql.close()
        self.sql = SqlLedger.open(self.data)

    @rule(key=KEYS)
    def read_one(self, key):
        self.both(lambda ledger: ledger.attempt(key))

    @rule(learner=st.none() | LEARNERS, scenario=st.none() | SCENARIOS, limit=st.integers(0, 8))
    def read_history(self, learner, scenario, limit):
        self.both(lambda ledger: ledger.history(learner=learner, scenario=scenario, limit=limit))

    @rule(learner=LEARNERS)
    def read_unfinished(self, learner):
        self.both(lambda ledger: ledger.unfinished(learner))

    @rule()
    def look_from_outside(self):
        assert RecordsView.look(self.data).history() == self.memory.history()

    @invariant()
    def everything_is_there(self):
        assert self.sql.history() == self.memory.history()


def _outcome(work: Callable[[Any], Any], ledger: Any) -> Any:
    try:
        return work(ledger)
    except NotFoundError:
        return NotFoundError
    except ValueError:  # the ledger on SQL has a kind of its own for an attempt that has ended
        return ValueError


TestLedgers = Ledgers.TestCase
TestLedgers.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)


@pytest.mark.slow
def test_the_same_on_a_server(server):
    class OnServer(Ledgers):
        def new_place(self) -> Where:
            return read_address(new_place(server))

    fewer = settings(max_examples=5, stateful_step_count=20, deadline=None)
    run_state_machine_as_test(OnServer, settings=fewer)
