"""Who labelled what: the store that label files are read into, and the matrix of one question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Label = str | float
"""An option's name, or a number."""
NOT_APPLICABLE = "not_applicable"
YES, NO = "yes", "no"

T = TypeVar("T")

ByItem = dict[str, dict[str, T]]
"""What each rater said of each item: item, then rater."""


class Ratings:
    """Everything that was labelled.

    Attributes:
        percentages: The percentage of whole forms.
        confidences: By question: how sure a rater was of a yes, 0 to 1.
    """

    def __init__(self) -> None:
        self._labels: dict[str, ByItem[Label]] = {}
        self.percentages: ByItem[float] = {}
        self.confidences: dict[str, ByItem[float]] = {}

    def add(self, question: str, item: str, rater: str, label: Label) -> bool:
        """Keep a label; False, and nothing kept, where this rater has labelled it before."""
        return _kept(self._labels.setdefault(question, {}), item, rater, label)

    def add_percentage(self, item: str, rater: str, percentage: float) -> bool:
        """Keep the percentage of a form; False where this rater has one for it."""
        return _kept(self.percentages, item, rater, percentage)

    def add_confidence(self, question: str, item: str, rater: str, confidence: float) -> bool:
        """Keep how sure a rater is of a yes; False where it is known already."""
        return _kept(self.confidences.setdefault(question, {}), item, rater, confidence)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that anybody labelled, in the order in which they came."""
        return tuple(self._labels)

    @property
    def raters(self) -> tuple[str, ...]:
        """Everybody, by name."""
        tables: list[Mapping[str, Mapping[str, object]]] = [*self._labels.values(), self.percentages]
        return tuple(sorted({rater for table in tables for row in table.values() for rater in row}))

    def of(self, question: str) -> Mapping[str, Mapping[str, Label]]:
        """What each rater said of each item."""
        return self._labels.get(question, {})

    def without(self, label: Label) -> Ratings:
        """The same, with one label taken as missing."""
        kept = Ratings()
        kept.percentages, kept.confidences = self.percentages, self.confidences
        for question, table in self._labels.items():
            rows = {
                item: {who: said for who, said in row.items() if said != label} for item, row in table.items()
            }
            kept._labels[question] = rows
        return kept

    def overlap(self) -> int:
        """How many items two raters or more have said the same kind of thing of."""
        tables: list[Mapping[str, Mapping[str, object]]] = [*self._labels.values(), self.percentages]
        return len({item for table in tables for item, row in table.items() if len(row) > 1})


def _kept(table: ByItem[T], item: str, rater: str, value: T) -> bool:
    row = table.setdefault(item, {})
    if rater in row:
        return False
    row[rater] = value
    return True


@dataclass(frozen=True, slots=True)
class Matrix(Generic[T]):
    """Items by raters, with equal rows kept once.

    Attributes:
        raters: Whoever rated any of the items, by name: the columns.
        items: The items that two raters or more rated, by name.
        patterns: The different rows; None is missing.
        pattern_of: The pattern of each item.
    """

    raters: tuple[str, ...]
    items: tuple[str, ...]
    patterns: tuple[tuple[T | None, ...], ...]
    pattern_of: tuple[int, ...]

    @classmethod
    def of(cls, table: Mapping[str, Mapping[str, T]]) -> Matrix[T]:
        """The matrix of a table; items with fewer than two ratings are left out."""
        items = tuple(sorted(item for item, row in table.items() if len(row) > 1))
        raters = tuple(sorted({rater for item in items for rater in table[item]}))
        places: dict[tuple[T | None, ...], int] = {}
        rows = (tuple(table[item].get(rater) for rater in raters) for item in items)
        pattern_of = tuple(places.setdefault(row, len(places)) for row in rows)
        return cls(raters, items, tuple(places), pattern_of)

    @property
    def weights(self) -> list[int]:
        """How many items have each pattern."""
        counts = Counter(self.pattern_of)
        return [counts[at] for at in range(len(self.patterns))]

    def counted(self, rater: int | None = None) -> Counter[T]:
        """How often each value was given, by one rater (a place in `raters`) or by all."""
        found: Counter[T] = Counter()
        for weight, row in zip(self.weights, self.patterns, strict=True):
            for value in row if rater is None else row[rater : rater + 1]:
                if value is not None:
                    found[value] += weight
        return found

    def rated_by(self, raters: Sequence[int]) -> int:
        """How many items all of these raters rated."""
        rows = zip(self.weights, self.patterns, strict=True)
        return sum(weight for weight, row in rows if all(row[at] is not None for at in raters))
