"""Records with something of everything in them."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from simulator.records.chain.signing import proof_by
from simulator.records.disputes import Decision
from simulator.records.looking import RecordsView
from simulator.records.rounds import RoundItem
from simulator.records.sql_ledger import SqlLedger
from tests.records.people_samples import fill_people
from tests.records.samples import (
    make_answer,
    make_end,
    make_evaluation,
    make_event,
    make_header,
    make_round,
    make_turn,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PROOF = proof_by([KEY.public_key()])
SAID = "Nobody would guess the apricot staircase."
NAME = "mira.quillfeather"


def fill(ledger: SqlLedger, learner: str = NAME, key: str = "0001") -> None:
    """An attempt with a form, an amendment and a dispute, and a round that copies it."""
    ledger.open_attempt(make_header(key, learner=learner, mode="certify"))
    ledger.add_turn(key, make_turn(1))
    ledger.add_turn(key, make_turn(2, SAID, note={"quote": SAID}), make_end())
    form = make_evaluation(gaps=[{"ref_id": "owns", "quote": SAID, "turn": 2, "text": "", "better": "I do."}])
    ledger.add_evaluation(key, form)
    changed = {"question": "owns", "from": "o_no", "to": "o_yes", "by": "trainer", "reason": SAID, "of": 1}
    event = make_event(attempt=key, author=learner, reason=f"I wrote: {SAID}")
    ledger.review(key, lambda record, disputes: Decision(make_evaluation(90.0, amended=changed), event))
    item = RoundItem(key, (("customer", "Where?"), ("agent", SAID)), form, key)
    loose = RoundItem("t1", (("customer", "Where?"), ("agent", "On its way.")), make_evaluation())
    ledger.open_round(make_round(f"round-{key}", raters=(learner, "ana"), items=(item, loose)))
    ledger.enter(f"round-{key}", lambda found: [make_answer(learner)])
    fill_people(ledger, learner, SAID)


def verified(where, proof=PROOF, kept=()):
    """What looking through the records finds."""
    return RecordsView.look(where).verify(proof, kept)
