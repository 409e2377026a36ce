"""The customer model: a pure function from a state and a reading to a new state and a cue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from simulator.content.base import Lines, Meter
from simulator.content.conditions import Condition
from simulator.content.persona import Persona
from simulator.content.scenario import Ending
from simulator.content.scenario import Scenario as Scenario  # the type of an attempt's scenario, too
from simulator.customer import endings
from simulator.customer.answers import Answered, answer
from simulator.customer.conditions import Moment, ever_conditions
from simulator.customer.cue import Act, Cue, CuePart
from simulator.customer.lines import fitting
from simulator.customer.mood import losses, move, total_change
from simulator.customer.needs import meet, next_to_ask, open_needs, reopen
from simulator.customer.reactions import Fired, fire, loudest, reactions_of
from simulator.customer.repetition import repeats
from simulator.customer.state import CustomerState
from simulator.language.reading import Reading

UNREAD = frozenset({"empty", "wordless", "other_language", "unreadable"})


class CustomerModel:
    """Decides what the customer does; a voice says it. Holds no state of its own.

    The same scenario, persona and readings always give the same states and cues.
    """

    def __init__(self, scenario: Scenario, persona: Persona) -> None:
        self.scenario = scenario
        self.persona = persona
        self._reactions = reactions_of(scenario, persona)
        self._ever = {c.memory_key: c for c in ever_conditions(self._conditions())}

    def start(self) -> tuple[CustomerState, Cue]:
        """The customer as they sit down, and their first message."""
        mood: dict[Meter, float] = {**self.persona.start, **self.scenario.customer.start}
        opened = frozenset(key for key, need in self.scenario.needs.items() if need.opens is None)
        part = CuePart(Act.OPENING, "", fitting(self.scenario.customer.opening, mood))
        return CustomerState(mood=mood, opened=opened), Cue((part,), mood)

    def react(self, state: CustomerState, reading: Reading) -> tuple[CustomerState, Cue]:
        """The customer after a reply, and what they express now."""
        if "other_language" in reading.flags:  # asked to say it again, as if nothing had been said
            moment = Moment(reading, state, reading.flags)
            return state, self._cue(moment, (self._not_read(moment),), Answered(state))
        state, moment = self._hear(state, reading)
        fired = fire(self._reactions, moment)
        moment = self._count(moment, fired)
        met: tuple[str, ...] = ()
        if not moment.flags:
            moment, met = self._settle(moment)
        moment = self._feel(moment, fired, met)
        if moment.flags & UNREAD:
            return self._conclude(moment, Answered(moment.state), (self._not_read(moment),))
        repeated = "repeated" in moment.flags
        answered = Answered(moment.state) if repeated else answer(self.scenario, self.persona, moment)
        moment = self._after_answers(moment, answered)
        return self._conclude(moment, answered, self._taken(moment, fired, met), bool(met))

    def _conditions(self) -> Iterator[Condition]:
        given: list[Condition | None] = [r.when for r in self._reactions]
        given += [f.unlock for f in self.scenario.facts.values()]
        given += [a.when for a in self.scenario.answers.values()]
        for need in self.scenario.needs.values():
            given += [need.met, need.opens, need.reopens]
        given += [e.when for e in self.scenario.endings.values()]
        given.append(self.persona.silent_when)
        return (condition for condition in given if condition is not None)

    def _hear(self, state: CustomerState, reading: Reading) -> tuple[CustomerState, Moment]:
        again = {"repeated"} if repeats(reading.text, state.earlier) else set()
        state = replace(state, replies=state.replies + 1, earlier=(*state.earlier, reading.text))
        moment = Moment(reading, state, reading.flags | again)
        held = frozenset(key for key, condition in self._ever.items() if moment.holds(condition))
        state = replace(state, remembered=state.remembered | held)
        return state, replace(moment, state=state)

    def _count(self, moment: Moment, fired: tuple[Fired, ...]) -> Moment:
        reacted = {**moment.state.reacted, **{f.reaction.id: f.times for f in fired}}
        return replace(moment, state=replace(moment.state, reacted=reacted))

    def _settle(self, moment: Moment) -> tuple[Moment, tuple[str, ...]]:
        """Open, reopen and meet needs. A reply that repeats an earlier one meets nothing."""
        needs = self.scenario.needs
        moment = replace(moment, state=reopen(needs, moment))
        moment = replace(moment, state=open_needs(needs, moment))
        state, met = meet(needs, moment)
        return replace(moment, state=state), met

    def _feel(self, moment: Moment, fired: tuple[Fired, ...], met: tuple[str, ...]) -> Moment:
        state = moment.state
        change = total_change([f.change for f in fired])
        if moment.flags:
            change = losses(change)
        drift = {} if met else self.persona.drift
        change = total_change([change, drift, *(self.scenario.needs[key].mood for key in met)])
        mood = move(state.mood, change, self.persona.inertia, state.offences)
        offences = state.offences + sum(f.reaction.offence for f in fired)
        return replace(moment, state=replace(state, mood=mood, offences=offences))

    def _after_answers(self, moment: Moment, answered: Answered) -> Moment:
        """What telling something does: to the mood, and to needs that open with it."""
        change = total_change(answered.changes)
        mood = move(answered.state.mood, change, self.persona.inertia, answered.state.offences)
        moment = replace(moment, state=replace(answered.state, mood=mood))
        return replace(moment, state=open_needs(self.scenario.needs, moment))

    def _taken(self, moment: Moment, fired: tuple[Fired, ...], met: tuple[str, ...]) -> tuple[CuePart, ...]:
        """How the customer takes the reply: an offence first, then a met need, then the rest."""
        lines = self.persona.lines
        if "repeated" in moment.flags:
            return (self._generic(Act.REACTION, lines.repeated, moment),)
        offence = loudest(fired, offence=True)
        if offence is not None:
            return (self._reaction(offence, moment),)
        thanks = next((key for key in reversed(met) if self.scenario.needs[key].thanks), None)
        if thanks is not None:
            said = fitting(self.scenario.needs[thanks].thanks, moment.state.mood)
            return (CuePart(Act.THANKS, thanks, said, optional=True),)
        liked = loudest(fired, offence=False)
        return (self._reaction(liked, moment),) if liked is not None else ()

    def _conclude(
        self, moment: Moment, answered: Answered, taken: tuple[CuePart, ...], helped: bool = False
    ) -> tuple[CustomerState, Cue]:
        """Put the cue together: an end, or a reaction, the answers, and what is still open."""
        ending = endings.decide(self.scenario, moment)
        if ending is not None and not (moment.flags and endings.name_of(*ending) == "resolved"):
            parts = answered.parts if endings.name_of(*ending) != "customer_left" else ()
            last = endings.closing_part(*ending, moment)
            return moment.state, self._cue(moment, (*parts, last), answered, ending)
        if self._is_silent(moment, answered, helped):
            parts = (self._generic(Act.SILENCE, self.persona.lines.silence, moment),)
            return moment.state, self._cue(moment, parts, answered)
        asked = self._ask(moment, answered)
        parts = (*taken[: 1 if len(answered.parts) < 2 else 0], *answered.parts, *asked)
        state = replace(moment.state, unasked=0 if asked else moment.state.unasked + 1)
        return state, self._cue(moment, parts or self._nothing(moment), answered)

    def _is_silent(self, moment: Moment, answered: Answered, helped: bool) -> bool:
        silent = self.persona.silent_when
        if silent is None or helped or answered.parts or moment.flags:
            return False
        return moment.holds(silent)

    def _ask(self, moment: Moment, answered: Answered) -> tuple[CuePart, ...]:
        """Come back to what is open, but let an answer stand for itself every other time."""
        closing = any(question.closing for question in moment.reading.questions)
        if moment.flags & UNREAD or (answered.parts and not closing and moment.state.unasked < 1):
            return ()
        key = next_to_ask(self.scenario.needs, moment.state)
        if key is None:
            return ()
        mood = moment.state.mood
        lines = fitting(self.scenario.needs[key].ask, mood)
        return (CuePart(Act.ASK, key, lines, fitting(self.persona.lines.insist, mood)),)

    def _nothing(self, moment: Moment) -> tuple[CuePart, ...]:
        """The reply asked nothing, moved nobody, and nothing can be asked for yet."""
        lines = self.persona.lines
        if moment.state.open_needs:
            return (self._generic(Act.NEUTRAL, lines.neutral, moment),)
        return (self._generic(Act.WAITING, lines.waiting, moment),)

    def _not_read(self, moment: Moment) -> CuePart:
        lines = self.persona.lines
        if "empty" in moment.flags:
            return self._generic(Act.UNCLEAR, lines.empty, moment)
        if "other_language" in moment.flags:
            return self._generic(Act.UNCLEAR, lines.other_language, moment)
        return self._generic(Act.UNCLEAR, lines.unclear, moment)

    def _generic(self, act: Act, lines: Lines, moment: Moment) -> CuePart:
        return CuePart(act, "", fitting(lines, moment.state.mood))

    def _reaction(self, fired: Fired, moment: Moment) -> CuePart:
        return CuePart(
            Act.REACTION, fired.reaction.id, fitting(fired.lines, moment.state.mood), optional=True
        )

    def _cue(
        self,
        moment: Moment,
        parts: tuple[CuePart, ...],
        answered: Answered,
        ending: tuple[str, Ending] | None = None,
    ) -> Cue:
        mood: Mapping[Meter, float] = moment.state.mood
        done = endings.close(*ending) if ending is not None else None
        return Cue(parts, mood, moment.state.told, answered.unlocked, done)
