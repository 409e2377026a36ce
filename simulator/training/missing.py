"""What somebody still has to do for a requirement, and which scenario would count next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from simulator import wording
from simulator.content.programmewho import ScenarioFacts
from simulator.training.events import Attempt
from simulator.training.history import History
from simulator.training.plan import Obligation
from simulator.training.standing import standing
from simulator.training.wanted import Wanted, wanted
from simulator.wording import _, counted

Mode = Literal["practice", "certify"]
_MOST_NAMED = 3


class Missing(NamedTuple):
    """What one demand still needs.

    Attributes:
        number: So many attempts at the least.
        mode: In which mode; `certify` counts for both where either does.
        words: What is asked, in words.
        scenarios: The ids of those at which an attempt would help now, the best to begin with first. Empty
            when none is allowed at present, or the library has none.
        helping: The ids of all at which an attempt would help if it was allowed.
    """

    number: int
    mode: Mode
    words: str
    scenarios: tuple[str, ...]
    helping: frozenset[str] = frozenset()


def missing(
    obligation: Obligation, history: History, level: str, titles: Mapping[str, str]
) -> tuple[Missing, ...]:
    """What is missing for somebody whose requirement it is, and who is not exempt and has not completed it.

    Args:
        obligation: The requirement.
        history: The person and their events.
        level: Their level now: scenarios that are written for it come first, and of those the ones in the
            language that is spoken here.
        titles: The titles of the scenarios, by id.
    """
    cycle = standing(obligation, history).cycle
    if cycle is None or cycle.completed is not None:
        return ()
    tried = Counter(item.scenario.id for item in history.evidence if isinstance(item, Attempt))
    found, speaks = [], wording.language()
    for each in wanted(obligation, cycle.tally, history.now):
        ranks = {
            one: (one not in each.first, not _spoken(one.language, speaks), tried[one.id], one.id)
            for one in each.scenarios
        }
        order = sorted(_for_level(each.scenarios, level), key=ranks.__getitem__)
        mode: Mode = "practice" if each.demand.mode == "practice" else "certify"
        helping = frozenset(s.id for s in each.helping)
        found.append(Missing(each.number, mode, _words(each, titles), tuple(s.id for s in order), helping))
    return tuple(found)


def _spoken(language: str, here: str) -> bool:
    return language.partition("-")[0] in ("", here)


def _for_level(scenarios: Collection[ScenarioFacts], level: str) -> Collection[ScenarioFacts]:
    """Those that are written for a level; all where none is."""
    fitting = [scenario for scenario in scenarios if not scenario.levels or level in scenario.levels]
    return fitting or scenarios


def _words(wanted: Wanted, titles: Mapping[str, str]) -> str:
    demand, number = wanted.demand, wanted.number
    parts = [counted("{n} more conversation", "{n} more conversations", number)]
    if demand.mode != "any":
        parts[0] += _(" in practice mode") if demand.mode == "practice" else _(" in certify mode")
    if demand.percentage is not None:
        parts.append(_("{percentage} or more", percentage=f"{demand.percentage:g} %"))
    if demand.different and demand.count > 1:
        parts.append(_("each at another scenario") if number > 1 else _("at another scenario"))
    parts += _shares(wanted, titles)
    return ", ".join(parts)


def _shares(wanted: Wanted, titles: Mapping[str, str]) -> Iterator[str]:
    for lacking, scenarios in wanted.lacking:
        what = _("this one") if wanted.number == 1 else _("{lacking} of them", lacking=lacking)
        yield _("{what} at {scenarios}", what=what, scenarios=_named(scenarios, titles))


def _named(scenarios: Sequence[ScenarioFacts], titles: Mapping[str, str]) -> str:
    if not scenarios:
        return _("a scenario that the library does not have")
    some = [f'"{titles.get(s.id, s.id)}"' for s in scenarios[:_MOST_NAMED]]
    more = len(scenarios) - len(some)
    return _(" or ").join(
        [*some, *([_("another") if more == 1 else _("one of {more} others", more=more)] if more else [])]
    )
