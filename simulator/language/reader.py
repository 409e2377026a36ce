"""Reads one reply: which behaviours it shows, which topics it mentions, each with the words that prove it."""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from types import ModuleType
from typing import Literal, get_args

from simulator.behaviours import BEHAVIOURS
from simulator.errors import UsageError
from simulator.language.books import kept_book
from simulator.language.details import case_words, detail_spans, find_details
from simulator.language.document import Document, take_apart
from simulator.language.frozen import lexicon_languages, thaw
from simulator.language.frozen import listed_in as words_of_lists
from simulator.language.learned.reconsidering import reconsider
from simulator.language.learned.weights import panel_of
from simulator.language.overlap import same_words
from simulator.language.patterns import Hit, Pattern, PatternError, PhraseBook
from simulator.language.polarity import Polarity, polarity_of
from simulator.language.readable import flags_of, named_language
from simulator.language.reading import Finding, Question, Reading, Span, TopicMention
from simulator.language.scene import LanguageRules, Scene, ends_as_question
from simulator.language.text import MAX_REPLY_CHARS, clean_text
from simulator.language.untrue import claims

__all__ = ["READER_LANGUAGES", "PatternError", "Reader", "find_bearing", "find_questions", "same_words"]

_MODULES = {"en": "simulator.language.en.rules"}
READER_LANGUAGES: tuple[str, ...] = (*_MODULES, *lexicon_languages())
"""Languages that replies can be read in: English, and those that have a lexicon."""

Bearing = Literal["content", "declining", "unhelped", "protest"]
"""Thanks or relief; "no thanks"; giving up or going elsewhere; "I have just told you"."""

_BEARINGS: dict[Bearing, str] = {name: f"customer.{name}" for name in get_args(Bearing)}
HEARD_KEPT = 12
"""So many of the customer's last messages are looked at."""


def _module(language: str) -> ModuleType:
    """The module with the rules of a language.

    Raises:
        UsageError: Replies cannot be read in it; the hint names the languages that they can be read in.
    """
    module = _MODULES.get(language)
    if module is None:
        known = ", ".join(sorted(READER_LANGUAGES))
        raise UsageError(f'Replies in the language "{language}" cannot be read.', f"Known: {known}.")
    return importlib.import_module(module)


def listed_words(language: str) -> frozenset[str]:
    """All words whose stems the rules of a language ask for."""
    if language not in _MODULES and language in READER_LANGUAGES:
        return words_of_lists(language)
    words: frozenset[str] = _module(language).listed_words()
    return words


@lru_cache(maxsize=8)
def _lexicon_book(language: str) -> PhraseBook:
    if language not in _MODULES and language in READER_LANGUAGES:
        from simulator.language.lexicon.files import lexicon_for

        return lexicon_for(language).book
    return thaw(language, listed_words(language))


@lru_cache(maxsize=8)
def rules_for(language: str) -> LanguageRules:
    """The rules of one language.

    Raises:
        UsageError: Replies cannot be read in it.
    """
    if language not in _MODULES and language in READER_LANGUAGES:
        return _rules_of_lexicon(language)
    module = _module(language)
    _lexicon_book(language)  # brings the stems that the rules ask for
    rules: LanguageRules = module.rules()
    return rules


def _rules_of_lexicon(language: str) -> LanguageRules:
    from simulator.language.lexicon.rules import rules

    return rules(language)


