"""The kinds of colleagues, from the best to the worst."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal["strong", "middling", "poor", "stuffer", "silent", "rude"]

KINDS: tuple[Kind, ...] = get_args(Kind)

CARELESS: frozenset[Kind] = frozenset({"poor", "stuffer", "silent", "rude"})
"""Those who help nobody: a need that they meet was met by accident."""
