"""Small files that are whole at every moment, whenever the program or the power goes."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a file beside the old one, and put it in its place; folders on the way are made.

    Args:
        path: The file.
        text: What it holds from then on, as UTF-8.

    Raises:
        OSError: It cannot be written; then it is as it was.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