class Reader:
    """Reads replies in one language, for one scenario's topics.

    Args:
        language: The language of the replies.
        topics: Phrases by the topic's name.
        untrue: The topics that are untrue in the scenario.

    Raises:
        UsageError: The language is not known.
        PatternError: A topic's phrase cannot be read.
    """

    def __init__(
        self,
        language: str = "en",
        topics: Mapping[str, Sequence[str | Pattern]] | None = None,
        untrue: Collection[str] = (),
    ) -> None:
        self.language = language
        self._rules = rules_for(language)
        self._lexicon = _lexicon_book(language)
        self._cues = _said_by_agents(language)
        self._topics = kept_book(language, topics) if topics else None
        negators = self._rules.polarity.negators
        self._denying = self._topics.naming(negators) if self._topics else frozenset[str]()
        """The topics with a phrase that denies by itself; in the others a "not" can only stand in a gap."""
        self._untrue = untrue

    def read(self, reply: str, heard: Sequence[str] = (), desk: Sequence[str] = ()) -> Reading:
        """Everything that a reply shows.

        Args:
            reply: What the agent wrote; cleaned here, and cut after `MAX_REPLY_CHARS` characters.
            heard: The customer's messages so far; the last is the one that the reply answers.
            desk: Texts that the agent can see.
        """
        return self.read_all([(reply, heard)], desk)[0]

    def read_all(
        self, replies: Iterable[tuple[str, Sequence[str]]], desk: Sequence[str] = ()
    ) -> list[Reading]:
        """The readings of several replies, each with what was heard before it, as `read` gives them.

        Goes through them step by step rather than reply by reply: what one step needs is still at hand in
        the processor when it comes to the next reply.
        """
        rules = self._rules
        texts = [
            (clean_text(reply[: 2 * MAX_REPLY_CHARS])[:MAX_REPLY_CHARS], heard) for reply, heard in replies
        ]
        documents = [take_apart(text, self.language) for text, _ in texts]
        topics = [self._topic_hits(document) for document in documents]
        hits = [self._lexicon.find(document, self._cues) for document in documents]
        scenes = [
            self._scene(document, cues, found, heard, desk)
            for document, cues, found, (_, heard) in zip(documents, hits, topics, texts, strict=True)
        ]
        flags = [flags_of(document, rules) for document in documents]
        plain = [scene for scene, (flagged, _) in zip(scenes, flags, strict=True) if not flagged]
        _detect(plain, rules)
        for scene in plain:
            reconsider(scene, rules, panel_of(self.language))
        found = zip(scenes, topics, flags, strict=True)
        readings = [_reading(*one, self._denying) for one in found]
        return [self._doubted(reading) for reading in readings] if self._untrue else readings

    def _doubted(self, reading: Reading) -> Reading:
        """With the claims of what is untrue, and without mentions of it that claim and ask nothing."""
        found = claims(reading, self._untrue, self.language)
        told = {
            topic: tuple(one for one in mentions if one.span in found or one.negated or one.asked)
            for topic, mentions in reading.topics.items()
            if topic in self._untrue
        }
        if not told:
            return reading
        topics = {topic: told.get(topic, mentions) for topic, mentions in reading.topics.items()}
        return replace(reading, untrue=found, topics={key: some for key, some in topics.items() if some})

    def look(self, reply: str, heard: Sequence[str] = ()) -> Scene:
        """A reply with what the phrases alone find in it: what linear models are trained on."""
        document = take_apart(clean_text(reply)[:MAX_REPLY_CHARS], self.language)
        scene = self._scene(document, self._lexicon.find(document, self._cues), {}, heard, ())
        _detect([scene], self._rules)
        return scene

    def _scene(
        self,
        document: Document,
        hits: Mapping[str, list[Hit]],
        topics: Mapping[str, list[Hit]],
        heard: Sequence[str],
        desk: Sequence[str],
    ) -> Scene:
        rules = self._rules
        polarity = _polarity(document, rules, hits)
        questions = _with_topics(rules.questions(document, hits), topics)
        heard_documents = tuple(_earlier(text, self.language) for text in heard[-HEARD_KEPT:])
        details = find_details(
            document,
            case_words(heard_documents, rules.generic),
            _desk_words(tuple(desk), self.language),
            rules.generic,
            rules.greetings,
        )
        clauses = rules.clauses(document, polarity, questions)
        return Scene(document, hits, polarity, clauses, questions, heard_documents, details)

    def find_questions(self, text: str) -> tuple[Question, ...]:
        """The questions in any text, a customer's message too, with this reader's topics."""
        document = _earlier(text, self.language)
        found = self._rules.questions(document, _said_by_customers(text, self.language))
        return _with_topics(found, self._topic_hits(document))

    def find_topics(self, text: str) -> Mapping[str, tuple[TopicMention, ...]]:
        """The topics that any text mentions, a customer's message or a fact too."""
        document = take_apart(clean_text(text)[:MAX_REPLY_CHARS], self.language)
        cues = self._rules.polarity_cues
        hits = self._lexicon.find(document, cues) if cues else {}
        polarity = _polarity(document, self._rules, hits)
        return _mentions(document, self._topic_hits(document), polarity, None, self._denying)

    def _topic_hits(self, document: Document) -> dict[str, list[Hit]]:
        return self._topics.find(document) if self._topics else {}


def _reading(
    scene: Scene,
    topics: Mapping[str, list[Hit]],
    flagged: tuple[frozenset[str], int],
    denying: Collection[str],
) -> Reading:
    document, nothing, (flags, words) = scene.document, Finding(), flagged
    return Reading(
        text=document.text,
        behaviours={name: scene.findings.get(name, nothing) for name in BEHAVIOURS},
        topics=_mentions(document, topics, scene.polarity, scene, denying),
        sentences=document.sentences,
        questions=tuple(scene.questions),
        details=detail_spans(document, scene.details),
        words=words,
        flags=flags,
        other_language=named_language(document) if "other_language" in flags else None,
    )


