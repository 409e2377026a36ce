"""Whether the judge by rules is sure of a verdict, told by what the rules know of it.

Sure is a verdict that was found: by an authored phrase, by a count, or by a behaviour that was read well
above the point at which it counts. Unsure is one that was taken because nothing was found, one that rests on
behaviours read just above that point (there the linear models decide), and one for which a learned measure
came out near a bound that the question compares it with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.content.base import parse_comparison
from simulator.content.rubric import Question
from simulator.content.rules import Measure, Observation, Rule
from simulator.judging.case import Case, Proof
from simulator.judging.measuring import measure
from simulator.judging.ruling import Bench, Ruling

SURE_CONFIDENCE = 0.7
"""A behaviour that was read with less may be a slip; it is shown from 0.5 on, 0.55 where it costs marks."""
LEARNED: Mapping[Measure, float] = {"plain_help": 4.0}
"""Measures that were learnt, each with the points within which it may as well be on the other side."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a verdict rests on.

    Attributes:
        absence: It was taken because nothing was found.
        confidence: That of the least certain behaviour that it needs, 0 to 1; 1 when it needs none.
        borderline: Whether a learned measure lies near a bound of the question.
    """

    absence: bool = False
    confidence: float = 1.0
    borderline: bool = False

    @property
    def sure(self) -> bool:
        """Whether the rules are sure."""
        return not self.absence and not self.borderline and self.confidence >= SURE_CONFIDENCE


def grounds(question: Question, ruling: Ruling, bench: Bench, language: str) -> Grounds:
    """What the verdict on a question rests on."""
    rule = ruling.option.when
    if rule is None:
        return Grounds(absence=True)
    outcome = ruling.outcome
    if not outcome.proofs and _only_denies(rule):
        return Grounds(absence=True)
    certain = [one for seen in _observed(rule) for one in _certainty(seen, outcome.proofs, bench.case)]
    return Grounds(
        confidence=min(certain, default=1.0),
        borderline=any(_near(name, bounds, bench, language) for name, bounds in _bounds(question).items()),
    )


def _only_denies(rule: Rule) -> bool:
    """Whether a rule holds by nothing being there."""
    if rule.not_ is not None:
        return True
    parts = _parts(rule)
    return bool(parts) and all(map(_only_denies, parts))


def _observed(rule: Rule) -> Iterator[Observation]:
    """The observations that a rule is proved by; what it denies proves nothing."""
    if rule.seen is not None:
        yield rule.seen
    if rule.order is not None:
        yield rule.order.first
    for part in _parts(rule):
        yield from _observed(part)


def _certainty(seen: Observation, proofs: Sequence[Proof], case: Case) -> list[float]:
    """How sure the proof of an observation of behaviours is, if it was one; phrases are sure."""
    found = sorted((one for proof in proofs for one in _read_with(seen, proof, case)), reverse=True)
    return found[seen.at_least - 1 : seen.at_least] or found[-1:]


def _read_with(seen: Observation, proof: Proof, case: Case) -> Iterable[float]:
    """The confidence of the behaviour that a proof shows, if it shows one of those looked for."""
    read = case.reply_of[proof.turn].reading.behaviours
    findings = [read[name] for name in seen.behaviour or () if proof.span in read[name].spans]
    return [max(finding.confidence for finding in findings)] if findings else ()


def _bounds(question: Question) -> dict[Measure, list[float]]:
    """The bounds with which a question compares learned measures."""
    found: dict[Measure, list[float]] = {}
    for option in question.options:
        for name, comparison in _measures(option.when):
            if name in LEARNED:
                found.setdefault(name, []).append(parse_comparison(comparison)[1])
    return found


def _measures(rule: Rule | None) -> Iterator[tuple[Measure, str]]:
    if rule is None:
        return
    yield from (rule.measure or {}).items()
    for part in _parts(rule, denied=True):
        yield from _measures(part)


def _near(name: Measure, bounds: Iterable[float], bench: Bench, language: str) -> bool:
    found = measure(name, bench.case, bench.answers, language)
    return found is not None and any(abs(found.value - bound) <= LEARNED[name] for bound in bounds)


def _parts(rule: Rule, denied: bool = False) -> list[Rule]:
    parts = [*(rule.all or ()), *(rule.any or ())]
    return [*parts, rule.not_] if denied and rule.not_ is not None else parts
