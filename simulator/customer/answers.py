"""What the customer answers to the agent's questions: facts, foreseen answers, or a plain "I don't know"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from simulator.content.base import Line, MoodChange
from simulator.content.persona import Persona
from simulator.content.scenario import Fact, Scenario
from simulator.customer.conditions import Moment
from simulator.customer.cue import Act, CuePart
from simulator.customer.lines import fitting
from simulator.customer.state import CustomerState
from simulator.language.reading import Question, Reading

MOST_ANSWERS = 3
"""People do not answer more than three things in one message."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered: parts of the cue, facts told now, changes of mood, and the state after it."""

    state: CustomerState
    parts: tuple[CuePart, ...] = ()
    unlocked: tuple[str, ...] = ()
    changes: tuple[MoodChange, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One thing that could be answered; `at` is where in the reply it was asked about."""

    at: int
    part: CuePart
    topics: frozenset[str]
    fact: str | None = None
    answer: str | None = None
    change: MoodChange | None = None


def answer(scenario: Scenario, persona: Persona, moment: Moment) -> Answered:
    """Answer what was asked, tell what was unlocked, and say so when there is no answer."""
    asked = _asked_topics(moment.reading)
    told = _told_now(scenario, asked, moment)
    covered = frozenset[str]().union(*(c.topics for c in told))
    foreseen = _foreseen(scenario, persona, asked, covered, moment)
    covered = covered.union(*(c.topics for c in foreseen))
    kept = _kept_back(scenario, persona, asked, covered, moment)
    chosen = sorted((*told, *foreseen, *kept), key=lambda c: c.at)[:MOST_ANSWERS]
    return _answered(chosen, _unforeseen(persona, chosen, moment), moment.state)


def _asked_topics(reading: Reading) -> dict[str, int]:
    """The topics that the reply asks about, each with the place of its first mention."""
    places: dict[str, int] = {}
    for question in reading.questions:
        for topic in question.topics:
            places.setdefault(topic, question.span.start)
    for topic, mentions in reading.topics.items():
        for mention in mentions:
            if mention.asked:
                places[topic] = min(mention.span.start, places.get(topic, mention.span.start))
    return places


def _told_now(scenario: Scenario, asked: Mapping[str, int], moment: Moment) -> list[_Candidate]:
    """Facts that this reply unlocks: all that were asked about, and one that was not."""
    unlocked = [
        _fact_candidate(key, fact, asked, moment)
        for key, fact in scenario.facts.items()
        if key not in moment.state.told and _unlocks(fact, asked, moment)
    ]
    wanted = [c for c in unlocked if c.topics.intersection(asked)]
    volunteered = [c for c in unlocked if c not in wanted][:1]
    return [*wanted, *volunteered]


def _unlocks(fact: Fact, asked: Mapping[str, int], moment: Moment) -> bool:
    if fact.unlock is not None:
        return moment.holds(fact.unlock)
    return any(topic in asked for topic in fact.about or ())


def _fact_candidate(key: str, fact: Fact, asked: Mapping[str, int], moment: Moment) -> _Candidate:
    part = CuePart(Act.FACT, key, fitting(fact.say, moment.state.mood))
    topics = frozenset(fact.about or ())
    return _Candidate(_place(topics, asked), part, topics, fact=key, change=fact.mood)


def _foreseen(
    scenario: Scenario, persona: Persona, asked: Mapping[str, int], covered: frozenset[str], moment: Moment
) -> list[_Candidate]:
    found = []
    for key, reply in scenario.answers.items():
        topics = frozenset(reply.asked or ())
        hit = topics.intersection(asked)
        if (hit and not hit <= covered) or (reply.when is not None and moment.holds(reply.when)):
            part = _part(Act.ANSWER, key, reply.say, persona.lines.told, moment)
            found.append(_Candidate(_place(topics, asked), part, topics, answer=key, change=reply.mood))
    return found


def _kept_back(
    scenario: Scenario, persona: Persona, asked: Mapping[str, int], covered: frozenset[str], moment: Moment
) -> list[_Candidate]:
    """What was asked about but told before, or is not told yet."""
    found = []
    for key, fact in scenario.facts.items():
        topics = frozenset(fact.about or ())
        if not topics.intersection(asked) or topics.intersection(asked) <= covered:
            continue
        if key in moment.state.told:
            part = _part(Act.TOLD, key, fact.again, persona.lines.told, moment)
        else:
            part = _part(Act.DEFLECT, key, fact.deflect, persona.lines.deflect, moment)
        covered = covered | topics
        found.append(_Candidate(_place(topics, asked), part, topics))
    return found


def _unforeseen(persona: Persona, chosen: Iterable[_Candidate], moment: Moment) -> CuePart | None:
    """The plain words for questions that nobody foresaw."""
    answered = frozenset[str]().union(*(c.topics for c in chosen))
    real = [q for q in moment.reading.questions if not q.closing]
    left = [q for q in real if not answered.intersection(q.topics)]
    if not left or (any(chosen) and len(left) < len(real)):
        return None
    if any(c.answer or c.fact for c in chosen):
        return None
    return _plain(persona, left, moment)


def _plain(persona: Persona, left: list[Question], moment: Moment) -> CuePart:
    if all(question.offer for question in left):
        return _part(Act.OFFERED, "", persona.lines.offered, (), moment)
    return _part(Act.DONT_KNOW, "", persona.lines.dont_know, (), moment)


def _part(act: Act, ref: str, lines: list[Line], fallback: Iterable[Line], moment: Moment) -> CuePart:
    mood = moment.state.mood
    return CuePart(act, ref, fitting(lines, mood), fitting(list(fallback), mood))


def _place(topics: frozenset[str], asked: Mapping[str, int]) -> int:
    return min((asked[topic] for topic in topics if topic in asked), default=10**6)


def _answered(chosen: list[_Candidate], plain: CuePart | None, state: CustomerState) -> Answered:
    facts = tuple(c.fact for c in chosen if c.fact is not None)
    given = dict(state.given)
    for candidate in chosen:
        if candidate.answer is not None:
            given[candidate.answer] = given.get(candidate.answer, 0) + 1
    parts = tuple(c.part for c in chosen) + ((plain,) if plain is not None else ())
    changes = tuple(c.change for c in chosen if c.change and _first_time(c, state))
    return Answered(replace(state, told=state.told.union(facts), given=given), parts, facts, changes)


def _first_time(candidate: _Candidate, state: CustomerState) -> bool:
    return candidate.answer is None or candidate.answer not in state.given
