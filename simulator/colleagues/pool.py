"""All that a colleague could say in one scenario, sentence by sentence, with what each of them shows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from simulator.behaviours import BEHAVIOURS
from simulator.colleagues.bank import Bank
from simulator.colleagues.fluency import Fluency
from simulator.colleagues.particulars import Particulars, first_word
from simulator.colleagues.phrasing import spellings, whole_words, wordings
from simulator.content.base import Line
from simulator.content.scenario import Scenario
from simulator.language.reader import Reader
from simulator.language.reading import Finding, Reading

_SLOT = re.compile(r"\{(\w+)\}")
_TOGETHER = 64
DESK, DEED, APT, BEHAVIOUR, FRAME = 0.9, 1.0, 0.85, 0.6, 0.1
"""How gladly a sentence is said: the desk's, a deed that the desk allows, the bank's, a topic's words.

Of the bank's, `apt` ones fit some cases only: they are said where they serve and speak of a topic."""
_FLUENT = 0.4
"""How much more gladly a topic's words are said when the texts of the case have each pair of them."""
_FITS = 0.15
"""How much more gladly they are said in a frame for their sort of words."""
_EACH, _MADE = 2, 10
"""The most fluent wordings of each phrase that are kept, of so many that are made."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may be said.

    Attributes:
        reading: What it shows by itself, as the first answer to the customer.
        worth: How gladly it is said, from 0 to 1.
    """

    text: str
    reading: Reading
    worth: float


