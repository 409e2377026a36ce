"""A transcript made ready for judging: each reply with what was read in it and what of it can prove anything.

Marks are earned by what a reply does for this customer, so some words prove nothing: a sentence that was
said before, words copied from the customer or from the rubric, what is said in one breath with a brush-off
or with blame, and all but one formula of a reply that is stuffed with formulae. Words that cost marks are
never excused this way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from simulator.judging.asking import heavy_stems
from simulator.judging.details import own_details
from simulator.judging.hollow import hollow_promises, mere_formulae, past_times
from simulator.judging.leftout import LeftOut, left_out, still_asked
from simulator.judging.repetition import Memory
from simulator.judging.stuffing import only_formula
from simulator.judging.transcript import Transcript
from simulator.judging.wording import Source, copied, forms_by_sentence, forms_of, mostly_inside
from simulator.language.reading import Reading, Span
from simulator.language.values import value, worked_out

SPOILING = ("brushes_off", "blames", "requests_sensitive_data")
"""Behaviours that take the worth from the sentences beside them."""

SURE = 0.55
"""A behaviour counts against a reply from this confidence on: in doubt, for the learner."""

PHRASE = "phrase:"
"""What stands before the name of a rubric's phrase among the topics of a reading."""

_NOTHING_TO_READ = frozenset({"empty", "wordless", "other_language", "unreadable"})


@value
class Proof:
    """Words of a reply that show something."""

    turn: int
    span: Span
    quote: str

    @property
    def place(self) -> tuple[int, int]:
        """Turn and start; orders proofs as they were said."""
        return self.turn, self.span.start


@value
class Message:
    """A message of the customer."""

    turn: int
    text: str


@dataclass
class Reply:
    """A reply of the agent.

    Attributes:
        turn: Its turn, from 1.
        reading: What was read in it.
        words: Its words in lower case, by sentence; words that were not read are left out.
        void: Whether the reading is of other words than the turn's, so that nothing can be quoted.
        copied: Ranges copied from the customer or the rubric.
        repeated: Sentences that an earlier reply, or the same one, has said already.
        details: Details of this case, of the reply's own choice.
        specific: The sentences that hold one.
        stems: The stems of the words of some weight, by sentence.
        about: Stems of the customer's words, each with the turn that it was first used in.
        taking_up: The sentences that take up a word that the customer used before.
        spoilt: Sentences that brush off or blame, and those beside them; those that claim what is untrue.
        formula: In a stuffed reply, the one span that is credited; else None.
        hollow: Commitments that name no deed.
        idle: Times that belong to what is past, and formulae that were read as explanations.
        tied: Sentences with a time that the customer has asked for.
        empty: Sentences that are mere formulae, once somebody has looked for them.
        clause: A clause that stands for the whole reply, once somebody has looked for it.
        clauses: The clauses around places in it (start, end, sentence) that somebody has looked for.
    """

    turn: int
    reading: Reading
    words: Sequence[Sequence[str]]
    void: bool = False
    copied: list[tuple[int, int]] = field(default_factory=list)
    repeated: frozenset[int] = frozenset()
    details: tuple[Span, ...] = ()
    specific: frozenset[int] = frozenset()
    stems: list[frozenset[str]] = field(default_factory=list)
    about: Mapping[str, int] = field(default_factory=dict)
    taking_up: frozenset[int] = frozenset()
    spoilt: frozenset[int] = frozenset()
    formula: Span | None = None
    hollow: frozenset[Span] = frozenset()
    idle: frozenset[Span] = frozenset()
    tied: frozenset[int] = frozenset()
    empty: frozenset[int] | None = None
    clause: Proof | None = None
    clauses: dict[tuple[int, int, int], Proof] = field(default_factory=dict)

    @worked_out
    def readable(self) -> bool:
        """Whether there are words in it that can be judged."""
        return not self.void and not (self.reading.flags & _NOTHING_TO_READ) and bool(self.reading.sentences)

    @worked_out
    def plain(self) -> str:
        """Its text with straight apostrophes, each word in its place."""
        return self.reading.text.replace("\u2019", "'")

    @worked_out
    def forms(self) -> frozenset[str]:
        """The different words in it, in lower case."""
        return frozenset(chain.from_iterable(self.words))

    @worked_out
    def shown(self) -> Mapping[str, tuple[Span, ...]]:
        """The words that show each behaviour that the reply shows; every rule asks for some of them."""
        found = self.reading.behaviours.items()
        return {name: finding.spans for name, finding in found if finding.present}

    def spans(self, behaviours: Iterable[str]) -> Sequence[Span]:
        """The words that show any of these behaviours, in order."""
        shown = self.shown
        found: Sequence[Span] = ()
        several: set[Span] | None = None
        for name in behaviours:  # of most calls none is there, of most others one
            if name in shown:
                if several is not None or found:
                    several = several or set(found)
                    several.update(shown[name])
                found = shown[name]
        return found if several is None else sorted(several)

    @worked_out
    def again(self) -> bool:
        """Whether all it says was said before."""
        return bool(self.repeated) and len(self.repeated) == len(self.reading.sentences)

    def proof(self, span: Span) -> Proof:
        """The words of a span as a proof."""
        return Proof(self.turn, span, self.reading.text[span.start : span.end])

    def earns(self, span: Span) -> bool:
        """Whether these words may earn marks."""
        if (
            span.sentence in self.spoilt
            or (self.idle and span in self.idle)
            or (self.copied and mostly_inside(span, self.copied))
            or self.again
        ):
            return False
        return self.formula is None or span == self.formula

    def belongs(self, span: Span) -> bool:
        """Whether the sentence of a span is about the case: a detail, or a word that the customer used."""
        return span.sentence in self.specific or span.sentence in self.taking_up

    def is_specific(self, span: Span) -> bool:
        """Whether the sentence of a span or the one beside it holds a detail of this case."""
        return bool(self.specific) and not self.specific.isdisjoint(neighbours(span.sentence))


