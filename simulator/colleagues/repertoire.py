"""What could be said now to bring something about: the sentences that come nearest to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from simulator.colleagues.merging import merged
from simulator.colleagues.pool import Pool, Sentence
from simulator.colleagues.progress import Aims, Looks, unlocking, words_in
from simulator.content.conditions import Condition
from simulator.customer.conditions import Moment
from simulator.customer.model import CustomerModel
from simulator.customer.reactions import fire, reactions_of
from simulator.customer.state import CustomerState
from simulator.language.reading import Reading

_KEPT = 12
"""So many sentences are kept for each thing that is to be brought about."""
_LEAST = 0.05
"""A sentence that brings it no nearer than this is not said for it."""
_FIRST = 4
"""How much more it counts that a sentence serves than that it is gladly said."""
_ODD = 0.8
"""What a question loses that is to meet a need, and a statement that is to bring out a fact."""
_ALIKE, _GROUPS = 4, 16
"""So many sentences that show the same are looked at, and so many sorts of them."""
_CONTENT = 65.0
"""Points of every meter of a customer who is all right."""
_ROUGH = 20
"""Points of a meter that a colleague cannot tell apart."""
_SHORT = 30
"""Words from which on a sentence is too long to be said gladly."""

Aim = tuple[str, str]
"""What is to be brought about: `("need", id)` or `("fact", id)`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence, how near it comes alone to what it is said for (0 to 1), and how good that is."""

    sentence: Sentence
    reach: float
    value: float


class Repertoire:
    """Finds sentences for needs and facts; what was found for one state is kept."""

    def __init__(self, model: CustomerModel, pool: Pool) -> None:
        scenario = model.scenario
        self.pool = pool
        self._needs, self._facts = scenario.needs, frozenset(scenario.facts)
        self._aims = Aims(scenario.facts, scenario.needs)
        self._reactions = reactions_of(scenario, model.persona)
        self._conditions: dict[Aim, Condition] = {}
        self._conditions.update({("need", key): need.met for key, need in scenario.needs.items()})
        for key, fact in scenario.facts.items():
            if (unlock := unlocking(fact)) is not None:
                self._conditions["fact", key] = unlock
        self._looks = {
            aim: Looks.of([*self._aims.within(condition)]) for aim, condition in self._conditions.items()
        }
        self._start = model.start()[0]
        self._candidates: dict[Aim, list[Sentence]] = {}
        self._found: dict[tuple[object, ...], tuple[Choice, ...]] = {}

    def due(self, state: CustomerState) -> list[Aim]:
        """The open needs that can be met now, in the author's order."""
        return [
            ("need", key)
            for key, need in self._needs.items()
            if key in state.open_needs and state.met.issuperset(need.after or ())
        ]

    def untold(self, state: CustomerState) -> list[Aim]:
        """The facts that have not been told, in the author's order."""
        return [aim for aim in self._conditions if aim[0] == "fact" and aim[1] not in state.told]

    def choices(self, aim: Aim, state: CustomerState) -> tuple[Choice, ...]:
        """The sentences that come nearest to something, the best first."""
        state = _about(state)
        key = (aim, self._looks[aim].at(state))
        if key not in self._found:
            self._found[key] = self._nearest(aim, state, self._words_for(aim))[:_KEPT]
        return self._found[key]

    def reach(self, aim: Aim, state: CustomerState, said: Sequence[Sentence]) -> float:
        """How near several sentences come together, from 0 to 1."""
        if not said:
            return 0.0
        return self._aims.progress(self._conditions[aim], _moment(state, merged([s.reading for s in said])))

    def harms(self, state: CustomerState, said: Sequence[Sentence]) -> bool:
        """Whether the customer would take a reply of these sentences badly."""
        moment = _moment(state, merged([sentence.reading for sentence in said]))
        return any(
            fired.reaction.offence or any(fired.change.get(meter, 0) < 0 for meter in ("patience", "trust"))
            for fired in fire(self._reactions, moment)
        )

    def plain_choices(self, aim: Aim) -> tuple[Choice, ...]:
        """The same as at the start of a conversation, for those who do not look where the customer stands."""
        return self.choices(aim, self._start)

    def _nearest(self, aim: Aim, state: CustomerState, sentences: Iterable[Sentence]) -> tuple[Choice, ...]:
        """The sentences that bring it nearer, the best first."""
        condition = self._conditions[aim]
        idle = self._aims.progress(condition, _moment(state, self.pool.nothing.reading))
        found = []
        for sentence in sentences:
            reach = self._aims.progress(condition, _moment(state, sentence.reading))
            if reach - idle > _LEAST:
                found.append(Choice(sentence, reach, _FIRST * reach + _liked(sentence, aim)))
        return tuple(sorted(found, key=_best_first))

    def _words_for(self, aim: Aim) -> list[Sentence]:
        """The sentences that may serve an aim: of those that show the same, a few of the best."""
        if aim not in self._candidates:
            wanted = dict.fromkeys(words_in(self._aims.within(self._conditions[aim])))
            groups = self._few_of_each(self.pool.showing(wanted), wanted)
            groups.sort(key=lambda group: -self._at_best(aim, group[0]))
            self._candidates[aim] = [sentence for group in groups[:_GROUPS] for sentence in group]
        return self._candidates[aim]

    def _at_best(self, aim: Aim, sentence: Sentence) -> float:
        """How near a sentence brings it at the start, or when all else is done, whichever is nearer."""
        others = frozenset(self._needs) - {aim[1]}
        done = replace(
            self._start,
            mood=dict.fromkeys(self._start.mood, _CONTENT),
            met=others,
            told=self._facts - {aim[1]},
        )
        condition = self._conditions[aim]
        return max(
            self._aims.progress(condition, _moment(state, sentence.reading)) for state in (self._start, done)
        )

    def _few_of_each(
        self, sentences: Iterable[Sentence], wanted: Collection[tuple[str, str]]
    ) -> list[list[Sentence]]:
        """The best of those that show the same, in groups."""
        kept: dict[frozenset[tuple[str, str]], list[Sentence]] = defaultdict(list)
        for sentence in sorted(sentences, key=lambda one: (-one.worth, one.reading.words > _SHORT, one.text)):
            alike = kept[frozenset(self.pool.shown(sentence).intersection(wanted))]
            if len(alike) < _ALIKE:
                alike.append(sentence)
        return [kept[shown] for shown in sorted(kept, key=lambda shown: (-len(shown), sorted(shown)))]


def _liked(sentence: Sentence, aim: Aim) -> float:
    """How gladly it is said for this: needs are met by telling, facts come out by asking."""
    reading = sentence.reading
    asks = any(not question.closing for question in reading.questions)
    return sentence.worth - (reading.words > _SHORT) - _ODD * (asks is (aim[0] == "need"))


def _best_first(choice: Choice) -> tuple[float, str]:
    return -choice.value, choice.sentence.text


def _about(state: CustomerState) -> CustomerState:
    """The state as far as a colleague can tell it: moods are seen roughly, so that moments are alike."""
    return replace(
        state, mood={meter: points // _ROUGH * _ROUGH + _ROUGH / 2 for meter, points in state.mood.items()}
    )


def _moment(state: CustomerState, reading: Reading) -> Moment:
    return Moment(reading, replace(state, replies=state.replies + 1), reading.flags)
