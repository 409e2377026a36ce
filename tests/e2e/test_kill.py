"""Power cuts: the program is killed at any moment, goes on, and nothing that was shown is ever lost."""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from simulator.records.sql_ledger import SqlLedger
from tests.e2e.conversations import ONE, one_good
from tests.e2e.product import SECONDS, as_input
from tests.e2e.shapes import assert_stream

REPLIES = one_good(ONE).replies
LONGEST_DELAY = 0.06


@dataclass(frozen=True)
class Moment:
    """When to kill: after so many bytes of output, at a turn the moment it is shown, or after a reply."""

    octets: int | None = None
    turn: int | None = None
    reply: int | None = None
    seconds: float = 0.0


@dataclass
class Memory:
    """All that the learner has been shown of an attempt, over all its processes."""

    shown: dict[int, tuple[str, str]] = field(default_factory=dict)

    def take(self, events):
        for event in events:
            if event["type"] == "message":
                said = (event["speaker"], event["text"])
                assert self.shown.setdefault(event["turn"], said) == said, "a turn changed its words"


@dataclass
class Life:
    """One process, from its start to its natural end or to its moment."""

    process: object
    moment: Moment
    on_record: int
    raw: bytes = b""
    answered: int = 0
    sent: int = 0
    deadline: float | None = None
    killed: bool = False

    def live(self):
        end = time.monotonic() + SECONDS
        while not self.killed and time.monotonic() < end:
            if self._due():
                self._kill()
            elif select.select([self.process.stdout], [], [], 0.002 if self.deadline else 0.5)[0]:
                data = os.read(self.process.stdout.fileno(), 512)
                if not data:
                    break
                self.raw += data
                self._answer()
        rest, err = self.process.communicate(timeout=SECONDS)
        self.raw += rest
        assert err == b"", err.decode()
        return [json.loads(line) for line in self.raw.split(b"\n")[:-1]]

    def _due(self):
        if self.deadline is not None:
            return time.monotonic() >= self.deadline
        return self.moment.octets is not None and len(self.raw) >= self.moment.octets

    def _kill(self):
        self.process.kill()
        self.killed = True

    def _answer(self):
        """Answer each message of the customer that is not only told again, unless this is the moment."""
        lines = self.raw.split(b"\n")[:-1]
        for event in map(json.loads, lines[self.answered :]):
            if event["type"] == "message" and event["turn"] == self.moment.turn:
                return self._kill()
            if event["type"] == "message" and event["turn"] % 2 and event["turn"] >= self.on_record:
                self._send(event["turn"] // 2)
        self.answered = len(lines)

    def _send(self, number):
        try:
            if number < len(REPLIES):
                self.process.stdin.write(as_input([REPLIES[number]]))
                self.process.stdin.flush()
        except BrokenPipeError:
            return  # the conversation is over
        self.sent += 1
        if self.sent == self.moment.reply:
            self.deadline = time.monotonic() + self.moment.seconds


def newest_on_record(product, aside):
    """The newest attempt as the disk has it now, read from a copy so that nothing is mended on the way."""
    shutil.rmtree(aside, ignore_errors=True)
    if not product.data.exists():
        return None
    shutil.copytree(product.data, aside)
    with SqlLedger.open(aside) as ledger:
        history = ledger.history(limit=1)
        return ledger.attempt(history[0].attempt) if history else None


def any_moment(chance, size):
    kind = chance.randrange(3)
    if kind == 0:
        return Moment(octets=chance.randrange(0, size))
    if kind == 1:
        return Moment(turn=chance.randint(1, 2 * len(REPLIES)))
    return Moment(reply=chance.randint(1, 2), seconds=chance.uniform(0, LONGEST_DELAY))


def next_command(record, chance):
    """Start anew, or go on with what is on record: by name, or as the newest that was cut off."""
    if record is None:
        return ["play", ONE]
    if not record.evaluations and chance.random() < 0.5:
        return ["resume"]
    return ["resume", record.header.attempt]


def live_through(product, chance, size, kills, aside):
    """One attempt through as many processes as it takes; the events of the last one and the kills it took."""
    memory, record, taken = Memory(), None, 0
    while True:
        on_record = len(record.turns) if record else 0
        moment = any_moment(chance, size) if taken < kills else Moment()
        process = product.start(*next_command(record, chance), "--json")
        life = Life(process, moment, on_record)
        events = life.live()
        memory.take(events)
        if not life.killed:
            assert process.returncode == 0
            return events, memory, taken
        taken += 1
        record = newest_on_record(product, aside)
        assert record is not None or not memory.shown
        kept = [(turn.speaker, turn.text) for turn in record.turns] if record else []
        assert [memory.shown[turn] for turn in sorted(memory.shown)] == kept[: len(memory.shown)]


def survive(product, whole, seed, kills, tmp_path):
    size = len(whole.out.encode())
    chance, taken = random.Random(seed), 0
    while taken < kills:
        events, memory, more = live_through(
            product, chance, size, min(4, kills - taken), Path(tmp_path, "aside")
        )
        taken += more
        assert_stream(events)
        final = {e["turn"]: (e["speaker"], e["text"]) for e in events if e["type"] == "message"}
        assert memory.shown == final
        assert [(turn, *said) for turn, said in final.items()] == whole.said
        assert [e for e in events if e["type"] == "ended"] == whole.of("ended")
        assert events[-1]["questions"] == whole.events[-1]["questions"]
        shutil.rmtree(product.data)


@pytest.mark.slow
def test_a_dozen_kills_lose_nothing(product, played, tmp_path):
    survive(product, played(), 7, 12, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(4))
def test_two_hundred_kills_lose_nothing(product, played, tmp_path, seed):
    survive(product, played(), 1000 + seed, 50, tmp_path)
