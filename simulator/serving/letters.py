"""The letter on the wire: four bytes that tell its length, and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable

from simulator.serving.environment import Letter

LONGEST = 1 << 20


def as_bytes(letter: Letter) -> bytes:
    """A letter, ready for the standard input of the process that it is for."""
    body = json.dumps(letter.as_object()).encode()
    return len(body).to_bytes(4, "big") + body


def read_letter(read: Callable[[int], bytes]) -> Letter:
    """The letter that comes first, and not a byte of what follows.

    Args:
        read: Reads up to so many bytes; nothing when there are no more.

    Raises:
        ValueError: What came is no letter.
    """
    length = int.from_bytes(_exactly(read, 4), "big")
    if length > LONGEST:
        raise ValueError("too long for a letter")
    found = json.loads(_exactly(read, length))
    try:
        return Letter(**found)
    except TypeError as error:
        raise ValueError("no letter") from error


def _exactly(read: Callable[[int], bytes], length: int) -> bytes:
    found = b""
    while len(found) < length:
        piece = read(length - len(found))
        if not piece:
            raise ValueError("the letter is cut off")
        found += piece
    return found