class Pool:
    """The sentences of one scenario, found by what they show.

    Attributes:
        told: The sentences of the desk, in its order.
        nothing: What is shown by saying nothing.
    """

    def __init__(
        self, scenario: Scenario, bank: Bank, particulars: Particulars, reader: Reader, seed: int
    ) -> None:
        chance = Random(f"{seed}:{scenario.id}:pool")
        self._bank, self._slots = bank, particulars.slots(bank)
        self._heard = [text_of(scenario.customer.opening[0])]
        self._desk = [scenario.customer.name, *(card.text for card in scenario.desk)]
        self._reader = reader
        texts = list(_texts(scenario, bank))
        self._fluency = Fluency(texts)
        sources = [source for patterns in scenario.topics.values() for source in patterns]
        self._fillers = replace(
            bank.fillers,
            words=whole_words([*texts, *bank.words], bank.language),
            spelt={**spellings([*texts, *bank.words, *sources], bank.language), **bank.fillers.spelt},
        )
        self._read: dict[str, Sentence] = {}
        self.nothing = Sentence("", Reading("", dict.fromkeys(BEHAVIOURS, Finding()), {}, (), (), (), 0), 0.0)
        self._shown: dict[str, frozenset[tuple[str, str]]] = {}
        self._by_word: dict[tuple[str, str], list[Sentence]] = defaultdict(list)
        made = dict(self._written(scenario, particulars, chance))
        self._take_in(made)
        self.told = tuple(self._read[text] for text in particulars.told if text in self._read)

    def showing(self, words: Iterable[tuple[str, str]]) -> list[Sentence]:
        """The sentences that show any of some things, such as `("topic", "refund")`, each once."""
        found: dict[str, Sentence] = {}
        for word in words:
            found.update((sentence.text, sentence) for sentence in self._by_word.get(word, ()))
        return list(found.values())

    def shown(self, sentence: Sentence) -> frozenset[tuple[str, str]]:
        """What a sentence of the pool shows, as `showing` is asked for it."""
        return self._shown[sentence.text]

    def sentence(self, text: str) -> Sentence:
        """A sentence from elsewhere with what it shows, read once."""
        if text not in self._read:
            self._read[text] = Sentence(text, self._reader.read(text, self._heard, self._desk), BEHAVIOUR)
        return self._read[text]

    def of_set(self, name: str, chance: Random) -> str:
        """A sentence of one of the bank's sets."""
        return self.filled(chance.choice(self._bank.sets[name]), chance)

    def of_behaviour(self, name: str, chance: Random) -> str:
        """A sentence of the bank that shows a behaviour."""
        return self.filled(chance.choice(self._bank.behaviours[name]), chance)

    def filled(self, sentence: str, chance: Random) -> str:
        """A sentence of the bank with its slots filled from the case."""
        return _capital(_SLOT.sub(lambda slot: chance.choice(self._slots[slot[1]]), sentence))

    def _written(
        self, scenario: Scenario, particulars: Particulars, chance: Random
    ) -> Iterator[tuple[str, float]]:
        """Everything that could be said, the least gladly said first; the last worth counts."""
        for patterns in scenario.topics.values():
            for source in patterns:
                yield from self._framed(source, chance)
        for name in BEHAVIOURS:
            for sentence in self._bank.behaviours[name]:
                yield self.filled(sentence, chance), BEHAVIOUR
        for sentence in self._bank.sets.get("apt", ()):
            yield self.filled(sentence, chance), APT
        for sentence in particulars.told:
            yield sentence, DESK
        for sentence in particulars.told:
            if deed := self._deed(sentence):
                yield deed, DEED

    def _framed(self, source: str, chance: Random) -> Iterator[tuple[str, float]]:
        bank = self._bank
        for words in self._fluent(source, chance):
            first = words.split()[0].lower()
            names = self._sorts(first)
            for name in (*names, *names, "tell", "ask"):
                frame = chance.choice(bank.sets[name])
                sentence = self.filled(frame.replace("{words}", words), chance)
                yield sentence, FRAME + _FLUENT * self._fluency.of(words) + _FITS * (name in names)

    def _sorts(self, first: str) -> Sequence[str]:
        """The frames for words that begin with this one."""
        bank = self._bank
        sorts = {"question": bank.fillers.questions, "promise": bank.verbs, "instruct": bank.orders}
        found = [name for name, words in sorts.items() if first in words]
        return found[:1] if found[:1] == ["question"] else found or ["tell"]

    def _fluent(self, source: str, chance: Random) -> list[str]:
        bank = self._bank
        made = wordings(source, bank.language, self._fillers, chance, _MADE)
        filled = [_SLOT.sub(lambda slot: chance.choice(self._slots[slot[1]]), words) for words in made]
        return sorted(filled, key=lambda words: (-self._fluency.of(words), words))[:_EACH]

    def _deed(self, sentence: str) -> str:
        """What the desk lets the agent do, as a promise; an empty text where it is no deed."""
        if first_word(sentence) not in self._bank.verbs:
            return ""
        words = sentence[:1].lower() + sentence[1:].rstrip(".")
        return _capital(self._bank.sets["promise"][0].replace("{words}", words))

    def _take_in(self, made: Mapping[str, float]) -> None:
        texts = list(made)
        for at in range(0, len(texts), _TOGETHER):
            some = texts[at : at + _TOGETHER]
            readings = self._reader.read_all([(text, self._heard) for text in some], self._desk)
            for text, reading in zip(some, readings, strict=True):
                if not reading.flags and (made[text] != APT or any(reading.topics.values())):
                    self._keep(Sentence(text, reading, made[text]))

    def _keep(self, sentence: Sentence) -> None:
        self._read[sentence.text] = sentence
        self._shown[sentence.text] = frozenset(_shown(sentence.reading))
        for word in self._shown[sentence.text]:
            self._by_word[word].append(sentence)


def _texts(scenario: Scenario, bank: Bank) -> Iterator[str]:
    """What is written of the case for people, and what anybody says; no exemplar, and no better wording."""
    yield scenario.brief
    yield from (card.text for card in scenario.desk)
    yield from (fact.text for fact in scenario.facts.values())
    yield from (text for need in scenario.needs.values() for text in (need.title, need.hint))
    lines = [*scenario.customer.opening, *(line for need in scenario.needs.values() for line in need.ask)]
    yield from map(text_of, lines)
    yield from (sentence for sentences in bank.behaviours.values() for sentence in sentences)
    yield from bank.sets.get("apt", ())


def text_of(line: Line) -> str:
    """The words of an author's line."""
    return line if isinstance(line, str) else line.say


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shown(reading: Reading) -> Sequence[tuple[str, str]]:
    found = [("behaviour", name) for name, finding in reading.behaviours.items() if finding.present]
    for name, mentions in reading.topics.items():
        found += [("topic", name)] * any(not mention.negated for mention in mentions)
        found += [("asked", name)] * any(mention.asked for mention in mentions)
    return found
