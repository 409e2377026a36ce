"""How helpful the staff's words are in a whole talk, as people found such words in talks before.

Word counts mislead: in real helpdesk talks "sorry" and polite words go with dissatisfied customers. What is
measured here is learned from people's satisfaction (`models/README.md`): plain, concrete help weighs up,
the language of form letters weighs down.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from math import sqrt

from simulator.language.document import Document
from simulator.language.learned.grams import grams
from simulator.language.learned.weights import Weights, chance

SCALE = 3.0
"""What the distinct words of a talk share among them, before the weights; so length alone says nothing."""
_STEEP = 1.5


@dataclass(frozen=True, slots=True)
class Helpfulness:
    """How helpful the words of a talk are.

    Attributes:
        share: 0 to 1; a half is the middle of the talks that it was learned from.
        sums: What the words of each sentence add, for each text, in order.
    """

    share: float
    sums: tuple[tuple[float, ...], ...]


def helpfulness(
    documents: Sequence[Document],
    plain: frozenset[str],
    weights: Weights,
    kept: Sequence[Set[int]] | None = None,
) -> Helpfulness:
    """Weigh the words of a talk.

    Args:
        documents: The replies of one talk.
        plain: Stems that belong to no case.
        weights: The model `help` of the language.
        kept: For each reply the sentences that count; all of them when left out.
    """
    said: set[str] = set()
    sums = []
    for at, document in enumerate(documents):
        of_sentences = [0.0] * len(document.sentences)
        for gram in grams(document, plain):
            weight = weights.words.get(gram.words)
            sentence = document.sentence_of[gram.last]
            if weight is None or (kept is not None and sentence not in kept[at]):
                continue
            of_sentences[sentence] += weight
            said.add(gram.words)
        sums.append(tuple(of_sentences))
    total = sum(weights.words[words] for words in sorted(said))
    value = weights.bias + SCALE * total / sqrt(max(1, len(said)))
    return Helpfulness(chance(_STEEP * value), tuple(sums))
