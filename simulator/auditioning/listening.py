"""Listening in on a model and on the voice that uses it: when words came, and which were refused."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field, replace
from typing import Any

from simulator.auditioning.results import Answer, Line
from simulator.customer.cue import Cue
from simulator.customer.guarding.length import wanted_words
from simulator.customer.guarding.refusal import Kind
from simulator.customer.llm_voice import LLMVoice
from simulator.customer.models import Limits, Model, ModelFailure
from simulator.customer.prompting import Message
from simulator.customer.voice import Utterance
from simulator.language.text import clean_text, shorten

Monotonic = Callable[[], float]
"""A clock in seconds that only goes forward."""

_MOST_CHARS = 2_000
"""Characters of an answer that are kept: far more than any message of a customer has."""


@dataclass(slots=True)
class Heard:
    """One answer as it came.

    Attributes:
        asked: When it was asked for.
        pieces: The pieces, in order.
        times: When each piece came.
        failure: Why it is not whole, if it is not.
    """

    asked: float
    pieces: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    failure: str | None = None

    def answer(self, refused: Kind | None = None) -> Answer:
        """The answer with what is counted of it."""
        first = next((at for at, piece in zip(self.times, self.pieces, strict=True) if piece.strip()), None)
        return Answer(
            text=shorten(clean_text("".join(self.pieces)), _MOST_CHARS),
            refused=refused,
            failure=self.failure,
            first_word=None if first is None else first - self.asked,
            writing=self.times[-1] - self.times[0] if self.times else 0.0,
            words_written=len("".join(self.pieces[1:]).split()),
        )


@dataclass(slots=True)
class Listener:
    """A model that is listened to; itself the port to a model.

    Attributes:
        model: Who is asked.
        now: The clock.
        unasked: Reasons of failures that say that nothing was asked at all.
        heard: The answers since this was last emptied.
    """

    model: Model
    now: Monotonic
    unasked: frozenset[str] = frozenset()
    heard: list[Heard] = field(default_factory=list)

    async def stream(self, messages: Sequence[Message], limits: Limits) -> AsyncGenerator[str, None]:
        """The model's own stream.

        Raises:
            ModelFailure: As the model does.
        """
        heard = Heard(self.now())
        self.heard.append(heard)
        try:
            async with AsyncExitStack() as stack:
                pieces: Any = self.model.stream(messages, limits)
                if hasattr(pieces, "aclose"):  # let go of the connection when nobody listens on
                    await stack.enter_async_context(aclosing(pieces))
                async for piece in pieces:
                    heard.times.append(self.now())
                    heard.pieces.append(piece)
                    yield piece
        except ModelFailure as failure:
            heard.failure = failure.reason
            if failure.reason in self.unasked:
                self.heard.remove(heard)
            raise


@dataclass(slots=True)
class OverheardVoice:
    """A model's voice that is listened to; itself a voice.

    Attributes:
        voice: The voice, whose model is the listener.
        listener: The model as it is heard.
        lines: The messages so far.
    """

    voice: LLMVoice
    listener: Listener
    lines: list[Line] = field(default_factory=list)

    async def pieces(self, cue: Cue, said: frozenset[str]) -> AsyncGenerator[str | Utterance, None]:
        """The voice's own pieces."""
        self.listener.heard.clear()
        begun, shown = self.listener.now(), None
        async with aclosing(self.voice.pieces(cue, said)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Utterance):
                    self.lines.append(await self._line(piece, cue, said, shown))
                elif shown is None:
                    shown = self.listener.now() - begun
                yield piece

    async def _line(self, utterance: Utterance, cue: Cue, said: frozenset[str], shown: float | None) -> Line:
        answers = await self._answers(utterance, cue, said)
        return Line(
            turn=len(self.voice.turns()) + 1,
            text=utterance.text,
            voice=utterance.voice,  # type: ignore[arg-type]  # a model's voice has these three
            wanted=wanted_words(cue, self.voice.part.scenario.channel),
            reason=utterance.reason,
            shown_after=shown if answers else None,
            answers=answers,
        )

    async def _answers(self, utterance: Utterance, cue: Cue, said: frozenset[str]) -> tuple[Answer, ...]:
        """The answers, each with what it was refused for.

        An utterance tells one reason: of a second try that did well that of the first refusal, of one that
        did not that of the second. So what a first answer was refused for is found by giving it again.
        """
        heard = list(self.listener.heard)
        if utterance.voice == "llm":
            return tuple(one.answer() for one in heard)
        if utterance.voice == "llm-retried":
            first, *others = heard
            return (first.answer(_kind(utterance.reason)), *(one.answer() for one in others))
        last = _kind(utterance.reason)
        answers = []
        for one in heard:
            is_last = one is heard[-1] and last is not None
            refused = last if is_last else await self._refusal(one, cue, said)
            answers.append(one.answer(refused if one.failure is None else None))
        return tuple(answers)

    async def _refusal(self, heard: Heard, cue: Cue, said: frozenset[str]) -> Kind | None:
        """What the guard refuses an answer for: the same words, given twice, are refused for the same."""
        if heard.failure is not None:
            return None
        again = replace(self.voice, model=_Repeating(tuple(heard.pieces)))
        utterance: Utterance | None = None
        async for piece in again.pieces(cue, said):
            if isinstance(piece, Utterance):
                utterance = piece
        return _kind(utterance.reason) if utterance is not None else None


@dataclass(frozen=True, slots=True)
class _Repeating:
    """A model that gives the same answer whenever it is asked."""

    answer: tuple[str, ...]

    async def stream(self, messages: Sequence[Message], limits: Limits) -> AsyncIterator[str]:
        for piece in self.answer:
            yield piece


def _kind(reason: str | None) -> Kind | None:
    """A kind of refusal; None for the reason of a failure."""
    return Kind(reason) if reason in set(Kind) else None
