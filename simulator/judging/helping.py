"""Whether the replies help in plain, concrete words, or speak the language of form letters.

A small linear model, learned from people's satisfaction with real talks, weighs what was said
(`simulator.language.learned.help`). Its proof is the sentence that weighed most.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.judging.case import PHRASE, Proof, Reply
from simulator.judging.wording import mostly_inside
from simulator.language.document import take_apart
from simulator.language.learned.help import Helpfulness, helpfulness
from simulator.language.learned.weights import load_weights
from simulator.language.reader import rules_for

_MODEL = "help"
_MIDDLE = 0.5
_SHORT = 8
_SEVERAL, _OFF_THE_MATTER = 2, 0.25
_FEW = 3
_ENOUGH = 6
"""Words below which nothing much can have been helped with, whatever they are: "Sorry, no." is no help."""
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
    told = bool(replies[-1].about)  # without a word of the customer's nobody can tell what fills
    idle = [_filling(reply) if told else frozenset() for reply in replies]
    found = helpfulness(documents, plain, weights, own, idle)
    share = found.share * _own_share(replies, own) * _on_the_matter(replies)
    solid = [sentences - filling for sentences, filling in zip(own, idle, strict=True)]
    share *= min(1.0, _words(replies, solid) / _ENOUGH)
    return 100 * share, (_weightiest(replies, found),)


def _own(reply: Reply) -> frozenset[int]:
    """The sentences that are neither copied nor said before, and claim nothing untrue."""
    every = frozenset(range(len(reply.words))) - reply.repeated
    if reply.reading.untrue:
        every -= {span.sentence for span in reply.reading.untrue}
    if not reply.copied:
        return every
    return frozenset([at for at in every if not mostly_inside(reply.reading.sentences[at], reply.copied)])


def _own_share(replies: Sequence[Reply], own: Sequence[frozenset[int]]) -> float:
    """1 where at least half of the words are the learner's own and new; less, down to 0, else."""
    every = [frozenset(range(len(reply.words))) for reply in replies]
    return min(1.0, 2 * _words(replies, own) / max(1, _words(replies, every)))


def _on_the_matter(replies: Sequence[Reply]) -> float:
    """1, but nearly nothing where not one of several replies takes up a word of the customer's.

    Without messages of the customer nothing can be said, and nothing is taken off.
    """
    long = [reply for reply in replies if sum(map(len, reply.words)) > _SHORT]
    if len(long) < _SEVERAL or not long[0].about:
        return 1.0
    return 1.0 if any(map(_takes_up, long)) else _OFF_THE_MATTER


def _takes_up(reply: Reply) -> bool:
    topics = reply.reading.topics.items()  # of the scenario and of the rubric
    return bool(reply.taking_up) or any(found and not name.startswith(PHRASE) for name, found in topics)


def _doing(reply: Reply) -> frozenset[int]:
    """The sentences that do something for the customer."""
    return frozenset([span.sentence for name in _DOES for span in reply.shown.get(name, ())])


def _filling(reply: Reply) -> frozenset[int]:
    """The sentences that are not about the case; of short ones that show nothing, all but the first three.

    "Yes." and "All done" show nothing that a reader knows by name, and are what helps; a long sentence that
    shows nothing is talk. In a reply stuffed with formulae all but the one that is credited are filling.
    """
    solid = _solid(reply)
    idle = [at for at in range(len(reply.words)) if at not in solid]
    short = [at for at in idle if len(reply.words[at]) <= _SHORT]
    return frozenset(idle) - frozenset(short[:_FEW])


def _words(replies: Sequence[Reply], kept: Sequence[frozenset[int]]) -> int:
    """How many words there are in some of the sentences."""
    return sum([len(reply.words[at]) for reply, inside in zip(replies, kept, strict=True) for at in inside])


def _solid(reply: Reply) -> frozenset[int]:
    """The sentences that show a behaviour, name a detail or take up the customer's words.

    Talk is often read as an explanation, so an explanation has to take up such words.
    """
    if reply.formula is not None:
        return frozenset([reply.formula.sentence])
    telling = (spans for name, spans in reply.shown.items() if name != "explains")
    shown = {span.sentence for spans in telling for span in spans if span not in reply.idle}
    return reply.taking_up | reply.specific | shown


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
