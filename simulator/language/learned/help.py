"""How helpful the staff's words are in a whole talk, as people found such words in talks before.

Word counts mislead: in real helpdesk talks "sorry" and polite words go with dissatisfied customers. What is
measured here is learned from people's satisfaction (`models/README.md`): plain, concrete help weighs up,
the language of form letters weighs down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import sqrt

from simulator.language.document import Document
from simulator.language.learned.grams import by_token
from simulator.language.learned.weights import Weights, chance

SCALE = 3.0
"""What the distinct words of a talk share among them, before the weights; so length alone says nothing."""
_STEEP = 1.5


@dataclass(frozen=True, slots=True)
class Helpfulness:
    """How helpful the words of a talk are.

    Attributes:
        share: 0 to 1; a half is the middle of the talks that it was learned from.
        sums: What the words of each sentence add, in thousandths, for each text, in order.
    """

    share: float
    sums: tuple[tuple[int, ...], ...]


def helpfulness(
    documents: Sequence[Document],
    plain: frozenset[str],
    weights: Weights,
    kept: Sequence[Set[int]] | None = None,
    idle: Sequence[Set[int]] | None = None,
) -> Helpfulness:
    """Weigh the words of a talk.

    Args:
        documents: The replies of one talk.
        plain: Stems that belong to no case.
        weights: The model `help` of the language.
        kept: For each reply the sentences that count; all of them when left out.
        idle: For each reply the sentences among them that may lower the measure and never raise it: of
            these, those are weighed with which it is lowest.
    """
    said: dict[str, int | None] = {}
    asides: list[dict[str, int | None]] = []
    sums = []
    for at, document in enumerate(documents):
        columns = by_token(document, plain)
        weighed = [(grams, list(map(weights.thousandths.get, grams))) for grams in columns]
        of_sentences = [0] * len(document.sentences)
        for sentence, (first, end) in enumerate(document.bounds):
            if kept is not None and sentence not in kept[at]:
                continue
            known: dict[str, int | None] = {}
            is_idle = idle is not None and sentence in idle[at]
            into, added = known if is_idle else said, 0
            for grams, found in weighed:  # whole columns at a time, with those that have no weight
                inside = found[first : end + 1]
                into.update(zip(grams[first : end + 1], inside, strict=True))
                added += sum(filter(None, inside))
            if is_idle:
                asides.append(known)
            of_sentences[sentence] = min(0, added) if is_idle else added
        sums.append(tuple(of_sentences))
    value = weights.bias + SCALE * _lowest(_weighing(said), list(map(_weighing, asides))) / 1000
    return Helpfulness(chance(_STEEP * value), tuple(sums))


def _weighing(found: Mapping[str, int | None]) -> dict[str, int]:
    """The words and pairs that have a weight, be it 0."""
    return {gram: weight for gram, weight in found.items() if weight is not None}


def _lowest(said: Mapping[str, int], asides: Iterable[Mapping[str, int]]) -> float:
    """The sum of distinct words by the root of their number, with those asides that make it lowest.

    Taken one by one, the lowest mean first, which is exact where asides share no words.

    Args:
        said: The words that are said, with their weights.
        asides: The same of what is said aside.
    """
    own = [[weight for gram, weight in aside.items() if gram not in said] for aside in asides]
    total, count = sum(said.values()), len(said)
    for weights in sorted(filter(None, own), key=lambda weights: (sum(weights) / len(weights), len(weights))):
        more, longer = total + sum(weights), count + len(weights)
        if more / sqrt(longer) < total / sqrt(max(1, count)):
            total, count = more, longer
    return total / sqrt(max(1, count))
