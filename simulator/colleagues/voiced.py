"""Colleagues in a language model's words: what they say is decided as ever, and a model puts it.

One request a reply. Where the model fails, or the guard refuses its words, the colleague's own sentences
stand.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field
from typing import cast

from simulator.colleagues.guarding import refused
from simulator.colleagues.kinds import Kind
from simulator.colleagues.plan import Plan, gone_on
from simulator.colleagues.prompting import Place, messages_for, wanted_words
from simulator.colleagues.rehearsing import Rehearsing
from simulator.colleagues.talk import Talk
from simulator.customer.guarding.refusal import Kind as Refused
from simulator.customer.guarding.unwrapping import Unwrapper
from simulator.customer.models import Limits, Model, ModelFailure
from simulator.language.text import clean_text
from simulator.side_by_side import side_by_side

_SELF = ("agent", "assistant", "colleague", "reply", "me")
"""Who a model may mean when it puts a name before the colleague's words."""
_TOKENS_A_WORD, _SPARE_TOKENS = 4, 60
_LONGEST = 8_000
"""Characters after which nobody listens on."""


@dataclass(slots=True)
class Tally:
    """How many replies a model has voiced, and why others fell back to the colleague's own sentences."""

    voiced: int = 0
    fallbacks: Counter[str] = field(default_factory=Counter)

    @property
    def replies(self) -> int:
        """All of them."""
        return self.voiced + self.fallbacks.total()

    def add(self, reason: str) -> None:
        """Count a reply; an empty reason is that of one that was voiced."""
        if reason:
            self.fallbacks[reason] += 1
        else:
            self.voiced += 1


@dataclass(slots=True)
class Trust:
    """Whether a model is asked any more: not after what stays as it is, nor after many failures in a row.

    Attributes:
        hopeless: Reasons of failures that stay as they are.
        unasked: Reasons that say that nothing was asked at all; they count for nothing.
        most: So many failures in a row are enough.
        lost: Why the model is not asked any more; None while it is.
    """

    hopeless: frozenset[str]
    unasked: frozenset[str]
    most: int
    lost: str | None = None
    _in_a_row: int = 0

    def answered(self) -> None:
        """Take note of an answer, of use or not."""
        self._in_a_row = 0

    def failed(self, reason: str) -> None:
        """Take note of a failure."""
        self._in_a_row += reason not in self.unasked
        if reason in self.hopeless or self._in_a_row >= self.most:
            self.lost = self.lost or reason


@dataclass(slots=True)
class VoicedTalks:
    """The conversations of one scenario in a model's words.

    Conversations that go the same way so far share what was said: each reply is asked for once.

    Attributes:
        rehearsing: The conversations, and what is decided in them.
        place: What a model is told of the scenario.
        trust: Whether the model is asked; shared by all scenarios.
        line: Opens a line to the model for one conversation.
        tally: The replies so far.
        talks: The conversations that are over, by kind and number; sound at any moment.
    """

    rehearsing: Rehearsing
    place: Place
    trust: Trust
    line: Callable[[], Model]
    tally: Tally = field(default_factory=Tally)
    talks: dict[tuple[Kind, int], Talk] = field(default_factory=dict)
    _words: dict[tuple[Kind, tuple[int, ...]], str] = field(default_factory=dict)
    _asking: dict[tuple[Kind, tuple[int, ...]], asyncio.Lock] = field(
        default_factory=lambda: defaultdict(asyncio.Lock)
    )
    _thinking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(
        self, wanted: Iterable[tuple[Kind, int]], jobs: int, progress: Callable[[int], None]
    ) -> Sequence[Talk]:
        """Go through conversations.

        Args:
            wanted: Which, by kind and number.
            jobs: How many at a time; none of them asks for two replies at once.
            progress: Is told how many more are over.

        Returns:
            What they came to, in the order in which they were wanted.
        """
        wanted = list(wanted)
        waiting = deque(wanted)
        await side_by_side(lambda: self._work(waiting, progress), min(jobs, len(wanted)))
        return [self.talks[one] for one in wanted]

    async def _work(self, waiting: deque[tuple[Kind, int]], progress: Callable[[int], None]) -> None:
        while waiting:
            kind, run = waiting.popleft()
            self.talks[kind, run] = await self._talk(kind, run)
            progress(1)

    async def _talk(self, kind: Kind, run: int) -> Talk:
        going, line = self.rehearsing.going(kind, run), self.line()
        words: str | None = None
        while True:
            async with self._thinking:  # in a thread, one at a time: whoever waits for the model is not kept
                step = await asyncio.to_thread(gone_on, going, words)
            if isinstance(step, Talk):
                return step
            words = await self._worded(step, line)

    async def _worded(self, plan: Plan, line: Model) -> str:
        """The words of a plan, asked for once."""
        key = (plan.kind, plan.path)
        async with self._asking[key]:
            if key not in self._words:
                words, reason = await self._said(plan, line)
                self.tally.add(reason)
                self._words[key] = words
        return self._words[key]

    async def _said(self, plan: Plan, line: Model) -> tuple[str, str]:
        """The words, and why they are not the model's; an empty reason when they are."""
        if self.trust.lost is not None:
            return plan.spoken.text, self.trust.lost
        try:
            words, refusal = await said_by(line, plan, self.place)
        except ModelFailure as failure:
            self.trust.failed(failure.reason)
            return plan.spoken.text, failure.reason
        self.trust.answered()
        return (words, "") if refusal is None else (plan.spoken.text, refusal.value)


async def said_by(model: Model, plan: Plan, place: Place) -> tuple[str, Refused | None]:
    """A model's words for a plan, cleaned, and why they are not to be used.

    Raises:
        ModelFailure: No answer, or not to its end.
    """
    limits = Limits(wanted_words(plan) * _TOKENS_A_WORD + _SPARE_TOKENS)
    heard = ""
    async with AsyncExitStack() as stack:
        pieces = model.stream(messages_for(place, plan), limits)
        if hasattr(pieces, "aclose"):  # let go of the connection when nobody listens on
            await stack.enter_async_context(aclosing(cast(AsyncGenerator[str, None], pieces)))
        async for piece in pieces:
            heard += piece
            if len(heard) > _LONGEST:
                return "", Refused.TOO_LONG
    text = _bare(heard, place.language)
    return " ".join(clean_text(text).split()), refused(text, plan, place)


def _bare(heard: str, language: str) -> str:
    """What is said, without what models put around it: thoughts, a name, quotation marks."""
    wrapping = Unwrapper(language, _SELF)
    return "".join([*wrapping.add(heard), *wrapping.close()]).strip()
