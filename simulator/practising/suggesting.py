"""What to practise next: the weakest competencies, each with a scenario that asks for it.

Suggestions only. What somebody has to do, and by when, stands in the programmes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from simulator.practising.catalogue import Catalogue, Situation
from simulator.practising.figures import Figure, in_all, weakest
from simulator.practising.rating import in_order
from simulator.practising.results import Result
from simulator.practising.saying import first_words, fresh_words, words
from simulator.practising.standing import Standing, standings

Kind = Literal["first", "weak", "faded", "fresh"]
"""Why: nothing is known yet; it was missed; it was good and is long ago; nothing is weak."""

MOST = 3
NOT_LATELY = timedelta(days=7)
"""Since when a scenario must not have been played to come before others."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A scenario to practise, and why.

    Attributes:
        scenario: Its id.
        competency: The id of what it is to train; None where nothing particular is.
        competency_title: What that is called; empty where there is none.
        figure: The learner's own figures, or None where there are none.
        why: The reason in one plain sentence.
    """

    scenario: str
    title: str
    kind: Kind
    why: str
    competency: str | None = None
    competency_title: str = ""
    figure: Figure | None = None


def suggestions(
    results: Sequence[Result], catalogue: Catalogue, level: str, now: datetime
) -> tuple[Suggestion, ...]:
    """At most three suggestions, the most pressing first; none when there is nothing for the level.

    The same learner, library and day give the same suggestions, in whatever order the results come.

    Args:
        results: The learner's judged conversations, of any level.
        catalogue: What can be practised.
        level: The level at which the learner practises now.
        now: The time; an aware datetime.
    """
    history = in_order(results)
    shelf = _Shelf(history, catalogue, level, now)
    if not shelf.open:
        return ()
    if not history:
        return (_first(shelf.open),)
    found: list[Suggestion] = []
    for standing in standings(history, catalogue, now):
        if len(found) < MOST and (standing.weak or standing.faded):
            found += _for(standing, shelf, {one.scenario for one in found}, now)
    return tuple(found) or (_fresh(shelf, now),)


class _Shelf:
    """The scenarios that may be suggested, and when each was played last."""

    def __init__(self, history: Sequence[Result], catalogue: Catalogue, level: str, now: datetime) -> None:
        self.catalogue = catalogue
        self.level = level
        self.history = history
        self.played: Mapping[str, datetime] = {one.scenario: one.at for one in history}
        self._now = now
        last = history[-1].scenario if history else ""
        right = [one for one in catalogue.situations if level in one.levels]
        language = self._language(right)
        right = [one for one in right if one.language == language]
        self.open = [one for one in right if one.id != last] or right

    def _language(self, right: Sequence[Situation]) -> str:
        """The language of the learner's newest conversation; else that of most scenarios of the level."""
        counted = Counter(one.language for one in right)
        known = (self.catalogue.language_of(one.scenario) for one in reversed(self.history))
        most = min(counted, key=lambda one: (-counted[one], one), default="")
        return next((one for one in known if one in counted), most)

    def ranked(self, prefers: Callable[[Situation], bool]) -> Iterator[Situation]:
        """Those not played lately first; of them those that are preferred, then what was longest ago."""
        return iter(sorted(self.open, key=lambda one: self._rank(one, preferred=prefers(one))))

    def _rank(self, one: Situation, *, preferred: bool) -> tuple[bool, bool, float, str]:
        at = self.played.get(one.id)
        lately = at is not None and self._now - at < NOT_LATELY
        return (lately, not preferred, at.timestamp() if at else float("-inf"), one.id)


def _for(standing: Standing, shelf: _Shelf, taken: Collection[str], now: datetime) -> Iterator[Suggestion]:
    """A suggestion for a competency, unless no scenario that is left asks for it."""
    name = standing.competency
    weak = weakest(standing, shelf.history, now) if standing.weak else None

    def asks(one: Situation) -> Collection[str]:
        return shelf.catalogue.asked(one, shelf.level).get(name, ())

    def prefers(one: Situation) -> bool:
        return weak is not None and weak.question in asks(one)

    for one in shelf.ranked(prefers):
        if one.id not in taken and asks(one):
            title = shelf.catalogue.name_of(name, one.form)
            figure = weak or in_all(standing, title, shelf.history, now)
            kind: Kind = "weak" if standing.weak else "faded"
            yield Suggestion(
                one.id, one.title, kind, words(figure, faded=not standing.weak), name, title, figure
            )
            return


def _first(open_: Sequence[Situation]) -> Suggestion:
    """Short, and nothing that may come near to something of one's own."""
    one = min(open_, key=lambda one: (one.gentle, one.minutes, one.id))
    return Suggestion(one.id, one.title, "first", first_words(one.minutes))


def _fresh(shelf: _Shelf, now: datetime) -> Suggestion:
    one = next(shelf.ranked(lambda _: False))
    at = shelf.played.get(one.id)
    return Suggestion(
        one.id, one.title, "fresh", fresh_words(None if at is None else max(0, (now - at).days))
    )
