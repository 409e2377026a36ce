"""A persona or a rubric that a scenario names and that cannot be had."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Missing(NamedTuple):
    """Why there is none.

    Attributes:
        message: The reason, for people.
        path: The file that has faults, if there is one (absolute).
    """

    message: str
    path: Path | None = None
