"""What is to be seen in the replies: a rubric's observations, each with the words that show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator.content.base import compare
from simulator.content.rubric import Observation, Where
from simulator.judging.case import PHRASE, SURE, Case, Proof, Reply, neighbours
from simulator.language.overlap import same_words
from simulator.language.reading import Span

_SAME = 0.8


@dataclass(frozen=True, slots=True)
class Sight:
    """Whether an observation is made, and the words that show it, in the order they were said."""

    holds: bool
    proofs: tuple[Proof, ...] = ()


def see(observation: Observation, case: Case, *, earning: bool, language: str = "en") -> Sight:
    """Look for an observation.

    Args:
        observation: What to look for.
        case: Where.
        earning: Whether marks are earned by it; then words that prove nothing do not count. Else a
            behaviour counts only when it was read with some certainty.
        language: The language of the replies.
    """
    replies = _where(case.replies, observation.where)
    proofs = [proof for reply in replies for proof in _shown(observation, reply, earning)]
    holds = len(_different(proofs, observation.at_least, language)) >= observation.at_least
    if holds and observation.share is not None:
        turns = {proof.turn for proof in proofs}
        holds = compare(len(turns) / len(replies), observation.share)
    return Sight(holds, tuple(proofs))


def _where(replies: tuple[Reply, ...], where: Where) -> tuple[Reply, ...]:
    if where == "any":
        return replies
    count = 2 if where.endswith("_two") else 1
    return replies[:count] if where.startswith("first") else replies[-count:]


def _shown(observation: Observation, reply: Reply, earning: bool) -> Iterable[Proof]:
    if not reply.readable:
        return []
    return [
        reply.proof(span)
        for span in _spans(observation, reply, earning)
        if (not earning or reply.earns(span)) and _counts(observation, reply, span)
    ]


def _spans(observation: Observation, reply: Reply, earning: bool) -> list[Span]:
    if observation.behaviour is not None:
        return behaviour_spans(reply, observation.behaviour, at_least=0.0 if earning else SURE)
    names = observation.topic or [PHRASE + name for name in observation.phrase or ()]
    topics = reply.reading.topics
    return sorted({mention.span for name in names for mention in topics.get(name, ()) if not mention.negated})


def behaviour_spans(reply: Reply, behaviours: Sequence[str], at_least: float = 0.0) -> list[Span]:
    """The words of a reply that show any of these behaviours with some confidence, in order."""
    findings = (reply.reading.behaviours[name] for name in behaviours)
    shown = (finding for finding in findings if finding.present and finding.confidence >= at_least)
    return sorted({span for finding in shown for span in finding.spans})


def _counts(observation: Observation, reply: Reply, span: Span) -> bool:
    if observation.specific and not reply.is_specific(span):
        return False
    if observation.with_ is not None:
        beside = neighbours(span.sentence)
        if not any(other.sentence in beside for other in behaviour_spans(reply, observation.with_)):
            return False
    if observation.without is not None:
        others = behaviour_spans(reply, observation.without)
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
