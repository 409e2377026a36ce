"""Which figures of small groups are left out, so that nobody reads one person's result out of them. Pure.

Primary suppression hides every group below the smallest size. Secondary (complementary) suppression hides as
many more as it takes until what is hidden cannot be found by subtracting the rest from a total. See Hundepool
and others, Statistical Disclosure Control (2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

SMALLEST = 5
"""People in the smallest group whose figures are shown."""

K = TypeVar("K", bound=Hashable)


def suppressed(cells: Mapping[K, int], smallest: int = SMALLEST) -> frozenset[K]:
    """The cells whose figures are not to be shown.

    Args:
        cells: How many people each cell holds. The cells are the parts of one group, whose own figures are
            shown beside them, unless the group itself is small: see `too_small`.
        smallest: The fewest people whose figures are shown.

    Returns:
        Their keys. A cell without anybody has no figures to hide, and is never among them.
    """
    people = {key: size for key, size in cells.items() if size > 0}
    hidden = [key for key, size in people.items() if size < smallest]
    if not hidden:
        return frozenset()
    rest = sorted((key for key in people if people[key] >= smallest), key=lambda key: (people[key], str(key)))
    # Whoever subtracts learns what the hidden cells hold together. As each of them alone is small, they are
    # several by the time that together they are not.
    while rest and sum(people[key] for key in hidden) < smallest:
        hidden.append(rest.pop(0))
    return frozenset(hidden)


def too_small(people: int, smallest: int = SMALLEST) -> bool:
    """Whether the figures of a whole group are not to be shown."""
    return 0 < people < smallest
