"""The content files of a folder."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from simulator.language.text import clean_text

SUFFIX = ".yaml"
_MISNAMED = re.compile(r"\.ya?ml(?:\.te?xt)?\Z", re.IGNORECASE)


def is_content(name: str) -> bool:
    """Whether the library reads a file of this name."""
    return name.endswith(SUFFIX)


def is_misnamed(name: str) -> bool:
    """Whether a file is meant for the library, which overlooks it: `x.yml`, `x.yaml.txt`, `x.YAML`."""
    return not is_content(name) and _MISNAMED.search(name) is not None


def content_files(
    folder: Path,
    skip: Path | None = None,
    named: Callable[[str], bool] = is_content,
    closed: list[str] | None = None,
) -> Iterator[tuple[Path, os.stat_result]]:
    """The YAML files of a folder and its subfolders, sorted by name, each with its status.

    A missing folder has none. Hidden files, hidden folders, links to folders, pipes and the folder `skip`
    are passed over; a file that vanishes meanwhile too.

    Args:
        folder: Where to look.
        skip: A subfolder to leave out.
        named: Which names count.
        closed: Takes a sentence for every folder that is there and cannot be opened.
    """
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        if closed is not None:
            closed.append(f"{shown(folder)}: the folder cannot be opened: {error.strerror or error}")
        return
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if skip is None or Path(entry.path) != skip:
                yield from content_files(Path(entry.path), skip, named, closed)
        elif named(entry.name) and (status := _status(entry)) is not None:
            yield Path(entry.path), status


def is_library(folder: Path) -> bool:
    """Whether a folder holds both `scenarios/` and `rubrics/`."""
    return os.path.isdir(folder / "scenarios") and os.path.isdir(folder / "rubrics")


def shipped_library() -> Path:
    """The library that came with the program: in the checkout, or inside the installed package."""
    package = Path(__file__).resolve().parents[1]
    return package.parent if is_library(package.parent) else package / "library"


def nearby(path: Path) -> Path:
    """The path as seen from the working folder, when it is below it: such paths are shorter to read."""
    try:
        return path.absolute().relative_to(Path.cwd())
    except (OSError, ValueError):
        return path


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
