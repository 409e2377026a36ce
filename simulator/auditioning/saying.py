"""What to look at in the figures, in a few plain sentences. Nothing is graded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from simulator.auditioning.counting import FEWEST, told_apart
from simulator.auditioning.figures import Figures
from simulator.auditioning.kinds import did

_SLOW = 5.0
"""Seconds after which a customer seems to be away."""
_STIFF, _WORDY, _TERSE = 0.05, 1.4, 0.6
"""The share of the author's lines, and lengths by those that were wanted, from which a learner feels them."""
_ALIKE = 0.8
_HARDLY = 0.5
"""The share of messages made of a model's answers below which it is of hardly any use."""
_SAID = {
    "gave_up": "not asked any more",
    "day_spent": "budget of the day",
    "conversation_spent": "budget of the conversation",
}


def unusable(found: Sequence[Figures]) -> list[str]:
    """The models that cannot play the part, or hardly, a sentence each; one never asked is not among them."""
    return [
        f"{one.model}: {sentence}" if len(found) > 1 else sentence
        for one in found
        if (sentence := _use_of(one))
    ]


def _use_of(one: Figures) -> str:
    used, asked = one.mended.own.count, one.mended.asked_again.of
    if not asked or used >= _HARDLY * asked:
        return ""
    if not used:
        return "Not usable as it is: none of its answers could be used."
    return f"Hardly usable as it is: its answers could be used in {used} of {asked} messages."


def remarks(found: Sequence[Figures]) -> list[str]:
    """What to look at: first what holds for all, then model by model."""
    return [*_of_all(found), *(remark for one in found for remark in _of_one(one, len(found) > 1))]


def _of_all(found: Sequence[Figures]) -> Iterator[str]:
    if any(0 < one.conduct.accepted.of < FEWEST for one in found):
        yield (
            f"Figures with a star rest on fewer than {FEWEST} cases and are provisional: "
            "let more runs be played (--runs) before you rely on them."
        )
    if any(one.conversations < one.planned or one.broken for one in found):
        yield "Not all was played; the same command goes on where it stopped."
    yield from _chance([one for one in found if one.conduct.accepted.of])


def _chance(heard: Sequence[Figures]) -> Iterator[str]:
    """Which models the first answers do not tell apart."""
    pairs = list(combinations(heard, 2))
    alike = [
        (one.model, other.model)
        for one, other in pairs
        if not told_apart(one.conduct.accepted, other.conduct.accepted)
    ]
    if alike:
        whom = "the models" if len(alike) == len(pairs) else "; ".join(map(" and ".join, alike))
        yield (
            "Chance alone could make differences such as these in the share of first answers that were "
            f"taken as they were. It does not tell apart: {whom}."
        )


def _of_one(one: Figures, named: bool) -> Iterator[str]:
    who = f"{one.model}: " if named else ""
    for sentence in (*_faults(one), *_conduct(one), *_feel(one)):
        yield f"{who}{sentence}"


def _faults(one: Figures) -> Iterator[str]:
    course = one.same_course
    if course.count < course.of:
        yield (
            f"{course.of - course.count} of {course.of} conversations took another course than with the "
            "scripted customer. That is a fault of this program, and none of the model: please report it."
        )


def _conduct(one: Figures) -> Iterator[str]:
    refused = one.conduct.refused
    if refused:
        total = sum(refused.values())
        worst = max(refused, key=lambda kind: (refused[kind], kind))
        often = f"most often because it {did(worst)} ({refused[worst]})"
        yield f"{total} of {one.conduct.accepted.of} first answers were refused, {often}."
    if one.mended.secrets.count:
        yield (
            f"Answers were refused {times(one.mended.secrets.count)} because they came too near to a secret. "
            "No learner saw them; a model is shown no secret before it is due, so it guessed."
        )
    fallen = one.mended.fallbacks
    if fallen.rate is not None and fallen.rate >= _STIFF and one.mended.own.count:
        yield (
            f"The author's lines went on in {fallen.count} of {fallen.of} messages: "
            "learners will notice the change of tone."
        )


def _feel(one: Figures) -> Iterator[str]:
    ratio, slow = one.length.ratio.median, one.pace.first_shown.p95
    if ratio is not None and ratio >= _WORDY:
        yield f"Messages run to {ratio:.1f} times the length wanted: real customers get briefer."
    if ratio is not None and ratio <= _TERSE:
        yield f"Messages have {ratio:.1f} times the length wanted: the customer may seem curt."
    if slow is not None and slow > _SLOW:
        yield f"One in twenty messages kept the learner waiting for {slow:.1f} seconds or more."
    alike = one.likeness.value
    if alike is not None and alike >= _ALIKE:
        yield "The same moment is told in nearly the same words in each run: practising twice will feel it."


def counted(reasons: Mapping[str, int]) -> str:
    """Reasons with their numbers, the most frequent first: `timeout 4, server_error 1`."""
    order = sorted(reasons, key=lambda reason: (-reasons[reason], reason))
    return ", ".join(f"{said(reason)} {reasons[reason]}" for reason in order)


def said(reason: str) -> str:
    """A reason as people read it."""
    return _SAID.get(reason) or reason.replace("_", " ")


def times(count: int) -> str:
    """`once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
