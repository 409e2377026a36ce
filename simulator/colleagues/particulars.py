"""What a colleague sees of a case: the customer's name, the matter, and what the desk says of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from simulator.colleagues.bank import Bank
from simulator.content.base import Line
from simulator.content.scenario import Scenario
from simulator.language.document import DATE, MONEY, NUMBER, TIME, WORD, take_apart
from simulator.language.reader import rules_for

_WRAPPED = re.compile(r"(?<![.!?:;؟؛])\n")
_PIECES = re.compile(r"(?<=[^\d\s]):\s+|[;؛]\s+|\s+[\u2013\u2014]\s+")
_SHORTEST = 3
"""Words that a piece of a sentence must have to be said by itself."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """A case as somebody at the desk sees it.

    Attributes:
        names: Ways to address the customer.
        thing: What the matter is about, one word.
        dates: Days and times that the desk shows, as written.
        sums: Amounts that the desk shows.
        told: What the desk says, sentence by sentence, spoken to the customer.
    """

    names: tuple[str, ...]
    thing: str
    dates: tuple[str, ...]
    sums: tuple[str, ...]
    told: tuple[str, ...]

    def slots(self, bank: Bank) -> Mapping[str, Sequence[str]]:
        """What fills the slots of a bank's sentences."""
        known = {
            "name": self.names,
            "thing": (self.thing,),
            "date": self.dates or tuple(bank.dates),
            "sum": self.sums or (self.thing,),
            "agent": tuple(bank.agents),
        }
        own = [slot for slot in bank.turned if slot not in known]
        return known | {slot: [_turned(name, slot, bank) for name in self.names] for slot in own}


def particulars_of(scenario: Scenario, bank: Bank) -> Particulars:
    """The particulars of a scenario's case."""
    sentences = tuple(dict.fromkeys(_told(scenario, bank)))
    seen = " ".join(sentences)
    deeds = " ".join(text for text in sentences if first_word(text) in bank.verbs)
    return Particulars(
        names=_names(scenario.customer.name, bank),
        thing=_turned(_thing(scenario, bank), "thing", bank),
        dates=_all_turned(_dates(deeds, bank.language) or _dates(seen, bank.language), "date", bank),
        sums=_all_turned(_sums(seen, bank.language), "sum", bank),
        told=sentences,
    )


def _names(name: str, bank: Bank) -> tuple[str, ...]:
    """The ways to address somebody: one where the bank turns the name, else the first name and all of it."""
    if (turned := _turned(name, "name", bank)) != name:
        return (turned,)
    first = name.split()[0]
    return (first, name) if first.rstrip(".") == first else (name,)


def _turned(text: str, slot: str, bank: Bank) -> str:
    for old, new in bank.turned.get(slot, ()):
        text = re.sub(old, new, text)
    return text


def _all_turned(texts: Iterable[str], slot: str, bank: Bank) -> tuple[str, ...]:
    """Each text as the slot wants it; those of which nothing is left are no good there."""
    turned = dict.fromkeys(_turned(text, slot, bank) for text in texts)
    return tuple(text for text in turned if text)


def _told(scenario: Scenario, bank: Bank) -> Iterator[str]:
    seen = " ".join((scenario.brief, *_names(scenario.customer.name, bank)))
    turned = [*bank.from_agent, *_turned_for(seen, bank)]
    for card in scenario.desk:
        text = _WRAPPED.sub(" ", card.text.strip())
        for span in take_apart(text, bank.language).sentences:
            sentence = _spoken(text[span.start : span.end].strip(), turned)
            if not sentence:
                continue
            yield sentence
            pieces = _PIECES.split(sentence)
            if len(pieces) > 1:
                yield from (_closed(piece) for piece in pieces if _is_said_alone(piece))


def _is_said_alone(piece: str) -> bool:
    """Whether a piece is long enough and tears no bracket and no quotation apart."""
    marks = sum(piece.count(mark) for mark in '«»„“”"')
    whole = piece.count("(") == piece.count(")") and marks % 2 == 0
    return whole and len(piece.split()) >= _SHORTEST


def _closed(piece: str) -> str:
    return piece[:1].upper() + piece[1:].rstrip(",;:،؛") + ("" if piece[-1:] in ".!?؟" else ".")


def _turned_for(seen: str, bank: Bank) -> Sequence[tuple[str, str]]:
    """The words of the sort by which the brief and the name speak of the customer most often."""
    words = Counter(seen.lower().split())
    return max(bank.to_customer.items(), key=lambda sort: words[sort[0]], default=("", ()))[1]


def _spoken(sentence: str, turned: Sequence[tuple[str, str]]) -> str:
    for old, new in turned:
        sentence = re.sub(old, new, sentence)
    return sentence[:1].upper() + sentence[1:]


def first_word(sentence: str) -> str:
    """The first word of a sentence, in small letters and without signs."""
    return sentence.split()[0].strip(".,:;،؛").lower()


def _sums(text: str, language: str) -> tuple[str, ...]:
    found = [token for token in take_apart(text, language).tokens if token.kind == MONEY]
    return tuple(dict.fromkeys(text[token.start : token.end].strip() for token in found))


def _dates(text: str, language: str) -> tuple[str, ...]:
    """Days and times as written: `Wednesday, November 11` is one of them."""
    found: list[tuple[int, int, bool]] = []
    for token in take_apart(text, language).tokens:
        if token.kind not in (DATE, TIME, NUMBER):
            continue
        start, dated = token.start, token.kind != NUMBER
        if found and text[found[-1][1] : start].strip(" ,،") == "":
            start, _, before = found.pop()
            dated = dated or before
        found.append((start, token.end, dated))
    return tuple(dict.fromkeys(text[start:end].strip() for start, end, dated in found if dated))


def _thing(scenario: Scenario, bank: Bank) -> str:
    """The word of the customer's that the desk knows too and that comes up most."""
    opening = " ".join(_text_of(line) for line in scenario.customer.opening)
    asked = " ".join(_text_of(line) for need in scenario.needs.values() for line in need.ask)
    desk = " ".join(f"{card.title} {card.text}" for card in scenario.desk)
    said = take_apart(f"{opening} {asked}", bank.language)
    known = take_apart(f"{desk} {scenario.brief}", bank.language)
    there = Counter(token.stem for token in known.tokens if token.kind == WORD)
    small = rules_for(bank.language).generic
    names = {word.lower().strip(".") for word in scenario.customer.name.split()}
    found = Counter(
        token.form
        for before, token in pairwise(said.tokens)
        if token.kind == WORD and before.form in bank.before_things and token.form not in bank.loss
        if token.stem in there and token.stem not in small and token.form not in names
    )
    return max(found, key=lambda form: (found[form], len(form), form), default=bank.thing)


def _text_of(line: Line) -> str:
    return line if isinstance(line, str) else line.say
