"""The records as evidence, on every kind of database."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from simulator.errors import UnavailableError
from simulator.records import chaining
from simulator.records.chain.covers import COVERS
from simulator.records.chain.signing import proof_by
from simulator.records.chain.walking import Kept
from simulator.records.looking import RecordsView
from simulator.records.schema import METADATA
from simulator.records.sql_ledger import SqlLedger
from tests.records.evidence_samples import KEY, NAME, PROOF, fill, verified
from tests.records.old import execute, make_first, rows
from tests.records.samples import make_end, make_evaluation, make_header, make_turn

OUTSIDE = {"contents", "links", "salts", "chain", "checkpoints", "schema_version"}
"""Tables whose rows are covered otherwise: as sources, by the walk along chain and links, by signatures."""


def unguarded(where, *statements):
    """Change rows as somebody does who takes the guards away and puts them back."""
    server = not hasattr(where, "joinpath") and "server" in type(where).__name__.lower()
    if server:
        execute(where, "SET session_replication_role = replica", *statements)
        return
    kept = rows(where, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    execute(where, *(f"DROP TRIGGER {name}" for name, _ in kept), *statements, *(sql for _, sql in kept))


@pytest.fixture
def filled(where):
    with SqlLedger.open(where) as ledger:
        fill(ledger)
        ledger.checkpoint(KEY)
        ledger.open_attempt(make_header("0002"))
        ledger.add_turn("0002", make_turn(1))
    return where


def test_every_column_of_every_table_is_covered():
    for table in METADATA.sorted_tables:
        if table.name not in OUTSIDE:
            assert COVERS[table.name].columns == set(table.c.keys())
    assert set(COVERS) | OUTSIDE == set(METADATA.tables)


def test_sound_records_are_sound(filled):
    found = verified(filled)
    assert found.bad is None
    assert found.walk.head == RecordsView.look(filled).chain_head()
    assert found.walk.signed.seq == found.walk.head.count - 2  # then came mira, and her attempt
    assert (found.rows, found.open_turns, found.erased) == (32, 1, 0)


def test_no_records_at_all_are_sound(where):
    assert verified(where).bad is None
    SqlLedger.open(where).close()
    assert verified(where).bad is None


CHANGES = {
    "attempts": "UPDATE attempts SET level = 'executive' WHERE attempt = '0001'",
    "attempt_contents": "UPDATE attempt_contents SET version = 9 WHERE attempt = '0001' AND position = 0",
    "contents": "UPDATE contents SET source = source || ' '",
    "turns": "UPDATE turns SET text = 'I never said that.' WHERE attempt = '0001' AND turn = 2",
    "ends": "UPDATE ends SET stars = 1",
    "evaluations": "UPDATE evaluations SET percentage = 100.0 WHERE number = 1",
    "dispute_events": "UPDATE dispute_events SET reason = ''",
    "rounds": "UPDATE rounds SET level = 'executive'",
    "round_items": "UPDATE round_items SET item = 'another' WHERE position = 1",
    "round_entries": "UPDATE round_entries SET option = 'o_no'",
    "identities": "UPDATE identities SET login = 'somebody.else' WHERE login = 'ana'",
    "links": "UPDATE links SET sealed = NULL WHERE kind = 'turns' AND part = 2",
    "salts": "UPDATE salts SET salt = '{}' WHERE family = 'round'".format("ab" * 32),
    "chain": "UPDATE chain SET action = 'looked' WHERE seq = 5",
    "checkpoints": "UPDATE checkpoints SET at = '2026-01-01T00:00:00.000Z'",
}


@pytest.mark.parametrize("table", CHANGES)
@pytest.mark.sampled(4)
def test_a_changed_row_is_found(filled, table):
    unguarded(filled, CHANGES[table])
    bad = verified(filled).bad
    assert bad is not None
    named = {"contents": "attempt_contents", "links": "turns", "salts": "round_items"}.get(table, table)
    assert bad.table == named


@pytest.mark.parametrize("table", sorted(set(METADATA.tables) - {"schema_version"}))
@pytest.mark.sampled(4)
def test_removed_rows_are_found(filled, table):
    parents = {"contents", "attempts", "rounds"}
    order = (
        [one.name for one in reversed(METADATA.sorted_tables) if one.name in COVERS]
        if table in parents
        else []
    )
    gone = order[: order.index(table)] if table in order else order
    unguarded(filled, *(f"DELETE FROM {name}" for name in [*gone, table]))
    assert verified(filled).bad is not None


ADDED = {
    "turns": "INSERT INTO turns SELECT attempt, 3, speaker, text, at, voice, note FROM turns WHERE turn = 2",
    "evaluations": "INSERT INTO evaluations SELECT attempt, 9, percentage, passed, evaluation, words"
    " FROM evaluations WHERE number = 1",
    "contents": "INSERT INTO contents VALUES ('ff', 'title: More')",
    "salts": "INSERT INTO salts VALUES ('attempt', '0009', '{}')".format("ab" * 32),
    "links": "INSERT INTO links SELECT family, owner, 99, kind, 99, sealed, digest, hash FROM links"
    " WHERE number = 1 AND family = 'round'",
    "chain": "INSERT INTO chain"
    " SELECT 999, at, actor, action, family, subject, links, head, reason, what, hash"
    " FROM chain WHERE seq = 2",
    "checkpoints": "INSERT INTO checkpoints SELECT 3, hash, at, key, signature FROM checkpoints",
    "identities": "INSERT INTO identities SELECT person, 2, at, 'other', '', '', '', '' FROM identities"
    " WHERE login = 'ana'",
}


@pytest.mark.parametrize("table", ADDED)
@pytest.mark.sampled(4)
def test_an_added_row_is_found(filled, table):
    execute(filled, ADDED[table])  # no guard stands against adding
    bad = verified(filled).bad
    assert bad is not None
    assert bad.table == table


def test_swapped_turns_are_found(filled):
    unguarded(
        filled,
        "UPDATE turns SET turn = 9 WHERE attempt = '0001' AND turn = 1",
        "UPDATE turns SET turn = 1 WHERE attempt = '0001' AND turn = 2",
        "UPDATE turns SET turn = 2 WHERE attempt = '0001' AND turn = 9",
    )
    assert verified(filled).bad.key == "attempt 0001, turn 1"


def test_a_whole_attempt_that_is_gone_is_found(filled):
    gone = ("dispute_events", "evaluations", "ends", "turns", "attempt_contents")
    unguarded(
        filled,
        "UPDATE round_items SET attempt = NULL",
        *(f"DELETE FROM {table} WHERE attempt = '0001'" for table in (*gone, "attempts")),
        "DELETE FROM links WHERE owner = '0001'",
        "DELETE FROM salts WHERE owner = '0001'",
    )
    assert "are gone" in verified(filled).bad.why


def test_a_guard_that_is_gone_is_found(filled):
    tail = " ON turns" if rows_of_server(filled) else ""
    name = "turns_no_change" if tail else "turns_no_update"
    execute(filled, f"DROP TRIGGER {name}{tail}")
    assert name in verified(filled).bad.why


def rows_of_server(where):
    return "server" in type(where).__name__.lower()


def test_a_cut_tail_is_found_by_what_was_kept_elsewhere_alone(filled):
    head = RecordsView.look(filled).chain_head()
    unguarded(
        filled,
        "DELETE FROM turns WHERE attempt = '0002'",
        "DELETE FROM attempt_contents WHERE attempt = '0002'",
        "DELETE FROM attempts WHERE attempt = '0002'",
        "DELETE FROM links WHERE owner = '0002'",
        "DELETE FROM salts WHERE owner = '0002'",
        f"DELETE FROM chain WHERE seq = {head.count}",
    )
    execute(filled, "SELECT 1")
    person = rows(filled, "SELECT person FROM identities WHERE login = 'mira'")[0][0]
    last = rows(filled, "SELECT max(seq) FROM chain")[0][0]
    unguarded(
        filled,
        f"DELETE FROM identities WHERE person = '{person}'",
        f"DELETE FROM links WHERE owner = '{person}'",
        f"DELETE FROM salts WHERE owner = '{person}'",
        f"DELETE FROM chain WHERE seq = {last}",
    )
    assert verified(filled).bad is None  # nothing in the database tells
    bad = verified(filled, kept=[Kept(head.count, head.hash[:16])]).bad
    assert "was cut" in bad.why


def test_a_checkpoint_that_stands_beyond_the_end_is_found(where):
    with SqlLedger.open(where) as ledger:
        fill(ledger)
        last = ledger.checkpoint(KEY).seq
    unguarded(where, f"DELETE FROM chain WHERE seq = {last}")
    bad = verified(where).bad
    assert (bad.table, bad.key, "cut off" in bad.why) == ("checkpoints", f"seq {last}", True)


def test_a_checkpoint_holds_the_turns_of_a_conversation_that_goes_on(filled):
    with SqlLedger.open(filled) as ledger:
        assert verified(filled).open_turns == 1
        ledger.checkpoint(KEY)
        assert verified(filled).open_turns == 0
        unguarded(
            filled,
            "DELETE FROM turns WHERE attempt = '0002'",
            "DELETE FROM links WHERE owner = '0002' AND kind = 'turns'",
        )
    assert "rows of the attempt 0002 are gone" in verified(filled).bad.why


def test_a_key_that_is_not_at_hand_leaves_checkpoints_unproved(filled):
    found = verified(filled, proof_by([Ed25519PrivateKey.generate().public_key()]))
    assert (found.bad, found.walk.unproved, found.walk.signed) == (None, 1, None)


def test_a_clock_set_back_is_noted_and_changes_nothing(where, monkeypatch):
    times = iter(["2026-03-02T09:00:00.000Z", "2026-03-02T09:00:00.000Z", "2026-03-02T10:00:00.000Z"])
    monkeypatch.setattr(chaining, "utc_now", lambda: next(times, "2026-03-01T09:00:00.000Z"))
    with SqlLedger.open(where) as ledger:
        fill(ledger)
    found = verified(where)
    assert (found.bad, found.walk.set_backs) == (None, 1)


def test_old_records_are_taken_over_and_said_to_be(where):
    make_first(where)
    with pytest.raises(UnavailableError, match="older version"):
        RecordsView.look(where).verify(PROOF)
    before = RecordsView.look(where).history()
    with SqlLedger.open(where) as ledger:
        assert ledger.history() == before
        ledger.open_attempt(make_header("0002", learner="mira"))
    found = verified(where)
    assert (found.bad, found.walk.taken_over) == (None, 3)
    assert rows(where, "SELECT count(DISTINCT learner) FROM attempts") == [(1,)]
    assert rows(where, "SELECT attempt FROM attempts WHERE learner = 'mira'") == []


def test_one_name_has_one_pseudonym_however_many_begin_at_once(where):
    with SqlLedger.open(where) as ledger, ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(ledger.open_attempt, make_header(f"{n:04d}")) for n in range(8)]:
            done.result()
    assert rows(where, "SELECT count(*) FROM identities") == [(1,)]
    assert verified(where).bad is None


def test_many_writers_at_once_leave_one_sound_chain(where):
    def converse(key):
        with SqlLedger.open(where) as ledger:
            ledger.open_attempt(make_header(key, learner=f"learner-{int(key) % 3}"))
            for number in range(1, 5):
                ledger.add_turn(key, make_turn(number), make_end() if number == 4 else None)
            ledger.add_evaluation(key, make_evaluation())

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(converse, [f"{number:04d}" for number in range(12)]))
    found = verified(where)
    assert found.bad is None
    assert found.walk.head.count == 1 + 3 + 12 * 3


def test_a_look_at_somebody_elses_record_is_on_record(filled):
    with SqlLedger.open(filled) as ledger:
        ledger.note_view("boss", NAME, "attempt 0001")
    (said,) = rows(filled, "SELECT actor, what FROM chain WHERE action = 'viewed'")
    assert NAME not in str(said)
    assert "attempt 0001" in said[1]
    assert verified(filled).bad is None


@pytest.mark.slow
def test_memory_does_not_grow_with_rows(tmp_path):
    with SqlLedger.open(tmp_path) as ledger:

        def peak():
            tracemalloc.start()
            assert ledger.verify(PROOF).bad is None
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return found

        for key in range(10):
            fill_quickly(ledger, f"{key:04d}")
        peak()
        before = peak()
        for key in range(10, 160):
            fill_quickly(ledger, f"{key:04d}")
        assert peak() < before + 700_000  # rows that are fetched together, and no more


def fill_quickly(ledger, key):
    ledger.open_attempt(make_header(key), [make_turn(number) for number in range(1, 21)])
    ledger.end_attempt(key, make_end())
