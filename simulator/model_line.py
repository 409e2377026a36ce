"""A conversation's line to its language models: within the budget, within the window, all of it on record.

Requests are made here and nowhere else while a conversation runs. After a failure that no patience mends, or
two failures in a row, the line is given up for this conversation: nobody waits for a server that is gone.
Where only one purpose fails again and again, such as reading on a server that cannot answer by a schema, that
purpose alone is given up.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel

from simulator.customer.models import Limits, ModelFailure
from simulator.customer.prompting import Message as Prompt
from simulator.llm.account import Account, Totals, is_billed, usage_or_estimate
from simulator.llm.budget import BUDGET_SAID, Verdict
from simulator.llm.client import Asked, ModelClient
from simulator.llm.messages import Finish, Message, Usage
from simulator.llm.reasons import ModelUnavailable, Reason
from simulator.llm.tokens import TokenCounter, count_messages
from simulator.llm.window import trim
from simulator.model_settings import ModelSettings
from simulator.pricing import pricing_by
from simulator.records.spending import DaySpent, Purpose, SpendingLog, Spent

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

GAVE_UP = "gave_up"
SKIPPED = "skipped"
FAILURES_IN_A_ROW = 2
_HOPELESS = frozenset(
    {Reason.NO_KEY, Reason.WRONG_KEY, Reason.FORBIDDEN, Reason.UNKNOWN_MODEL, Reason.RATE_LIMITED}
)
"""Reasons that stay as they are while a conversation lasts, unless they say that waiting helps."""
_FROM_HERE: dict[Purpose, str] = {
    "customer": "From here on the customer speaks the author's own lines; nothing else changes.",
    "reader": "From here on the rules alone read your replies.",
    "judge": "From here on the rules alone judge.",
}


@dataclass(slots=True)
class Used:
    """What was used since it was last written down."""

    requests: list[dict[str, Any]] = field(default_factory=list)

    def add(self, purpose: str, model: str, usage: Usage, estimated: bool, cost: Decimal | None) -> None:
        """Note one request; `model` is what its server calls the model, where it said so."""
        self.requests.append(
            {
                "purpose": purpose,
                "model": model,
                "input_tokens": usage.input_tokens,
                "output_tokens": usage.output_tokens,
                "estimated": estimated,
                "cost": None if cost is None else format(cost, "f"),
            }
        )


class ModelLine:
    """Speaks to the models of one endpoint for one conversation; for one event loop."""

    def __init__(
        self,
        client: ModelClient,
        settings: ModelSettings,
        log: SpendingLog,
        counter: Callable[[], TokenCounter],
        now: Callable[[], str],
        attempt: str | None = None,
        purpose: Purpose = "customer",
    ) -> None:
        """Open a line; nothing is sent yet.

        Args:
            client: Sends the requests.
            settings: The window, the prices and the budgets.
            log: Where each request is put on record.
            counter: Makes the counter of tokens; called in a thread, since a vocabulary takes a while.
            now: The time, ISO 8601 in UTC.
            attempt: Which attempt it is for.
            purpose: What spoken words are for.
        """
        self.account = Account(settings.prices, settings.budget, None)
        self.used = Used()
        self._client = client
        self._settings = settings
        self._log = log
        self._make_counter = counter
        self._counter: TokenCounter | None = None
        self._now = now
        self._attempt = attempt
        self._purpose: Purpose = purpose
        self._pricing = pricing_by(settings.prices)
        self._unpriced: tuple[str, ...] = ()
        self._in_a_row = 0
        self._failures: Counter[Purpose] = Counter()
        self._given_up: dict[Purpose, str] = {}
        self._notices: list[str] = []
        self._hurried = False
        self._waits: set[asyncio.Timeout] = set()

    def take_up(self, requests: Iterable[Mapping[str, Any]]) -> None:
        """Count what the attempt used before it was cut off, so that its budget and its bill go on.

        What had no price then costs what it costs now.

        Args:
            requests: What `used` noted then, as the record keeps it.
        """
        before = self.account.totals
        for one in requests:
            tokens = int(one.get("input_tokens", 0)), int(one.get("output_tokens", 0))
            told = one.get("cost")
            cost = Decimal(str(told)) if told is not None else self._pricing(str(one.get("model")), *tokens)
            before = Totals(
                before.requests + 1,
                before.input_tokens + tokens[0],
                before.output_tokens + tokens[1],
                None if cost is None or before.cost is None else before.cost + cost,
                before.estimated or bool(one.get("estimated")),
            )
        self.account.totals = before

    async def stream(self, messages: Sequence[Prompt], limits: Limits) -> AsyncGenerator[str, None]:
        """The words of the customer, raw, as they come.

        The server is told the longest answer of the settings, not these limits: a model that thinks first
        needs more than it says. Whoever listens leaves when it is enough.

        Raises:
            ModelFailure: No answer, or not to its end; or nothing may be asked any more.
        """
        model = self._settings.endpoint.model
        sent, tokens = await self._prepared(messages, model, self._purpose)
        heard: list[str] = []
        finish: Finish | None = None
        failure: ModelUnavailable | None = None
        try:
            async with aclosing(self._client.stream(sent)) as pieces:
                while (piece := await self._unhurried(anext(pieces, None))) is not None:
                    if isinstance(piece, Finish):
                        finish = piece
                    else:
                        heard.append(piece)
                        yield piece
            self._worked(self._purpose)
        except ModelUnavailable as unavailable:
            failure = unavailable
            raise self._failed(unavailable, self._purpose) from None
        finally:  # a stream that was left early has cost something too
            self._book(self._purpose, model, finish, failure, tokens, self._count("".join(heard)))

    async def ask(
        self, messages: Sequence[Prompt], schema: type[M], purpose: Purpose = "reader"
    ) -> tuple[M, str]:
        """An answer by a schema, and the model's name as its server gives it.

        Raises:
            ModelFailure: No answer, or none that fits; or nothing may be asked any more.
        """
        model = self._settings.endpoint.judge
        sent, tokens = await self._prepared(messages, model, purpose)
        asked: Asked[M] | None = None
        failure: ModelUnavailable | None = None
        try:
            asking = self._client.ask(sent, schema, model)
            asked = await (asking if purpose == "judge" else self._unhurried(asking))
        except ModelUnavailable as unavailable:
            failure = unavailable
            raise self._failed(unavailable, purpose) from None
        finally:
            written = self._count(asked.value.model_dump_json()) if asked is not None else 0
            self._book(purpose, model, asked.finish if asked else None, failure, tokens, written)
        self._worked(purpose)
        return asked.value, asked.finish.model

    def hurry(self) -> None:
        """Wait no longer for what is being said or read: the author's words go on, the rules read.

        A judge is not hurried. Where nothing is under way, nothing happens.
        """
        self._hurried = True
        for wait in self._waits:
            wait.reschedule(asyncio.get_running_loop().time())

    async def _unhurried(self, waiting: Awaitable[T]) -> T:
        """What is waited for, unless somebody is in a hurry."""
        wait = asyncio.timeout(0 if self._hurried else None)
        try:
            async with wait:
                self._waits.add(wait)
                return await waiting
        except TimeoutError:
            raise ModelFailure(SKIPPED) from None
        finally:
            self._waits.discard(wait)

    def notice(self) -> str:
        """What a person should be told now; an empty text most of the time."""
        told, self._notices = " ".join(self._notices), []
        return told

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    async def _prepared(
        self, messages: Sequence[Prompt], model: str, purpose: Purpose
    ) -> tuple[tuple[Message, ...], int]:
        """The messages as they are sent, cut to the window, and their tokens."""
        if purpose in self._given_up:
            raise ModelFailure(self._given_up[purpose])
        self._hurried = False
        await asyncio.to_thread(self._get_ready)
        verdict = self.account.may_ask(model)
        if verdict is not Verdict.LEFT:
            self._give_up(self._why_not(verdict, model), verdict.value, purpose, *_FROM_HERE)
            raise ModelFailure(verdict.value)
        counter = self._counter
        assert counter is not None
        given = [Message(one["role"], one["content"]) for one in messages]
        window = max(1, self._settings.window_tokens - self._settings.endpoint.output_tokens)
        cut = trim(given, window, lambda message: count_messages(counter, [message]))
        if not cut.fits:
            raise ModelFailure(Reason.TOO_LONG.value)
        if self._hurried:
            raise ModelFailure(SKIPPED)
        return cut.messages, cut.tokens

    def _get_ready(self) -> None:
        """What takes a while the first time, and what other conversations have spent meanwhile."""
        if self._counter is None:
            self._counter = self._make_counter()
        if self._settings.budget.day is not None:
            try:
                today = self._log.day(self._now()[:10], self._pricing)
            except OSError:
                today = DaySpent(cost=None)
            self._unpriced = today.unpriced
            self.account.learn_today(today.cost)

    def _why_not(self, verdict: Verdict, model: str) -> str:
        """Why nothing may be asked, with the models that have no price."""
        missing = (model,) if self._settings.prices.price(model) is None else self._unpriced
        if verdict is not Verdict.PRICE_UNKNOWN or not missing:
            return BUDGET_SAID[verdict]
        return f"{BUDGET_SAID[verdict]} Without a price in the settings: {', '.join(missing)}."

    def _worked(self, purpose: Purpose) -> None:
        self._in_a_row = self._failures[purpose] = 0

    def _failed(self, failure: ModelUnavailable, purpose: Purpose) -> ModelFailure:
        self._in_a_row += 1
        self._failures[purpose] += 1
        hopeless = failure.reason in _HOPELESS and not failure.retryable
        why = f"{failure.message} {failure.hint}"
        if purpose == "judge":  # it has a patience of its own, and nothing else waits for it
            if hopeless:
                self._give_up(why, GAVE_UP, purpose)
        elif hopeless or self._in_a_row >= FAILURES_IN_A_ROW:
            self._give_up(why, GAVE_UP, purpose, *_FROM_HERE)
        elif self._failures[purpose] >= FAILURES_IN_A_ROW:
            self._give_up(why, GAVE_UP, purpose)
        return ModelFailure(failure.reason.value)

    def _give_up(self, why: str, reason: str, *purposes: Purpose) -> None:
        """Ask no more for these purposes, for this reason, and tell what changes; each thing once."""
        whole = len(purposes) > 1
        told = self._purpose if whole and purposes[0] != "judge" else purposes[0]
        if told not in self._given_up:
            self._notices.append(f"{why} {_FROM_HERE.get(told, '')}".rstrip())
        self._given_up |= {one: reason for one in purposes if one not in self._given_up}

    def _book(
        self,
        purpose: Purpose,
        model: str,
        finish: Finish | None,
        failure: ModelUnavailable | None,
        sent: int,
        heard: int,
    ) -> None:
        """Put a request on the account and on record, unless it failed in a way that costs nothing."""
        if failure is not None and not is_billed(failure, heard):
            return
        told = finish.usage if finish is not None else failure.usage if failure is not None else None
        usage, estimated = usage_or_estimate(told, sent, heard)
        cost = self.account.add(model, usage, estimated)
        served = finish.model if finish is not None else ""
        self.used.add(purpose, served or model, usage, estimated, cost)
        tokens = (usage.input_tokens, usage.output_tokens)
        if trouble := self._log.add(
            Spent(self._now(), purpose, self._attempt, model, *tokens, estimated, cost)
        ):
            self._notices.append(trouble)

    def _count(self, text: str) -> int:
        return self._counter.count(text) if self._counter is not None else 0
