"""Which statements a Learning Record Store has: a file beside the records, one for each store.

It is there so that the next push sends only what is new. Should it be lost, everything is sent again, and the
store finds by the ids that it has it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from simulator.errors import UnavailableError

FOLDER = "pushed"
_LONGEST_LINE = 1_000_000
_EACH = 16
"""Bytes of an id."""


def progress_file(data: Path, url: str, user: str) -> Path:
    """The file for a store in the data folder; the address tells one from another, as does the user."""
    name = re.sub(r"[^a-z0-9.-]+", "-", url.lower().partition("://")[2]).strip(".-") or "store"
    told_apart = sha256(f"{url}\n{user}".encode()).hexdigest()[:8]
    return data / FOLDER / f"{name[:80]}-{told_apart}.jsonl"


@dataclass
class Progress:
    """What a store has, by attempt.

    Attributes:
        path: The file. It is made when the first statements are there.
    """

    path: Path
    _kept: dict[str, bytes] = field(default_factory=dict)
    _begun: bool = False

    @classmethod
    def read(cls, path: Path) -> Progress:
        """What is in the file. Lines that cannot be read are passed over: what they told is sent again.

        Raises:
            UnavailableError: It cannot be read.
        """
        found = cls(path)
        try:
            with open(path, "rb") as file:
                for line in iter(lambda: file.readline(_LONGEST_LINE), b""):
                    found._take(line)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise _failed(path, error) from error
        return found

    def statements(self, attempt: str) -> tuple[str, ...]:
        """The ids of the statements about an attempt that the store has."""
        kept = self._kept.get(attempt, b"")
        return tuple(str(UUID(bytes=kept[at : at + _EACH])) for at in range(0, len(kept), _EACH))

    def add(self, kept: Mapping[str, Sequence[str]]) -> None:
        """Put down what the store has by now of some attempts; what was there about them holds no more.

        Raises:
            UnavailableError: It cannot be kept.
        """
        lines = b"".join(
            json.dumps({"attempt": attempt, "statements": list(ids)}, separators=(",", ":")).encode() + b"\n"
            for attempt, ids in kept.items()
        )
        try:
            self._append(lines)
        except OSError as error:
            raise _failed(self.path, error) from error
        for attempt, ids in kept.items():
            self._kept[attempt] = _packed(ids)

    def _append(self, lines: bytes) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        handle = os.open(self.path, flags, 0o600)
        try:
            if not self._begun and os.fstat(handle).st_size:
                os.lseek(handle, -1, os.SEEK_END)
                lines = lines if os.read(handle, 1) == b"\n" else b"\n" + lines  # a torn line before it
            if os.write(handle, lines) < len(lines):
                raise OSError("the disk took only a part of it")
            os.fsync(handle)
            self._begun = True
        finally:
            os.close(handle)

    def _take(self, line: bytes) -> None:
        try:
            found = json.loads(line)
            attempt, ids = found["attempt"], found["statements"]
            if isinstance(attempt, str) and isinstance(ids, list):
                self._kept[attempt] = _packed(ids)
        except (ValueError, KeyError, TypeError, AttributeError):
            return


def _packed(ids: Sequence[str]) -> bytes:
    return b"".join(UUID(key).bytes for key in ids)


def _failed(path: Path, error: OSError) -> UnavailableError:
    return UnavailableError(
        f"What was pushed cannot be kept in {path}: {error.strerror or error}.",
        "Make room or ask for the right to write there, and push again: nothing is sent twice over.",
    )
