"""Replies that people might give, by scenario and by how well they serve; none of them is an exemplar."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

ONE = "third-message-about-a-parcel"
"""The scenario that tests play when any would do."""
FOLDER = Path(__file__).parent / "conversations"
LIBRARY = Path(__file__).parents[2] / "scenarios"


@dataclass(frozen=True)
class Replies:
    """What one agent says in one scenario; `quality` is good or poor."""

    scenario: str
    name: str
    quality: str
    replies: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.scenario}-{self.name}"


def conversations() -> list[Replies]:
    """Everything in the folder `conversations`, a file a scenario."""
    return [
        Replies(path.stem, name, quality, tuple(" ".join(text.split()) for text in replies))
        for path in sorted(FOLDER.glob("*.yaml"))
        for quality, sets in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for name, replies in sets.items()
    ]


def of_quality(quality: str) -> list[Replies]:
    """The good or the poor ones."""
    return [found for found in conversations() if found.quality == quality]


def one_good(scenario: str) -> Replies:
    """The first good conversation of a scenario."""
    return next(found for found in of_quality("good") if found.scenario == scenario)


def situations() -> int:
    """How many scenarios the shipped library holds in all."""
    return sum(1 for pattern in ("*.yaml", "??/*.yaml") for _ in LIBRARY.glob(pattern))
