"""Checkpoints: the chain's head, signed with Ed25519 (RFC 8032) by a key that is kept apart.

A checkpoint proves that the chain up to its entry was as it is now when whoever holds the key signed it. It
says nothing about entries behind it, and it does not prove that none were cut off behind it: that only a
later checkpoint does, or one that was kept in another place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from simulator.records.chain.canonical import canonical

if TYPE_CHECKING:  # loading it takes longer than most commands take
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PURPOSE = "empty-chair checkpoint 1"
_UNFIT = "the signature does not fit: the checkpoint was changed, or somebody else signed it"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed head.

    Attributes:
        seq: The number of the last entry that it covers.
        hash: That entry's hash, in hexadecimal digits.
        at: When it was signed, ISO 8601 in UTC, by the clock of who signed.
        key: Which key, by the first digits of its hash (`key_id`).
        signature: 64 bytes in hexadecimal digits.
    """

    seq: int
    hash: str
    at: str
    key: str
    signature: str


def key_id(key: Ed25519PublicKey) -> str:
    """What a public key is called: the first 16 hexadecimal digits of its SHA-256."""
    return sha256(key.public_bytes_raw()).hexdigest()[:16]


def sign(key: Ed25519PrivateKey, seq: int, head: str, at: str) -> Checkpoint:
    """A checkpoint for the chain's head."""
    name = key_id(key.public_key())
    return Checkpoint(seq, head, at, name, key.sign(_message(seq, head, at, name)).hex())


def why_not(checkpoint: Checkpoint, keys: Mapping[str, Ed25519PublicKey]) -> str | None:
    """Why a signature does not hold: empty when it does, None when its key is not among these."""
    from cryptography.exceptions import InvalidSignature

    key = keys.get(checkpoint.key)
    if key is None:
        return None
    message = _message(checkpoint.seq, checkpoint.hash, checkpoint.at, checkpoint.key)
    try:
        signature = bytes.fromhex(checkpoint.signature)
        key.verify(signature, message)
    except (InvalidSignature, ValueError):
        return _UNFIT
    return "" if signature.hex() == checkpoint.signature else _UNFIT


def proof_by(keys: Iterable[Ed25519PublicKey]) -> partial[str | None]:
    """Looks at checkpoints with these keys."""
    return partial(why_not, keys={key_id(key): key for key in keys})


def _message(seq: int, head: str, at: str, key: str) -> bytes:
    return canonical({"at": at, "for": _PURPOSE, "hash": head, "key": key, "seq": seq})
