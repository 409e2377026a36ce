"""`empty-chair preview`: a scenario while it is written, shown anew after every save."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TextIO

from simulator.content.files import SUFFIX
from simulator.content.library import Library
from simulator.errors import UsageError


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Show a scenario until its author leaves.

    Args:
        args: `scenario` (an id of the library, or the path of a file) and `library` (its folder).
        out: Not used; the preview needs a terminal.
        err: Takes a word on settings that cannot be read.

    Raises:
        NotFoundError: There is no such scenario.
        UsageError: There is no terminal, or the file is no scenario.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The preview needs a terminal.", "Without one: empty-chair check FILE, empty-chair graph FILE."
        )
    path, root = _file(args.scenario, Path(args.library))
    from simulator.locations import config_dir
    from simulator.previewing.glimpse import glimpse
    from simulator.settings import FILE_NAME, load_settings
    from simulator.tui.preview_app import PreviewApp

    glimpse(path, Library(root))  # another kind of file is told here, and not on a screen
    settings, complaint = load_settings(config_dir() / FILE_NAME)
    if complaint:
        err.write(f"{complaint}\n")
    app = PreviewApp(path, root, settings)
    return app.run() or app.return_code or 0


def _file(name: str, library: Path) -> tuple[Path, Path]:
    """The file that is meant, and the library that it is in."""
    from simulator.content.checking import root_of
    from simulator.errors import NotFoundError

    if name.endswith(SUFFIX):
        path = Path(name)
        if not path.is_file():
            raise NotFoundError(f"There is no file {name}.", "Make one with: empty-chair new scenario")
        return path, root_of(path, library)
    header = next((one for one in Library(library).headers() if one.id == name), None)
    if header is None:
        Library(library).scenario(name)  # tells what is near
        raise NotFoundError(f"There is no scenario {name}.")
    return header.path, library