@dataclass(frozen=True)
class Case:
    """All replies and messages of a transcript, in order.

    Attributes:
        left_out: Replies in another language; they are not among the replies.
    """

    replies: tuple[Reply, ...]
    messages: tuple[Message, ...]
    left_out: tuple[LeftOut, ...] = ()

    @worked_out
    def reply_of(self) -> Mapping[int, Reply]:
        """The replies by turn."""
        return {reply.turn: reply for reply in self.replies}

    @worked_out
    def shown(self) -> frozenset[str]:
        """The behaviours that any reply shows."""
        return frozenset([name for reply in self.replies for name in reply.shown])

    @worked_out
    def judgeable(self) -> bool:
        """Whether any reply can be judged."""
        return any(reply.readable for reply in self.replies)

    @worked_out
    def partly_void(self) -> bool:
        """Whether nothing can be quoted from one of the replies."""
        return any(reply.void for reply in self.replies)

    def unheard(self, first: int, second: int) -> bool:
        """Whether all replies between two turns are left out, and there is one."""
        between = range(first + 1, second)
        return any(one.turn in between for one in self.left_out) and not any(
            reply.turn in between for reply in self.replies
        )


def neighbours(sentence: int) -> tuple[int, int, int]:
    """A sentence, the one before and the one after."""
    return sentence, sentence - 1, sentence + 1


def prepare(
    transcript: Transcript,
    readings: Mapping[int, Reading],
    rubric: Source,
    language: str,
    spoiling: Iterable[str] = (),
) -> Case:
    """The case of a transcript, in one pass: what is copied or repeated depends on the turns before only.

    Args:
        transcript: The conversation.
        readings: One reading for each of the agent's turns.
        rubric: The rubric's own words.
        language: The language of the replies.
        spoiling: Names of the rubric's phrases that spoil the sentences beside them.
    """
    customer, memory = Source(), Memory(language)
    about: dict[str, int] = {}
    known_case = False
    topics = [PHRASE + name for name in spoiling]
    replies: list[Reply] = []
    messages: list[Message] = []
    foreign: list[LeftOut] = []
    for number, turn in transcript.numbered():
        if turn.speaker == "customer":
            source, stems = _said(turn.text, language)
            customer.join(source)
            for stem in stems:
                about.setdefault(stem, number)
            after = _last(foreign) > _last(replies)
            messages.append(Message(number, still_asked(turn.text, language) if after else turn.text))
        elif (gone := left_out(number, turn.text, readings[number])) is not None:
            foreign.append(gone)
        else:
            reply = _reply(number, readings[number], customer, rubric, memory)
            reply.void = reply.reading.text != turn.text
            reply.spoilt = _spoilt(reply.reading, topics)
            reply.stems = [heavy_stems(words, language) for words in reply.words]
            reply.about = about
            so_far = about.keys()
            reply.taking_up = frozenset(
                [at for at, stems in enumerate(reply.stems) if not so_far.isdisjoint(stems)]
            )
            reply.formula = only_formula(reply.reading, len(reply.details), later=known_case)
            known_case = known_case or bool(reply.details)
            replies.append(reply)
    return Case(tuple(replies), tuple(_answerable(messages, replies, foreign)), tuple(foreign))


@lru_cache(maxsize=256)
def _said(text: str, language: str) -> tuple[Source, frozenset[str]]:
    """A message of the customer's as a source of its own, and its heavy stems; remembered, never changed."""
    return Source.of([text]), heavy_stems(forms_of(text), language)


def _answerable(
    messages: Iterable[Message], replies: Sequence[Reply], foreign: Sequence[LeftOut]
) -> Iterator[Message]:
    """The messages; those that only replies in another language came after are blank, and ask nothing."""
    for message in messages:
        yield Message(message.turn, "") if _last(replies) < message.turn < _last(foreign) else message


def _last(turns: Sequence[Reply] | Sequence[LeftOut]) -> int:
    """The last turn of some; 0 when there is none."""
    return turns[-1].turn if turns else 0


def _reply(turn: int, reading: Reading, customer: Source, rubric: Source, memory: Memory) -> Reply:
    reply = Reply(turn, reading, forms_by_sentence(reading.text, reading.sentences))
    reply.copied = copied(reading.text, customer, rubric)
    reply.repeated = frozenset(
        at for at, words_in_it in enumerate(reply.words) if memory.repeats(words_in_it)
    )
    reply.details = tuple(own_details(reading, reply.copied, customer))
    reply.hollow = hollow_promises(reading, customer)
    reply.idle = past_times(reading, customer) | mere_formulae(reading)
    reply.specific = frozenset(span.sentence for span in reply.details)
    return reply


def _spoilt(reading: Reading, topics: Iterable[str]) -> frozenset[int]:
    found = [reading.behaviours[name] for name in SPOILING]
    spans = [span for finding in found if finding.confidence >= SURE for span in finding.spans]
    if reading.topics:
        spans += [m.span for topic in topics for m in reading.topics.get(topic, ()) if not m.negated]
    beside = [sentence for span in spans for sentence in neighbours(span.sentence)]
    return frozenset([*beside, *(span.sentence for span in reading.untrue)])
