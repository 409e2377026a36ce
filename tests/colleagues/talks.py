"""Conversations that came to something, for counting."""

from __future__ import annotations

from simulator.colleagues.talk import Talk


def talk(kind="strong", percentage=90.0, **other):
    """A conversation of which only what matters to a test is said."""
    given = {
        "path": (), "passed": True, "ending": "resolved", "ending_key": "resolved", "replies": 3,
        "mood": {"patience": 50}, "told": frozenset(), "met": {}, "options": {}, "full": frozenset(),
        "words": (20, 5), "thanks": False, "asks": False,
    }  # fmt: skip
    return Talk(kind=kind, percentage=percentage, **(given | other))
