"""The customer in a language model's words, sentence by sentence behind the guard.

A model is asked once, and once more with the reason when the guard refuses what it wrote. After that, or when
it fails, the author's line for the same cue goes on. What was shown is never taken back, told twice or cut
short.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field
from typing import Protocol, cast

from simulator.customer.cue import Cue
from simulator.customer.guarding.form import empty
from simulator.customer.guarding.grounds import Grounds, grounds_for
from simulator.customer.guarding.guard import refuse_rest, refuse_sentence
from simulator.customer.guarding.length import most_words, wanted_words
from simulator.customer.guarding.refusal import Kind, Refusal
from simulator.customer.guarding.repetition import sentences_of
from simulator.customer.guarding.unwrapping import Unwrapper, speakers
from simulator.customer.models import Limits, Model, ModelFailure
from simulator.customer.prompting import Message, Part, Said, messages_again, messages_for
from simulator.customer.voice import ScriptedVoice, Utterance, joint_of
from simulator.language.overlap import same_words

ATTEMPTS = 2
_SAME, _ALIKE = 0.9, 0.6
"""Shares of common stems: from the first a sentence was shown already, from the second its like was."""
_TOKENS_A_WORD = 3
_SPARE_TOKENS = 40
_LONGEST_SENTENCE = 2_000
"""Characters without a sentence's end after which nobody listens on."""
_LOOPS = 8
"""Sentences said again after which a model goes in circles, and its answer is taken to be over."""


@dataclass(slots=True)
class _Telling:
    """One message of the customer as far as it is shown, and what is wrong with how it goes on."""

    cue: Cue
    said: frozenset[str]
    grounds: Grounds
    shown: list[str] = field(default_factory=list)
    refusal: Refusal | None = None
    failure: str | None = None
    again: int = 0

    @property
    def text(self) -> str:
        return "".join(self.shown)

    @property
    def reason(self) -> str | None:
        return self.failure or (self.refusal.kind.value if self.refusal else None)


@dataclass(frozen=True, slots=True)
class LLMVoice:
    """A voice that lets a model speak, and the author where the model may not.

    Attributes:
        model: The port to the model.
        part: Who is played.
        turns: Gives all turns so far, in order; asked at each message.
        scripted: Whose lines go on when the model's cannot.
    """

    model: Model
    part: Part
    turns: Callable[[], Sequence[Said]]
    scripted: ScriptedVoice

    async def pieces(self, cue: Cue, said: frozenset[str]) -> AsyncGenerator[str | Utterance, None]:
        """The message as it may be shown: texts to be put one behind the other, then what they make."""
        turns = tuple(self.turns())
        telling = _Telling(cue, said, grounds_for(self.part, turns, cue))
        wanted = wanted_words(cue, self.part.scenario.channel)
        asked = messages = messages_for(self.part, turns, cue, wanted, said)
        first: str | None = None
        for attempt in range(ATTEMPTS):
            telling.refusal, telling.again = None, 0
            async with aclosing(self._attempt(messages, telling)) as sentences:
                async for sentence in sentences:
                    yield sentence
            if telling.reason is None:
                voice = "llm" if attempt == 0 else "llm-retried"
                yield Utterance(telling.text, voice, _used(telling), first)
                return
            first = first or telling.reason
            if telling.refusal is None or telling.failure:
                break
            messages = messages_again(asked, telling.refusal.reason, telling.text)
        async for piece in self._author_goes_on(telling):
            yield piece

    async def _attempt(self, messages: Sequence[Message], telling: _Telling) -> AsyncGenerator[str, None]:
        """Sentences that passed, until the answer is over, refused, or fails."""
        answer = Unwrapper(telling.grounds.language, speakers(telling.grounds))
        async with AsyncExitStack() as stack:
            stream = self.model.stream(messages, self._limits(telling.cue))
            if hasattr(stream, "aclose"):  # let go of the connection, whoever stops first
                await stack.enter_async_context(aclosing(cast(_Closing, stream)))
            try:
                async for piece in stream:
                    for sentence in answer.add(piece):
                        for shown in self._passed(sentence, telling):
                            yield shown
                        if telling.refusal is not None:
                            return
                    if telling.again >= _LOOPS:
                        break
                    if answer.held > _LONGEST_SENTENCE:
                        telling.refusal = Refusal(Kind.TOO_LONG)
                        return
            except ModelFailure as failure:
                telling.failure = failure.reason
                return
        for sentence in answer.close() if telling.again < _LOOPS else ():
            for shown in self._passed(sentence, telling):
                yield shown
            if telling.refusal is not None:
                return
        telling.refusal = refuse_rest(telling.text, telling.grounds)

    def _passed(self, sentence: str, telling: _Telling) -> list[str]:
        """The sentence as it is shown; nothing when it is refused, or shown already in the first attempt."""
        words = sentence.strip()
        before = telling.text
        language = telling.grounds.language
        if len(words) > _LONGEST_SENTENCE:
            telling.refusal = Refusal(Kind.TOO_LONG)
            return []
        if any(same_words(words, shown, language) >= _SAME for shown in sentences_of(before, language)):
            telling.again += 1
            return []
        if empty(words, telling.grounds) is not None:  # stray dots and signs are left out
            return []
        telling.refusal = refuse_sentence(words, telling.grounds, before)
        if telling.refusal is not None:
            return []
        gap = sentence[: len(sentence) - len(sentence.lstrip())]
        telling.shown.append(_spaced(words, before, gap, self._joint))
        return telling.shown[-1:]

    async def _author_goes_on(self, telling: _Telling) -> AsyncIterator[str | Utterance]:
        """The author's line for the same cue, without what the model said to the same effect."""
        line = self.scripted.say(telling.cue, telling.said)
        language = telling.grounds.language
        shown = sentences_of(telling.text, language)
        rest = line.text
        if shown:
            rest = " ".join(
                sentence
                for sentence in sentences_of(line.text, language)
                if all(same_words(sentence, before, language) < _ALIKE for before in shown)
            )
        if rest:
            telling.shown.append(_spaced(rest, telling.text, "\n", self._joint))
            yield telling.shown[-1]
        yield Utterance(telling.text, "scripted-fallback", line.lines, telling.reason)

    def _limits(self, cue: Cue) -> Limits:
        return Limits(most_words(cue, self.part.scenario.channel) * _TOKENS_A_WORD + _SPARE_TOKENS)

    @property
    def _joint(self) -> str:
        return joint_of(self.part.scenario.channel)


class _Closing(Protocol):
    async def aclose(self) -> None: ...


def _spaced(words: str, before: str, gap: str, joint: str) -> str:
    words = re.sub(r"\s+", " ", words)
    if not before:
        return words
    return f"{joint if chr(10) in gap else ' '}{words}"


def _used(telling: _Telling) -> tuple[str, ...]:
    """The author's lines that the model took over, nearly or quite: they need not come again."""
    language = telling.grounds.language
    return tuple(
        line
        for line in dict.fromkeys(telling.grounds.lines)
        if line in telling.text or same_words(line, telling.text, language) >= _SAME
    )
