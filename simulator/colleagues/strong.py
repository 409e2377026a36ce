"""The strong colleague: hears, owns, answers what was asked, commits with a date, checks back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from simulator.colleagues.answering import Answering
from simulator.colleagues.bank import Bank
from simulator.colleagues.kinds import Kind
from simulator.colleagues.pool import Pool, Sentence
from simulator.colleagues.port import Sight, Spoken
from simulator.colleagues.repertoire import Aim, Choice, Repertoire
from simulator.content.base import Channel
from simulator.customer.cue import Act
from simulator.customer.state import CustomerState

_AT_ONCE: dict[Channel, int] = {"email": 5, "review": 3, "phone": 1, "meeting": 2, "counter": 2, "chat": 2}
"""How many things are settled in one reply."""
_WARM = 2
"""So many first replies begin with the person."""
_CLOSE = 0.15
"""Sentences that come this near to the best are as good."""
_CALM = 55
"""A customer who begins with so much patience has not been let down."""
_MORE = 2
"""So many sentences are added to the first, where one is not enough."""


@dataclass(slots=True)
class _Draft:
    """A reply as it is put together.

    Attributes:
        state: The customer as they will be when what is settled so far is settled.
        settled: What it settles, with how near it comes.
    """

    state: CustomerState
    said: list[Sentence]
    settled: dict[Aim, float]


@dataclass(frozen=True, slots=True)
class Strong:
    """Guided by what the needs and facts ask for; varied by chance."""

    repertoire: Repertoire
    bank: Bank
    channel: Channel
    bereaved: bool
    kind: Kind = "strong"

    def reply(self, sight: Sight, chance: Random) -> Spoken | None:
        """Say what settles most, beginning with what was asked."""
        draft = _Draft(sight.state, [], {})
        self._open(draft, sight, chance)
        tried: set[Aim] = set()
        while len(draft.settled) < _AT_ONCE[self.channel] and (aim := self._next(draft, sight, tried)):
            tried.add(aim)
            self._settle(aim, draft, sight, chance)
        self._answer(draft, sight)
        self._ask(draft, sight, chance)
        self._close(draft, sight, chance)
        if not draft.said:
            draft.said.append(self._pool.sentence(self._pool.of_set("charge", chance)))
        texts = tuple(sentence.text for sentence in draft.said)
        return Spoken(" ".join(texts), texts)

    @property
    def _pool(self) -> Pool:
        return self.repertoire.pool

    def _open(self, draft: _Draft, sight: Sight, chance: Random) -> None:
        """Greet by name, and say what it has meant; some of it again in the second reply."""
        if not sight.replies:
            self._add(draft, sight, self._pool.of_set("greeting", chance))
        if sight.replies >= _WARM:
            return
        for text in self._warm_words(sight, chance):
            self._add(draft, sight, text)

    def _warm_words(self, sight: Sight, chance: Random) -> list[str]:
        behaviour = self._pool.of_behaviour
        if self.bereaved:
            grief = self._pool.of_set("grief", chance)
            return [grief] if sight.replies else [behaviour("condolence", chance), grief]
        words = [behaviour("acknowledges_emotion", chance)]
        if sight.replies:
            return words
        if sight.state.mood.get("patience", 100) >= _CALM:  # nobody was wronged: there is nothing to own
            return [*words, self._pool.of_set("charge", chance)]
        sorry = [behaviour("apologises", chance)] if chance.random() < 0.5 else []
        return [*words, *sorry, behaviour("takes_ownership", chance)]

    def _add(self, draft: _Draft, sight: Sight, text: str) -> None:
        """Say something that is no harm to what is said already, once."""
        sentence = self._pool.sentence(text)
        if text not in sight.said and self._keeps(draft, sentence):
            draft.said.append(sentence)

    def _keeps(self, draft: _Draft, sentence: Sentence) -> bool:
        said = [*draft.said, sentence]
        if self.repertoire.harms(draft.state, said):
            return False
        return all(
            self.repertoire.reach(aim, draft.state, said) >= reach for aim, reach in draft.settled.items()
        )

    def _next(self, draft: _Draft, sight: Sight, tried: set[Aim]) -> Aim | None:
        """What is due and was not tried yet: first what the customer has just asked for."""
        asked = [("need", part.ref) for part in sight.cue.parts if part.act is Act.ASK]
        due = [aim for aim in self.repertoire.due(draft.state) if aim not in tried]
        return next((aim for aim in asked if aim in due), due[0] if due else None)

    def _settle(self, aim: Aim, draft: _Draft, sight: Sight, chance: Random) -> None:
        reach = self.repertoire.reach(aim, draft.state, draft.said)
        for _ in range(_MORE + 1):
            if reach >= 1:
                break
            added = self._nearer(aim, reach, draft, sight, chance)
            if added is None:
                break
            draft.said.append(added)
            reach = self.repertoire.reach(aim, draft.state, draft.said)
        if reach >= 1:
            draft.settled[aim] = reach
            draft.state = replace(draft.state, met=draft.state.met | {aim[1]})

    def _nearer(self, aim: Aim, reach: float, draft: _Draft, sight: Sight, chance: Random) -> Sentence | None:
        """One of the sentences that bring it nearest, beside what is said already."""
        spare = None
        for choice in self._shuffled(self.repertoire.choices(aim, draft.state), chance):
            sentence = choice.sentence
            if sentence.text in sight.said or sentence in draft.said:
                continue
            if self.repertoire.reach(aim, draft.state, [*draft.said, sentence]) > reach:
                if self._keeps(draft, sentence):
                    return sentence
                spare = spare or sentence
        return spare if not draft.said else None

    def _shuffled(self, choices: Sequence[Choice], chance: Random) -> list[Choice]:
        """The best ones in any order, then the others in theirs."""
        if not choices:
            return []
        best = [choice for choice in choices if choice.value >= choices[0].value - _CLOSE]
        chance.shuffle(best)
        return [*best, *(choice for choice in choices if choice not in best)]

    def _answer(self, draft: _Draft, sight: Sight) -> None:
        """What the desk says about the customer's last words, if nothing said so far does."""
        sentence = Answering(self._pool.told, self.bank.language).nearest(sight.message, sight.said)
        if sentence is not None and sentence not in draft.said:
            self._add(draft, sight, sentence.text)

    def _ask(self, draft: _Draft, sight: Sight, chance: Random) -> None:
        """One question that brings something out."""
        if sight.left <= 1:
            return
        untold = self.repertoire.untold(sight.state)
        for aim in chance.sample(untold, len(untold)):
            for choice in self._shuffled(self.repertoire.choices(aim, sight.state), chance):
                asks = choice.sentence.reading.questions
                fits = choice.reach >= 1 and asks and choice.sentence.text not in sight.said
                if fits and self._keeps(draft, choice.sentence):
                    draft.said.append(choice.sentence)
                    return

    def _close(self, draft: _Draft, sight: Sight, chance: Random) -> None:
        """Make sure that it suits, when all that is open is settled."""
        if not draft.state.open_needs or sight.left <= 1 or (self.channel in ("email", "review")):
            self._add(draft, sight, self._pool.of_set("closing", chance))


def tells_of_death(text: str, words: Sequence[str]) -> bool:
    """Whether a customer's words speak of a death."""
    return any(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for word in words)
