"""Needs, facts and endings that mere politeness would settle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from simulator.content.base import Meter, compare
from simulator.content.conditions import Condition
from simulator.content.lint.findings import LintSheet
from simulator.content.lint.reach import ending_name, start_of
from simulator.content.lint.small_talk import COURTESIES
from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.language.document import Document, take_apart
from simulator.language.patterns import PhraseBook
from simulator.language.reading import Question, Reading, TopicMention


@lru_cache(maxsize=8)
def courtesies(language: str) -> tuple[tuple[Document, Reading], ...]:
    """The courtesies of a language, read without any scenario; none for a language without a list."""
    from simulator.language.reader import Reader

    reader = Reader(language)
    return tuple((take_apart(text, language), reader.read(text)) for text in COURTESIES.get(language, ()))


def check_greetings(sheet: LintSheet[Scenario], persona: Persona, topics: PhraseBook) -> None:
    """Note what a greeting, a thank-you or an empty formula would meet, bring out or end.

    Args:
        sheet: Takes the faults.
        persona: The scenario's persona.
        topics: The scenario's topics.
    """
    scenario = sheet.model
    mood = start_of(scenario, persona)
    spoken = [
        _Spoken(_read(document, reading, topics), mood)
        for document, reading in courtesies(scenario.language.partition("-")[0])
    ]
    for key, need in scenario.needs.items():
        given = frozenset(need.after or ())
        if said := _first(spoken, need.met, given):
            message = f"\u201c{said}\u201d alone would meet the need `{key}`; ask for more in `met`"
            sheet.value("greeting", ("needs", key, "met"), message)
    for key, fact in scenario.facts.items():
        if fact.unlock is not None and (said := _first(_unasked(spoken), fact.unlock)):
            message = f"\u201c{said}\u201d alone would bring out the fact `{key}`; ask for more in `unlock`"
            sheet.value("greeting", ("facts", key, "unlock"), message)
    for key, ending in scenario.endings.items():
        early = ending_name(key, ending) == "resolved" and scenario.limits.floor > 1
        if ending.when is not None and not early and (said := _first(spoken, ending.when)):
            message = (
                f"\u201c{said}\u201d alone would end the conversation with `{key}`; ask for more in `when`"
            )
            sheet.value("greeting", ("endings", key, "when"), message)


def _read(document: Document, reading: Reading, topics: PhraseBook) -> Reading:
    """The reading of a courtesy of one sentence, with the topics that it mentions."""
    hits = topics.find(document)
    if not hits:
        return reading
    asked = bool(reading.questions)
    mentions = {
        key: tuple(TopicMention(hit.span, asked=asked) for hit in found) for key, found in hits.items()
    }
    questions = tuple(Question(q.span, tuple(hits), q.closing, q.offer) for q in reading.questions)
    return replace(reading, topics=mentions, questions=questions)


def _unasked(spoken: list[_Spoken]) -> list[_Spoken]:
    """Those that ask nothing: "how are you?" may well bring something out."""
    return [said for said in spoken if not said.reading.questions]


def _first(spoken: list[_Spoken], condition: Condition, met: frozenset[str] = frozenset()) -> str:
    """The first courtesy for which a condition holds; an empty text when it holds for none."""
    return next((said.reading.text for said in spoken if said.holds(condition, met)), "")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A courtesy as the agent's first reply."""

    reading: Reading
    mood: Mapping[Meter, int]

    def holds(self, condition: Condition, met: frozenset[str] = frozenset()) -> bool:
        """Whether the condition holds at the start, once the needs in `met` are met and nothing is told."""
        if condition.kind in _OF_PARTS:
            return _OF_PARTS[condition.kind](self.holds(part, met) for part in condition.parts())
        if condition.kind == "not_":
            return not self.holds(condition.parts()[0], met)
        if condition.kind == "needs":
            return met.issuperset(condition.needs or ())
        return _OF_READING[condition.kind](condition, self)


_OF_PARTS: Mapping[str, Callable[..., bool]] = {"all": all, "any": any, "together": all, "ever": any}
"""A courtesy is one sentence, and the first reply: what holds in it holds together, and ever."""


def _shows_topic(condition: Condition, said: _Spoken) -> bool:
    return any(name in said.reading.topics for name in condition.topic or ())


def _asks(condition: Condition, said: _Spoken) -> bool:
    found = said.reading.topics
    return any(mention.asked for name in condition.asked or () for mention in found.get(name, ()))


def _in_mood(condition: Condition, said: _Spoken) -> bool:
    return all(compare(said.mood.get(meter, 0), text) for meter, text in (condition.mood or {}).items())


_OF_READING: Mapping[str, Callable[[Condition, _Spoken], bool]] = {
    "behaviour": lambda c, s: any(s.reading.shows(name) for name in c.behaviour or ()),
    "topic": _shows_topic,
    "asked": _asks,
    "mood": _in_mood,
    "facts": lambda c, s: False,
    "details": lambda c, s: compare(len(s.reading.details), c.details or ""),
    "replies": lambda c, s: compare(1, c.replies or ""),
    "words": lambda c, s: compare(s.reading.words, c.words or ""),
    "questions": lambda c, s: compare(sum(not q.closing for q in s.reading.questions), c.questions or ""),
    "flag": lambda c, s: c.flag in s.reading.flags,
}
