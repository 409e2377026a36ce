"""Whether the replies help in plain, concrete words, or speak the language of form letters.

A small linear model, learned from people's satisfaction with real talks, weighs what was said
(`simulator.language.learned.help`). Its proof is the sentence that weighed most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.judging.case import Proof, Reply
from simulator.judging.wording import mostly_inside
from simulator.language.document import take_apart
from simulator.language.learned.help import Helpfulness, helpfulness
from simulator.language.learned.weights import load_weights
from simulator.language.reader import rules_for
from simulator.language.reading import Span

_MODEL = "help"
_MIDDLE = 0.5
_SHORT = 6
_FEW = 2
_DOES = (
    "explains", "commits_to_action", "gives_instruction", "gives_timeframe", "asks_question", "signposts",
    "takes_ownership", "acknowledges_emotion", "condolence", "checks_satisfaction", "apologises",
)  # fmt: skip


def helped(replies: Sequence[Reply], language: str) -> tuple[float, tuple[Proof, ...]] | None:
    """How helpful the words are, 0 to 100, and the sentence that shows it most; None without a model.

    Words copied from others or said before do not count. What does nothing for the customer may lower the
    measure and never raises it, so that filling words gain nothing.

    Args:
        replies: The replies that can be read.
        language: Their language.
    """
    weights = load_weights(language).get(_MODEL)
    if weights is None or not replies:
        return None
    documents = [take_apart(reply.reading.text, language) for reply in replies]
    plain = rules_for(language).generic
    own = [_own(reply) for reply in replies]
    if not any(sentences & _doing(reply) for reply, sentences in zip(replies, own, strict=True)):
        return 0.0, (replies[0].proof(replies[0].reading.sentences[0]),)
    found = helpfulness(documents, plain, weights, own)
    solid = [sentences - _filling(reply, language) for reply, sentences in zip(replies, own, strict=True)]
    if solid != own:  # what fills a reply may lower the measure, and never raises it
        without = helpfulness(documents, plain, weights, solid)
        found = min(found, without, key=lambda help_: help_.share)
    return 100 * found.share, (_weightiest(replies, found),)


def _own(reply: Reply) -> frozenset[int]:
    """The sentences that are neither copied nor said before."""
    return frozenset(
        span.sentence
        for span in reply.reading.sentences
        if span.sentence not in reply.repeated and not mostly_inside(span, reply.copied)
    )


def _doing(reply: Reply) -> frozenset[int]:
    """The sentences that do something for the customer."""
    return frozenset(span.sentence for span in reply.spans(_DOES))


def _filling(reply: Reply, language: str) -> frozenset[int]:
    """The sentences that show no behaviour and name no detail of the case; of short ones, all but the first two.

    "Yes." and "All done" show nothing that a reader knows by name, and are what helps; a long sentence that
    shows nothing is talk. In a reply stuffed with formulae all but the one that is credited are filling.
    """
    solid = set(reply.specific)
    if reply.formula is not None:
        solid = {reply.formula.sentence}
    else:
        solid |= {span.sentence for span in _shown(reply, language)}
    solid |= {s.sentence for s in reply.reading.sentences if reply.belongs(s, language)}
    idle = [at for at in range(len(reply.words)) if at not in solid]
    short = [at for at in idle if len(reply.words[at]) <= _SHORT]
    return frozenset(idle) - frozenset(short[:_FEW])


def _shown(reply: Reply, language: str) -> Iterator[Span]:
    """The words that show any behaviour; an explanation has to be about the case."""
    for name in reply.reading.behaviours:
        for span in reply.spans([name]):
            if span not in reply.idle:
                yield span


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
