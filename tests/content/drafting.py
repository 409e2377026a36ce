"""Valid samples of every format, changed in one place, and what is then said about them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from simulator.content.faults import FaultyFile
from simulator.content.loading import Loaded, parse
from simulator.content.references import check_persona, check_rubric, check_scenario

SAMPLES = Path(__file__).parent / "samples"
FILES = {
    "scenario": SAMPLES / "scenarios" / "left-umbrella.yaml",
    "persona": SAMPLES / "scenarios" / "personas" / "brisk.yaml",
    "rubric": SAMPLES / "rubrics" / "small.yaml",
}


def sample(kind: str) -> Loaded:
    return parse(FILES[kind].read_bytes(), Path(f"{kind}.yaml"), kind)


def draft(kind: str, *edits: tuple[str, str]) -> str:
    """The sample with each first text replaced by the second; the first must be there once."""
    text = FILES[kind].read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def faults(kind: str, text: str | bytes) -> list[str]:
    """What is wrong with a text of a kind, as `line:column: message`."""
    raw = text.encode() if isinstance(text, str) else text
    try:
        loaded = parse(raw, Path("f"), kind)
    except FaultyFile as error:
        return [str(fault).removeprefix("f:") for fault in error.faults]
    found = {
        "scenario": lambda: check_scenario(loaded, sample("persona"), sample("rubric")),
        "persona": lambda: check_persona(loaded),
        "rubric": lambda: check_rubric(loaded),
    }[kind]()
    return [str(fault).removeprefix("f:") for fault in found]


def fault(kind: str, *edits: tuple[str, str]) -> str:
    """The one fault that the edits make."""
    found = faults(kind, draft(kind, *edits))
    assert len(found) == 1, found
    return found[0]


def place(kind: str, part: str, *edits: tuple[str, str], inset: int = 0) -> str:
    """`line:column` of a part of the edited text, which must be there once."""
    text = draft(kind, *edits)
    assert text.count(part) == 1, (part, text.count(part))
    before = text[: text.index(part) + inset]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def refuse(monkeypatch, folder: Path) -> None:
    """Let a folder be one that may not be opened, also for a user who may open everything."""
    scandir = os.scandir

    def scan(path):
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr("simulator.content.files.os.scandir", scan)


def copied_library(root: Path) -> Path:
    """The samples as a library of its own."""
    shutil.copytree(SAMPLES, root, dirs_exist_ok=True)
    return root
