"""Asking a model: words as they come, or one answer by a schema.

One `ModelClient` is for one endpoint and one event loop. It holds the connection and what was learnt about
the server, so keep it while it is needed, and close it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from simulator.llm.answers import Answer
from simulator.llm.connection import connect
from simulator.llm.dialect import Dialect, Form
from simulator.llm.endpoint import Endpoint
from simulator.llm.failures import told, words_of
from simulator.llm.messages import Finish, Message, Usage
from simulator.llm.patience import Patience
from simulator.llm.reasons import ModelUnavailable, Reason
from simulator.llm.structured import read_answer, response_format, with_schema

if TYPE_CHECKING:
    from openai import AsyncOpenAI, AsyncStream
    from openai.types.chat import ChatCompletionChunk
    from pydantic import BaseModel

M = TypeVar("M", bound="BaseModel")


@dataclass(frozen=True, slots=True)
class Asked(Generic[M]):
    """An answer by a schema.

    Attributes:
        value: The answer.
        finish: The model that gave it, and the tokens of all that it took.
    """

    value: M
    finish: Finish


class _Bill:
    """What an answer took, over all its requests; nothing where no server told."""

    def __init__(self) -> None:
        self.total: Usage | None = None

    def add(self, usage: Usage | None) -> None:
        if usage is not None:
            self.total = usage + (self.total or Usage())


class ModelClient:
    """Asks the models of one endpoint.

    Every failure is a `ModelUnavailable`; a cancelled task stays cancelled.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._client: AsyncOpenAI | None = None
        self._connecting = asyncio.Lock()
        self._dialects: dict[str, Dialect] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def open(self) -> None:
        """Make the connection's client now, which the first request does otherwise.

        Raises:
            ModelUnavailable: The endpoint cannot be asked as it is set up.
        """
        await self._connected()

    async def aclose(self) -> None:
        """Let go of the connections; the client can be used again."""
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(Exception):  # nothing is lost when a goodbye fails
                await client.close()

    async def stream(
        self, messages: Sequence[Message], model: str = ""
    ) -> AsyncGenerator[str | Finish, None]:
        """The answer's words as they come, raw, then a `Finish`.

        Without the `Finish` the answer is not whole, whatever came before. Wrap it in `contextlib.aclosing`
        when you may leave early: the request then ends at once.

        Args:
            messages: What the model is shown.
            model: Which model; the endpoint's that speaks, where none is named.

        Raises:
            ModelUnavailable: No answer, or no whole one; words may have come before.
        """
        answer = Answer(self.endpoint.limits.answer_bytes)
        source: AsyncStream[ChatCompletionChunk] | None = None
        try:
            patience = Patience(self.endpoint.limits)
            source = await _as_stream(await self._send(messages, model or self.endpoint.model, patience))
            async with contextlib.aclosing(_pieces(source, answer, patience)) as pieces:
                async for piece in pieces:
                    yield piece
            yield answer.finish()
        except Exception as error:
            raise told(error, answer.usage) from None
        finally:
            if source is not None:
                with contextlib.suppress(Exception):
                    await source.close()

    async def ask(self, messages: Sequence[Message], schema: type[M], model: str = "") -> Asked[M]:
        """One answer that fits a schema.

        A server that does not know schemas is told the schema in words, once and from then on. One that says
        nothing, and answers with what does not fit, is asked in words once too.

        Args:
            messages: What the model is shown.
            schema: A pydantic model.
            model: Which model; the endpoint's that judges, where none is named.

        Raises:
            ModelUnavailable: No answer, or none that fits.
        """
        bill = _Bill()
        try:
            return await self._ask(messages, schema, model or self.endpoint.judge, bill)
        except Exception as error:
            failure = told(error)
            failure.usage = bill.total
            raise failure from None

    def form_of(self, model: str = "") -> Form:
        """How answers by a schema are asked for, as far as the server's answers have taught it."""
        return self._dialect(model or self.endpoint.judge).form

    async def _ask(self, messages: Sequence[Message], schema: type[M], model: str, bill: _Bill) -> Asked[M]:
        patience = Patience(self.endpoint.limits, whole_answer=True)
        dialect = self._dialect(model)
        text, finish = await self._whole(messages, schema, model, patience, bill)
        try:
            return Asked(read_answer(text, schema), replace(finish, usage=bill.total))
        except ValueError:
            if dialect.form == "json_object":
                raise
        dialect.form = "json_object"
        try:
            text, finish = await self._whole(messages, schema, model, patience, bill)
            return Asked(read_answer(text, schema), replace(finish, usage=bill.total))
        except Exception:
            dialect.form = "json_schema"  # asking in words was no better: nothing was learnt
            raise

    async def _whole(
        self, messages: Sequence[Message], schema: type[M], model: str, patience: Patience, bill: _Bill
    ) -> tuple[str, Finish]:
        """The text of one whole answer."""
        answer = Answer(self.endpoint.limits.answer_bytes)
        try:
            answer.take_whole(await self._send(messages, model, patience, schema))
            return answer.text, answer.finish()
        finally:
            bill.add(answer.usage)

    async def _send(
        self,
        messages: Sequence[Message],
        model: str,
        patience: Patience,
        schema: type[BaseModel] | None = None,
    ) -> object:
        """What the client gives for the request, in a form that the server understands."""
        client = await self._connected()
        import openai

        if not model:
            raise ModelUnavailable(Reason.UNKNOWN_MODEL, message="No language model is named.")
        dialect = self._dialect(model)
        while True:
            sent = self._request(messages, model, dialect, schema)
            try:
                reply: object = await patience.wait(client.chat.completions.create(**sent))
            except openai.APIStatusError as error:
                if told(error).reason not in _LEARNABLE or not dialect.learn(words_of(error), sent):
                    raise
            else:
                return reply

    def _request(
        self,
        messages: Sequence[Message],
        model: str,
        dialect: Dialect,
        schema: type[BaseModel] | None,
    ) -> dict[str, Any]:
        if schema is None:
            return dialect.arguments(model, messages, stream=True)
        shown = with_schema(messages, schema) if dialect.form == "json_object" else messages
        arguments = dialect.arguments(model, shown, stream=False)
        return arguments | {"response_format": response_format(schema, dialect.form)}

    def _dialect(self, model: str) -> Dialect:
        return self._dialects.setdefault(model, Dialect(self.endpoint))

    async def _connected(self) -> AsyncOpenAI:
        """The client; the first one is made in a thread: its library, and a keyring, take long."""
        async with self._connecting:
            if self._client is None:
                self._client = await asyncio.to_thread(_checked_client, self.endpoint)
            return self._client


def _checked_client(endpoint: Endpoint) -> AsyncOpenAI:
    endpoint.check()
    return connect(endpoint)


_LEARNABLE = {Reason.BAD_REQUEST, Reason.SERVER_ERROR}


async def _as_stream(reply: object) -> AsyncStream[ChatCompletionChunk]:
    """The reply as a stream; a login page, which answers everything with 200 and itself, is none."""
    from openai import AsyncStream

    if not isinstance(reply, AsyncStream):
        raise ModelUnavailable(Reason.NOT_AN_ANSWER)
    if reply.response.headers.get("content-type", "").startswith("text/html"):
        await reply.close()
        raise ModelUnavailable(Reason.NOT_AN_ANSWER)
    return reply


async def _pieces(
    source: AsyncStream[ChatCompletionChunk], answer: Answer, patience: Patience
) -> AsyncGenerator[str, None]:
    """The words; what goes wrong after the server said why it stopped does not matter any more."""
    while True:
        try:
            chunk = await patience.wait(anext(source, None))
        except Exception:
            if answer.ended:
                return
            raise
        if chunk is None:
            return
        piece = answer.take_chunk(chunk)
        if piece:
            patience.heard_a_word()
            yield piece
        if answer.ended:
            patience.heard_the_end()
