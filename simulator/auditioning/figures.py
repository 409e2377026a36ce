"""What one model's conversations come to: figures, each with the cases it rests on. No overall grade. Pure.

"First answers" are what a model wrote when it was asked for a message the first time, as far as its endpoint
gave a whole answer or the guard stopped it: they show the model itself, before anything is mended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from simulator.auditioning.counting import Mean, Share, Spread, likeness, mean, spread
from simulator.auditioning.kinds import Fault, fault_of
from simulator.auditioning.results import Answer, Conversation, Line
from simulator.customer.guarding.refusal import Kind

_SHORTEST_SPAN = 0.05
"""Seconds of writing below which all came at once, so that it tells nothing of speed."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """What first answers are like.

    Attributes:
        accepted: Those that were not refused.
        kept: By fault, those that were not refused for it.
        refused: How many were refused, by kind.
    """

    accepted: Share
    kept: Mapping[Fault, Share]
    refused: Mapping[Kind, int]


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of the customer's messages.

    Attributes:
        own: Messages in the model's words from beginning to end.
        asked_again: Messages for which the model was asked a second time.
        fallbacks: Messages that the author's lines finished, or were altogether.
        fallback_reasons: How many, by the guard's kind, the endpoint's failure or the budget that caused it.
        secrets: Answers, second ones included, that were refused because they told a secret.
    """

    own: Share
    asked_again: Share
    fallbacks: Share
    fallback_reasons: Mapping[str, int]
    secrets: Share


@dataclass(frozen=True, slots=True)
class Length:
    """How long messages in the model's own words are.

    Attributes:
        words: Words of a message.
        wanted: Words that were asked for.
        ratio: The one by the other, message by message.
    """

    words: Spread
    wanted: Spread
    ratio: Spread


@dataclass(frozen=True, slots=True)
class Pace:
    """How quickly words come.

    Attributes:
        first_word: Seconds from a first question to its first word.
        first_shown: Seconds until a learner sees the first sentence, second tries and waiting included.
        words_a_second: Words a second once they come.
    """

    first_word: Spread
    first_shown: Spread
    words_a_second: Spread


@dataclass(frozen=True, slots=True)
class Price:
    """What a conversation takes on average; conversations that broke off are left out.

    Attributes:
        input_tokens: Tokens read.
        output_tokens: Tokens written.
        estimated: Whether some of them are an estimate.
        cost: In the account's currency; None when the model's price is not known.
        of: How many conversations it rests on.
    """

    input_tokens: Mean
    output_tokens: Mean
    estimated: bool
    cost: Decimal | None
    of: int


@dataclass(frozen=True, slots=True)
class Figures:
    """One model's figures.

    Attributes:
        model: The model.
        conversations: How many were played, those that broke off included.
        planned: How many were to be played.
        broken: How many broke off, by reason.
        messages: The customer's messages.
        conduct: What first answers are like.
        mended: What became of the messages.
        failures: Requests that brought no whole answer.
        failure_reasons: How many, by reason.
        length: How long messages are.
        likeness: How much alike messages for the same cue are in two runs, 0 to 1.
        pace: How quickly words come.
        price: What a conversation takes.
        same_course: Conversations that went as they do with the scripted customer. Anything less than all is
            a fault of the program and none of the model.
    """

    model: str
    conversations: int
    planned: int
    broken: Mapping[str, int]
    messages: int
    conduct: Conduct
    mended: Mended
    failures: Share
    failure_reasons: Mapping[str, int]
    length: Length
    likeness: Mean
    pace: Pace
    price: Price
    same_course: Share


def figures_of(model: str, played: Sequence[Conversation], planned: int) -> Figures:
    """A model's figures.

    Args:
        model: The model.
        played: Its conversations, each once.
        planned: How many were to be played.
    """
    lines = [line for one in played for line in one.lines]
    answers = [answer for line in lines for answer in line.answers]
    failed = Counter(answer.failure for answer in answers if answer.failure)
    return Figures(
        model=model,
        conversations=len(played),
        planned=planned,
        broken=Counter(one.broken for one in played if one.broken),
        messages=len(lines),
        conduct=_conduct([line.answers[0] for line in lines if line.answers]),
        mended=_mended(lines, answers),
        failures=Share(failed.total(), len(answers)),
        failure_reasons=failed,
        length=_length(lines),
        likeness=likeness(played),
        pace=_pace(lines, answers),
        price=_price([one for one in played if one.broken is None]),
        same_course=Share(sum(one.same_course for one in played), len(played)),
    )


def cause_of(line: Line) -> str:
    """Why the author's line went on: the last answer's failure or refusal, or why nothing was asked."""
    last = line.answers[-1] if line.answers else None
    if last is not None and last.failure is not None:
        return last.failure
    if last is not None and last.refused is not None and last.refused.value == line.reason:
        return last.refused.value
    return line.reason or "unknown"


def _conduct(firsts: Iterable[Answer]) -> Conduct:
    heard = [answer for answer in firsts if answer.failure is None]
    refused = Counter(answer.refused for answer in heard if answer.refused is not None)
    faults = Counter[Fault]()
    for kind, count in refused.items():
        faults[fault_of(kind)] += count
    of = len(heard)
    kept = {fault: Share(of - faults[fault], of) for fault in Fault}
    return Conduct(Share(of - refused.total(), of), kept, refused)


def _mended(lines: Sequence[Line], answers: Sequence[Answer]) -> Mended:
    fallen = [line for line in lines if line.voice == "scripted-fallback"]
    asked = [line for line in lines if line.answers]
    heard = [answer for answer in answers if answer.failure is None]
    return Mended(
        own=Share(len(lines) - len(fallen), len(lines)),
        asked_again=Share(sum(len(line.answers) > 1 for line in asked), len(asked)),
        fallbacks=Share(len(fallen), len(lines)),
        fallback_reasons=Counter(cause_of(line) for line in fallen),
        secrets=Share(sum(answer.refused is Kind.LOCKED_FACT for answer in heard), len(heard)),
    )


def _length(lines: Sequence[Line]) -> Length:
    own = [line for line in lines if line.voice != "scripted-fallback"]
    words = [len(line.text.split()) for line in own]
    wanted = [line.wanted for line in own]
    ratio = [count / aim if aim else None for count, aim in zip(words, wanted, strict=True)]
    return Length(spread(words), spread(wanted), spread(ratio))


def _pace(lines: Sequence[Line], answers: Sequence[Answer]) -> Pace:
    return Pace(
        first_word=spread(line.answers[0].first_word for line in lines if line.answers),
        first_shown=spread(line.shown_after for line in lines),
        words_a_second=spread(
            answer.words_written / answer.writing
            for answer in answers
            if answer.words_written and answer.writing >= _SHORTEST_SPAN
        ),
    )


def _price(whole: Sequence[Conversation]) -> Price:
    costs = [one.taken.cost for one in whole]
    known = [cost for cost in costs if cost is not None]
    return Price(
        input_tokens=mean(one.taken.input_tokens for one in whole),
        output_tokens=mean(one.taken.output_tokens for one in whole),
        estimated=any(one.taken.estimated for one in whole),
        cost=sum(known, Decimal(0)) / len(known) if known and len(known) == len(costs) else None,
        of=len(whole),
    )
