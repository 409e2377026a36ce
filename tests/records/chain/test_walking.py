"""Any single change, deletion, insertion or swap in the chain is found, and named."""

from __future__ import annotations

import tracemalloc
from dataclasses import fields, replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from simulator.records.chain.events import START, Entry, Head
from simulator.records.chain.findings import Broken
from simulator.records.chain.signing import key_id, proof_by, sign
from simulator.records.chain.walking import Kept, walk
from tests.records.chain.making import make_steps, rewritten, with_checkpoint

STEPS = make_steps(12)
KEY = Ed25519PrivateKey.generate()
PROOF = proof_by([KEY.public_key()])
FIELDS = [field.name for field in fields(Entry)]


def signed(seq, head, at):
    return sign(KEY, seq, head, at)


def broken(steps, proof=PROOF, kept=()):
    with pytest.raises(Broken) as caught:
        walk(steps, proof, kept)
    return caught.value.bad


def test_a_sound_chain_is_walked_to_its_head():
    walked = walk(STEPS, PROOF)
    assert walked.head == Head(12, STEPS[-1].hash, STEPS[-1].entry.at)
    assert (walked.signed, walked.checkpoints, walked.set_backs) == (None, 0, 0)


def test_an_empty_chain_is_sound():
    assert walk([], PROOF).head == Head(0, START.hex())


@given(st.integers(0, 11), st.sampled_from(FIELDS), st.data())
def test_any_change_is_found_where_it_is(place, name, data):
    entry = STEPS[place].entry
    old = getattr(entry, name)
    kind = st.integers(0, 40) if isinstance(old, int) else st.text(st.characters(exclude_categories=("Cs",)))
    changed = replace(entry, **{name: data.draw(kind.filter(lambda new: new != old))})
    bad = broken([*STEPS[:place], replace(STEPS[place], entry=changed), *STEPS[place + 1 :]])
    assert bad.key == f"seq {place + 1}"


@given(st.integers(0, 11), st.integers(0, 63))
def test_a_changed_hash_is_found(place, digit):
    old = STEPS[place].hash
    new = old[:digit] + ("0" if old[digit] != "0" else "1") + old[digit + 1 :]
    assert (
        broken([*STEPS[:place], replace(STEPS[place], hash=new), *STEPS[place + 1 :]]).key
        == f"seq {place + 1}"
    )


@given(st.integers(0, 10))
def test_a_deletion_is_found(place):
    bad = broken([*STEPS[:place], *STEPS[place + 1 :]])
    assert (bad.key, "missing" in bad.why) == (f"seq {place + 1}", True)


@given(st.integers(0, 12), st.integers(0, 11))
def test_an_insertion_is_found(place, copied):
    added = STEPS[copied]
    for one in (added, replace(added, entry=replace(added.entry, seq=place + 1))):
        steps = [*STEPS[:place], one, *STEPS[place:]]
        if steps[:12] != STEPS:
            broken(steps)


@given(st.integers(0, 11), st.integers(0, 11))
def test_a_swap_is_found(one, other):
    if one != other:
        steps = list(STEPS)
        steps[one], steps[other] = steps[other], steps[one]
        assert broken(steps).key == f"seq {min(one, other) + 1}"
        numbered = [replace(step, entry=replace(step.entry, seq=seq)) for seq, step in enumerate(steps, 1)]
        assert broken(numbered).key == f"seq {min(one, other) + 1}"


def test_rows_that_are_gone_or_others_are_told_apart():
    gone = broken([*STEPS[:3], replace(STEPS[3], linked=None)])
    assert "rows of the attempt 0004 are gone" in gone.why
    others = broken([*STEPS[:3], replace(STEPS[3], linked="0" * 64)])
    assert "are not those" in others.why


def test_a_chain_written_anew_is_found_by_a_checkpoint_alone():
    steps = with_checkpoint(STEPS, signed)
    walked = walk(steps, PROOF)
    assert (walked.checkpoints, walked.signed) == (1, steps[-1].checkpoint)
    bad = broken(rewritten(steps, 4, reason="never"))
    assert (bad.table, bad.key) == ("checkpoints", "seq 13")
    assert walk(rewritten(STEPS, 4, reason="never"), PROOF).head.count == 12  # what no checkpoint covers


