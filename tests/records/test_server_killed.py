"""A server killed in the middle of a commit: each turn is there once or not at all; the attempt goes on."""

from __future__ import annotations

import os
import signal
import threading
import time

import psycopg
import pytest

from simulator.errors import UnavailableError
from simulator.records.address import read_address
from simulator.records.looking import RecordsView
from simulator.records.sql_ledger import SqlLedger
from tests.records.samples import make_end, make_header, make_turn
from tests.records.writer import text_of

KILLS = 4


class Learner:
    """Holds a conversation and, when a turn could not be kept, tries again until it is."""

    def __init__(self, where, key):
        self.where, self.key = where, key
        self.said, self.failed, self.wrong = 0, 0, []
        self.enough = threading.Event()
        self.thread = threading.Thread(target=self._talk)

    def _talk(self):
        try:
            with SqlLedger.open(self.where) as ledger:
                self._insist(lambda: ledger.open_attempt(make_header(self.key)))
                while not self.enough.is_set():
                    turn = make_turn(self.said + 1, text_of(self.said + 1))
                    self._insist(lambda turn=turn: ledger.add_turn(self.key, turn))
                    self.said += 1
                self._insist(lambda: ledger.end_attempt(self.key, make_end()))
        except Exception as error:
            self.wrong.append(error)

    def _insist(self, write):
        while True:
            try:
                return write()
            except UnavailableError:
                self.failed += 1
                time.sleep(0.01)


def kill_whole(server):
    server.kill()
    server.start()


def kill_one_process(server):
    """The server notices, throws everybody out and repairs itself."""
    with psycopg.connect(server.url().replace("+psycopg", ""), autocommit=True) as connection:
        asked = "SELECT pid FROM pg_stat_activity WHERE application_name = 'empty-chair' LIMIT 1"
        (pid,) = connection.execute(asked).fetchone()
    os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("kill", [kill_whole, kill_one_process])
@pytest.mark.sampled(1)
def test_each_turn_is_there_once_and_the_attempt_goes_on(server, server_url, kill):
    where = read_address(server_url)
    SqlLedger.open(where).close()
    learners = [Learner(where, key) for key in ("0001", "0002")]
    for learner in learners:
        learner.thread.start()
    try:
        for number in range(KILLS):
            wait_for_turns(learners, 15 * (number + 1))
            kill(server)
        wait_for_turns(learners, 15 * KILLS + 40)
    finally:
        for learner in learners:
            learner.enough.set()
            learner.thread.join(30)
    for learner in learners:
        assert learner.wrong == []
        record = RecordsView.look(where).attempt(learner.key)
        assert [turn.text for turn in record.turns] == [text_of(n) for n in range(1, learner.said + 1)]
        assert record.end == make_end()
    assert sum(learner.failed for learner in learners) >= KILLS


def wait_for_turns(learners, turns):
    until = time.monotonic() + 30
    while not all(learner.said >= turns or learner.wrong for learner in learners):
        assert time.monotonic() < until
        time.sleep(0.002)
