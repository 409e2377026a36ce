"""A flipped byte anywhere in the file: verifying finds it, or nothing on record has changed.

What is not on record: unused space, and counters that SQLite keeps for itself.
"""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing, contextmanager
from functools import cache

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from simulator.records.schema import METADATA
from simulator.records.sql_ledger import SqlLedger
from simulator.records.verifying import verify
from tests.records.evidence_samples import KEY, PROOF, fill

SAMPLED = 400
PARTS = 4


@cache
def small_file():
    """A file with something of everything, on small pages, so that there is little unused space."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        with SqlLedger.open(Path(name)) as ledger:
            fill(ledger)
            ledger.checkpoint(KEY)
            file = ledger.where.file
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("PRAGMA page_size=1024")
            connection.execute("VACUUM")
        return file.read_bytes()


@contextmanager
def opened(content):
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    try:
        yield connection
    finally:
        connection.close()


def rows_of(connection):
    """Everything on record, as it lies in the tables themselves."""
    return {
        name: sorted(map(repr, connection.execute(f"SELECT * FROM {name} NOT INDEXED")))
        for name in METADATA.tables
    }


def verdict(connection):
    """What verifying says: None when all is well."""
    engine = create_engine("sqlite+pysqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.connect() as opened_connection:
        return verify(opened_connection, PROOF).bad


def unseen(content, place, flip, before):
    """Whether a flipped byte changes what is on record without being found."""
    changed = bytearray(content)
    changed[place] ^= flip
    with opened(bytes(changed)) as connection:
        try:
            if rows_of(connection) == before:
                return False
        except (sqlite3.Error, UnicodeDecodeError):
            pass  # so damaged that it cannot be read: all the more has verifying to say so
        try:
            return verdict(connection) is None
        except sqlite3.Error:
            return False  # SQLite itself says that the file is damaged


def flipped(places):
    content = small_file()
    with opened(content) as connection:
        before = rows_of(connection)
        assert verdict(connection) is None
    return [(place, flip) for place, flip in places if unseen(content, place, flip, before)]


def test_flipped_bytes_are_found():
    draw = random.Random(4)
    size = len(small_file())
    assert flipped((draw.randrange(size), 1 << draw.randrange(8)) for _ in range(SAMPLED)) == []


def test_flipped_bytes_within_words_and_names_are_found():
    content, draw = small_file(), random.Random(5)
    places = []
    for word in (b"apricot", b"quillfeather", b"o_full", b"certify", b"customer", b"checkpoint", b"practice"):
        at = content.find(word)
        while at >= 0 and len(places) < 120:
            places.append((at + draw.randrange(len(word)), 1 << draw.randrange(7)))
            at = content.find(word, at + 1)
    assert len(places) > 20
    assert flipped(places) == []


def test_a_verifier_that_looks_away_is_noticed(monkeypatch):
    """The test itself: without the covers, flipped words pass."""
    from simulator.records import verifying

    monkeypatch.setattr(verifying, "COVERS", {})
    monkeypatch.setattr(verifying, "check_left_over", lambda connection: None)
    content = small_file()
    at = content.find(b"apricot")
    assert flipped([(at, 1)]) != []


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_flipped_byte_is_found(part):
    """Without EMPTY_CHAIR_EVERY_BYTE, which takes some six minutes, every seventh byte."""
    content, draw = small_file(), random.Random(part)
    step = PARTS * (1 if "EMPTY_CHAIR_EVERY_BYTE" in os.environ else 7)
    places = range(part, len(content), step)
    assert flipped((place, 1 << draw.randrange(8)) for place in places) == []