def test_a_cut_end_is_found_by_what_was_kept_elsewhere_alone():
    steps = with_checkpoint(STEPS, signed)
    assert walk(steps[:9], PROOF).head.count == 9
    bad = broken(steps[:9], kept=[Kept(13, steps[-1].hash)])
    assert (bad.key, "was cut" in bad.why) == ("seq 10", True)
    assert walk(steps, PROOF, [Kept(13, steps[-1].hash[:12]), Kept(2, STEPS[1].hash)]).head.count == 13
    assert broken(steps, kept=[Kept(2, STEPS[2].hash)]).key == "seq 2"


@pytest.mark.parametrize(
    "change",
    [{"at": "2026-03-02T09:58:00.000Z"}, {"signature": "00" * 64}, {"signature": "xyz"}, {"hash": "0" * 64}],
)
def test_a_changed_checkpoint_is_found(change):
    *steps, last = with_checkpoint(STEPS, signed)
    assert last.checkpoint is not None
    bad = broken([*steps, replace(last, checkpoint=replace(last.checkpoint, **change))])
    assert bad.table == "checkpoints"


def test_a_checkpoint_that_names_another_key_than_the_chain_is_found():
    *steps, last = with_checkpoint(STEPS, signed)
    renamed = replace(last.checkpoint, key="0123456789abcdef")
    bad = broken([*steps, replace(last, checkpoint=renamed)])
    assert (bad.table, bad.column) == ("checkpoints", "key")


def test_a_signature_in_other_letters_is_found():
    *steps, last = with_checkpoint(STEPS, signed)
    letters = last.checkpoint.signature
    for changed in (letters.upper(), letters + " "):
        assert broken([*steps, replace(last, checkpoint=replace(last.checkpoint, signature=changed))])


def test_a_missing_signature_is_found():
    *steps, last = with_checkpoint(STEPS, signed)
    assert "missing" in broken([*steps, replace(last, checkpoint=None)]).why


def test_a_signature_for_another_entry_is_found():
    *steps, last = with_checkpoint(STEPS, signed)
    assert broken([replace(steps[0], checkpoint=last.checkpoint), *steps[1:]]).key == "seq 1"


def test_a_checkpoint_by_an_unknown_key_is_neither_proved_nor_called_wrong():
    steps = with_checkpoint(STEPS, signed)
    walked = walk(steps, proof_by([Ed25519PrivateKey.generate().public_key()]))
    assert (walked.checkpoints, walked.unproved, walked.signed) == (1, 1, None)
    assert steps[-1].checkpoint.key == key_id(KEY.public_key())


def test_a_key_that_pretends_to_be_another_proves_nothing():
    other = Ed25519PrivateKey.generate()

    def forged(seq, head, at):
        return replace(sign(other, seq, head, at), key=key_id(KEY.public_key()))

    assert "does not fit" in broken(with_checkpoint(STEPS, forged)).why


def test_a_clock_set_back_changes_no_order_and_is_noted():
    steps = make_steps(6, {4: "2026-03-01T09:00:00.000Z"})
    walked = walk(steps, PROOF)
    assert (walked.set_back, walked.set_backs, walked.head.count) == ([4], 1, 6)
    slack = make_steps(3, {2: "2026-03-02T09:00:58.000Z", 1: "2026-03-02T09:01:00.000Z"})
    assert walk(slack, PROOF).set_backs == 0


def test_memory_does_not_grow_with_entries():
    def peak(count):
        tracemalloc.start()
        walk(endless(count), PROOF)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    def endless(count):
        from simulator.records.chain.events import Deed, entry_after
        from simulator.records.chain.walking import Step

        head = Head()
        for seq in range(count):
            entry, found = entry_after(head, "2026-03-02T09:00:00.000Z", Deed("p", "opened", "attempt", "1"))
            head = Head(seq + 1, found, entry.at)
            yield Step(entry, found)

    peak(10)
    assert peak(3000) < peak(300) + 20_000
