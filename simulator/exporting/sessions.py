"""Attempts in the order of cmi5: which statements each may make in its registration. Pure.

Within a registration, and for one scenario, there is at most one `completed` and at most one `passed`, and no
`failed` after the `passed`, by the times of the statements (cmi5, 9.3). People may go on all the same after
they have passed. Such an attempt makes a `scored` instead, which says what it earned and neither that it was
passed nor that it was failed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from simulator.records.facts import AttemptFacts

Verdict = Literal["passed", "failed", "scored", ""]


class Programme(NamedTuple):
    """The programme that an attempt is registered for.

    Attributes:
        id: Its id; empty where no programme asks for the attempt.
        title: Its title.
        language: The language of the title.
        version: Its version in the library.
    """

    id: str = ""
    title: str = ""
    language: str = ""
    version: int = 0


NO_PROGRAMME = Programme()


class Registered(NamedTuple):
    """An attempt with what it is registered for.

    Attributes:
        facts: The attempt.
        programme: For which programme.
        cycle: For which cycle of it.
        registration: The registration's id.
        number: The which attempt of its kind it is, in its registration and at its scenario, from 1: of the
            certified ones, or of the others.
    """

    facts: AttemptFacts
    programme: Programme
    cycle: str
    registration: str
    number: int = 1


class Part(NamedTuple):
    """What a certified attempt says in its registration.

    Attributes:
        completes: Whether it says `completed`.
        verdict: What it says about its result: `passed`, `failed`, `scored`, or nothing.
    """

    completes: bool
    verdict: Verdict


def is_certified(facts: AttemptFacts) -> bool:
    """Whether it is an attempt in certify mode, from its beginning on."""
    return facts.mode == "certify" and facts.branch_of is None


def parts(attempts: Iterable[Registered]) -> Mapping[str, Part]:
    """What each certified attempt of a person says, by attempt.

    All of the person's attempts are needed, also where only some are exported: what one says hangs on those
    before it.

    Args:
        attempts: All attempts of one person; those that are not certified are passed over.
    """
    completed: set[tuple[str, str]] = set()
    passed: set[tuple[str, str]] = set()
    found: dict[str, Part] = {}
    certified = (each for each in attempts if is_certified(each.facts))
    for each in sorted(certified, key=lambda one: (_end(one.facts), one.facts.attempt)):
        unit = each.registration, each.facts.scenario
        verdict = _verdict(each.facts, already=unit in passed)
        completes = _completes(each.facts) and unit not in completed
        found[each.facts.attempt] = Part(completes, verdict)
        if completes:
            completed.add(unit)
        if verdict == "passed":
            passed.add(unit)
    return found


def _end(facts: AttemptFacts) -> str:
    return max(facts.ended_at, facts.started_at)


def _completes(facts: AttemptFacts) -> bool:
    return facts.percentage is not None and (facts.counts or facts.passed is True)


def _verdict(facts: AttemptFacts, *, already: bool) -> Verdict:
    """Nothing was scored: no verdict. The simulator went wrong: never a failure."""
    if facts.percentage is None:
        return ""
    if already or not _completes(facts):
        return "scored"
    return "passed" if facts.passed else "failed"
