"""The client's library: loaded late, kept quiet, with bounds on retries and on bytes."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from simulator.llm.endpoint import Endpoint
from simulator.llm.failures import AnswerTooLarge

if TYPE_CHECKING:
    from httpx2 import AsyncByteStream, Response
    from openai import AsyncOpenAI

_LOGGERS = ("openai", "httpx2", "httpcore2")
_WIRE = 64
"""Bytes on the wire for each byte of answer that is allowed: each word comes in a wrapping of its own."""
_TIME_FOR_A_RETRY = 2.0
"""Seconds of patience below which a second try would only turn a clear failure into a time-out."""


def connect(endpoint: Endpoint) -> AsyncOpenAI:
    """A client for the endpoint; takes about a second the first time, so not for the thread that draws.

    A server without a key gets a word in its place, since the client insists on one.
    """
    import openai
    import openai.resources.chat
    import openai.types.chat

    _hush()
    limits = endpoint.limits
    patience = min(limits.first_word, limits.total)
    wire = openai.DefaultAsyncHttpxClient(
        event_hooks={"response": [_Bounds(patience, limits.answer_bytes * _WIRE)]},
        headers={"Accept-Encoding": "identity"},
    )
    return openai.AsyncOpenAI(
        api_key=endpoint.key.reveal() or "none",
        base_url=endpoint.url,
        timeout=limits.total,
        max_retries=1 if patience >= _TIME_FOR_A_RETRY else 0,
        http_client=wire,
    )


def load_client() -> None:
    """Load the client's library, so that the first request need not wait for it."""
    import openai
    import openai.resources.chat
    import openai.types.chat  # noqa: F401 - loaded for later


def _hush() -> None:
    """Nothing of the requests is logged, whatever `OPENAI_LOG` says: the lines would tear the screen."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if logger.level < logging.WARNING:
            logger.setLevel(logging.WARNING)


class _Bounds:
    """Looks at each response before its body is read."""

    def __init__(self, patience: float, most_bytes: int) -> None:
        self._patience = patience
        self._most = most_bytes

    async def __call__(self, response: Response) -> None:
        if response.status_code >= 400 and not self._worth_waiting(response.headers.get("retry-after")):
            response.headers["x-should-retry"] = "false"
        response.stream = _bounded(response.stream, self._most)

    def _worth_waiting(self, retry_after: str | None) -> bool:
        """Whether the client, which would wait up to two minutes for its second try, may do so."""
        if retry_after is None:
            return True
        try:
            return float(retry_after) <= self._patience / 2
        except ValueError:
            return False


def _bounded(stream: Any, most: int) -> AsyncByteStream:  # noqa: ANN401 - what the library gives
    """The stream, breaking off where it goes over its bytes."""
    from httpx2 import AsyncByteStream

    class Bounded(AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            left = most
            async with aclosing(aiter(stream)) as chunks:  # the library's are generators: none is left open
                async for chunk in chunks:
                    left -= len(chunk)
                    if left < 0:
                        raise AnswerTooLarge
                    yield chunk

        async def aclose(self) -> None:
            await stream.aclose()

    return Bounded()
