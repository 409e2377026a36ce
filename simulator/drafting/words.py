"""The words by which a transcript is taken apart, read from `words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml


@cache
def words() -> Mapping[str, Sequence[str]]:
    """The lists, by name."""
    text = (Path(__file__).parent / "words.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Sequence[str]] = yaml.safe_load(text)
    return found


def either(name: str) -> str:
    """Any word of a list, as part of a regular expression; the longest first."""
    return "|".join(sorted(words()[name], key=len, reverse=True))
