"""What the app knows of the library and of the learner's history, and what to practise next. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from simulator.errors import EmptyChairError
from simulator.tui.phrasing import CHANNELS, LEVELS, named, percent_text
from simulator.wording import _
from simulator.year.values import NOTHING_OWED, OWN_ONLY, Advice, News, Owed, Rights

if TYPE_CHECKING:
    from simulator.attempt.ledger import AttemptSummary
    from simulator.tui.ports import Header


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A calibration round as a line tells it.

    Attributes:
        conversations: How many there are.
        places: How many answers the form has.
        left: How many of them whoever is here has still to give.
        waiting: The raters who are not done yet.
        revealed: Whether the answers may be seen.
    """

    name: str
    rubric: str
    conversations: int
    places: int
    left: int
    waiting: tuple[str, ...]
    revealed: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """A picture of library and history that grows while they are read.

    Attributes:
        headers: The scenarios read so far.
        complete: Whether that is all of them.
        history: The learner's attempts, the newest first; None while they are being read.
        unfinished: The learner's attempts without an end, the newest first.
        trouble: Why the library or the history cannot be read.
        rounds: The calibration rounds in which the learner is a rater, the newest first.
        owed: What is asked of the learner.
        rights: Which views of others are open to them.
        advice: What to practise next by what they missed, once that is worked out.
        news: What was answered to them lately, the newest first.
        year_trouble: Why what they owe cannot be read.
    """

    headers: tuple[Header, ...] = ()
    complete: bool = False
    history: tuple[AttemptSummary, ...] | None = None
    unfinished: tuple[AttemptSummary, ...] = ()
    trouble: EmptyChairError | None = None
    rounds: tuple[RoundLine, ...] = ()
    owed: Owed = NOTHING_OWED
    rights: Rights = OWN_ONLY
    advice: tuple[Advice, ...] = ()
    news: tuple[News, ...] = ()
    year_trouble: EmptyChairError | None = None

    def with_headers(self, more: Sequence[Header]) -> Shelf:
        """The shelf with more scenarios on it."""
        return replace(self, headers=(*self.headers, *more))

    def header(self, scenario_id: str) -> Header | None:
        """The scenario of this id, if it has been read."""
        return next((header for header in self.headers if header.id == scenario_id), None)

    def playable(self, scenarios: Sequence[str]) -> Header | None:
        """The first of these scenarios that is in the library and sound."""
        found = (self.header(scenario) for scenario in scenarios)
        return next((header for header in found if header is not None and not header.fault), None)

    @property
    def counting(self) -> frozenset[str]:
        """The scenarios that would count for something that is owed."""
        return frozenset(scenario for due in self.owed.dues for scenario in due.scenarios)

    def attempts_of(self, scenario_id: str) -> list[AttemptSummary]:
        """The learner's attempts at a scenario, the newest first."""
        return [attempt for attempt in self.history or () if attempt.scenario == scenario_id]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A scenario to practise next, and why."""

    header: Header
    reason: str


def best_results(history: Sequence[AttemptSummary]) -> dict[str, AttemptSummary]:
    """The best scored attempt by scenario: a pass before any percentage."""
    best: dict[str, AttemptSummary] = {}
    for attempt in history:
        if attempt.percentage is None:
            continue
        known = best.get(attempt.scenario)
        if known is None or _rank(attempt) > _rank(known):
            best[attempt.scenario] = attempt
    return best


def _rank(attempt: AttemptSummary) -> tuple[bool, float]:
    return bool(attempt.passed), attempt.percentage or 0.0


def suggest(shelf: Shelf, level: str, *, after: str | None = None, language: str = "en") -> Suggestion | None:
    """What to practise next at this level, in this language where there is anything in it.

    First what was advised by what the learner missed. Else what was tried and not passed, then what is new,
    then what was passed longest ago. `after` is a scenario that was just practised; it comes back only when
    there is no other.
    """
    sound = [header for header in shelf.headers if not header.fault and level in header.levels]
    playable = [header for header in sound if speaks(header, language)] or sound
    others = [header for header in playable if header.id != after] or playable
    ids = {header.id: header for header in others}
    for advice in shelf.advice:
        if advice.scenario in ids:
            return Suggestion(ids[advice.scenario], advice.why)
    history = shelf.history or ()
    best = best_results(history)
    newest = {attempt.scenario: attempt.started_at for attempt in reversed(history)}
    ranked = sorted(others, key=lambda header: _order(best.get(header.id), newest.get(header.id, "")))
    return Suggestion(ranked[0], _reason(best.get(ranked[0].id))) if ranked else None


def _order(best: AttemptSummary | None, newest: str) -> tuple[int, str]:
    if best is None:
        return (1, newest)
    return (2, newest) if best.passed else (0, newest)


def _reason(best: AttemptSummary | None) -> str:
    if best is None:
        return _("because it is new to you")
    result = percent_text(best.percentage)
    if best.passed:
        return _("because you passed it longest ago ({result})", result=result)
    return _("because it is not passed yet (best {result})", result=result)


def speaks(header: Header, language: str) -> bool:
    """Whether a situation is in a language; one that cannot be read is in any."""
    return bool(header.fault) or header.language.partition("-")[0] == language


@dataclass(frozen=True, slots=True)
class Filter:
    """What the library shows: a text, a level, a channel and a language; empty means all.

    The text is sought in title, id, tags, persona, the customer's name and the words for channel and level.
    """

    text: str = ""
    level: str = ""
    channel: str = ""
    language: str = ""

    def admits(self, header: Header) -> bool:
        """Whether a scenario passes the filter; every word of the text must be found."""
        if self.level and self.level not in header.levels:
            return False
        if self.channel and self.channel != header.channel:
            return False
        if self.language and not speaks(header, self.language):
            return False
        words = self.text.casefold().split()
        if not words:
            return True
        hay = _searched(header)
        return all(word in hay for word in words)


def _searched(header: Header) -> str:
    levels = (named(LEVELS, level) for level in header.levels)
    channel = (header.channel, named(CHANNELS, header.channel))
    parts = (header.title, header.id, header.customer, header.persona, *channel, *levels, *header.tags)
    return " ".join(parts).casefold()
