"""How a learner stands in each competency now: what was earned lately, and how much of it has faded.

Fading is reckoned by FSRS (free spaced repetition scheduler, version 6, the `fsrs` library), one card for
each competency. It is a model of how people forget what they learned by heart, not of conversations. So it
only orders suggestions: nothing is ever due by it, and nothing waits longer than 180 days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from simulator.practising.catalogue import Catalogue
from simulator.practising.rating import Rating, in_order, rating, share
from simulator.practising.results import Answer, Result

if TYPE_CHECKING:
    from fsrs import Scheduler

LONGEST = 180
"""Days after which anything is worth practising again."""
LATELY = 2
"""Conversations that figures are taken from."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A competency in one conversation: the questions of it that were scored."""

    result: Result
    answers: tuple[Answer, ...]
    rating: Rating


@dataclass(frozen=True, slots=True)
class Standing:
    """A competency now.

    Attributes:
        lately: The last two conversations that asked for it, the newest last.
        share: The part of their points that was earned, 0 to 1.
        kept: How much of it is still there, 0 to 1, as FSRS reckons.
        rest: Days from the newest of them until it is worth practising again; 180 at most.
        faded: Whether these days are over.
    """

    competency: str
    lately: tuple[Shown, ...]
    share: float
    kept: float
    rest: int
    faded: bool

    @property
    def weak(self) -> bool:
        """Whether it failed, or came hard, when it was last asked for."""
        return self.lately[-1].rating <= Rating.HARD

    @property
    def present(self) -> float:
        """What is left of it now, 0 to 1: the lower, the sooner it should be practised."""
        return self.share * self.kept


def standings(results: Sequence[Result], catalogue: Catalogue, now: datetime) -> tuple[Standing, ...]:
    """Every competency that was asked for, the one with the least left of it first."""
    shown = _shown(results, catalogue)
    scheduler = _scheduler() if shown else None
    found = [
        _standing(name, number, shown[name], scheduler, now)
        for number, name in enumerate(sorted(shown), start=1)
        if scheduler is not None
    ]
    return tuple(sorted(found, key=lambda one: (round(one.present, 6), one.competency)))


def _shown(results: Sequence[Result], catalogue: Catalogue) -> Mapping[str, list[Shown]]:
    """The conversations by competency; a question that no form asks any more cannot be practised."""
    found: dict[str, list[Shown]] = {}
    for result in in_order(results):
        parted: dict[str, list[Answer]] = {}
        for answer in sorted(result.answers, key=lambda one: one.question):
            if (competency := catalogue.competencies.get(answer.question)) is not None:
                parted.setdefault(competency, []).append(answer)
        for competency, answers in parted.items():
            rated = rating(answers, result.mastery, catalogue.fatal)
            found.setdefault(competency, []).append(Shown(result, tuple(answers), rated))
    return found


def _scheduler() -> Scheduler:
    """Without chance, and without the minutes of learning by heart."""
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)


def _standing(
    competency: str, number: int, shown: Sequence[Shown], scheduler: Scheduler, now: datetime
) -> Standing:
    from fsrs import Card
    from fsrs import Rating as Rated

    card = Card(card_id=number)
    for one in shown:
        card, _ = scheduler.review_card(card, Rated(int(one.rating)), one.result.at.astimezone(UTC))
    last = shown[-1].result.at
    present = now.astimezone(UTC)
    lately = tuple(shown[-LATELY:])
    return Standing(
        competency=competency,
        lately=lately,
        share=sum(share(one.answers) for one in lately) / len(lately),
        kept=float(scheduler.get_card_retrievability(card, present)),
        rest=(card.due - last).days,
        faded=card.due <= present,
    )
