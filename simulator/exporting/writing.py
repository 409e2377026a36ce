"""Writing an export: to a file that is whole or not there, or to a stream."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from simulator.errors import UnavailableError

HEAD_SUFFIX = ".head.json"
"""What stands behind the name of an export in the name of the file that holds the head of the chain."""
_BOM = "\ufeff"


@contextlib.contextmanager
def opened(path: Path, *, bom: bool = False) -> Iterator[TextIO]:
    """A file to write to, for its owner only. It takes its name when it is whole; before, the old one stays.

    Args:
        path: Where it is to be.
        bom: Whether it begins with a byte order mark, from which Excel tells that it is UTF-8.

    Raises:
        UnavailableError: It cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with open(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
            file.write(_BOM if bom else "")
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise UnavailableError(
            f"The export cannot be written to {path}: {error.strerror or error}.",
            "Make room or ask for the right to write there, or name another file with --out. "
            "What was there before is unchanged.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def write_head(path: Path, head: Mapping[str, Any]) -> Path:
    """Put what an export is, and the head of the chain, into a file beside it; gives its name.

    Raises:
        UnavailableError: It cannot be written.
    """
    beside = path.with_name(path.name + HEAD_SUFFIX)
    with opened(beside) as file:
        file.write(json.dumps(head, ensure_ascii=False, indent=1) + "\n")
    return beside


def line(value: Mapping[str, Any]) -> str:
    """An object as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
