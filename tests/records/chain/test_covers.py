"""Every byte of a row is covered; words can go without the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.records.chain.covers import COVERS, Found, cover_row, fault_of
from simulator.records.chain.links import Tail, link_after, link_hash, row_digest, tail_of
from simulator.records.chain.seals import new_pseudonym, new_salt, seal

SALT = "5a" * 32
_SAMPLES = {str: "text", int: 7, float: 82.5, bool: True}


def sample(cover):
    values = {cover.owner: "0001", **({cover.part: 3} if cover.part else {})}
    values |= {name: _SAMPLES[kind] for name, kind in cover.plain.items()}
    values |= {name: f"words of {name}" for name in cover.words}
    return values | ({"source": "ab" * 32} if cover.source else {})


def covered(cover, values=None):
    values = values or sample(cover)
    link = cover_row(cover, Tail(), values, SALT)
    return Found(values, link.digest, link.sealed, SALT if cover.words else None)


@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS)
def test_a_row_as_it_was_written_is_sound(cover):
    assert fault_of(cover, covered(cover)) is None


@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS)
def test_a_change_in_any_column_is_found(cover):
    found = covered(cover)
    others = {str: ("texT", ""), int: (8, 0), float: (82.50000000000001, 0.0), bool: (False,)}
    for name in [*cover.columns, *(["source"] if cover.source else [])]:
        kind = cover.plain.get(name, int if name == cover.part else str)
        for other in (*others[kind], None, b"text", "7"):
            if other != found.values[name]:
                bad = fault_of(cover, replace(found, values={**found.values, name: other}))
                assert bad is not None, (name, other)
                assert bad.table == cover.table


@pytest.mark.parametrize("cover", [cover for cover in COVERS.values() if cover.words], ids=lambda c: c.table)
def test_erased_words_leave_a_sound_row(cover):
    found = covered(cover)
    erased = replace(found, values={**found.values, **cover.words}, salt=None, erased=True)
    assert fault_of(cover, erased) is None
    for name in cover.words:
        some = {**erased.values, name: "still here"}
        assert "where words were erased" in fault_of(cover, replace(erased, values=some)).why
    assert "salt is still there" in fault_of(cover, replace(erased, salt=SALT)).why
    assert "is gone" in fault_of(cover, replace(erased, erased=False)).why
    assert fault_of(cover, replace(erased, sealed="00" * 32)) is not None


def test_a_wrong_salt_is_found():
    found = covered(COVERS["turns"])
    for salt in ("5b" * 32, "", "no salt", "5A" * 32, SALT + " ", SALT[:-2]):
        assert "salt" in fault_of(COVERS["turns"], replace(found, salt=salt)).why


def test_a_row_without_a_cover_is_found():
    found = covered(COVERS["turns"])
    assert "nothing covers" in fault_of(COVERS["turns"], replace(found, digest=None)).why


def test_words_need_a_salt():
    with pytest.raises(ValueError, match="salt"):
        cover_row(COVERS["turns"], Tail(), sample(COVERS["turns"]), None)


def test_what_databases_give_for_true_and_for_whole_percentages_is_the_same():
    cover = COVERS["evaluations"]
    values = {**sample(cover), "percentage": 82, "passed": True}
    found = covered(cover, values)
    read = {**values, "percentage": 82.0, "passed": 1}
    assert fault_of(cover, replace(found, values=read)) is None
    assert fault_of(cover, replace(found, values={**read, "passed": 3})).column == "passed"


def test_the_same_words_elsewhere_are_sealed_differently():
    words = {"text": "Yes."}
    assert len({seal(SALT, ("turns", key, turn), words) for key in ("1", "2") for turn in (1, 2)}) == 4
    assert seal(SALT, ("turns", "1", 1), words) != seal(new_salt(), ("turns", "1", 1), words)


def test_salts_and_pseudonyms_are_random():
    assert len({new_salt() for _ in range(50)}) == len({new_pseudonym() for _ in range(50)}) == 50
    assert len(new_pseudonym()) == 17


def test_a_column_without_a_value_changes_nothing():
    place = ("turns", "0001", 1)
    assert row_digest(place, {"voice": None, "at": "x"}, None) == row_digest(place, {"at": "x"}, None)
    assert row_digest(place, {"seed": 2**62}, None) != row_digest(place, {"seed": str(2**62)}, None)


@given(st.lists(st.text(max_size=5), min_size=2, max_size=6), st.data())
def test_links_hold_their_order(texts, data):
    def hashed(rows):
        tail = Tail()
        for part, text in rows:
            tail = tail_of(link_after(tail, ("turns", "0001", part), {"at": text}, None))
        return tail

    rows = list(enumerate(texts, start=1))
    other = data.draw(st.permutations(rows))
    assert (hashed(rows) == hashed(other)) == (rows == other)
    assert hashed(rows[:-1]) != hashed(rows)


def test_a_links_hash_is_that_of_both_hashes():
    from hashlib import sha256

    assert link_hash("00" * 32, "11" * 32) == sha256(bytes(32) + b"\x11" * 32).hexdigest()
