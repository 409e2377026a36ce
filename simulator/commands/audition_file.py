"""The file that keeps the conversations of auditions: one line each, added to as they end."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from simulator.auditioning.results import Conversation, Key, NotAConversation, from_line, to_line
from simulator.errors import UnavailableError, UsageError

FOLDER = "auditions"
_LONGEST_LINE = 4_000_000
"""Bytes of a line; no conversation comes near it."""


def default_file(data: Path, endpoint: str) -> Path:
    """The file for a server's models in the data folder."""
    name = re.sub(r"[^a-z0-9.-]+", "-", endpoint.lower()).strip(".-") or "models"
    return data / FOLDER / f"{name[:80]}.jsonl"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is in the file.

    Attributes:
        conversations: The newest of each key.
        damaged: Lines that cannot be read; a last one without its end is none of them.
    """

    conversations: dict[Key, Conversation] = field(default_factory=dict)
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class AuditionFile:
    """The file of an audition. Nothing is made before the first conversation is kept."""

    path: Path

    def read(self) -> Kept:
        """What is in it; nothing when it is not there.

        Raises:
            UsageError: It cannot be read, or holds something else.
        """
        conversations: dict[Key, Conversation] = {}
        damaged = 0
        for line in self._lines():
            try:
                found = from_line(line)
            except NotAConversation:
                damaged += line.endswith(b"\n")
            else:
                conversations.pop(found.key, None)
                conversations[found.key] = found
        if damaged and not conversations:
            raise UsageError(
                f"{self.path} holds something else than auditions.",
                "Name another file with --out; this one stays as it is.",
            )
        return Kept(conversations, damaged)

    def add(self, conversation: Conversation) -> None:
        """Put a conversation at the end, with one write; a line that was torn before gets its end first.

        Raises:
            UnavailableError: It cannot be kept.
        """
        from simulator.records.place import make_file

        try:
            if not (above := self.path.parent.parent).exists():
                above.mkdir(mode=0o700, parents=True, exist_ok=True)  # the data folder is its owner's
            make_file(self.path)
            _append(self.path, to_line(conversation).encode("utf-8", "replace") + b"\n")
        except OSError as error:
            raise self._unkept(error) from None

    def forget(self, keys: Collection[Key]) -> None:
        """Take out these conversations; every other line stays as it is.

        Raises:
            UsageError: The file cannot be read.
            UnavailableError: It cannot be written.
        """
        lines = list(self._lines())
        staying = [line for line in lines if _key_of(line) not in keys]
        if len(staying) == len(lines):
            return
        try:
            _replace(self.path, staying)
        except OSError as error:
            raise self._unkept(error) from None

    def _lines(self) -> Iterator[bytes]:
        try:
            if not stat.S_ISREG(self.path.stat().st_mode):
                raise OSError("it is no file")
            with open(self.path, "rb") as file:
                yield from (line for line in iter(lambda: file.readline(_LONGEST_LINE), b"") if line.strip())
        except FileNotFoundError:
            return
        except OSError as error:
            raise UsageError(
                f"{self.path} cannot be read: {error.strerror or error}.", "Name another file with --out."
            ) from None

    def _unkept(self, error: OSError) -> UnavailableError:
        return UnavailableError(
            f"The audition cannot be kept in {self.path}: {error.strerror or error}.",
            "Make room or ask for the right to write there, or name another file with --out.",
        )


def _append(path: Path, line: bytes) -> None:
    handle = os.open(path, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0))
    try:
        if os.fstat(handle).st_size:
            os.lseek(handle, -1, os.SEEK_END)
            line = line if os.read(handle, 1) == b"\n" else b"\n" + line
        if os.write(handle, line) < len(line):
            raise OSError("the disk took only a part of it")
    finally:
        os.close(handle)


def _replace(path: Path, lines: Iterable[bytes]) -> None:
    """Write the file anew beside the old one, then put it in its place: never half a file."""
    new = path.with_name(f"{path.name}.new")
    mode = stat.S_IMODE(path.stat().st_mode)
    handle = os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0), mode)
    with open(handle, "wb") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def _key_of(line: bytes) -> Key | None:
    try:
        return from_line(line).key
    except NotAConversation:
        return None
