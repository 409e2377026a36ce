"""What is to be seen in the replies: a rubric's observations, each with the words that show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from simulator.content.base import compare
from simulator.content.rules import Observation, Where
from simulator.judging.case import PHRASE, SURE, Case, Proof, Reply, neighbours
from simulator.language.overlap import same_words
from simulator.language.reading import Span
from simulator.language.values import value

_SAME = 0.8


@value
class Sight:
    """Whether an observation is made, and the words that show it, in the order they were said."""

    holds: bool
    proofs: tuple[Proof, ...] = ()


_UNSEEN = Sight(False)


def see(observation: Observation, case: Case, *, earning: bool, language: str = "en") -> Sight:
    """Look for an observation.

    Args:
        observation: What to look for.
        case: Where.
        earning: Whether marks are earned by it; then words that prove nothing do not count. Else a
            behaviour counts only when it was read with some certainty.
        language: The language of the replies.
    """
    if observation.behaviour is not None and case.shown.isdisjoint(observation.behaviour):
        return _UNSEEN
    replies = _where(case.replies, observation.where)
    proofs: list[Proof] = []
    behaviours = observation.behaviour
    for reply in replies:
        if reply.reading.topics if behaviours is None else not reply.shown.keys().isdisjoint(behaviours):
            proofs += _shown(observation, reply, earning)
    least = observation.at_least
    holds = bool(proofs) if least == 1 else len(_different(proofs, least, language)) >= least
    if holds and observation.share is not None:
        turns = {proof.turn for proof in proofs}
        holds = compare(len(turns) / len(replies), observation.share)
    return Sight(holds, tuple(proofs))


def _where(replies: tuple[Reply, ...], where: Where) -> tuple[Reply, ...]:
    if where == "any":
        return replies
    count = 2 if where.endswith("_two") else 1
    return replies[:count] if where.startswith("first") else replies[-count:]


def _shown(observation: Observation, reply: Reply, earning: bool) -> list[Proof]:
    spans = _spans(observation, reply, earning) if reply.readable else ()
    if not spans:
        return []
    if earning:
        spans = [span for span in spans if reply.earns(span)]
        if observation.behaviour is not None and "explains" in observation.behaviour:
            spans = _to_the_point(reply, spans)
    if observation.specific or observation.with_ is not None or observation.without is not None:
        idle = reply.hollow | reply.idle if earning else frozenset()
        spans = [span for span in spans if _counts(observation, reply, span, idle)]
    return [reply.proof(span) for span in spans]


def _to_the_point(reply: Reply, spans: Iterable[Span]) -> list[Span]:
    """The explanations that explain something of this case; a word about the company does not."""
    explaining = reply.reading.behaviours["explains"].spans
    return [span for span in spans if span not in explaining or reply.belongs(span)]


def _spans(observation: Observation, reply: Reply, earning: bool) -> Sequence[Span]:
    if observation.behaviour is not None:
        spans = reply.spans(observation.behaviour)
        if earning or not spans:
            return spans
        return [span for span in spans if _is_sure(observation.behaviour, span, reply)]
    names = observation.topic or [PHRASE + name for name in observation.phrase or ()]
    topics = reply.reading.topics
    return sorted({mention.span for name in names for mention in topics.get(name, ()) if not mention.negated})


def _is_sure(behaviours: Sequence[str], span: Span, reply: Reply) -> bool:
    findings = (reply.reading.behaviours[name] for name in behaviours)
    return any(finding.confidence >= SURE and span in finding.spans for finding in findings)


def _counts(observation: Observation, reply: Reply, span: Span, idle: Set[Span]) -> bool:
    """Whether a span meets the conditions beside it. Idle words (empty promises, past times) meet none."""
    if span.sentence in reply.tied and span in reply.reading.behaviours["gives_timeframe"].spans:
        return True  # a time that was asked for belongs to what it was asked about
    exact = observation.specific or observation.with_ is not None
    if (exact and span in idle) or (observation.specific and not reply.is_specific(span)):
        return False
    if observation.with_ is not None:
        beside = neighbours(span.sentence)
        others = reply.spans(observation.with_)
        if not any(other.sentence in beside and other not in idle for other in others):
            return False
    if observation.without is not None:
        others = reply.spans(observation.without)
        return all(other.sentence != span.sentence for other in others)
    return True


def _different(proofs: list[Proof], enough: int, language: str) -> list[Proof]:
    """Proofs that do not say the same, at most as many as are asked for."""
    different: list[Proof] = []
    for proof in proofs:
        if len(different) == enough:
            break
        if all(same_words(proof.quote, other.quote, language) < _SAME for other in different):
            different.append(proof)
    return different
