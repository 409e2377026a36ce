"""How long a customer would take to type a message."""

from __future__ import annotations

CHARACTERS_A_SECOND = 28.0
"""Quicker than people type: a learner waits for the sense of a pause, not for its length."""
LONGEST = 4.0
SHORTEST = 0.6


def typing_seconds(text: str) -> float:
    """Seconds between a reply and the customer's answer, from 0.6 to 4."""
    return round(min(LONGEST, max(SHORTEST, len(text) / CHARACTERS_A_SECOND)), 2)
