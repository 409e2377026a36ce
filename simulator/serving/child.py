"""The process behind one page: `python -m simulator.serving.child`, started by the server."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.serving.environment import LEARNER, Letter
from simulator.serving.letters import read_letter

if TYPE_CHECKING:
    from simulator.wiring import Simulator

LONGEST_DRAFT = 20_000
"""Characters of a draft that are kept over a reload; the app itself takes no longer reply."""


class TellingDrafts(dict[str, str]):
    """What was typed and not sent; each change is told to the server, which keeps it in memory only."""

    def __setitem__(self, attempt: str, text: str) -> None:
        super().__setitem__(attempt, text)
        told = {"type": "draft", "attempt": attempt, "text": text[:LONGEST_DRAFT]}
        body = json.dumps(told).encode()
        os.write(1, b"M" + len(body).to_bytes(4, "big") + body)


def main() -> int:
    """Read the letter, and open the app on it."""
    try:
        letter = read_letter(lambda size: os.read(0, size))
        learner = os.environ[LEARNER]
    except (ValueError, OSError, LookupError):
        sys.stderr.write("This is started by empty-chair serve.\n")
        return 2
    os.environ.update(letter.variables)
    return _run(letter, learner)


def _run(letter: Letter, learner: str) -> int:
    from simulator.tui.app import run_app

    return run_app(
        _simulator,
        learner=learner,
        resume=letter.resume or None,
        settings_dir=Path(letter.settings_dir) if letter.settings_dir else None,
        drafts=TellingDrafts(letter.drafts),
        alone=letter.alone,
    )


def _simulator() -> Simulator:
    """The simulator on the folders that the server named, with the settings of the whole installation."""
    from simulator.locations import cache_dir, config_dir, data_dir, library_dir
    from simulator.settings import FILE_NAME
    from simulator.wiring import Simulator

    return Simulator(library_dir(), data_dir(), cache_dir(), config_dir() / FILE_NAME)


if __name__ == "__main__":
    sys.exit(main())