def _polarity(document: Document, rules: LanguageRules, hits: Mapping[str, list[Hit]]) -> Polarity:
    if rules.polarity_from is not None:
        return rules.polarity_from(document, hits)
    return polarity_of(document, rules.polarity)


def find_questions(text: str, language: str = "en") -> tuple[Question, ...]:
    """The questions in a text, in order; a customer's message or an agent's reply.

    Raises:
        UsageError: Texts in the language cannot be read.
    """
    return _plain_reader(language).find_questions(text)


def find_bearing(text: str, language: str = "en") -> frozenset[Bearing]:
    """How a customer's words bear on the help they got, as far as the language's lexicon tells.

    Raises:
        UsageError: Texts in the language cannot be read.
    """
    found = _said_by_customers(text, language)
    return frozenset([bearing for bearing, phrases in _BEARINGS.items() if phrases in found])


@lru_cache(maxsize=256)
def _said_by_customers(text: str, language: str) -> dict[str, list[Hit]]:
    """The phrases of questions and of bearing in a text, looked for together, as both are asked for."""
    keys = rules_for(language).question_cues | frozenset(_BEARINGS.values())
    return _lexicon_book(language).find(_earlier(text, language), keys)


@lru_cache(maxsize=8)
def _said_by_agents(language: str) -> frozenset[str]:
    """The cues that are looked for in replies: all but those of a customer's bearing."""
    return _lexicon_book(language).keys() - frozenset(_BEARINGS.values())


@lru_cache(maxsize=8)
def _plain_reader(language: str) -> Reader:
    return Reader(language)


@lru_cache(maxsize=256)
def _earlier(text: str, language: str) -> Document:
    return take_apart(clean_text(text)[:MAX_REPLY_CHARS], language)


@lru_cache(maxsize=32)
def _desk_words(desk: tuple[str, ...], language: str) -> frozenset[str]:
    return case_words([_earlier(text, language) for text in desk], rules_for(language).generic)


def _detect(scenes: Sequence[Scene], rules: LanguageRules) -> None:
    for name, detect in rules.detectors:
        for scene in scenes:
            scene.findings[name] = detect(scene)


def _with_topics(questions: tuple[Question, ...], topics: Mapping[str, list[Hit]]) -> tuple[Question, ...]:
    if not topics:
        return questions
    return tuple(
        Question(
            question.span,
            tuple(
                key for key, hits in topics.items() if any(_inside(hit.span, question.span) for hit in hits)
            ),
            question.closing,
            question.offer,
        )
        for question in questions
    )


def _mentions(
    document: Document,
    topics: Mapping[str, list[Hit]],
    polarity: Polarity,
    scene: Scene | None,
    denying: Collection[str],
) -> Mapping[str, tuple[TopicMention, ...]]:
    if not topics:
        return {}
    asked = _asked_spans(document, scene)
    return {
        key: tuple(
            TopicMention(
                hit.span,
                negated=any(i in polarity.denied for i in range(hit.first, hit.last + 1))
                and not _denies(document, hit, polarity, key in denying),
                asked=any(_inside(hit.span, span) for span in asked),
            )
            for hit in hits
        )
        for key, hits in topics.items()
    }


def _denies(document: Document, hit: Hit, polarity: Polarity, may_hold_it: bool) -> bool:
    """Whether the topic's own phrase holds the denial ("can't log in"): then it is not denied again."""
    if not polarity.deniers.isdisjoint(range(hit.first, hit.last + 1)):
        return True
    words = rules_for(document.language).polarity
    forms = document.forms[hit.first : hit.last + 1]
    if may_hold_it and any(form in words.negators for form in forms):
        return True
    return hit.first not in polarity.denied and any(pair in words.pairs for pair in pairwise(forms))


def _asked_spans(document: Document, scene: Scene | None) -> list[Span]:
    spans = [span for span in document.sentences if ends_as_question(document.text, span.end)]
    if scene is not None:
        spans.extend(question.span for question in scene.questions)
        spans.extend(scene.document.sentences[span.sentence] for span in _requests(scene))
    return spans


def _requests(scene: Scene) -> tuple[Span, ...]:
    finding = scene.findings.get("asks_question")
    return finding.spans if finding else ()


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
