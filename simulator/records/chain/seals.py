"""Words and names, covered without standing in the chain.

What a person said is covered by an HMAC-SHA-256 (RFC 2104) under a random salt. With the salt, each byte of
the words is proved. When words and salt are erased, the seal stays in the chain and tells nothing any more:
not even whoever guesses the words can try them out.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping

from simulator.records.chain.canonical import canonical

SALT_BYTES = 32


def new_salt() -> str:
    """A salt that nobody can guess, in hexadecimal digits."""
    return secrets.token_hex(SALT_BYTES)


def new_pseudonym() -> str:
    """A name for a person that says nothing about them: `p` and 16 hexadecimal digits."""
    return f"p{secrets.token_hex(8)}"


def seal(salt: str, place: tuple[str, str, int], words: Mapping[str, str]) -> str:
    """What covers the words of one row, in hexadecimal digits.

    Args:
        salt: The salt, in hexadecimal digits.
        place: Table, owner and number of the row; the same words in another row get another seal.
        words: The texts by column.

    Raises:
        ValueError: The salt is no salt.
    """
    key = bytes.fromhex(salt)
    if len(key) != SALT_BYTES or key.hex() != salt:
        raise ValueError("a salt has 32 bytes")
    return hmac.digest(key, canonical({"place": list(place), "words": dict(words)}), "sha256").hex()
