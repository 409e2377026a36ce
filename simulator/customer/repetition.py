"""Whether a reply says again what an earlier one said."""

from __future__ import annotations

from collections.abc import Sequence

SAME = 0.9
"""Share of common word stems from which two replies count as the same."""
FEWEST_WORDS = 4
"""Below this a repetition means nothing: people do say "yes" twice."""


def repeats(text: str, earlier: Sequence[str]) -> bool:
    """Whether a reply of some length has been given before, in nearly the same words."""
    from simulator.language.reader import same_words

    if len(text.split()) < FEWEST_WORDS:
        return False
    return any(same_words(text, before) >= SAME for before in earlier)
