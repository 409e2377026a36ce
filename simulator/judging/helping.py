"""Whether the replies help in plain, concrete words, or speak the language of form letters.

A small linear model, learned from people's satisfaction with real talks, weighs what was said
(`simulator.language.learned.help`). Its proof is the sentence that weighed most.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.judging.case import Proof, Reply
from simulator.language.document import take_apart
from simulator.language.learned.help import Helpfulness, helpfulness
from simulator.language.learned.weights import load_weights
from simulator.language.reader import rules_for

_MODEL = "help"
_MIDDLE = 0.5


def helped(replies: Sequence[Reply], language: str) -> tuple[float, tuple[Proof, ...]] | None:
    """How helpful the words are, 0 to 100, and the sentence that shows it most; None without a model.

    Args:
        replies: The replies that can be read.
        language: Their language.
    """
    weights = load_weights(language).get(_MODEL)
    if weights is None or not replies:
        return None
    documents = [take_apart(reply.reading.text, language) for reply in replies]
    found = helpfulness(documents, rules_for(language).generic, weights)
    return 100 * found.share, (_weightiest(replies, found),)


def _weightiest(replies: Sequence[Reply], found: Helpfulness) -> Proof:
    """The sentence that weighed most: up in helpful talks, down in the others."""
    sign = 1.0 if found.share >= _MIDDLE else -1.0
    places = [
        (sign * value, -at, -number)
        for at, (reply, sums) in enumerate(zip(replies, found.sums, strict=True))
        for number, value in enumerate(sums[: len(reply.reading.sentences)])
    ]
    _, at, number = max(places)
    reply = replies[-at]
    return reply.proof(reply.reading.sentences[-number])
