"""The content files of a folder."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from simulator.language.text import clean_text

SUFFIX = ".yaml"


def content_files(
    folder: Path, skip: Path | None = None, suffix: str = SUFFIX
) -> Iterator[tuple[Path, os.stat_result]]:
    """The YAML files of a folder and its subfolders, sorted by name, each with its status.

    A missing folder has none. Hidden files, hidden folders, links to folders, pipes and the folder `skip`
    are passed over; a file that vanishes meanwhile too.
    """
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if skip is None or Path(entry.path) != skip:
                yield from content_files(Path(entry.path), skip, suffix)
        elif entry.name.endswith(suffix) and (status := _status(entry)) is not None:
            yield Path(entry.path), status


def is_library(folder: Path) -> bool:
    """Whether a folder holds both `scenarios/` and `rubrics/`."""
    return (folder / "scenarios").is_dir() and (folder / "rubrics").is_dir()


def shown(path: Path) -> str:
    """A path for people: whatever a file may be called, it is one line of plain text."""
    return clean_text(os.fsencode(path).decode("utf-8", "replace")).replace("\n", "?")


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    """The status of a file, or of a link that leads nowhere; None for what is neither."""
    for follow in (True, False):
        with contextlib.suppress(OSError):
            status = entry.stat(follow_symlinks=follow)
            return status if stat.S_ISREG(status.st_mode) or stat.S_ISLNK(status.st_mode) else None
    return None
