"""Where a page is written to: whole, or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from simulator.errors import UnavailableError


def write_page(given: str, lines: Iterable[str], out: TextIO) -> Path | None:
    """Write a page into a file; what was there before is overwritten when the new one is complete.

    A new file is its owner's alone, as it may hold names; one that was there keeps its rights.

    Args:
        given: The file; `-` is the output.
        lines: The page.
        out: The output.

    Returns:
        The file, or None for the output.

    Raises:
        UnavailableError: It cannot be written.
    """
    if given == "-":
        out.writelines(f"{line}\n" for line in lines)
        return None
    path = Path(given).expanduser()
    path = path.resolve() if path.is_symlink() else path
    try:
        _replace(path, "".join(f"{line}\n" for line in lines).encode("utf-8"))
    except OSError as error:
        raise UnavailableError(
            f"The page cannot be written to {given}: {error.strerror or error}.",
            "Name another file with --html, in a folder that is there.",
        ) from None
    return path


def _replace(path: Path, page: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.")
    try:
        with open(handle, "wb") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            os.chmod(name, stat.S_IMODE(path.stat().st_mode))
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
