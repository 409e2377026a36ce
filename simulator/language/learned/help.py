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
    said: dict[str, int] = {}
    asides: list[dict[str, int]] = []
    sums = []
    for at, document in enumerate(documents):
        known = _known(document, plain, weights.thousandths)
        of_sentences = [0] * len(document.sentences)
        for sentence, found in enumerate(known):
            if kept is not None and sentence not in kept[at]:
                continue
            added = sum([weight for _, weight in found])
            if idle is not None and sentence in idle[at]:
                asides.append(dict(found))
                of_sentences[sentence] = min(0, added)
            else:
                said.update(found)
                of_sentences[sentence] = added
        sums.append(tuple(of_sentences))
    value = weights.bias + SCALE * _lowest(said, asides) / 1000
    return Helpfulness(chance(_STEEP * value), tuple(sums))


def _known(
    document: Document, plain: frozenset[str], weight_of: Mapping[str, int]
) -> list[list[tuple[str, int]]]:
    """For each sentence the words and pairs that have a weight, with it."""
    words, pairs = by_token(document, plain)
    of_words, of_pairs = list(map(weight_of.get, words)), list(map(weight_of.get, pairs))
    found: list[list[tuple[str, int]]] = []
    for first, end in document.bounds:
        inside = slice(first, end + 1)
        of_sentence = (*zip(words[inside], of_words[inside], strict=True),)
        of_sentence += (*zip(pairs[inside], of_pairs[inside], strict=True),)
        known = [(gram, weight) for gram, weight in of_sentence if weight is not None]
        found.append(known)
    return found


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
