"""Turning what the client, the network or a parser raises into one error of ours.

The order of the looks matters: the client's time-out is a connection error, and both are API errors. A reason
in a server's words (a code, a known phrase) is looked for only where the status alone does not say it. Those
words are read and thrown away: they can repeat the key or the prompt.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from simulator.llm.messages import Usage
from simulator.llm.reasons import ModelUnavailable, Reason

_TOO_LONG = (
    "context_length_exceeded", "context length", "context window", "context size", "prompt is too long",
    "too many tokens", "maximum number of tokens",
)  # fmt: skip
_FILTERED = ("content_filter", "content management policy", "content_policy", "content policy")
_NO_MODEL = ("model_not_found", "model not found", "no such model", "unknown model", "model does not exist")
_BUSY = ("rate_limit", "rate limit", "too many requests")
_NO_MONEY = ("insufficient_quota", "billing_hard_limit", "exceeded your current quota")
_BAD_KEY = ("invalid_api_key", "incorrect api key", "authentication_error")


class AnswerTooLarge(Exception):
    """A reply went over the limit of bytes; raised where the bytes come in."""


def told(error: BaseException, usage: Usage | None = None) -> ModelUnavailable:
    """Our error for whatever was raised.

    Raises:
        asyncio.CancelledError: The given one: that a person went away is no failure of a model.
    """
    if isinstance(error, ModelUnavailable):
        return error
    if isinstance(error, asyncio.CancelledError | KeyboardInterrupt | SystemExit | GeneratorExit):
        raise error
    failure = _of_client(error) or _of_python(error)
    failure.detail = _detail(error)
    failure.usage = failure.usage or usage
    return failure


def _of_client(error: BaseException) -> ModelUnavailable | None:
    """The reason of an error of the client's; nothing for any other."""
    import httpx2
    import openai

    if _caused_by(error, AnswerTooLarge):
        return ModelUnavailable(
            Reason.TRUNCATED, False, "Name another model or server: this one does not stop."
        )
    by_kind: tuple[tuple[Any, Reason], ...] = (
        (openai.AuthenticationError, Reason.WRONG_KEY),
        (openai.PermissionDeniedError, Reason.FORBIDDEN),
        (openai.NotFoundError, Reason.UNKNOWN_MODEL),
        (openai.RateLimitError, Reason.RATE_LIMITED),
        ((openai.APITimeoutError, TimeoutError, httpx2.TimeoutException), Reason.TIMEOUT),
        ((openai.APIConnectionError, httpx2.TransportError), Reason.UNREACHABLE),
        (openai.InternalServerError, Reason.SERVER_ERROR),
        (openai.LengthFinishReasonError, Reason.TRUNCATED),
        (openai.ContentFilterFinishReasonError, Reason.CONTENT_FILTER),
        (openai.APIResponseValidationError, Reason.NOT_AN_ANSWER),
        (openai.APIStatusError, Reason.BAD_REQUEST),
        (openai.APIError, Reason.SERVER_ERROR),
        (openai.OpenAIError, Reason.NO_KEY),
    )
    for kind, reason in by_kind:
        if isinstance(error, kind):
            return _refined(error, reason)
    return None


def _refined(error: BaseException, reason: Reason) -> ModelUnavailable:
    """The reason, made more exact by what the server says."""
    words = words_of(error)
    if reason is Reason.RATE_LIMITED:
        return _limited(words, error)
    if getattr(error, "status_code", None) == 413:
        return ModelUnavailable(Reason.TOO_LONG)
    if reason in (Reason.BAD_REQUEST, Reason.SERVER_ERROR, Reason.FORBIDDEN):
        return _worded(words) or ModelUnavailable(reason)
    return ModelUnavailable(reason)


def _worded(words: str) -> ModelUnavailable | None:
    for phrases, reason in (
        (_TOO_LONG, Reason.TOO_LONG),
        (_FILTERED, Reason.CONTENT_FILTER),
        (_NO_MODEL, Reason.UNKNOWN_MODEL),
        (_BAD_KEY, Reason.WRONG_KEY),
    ):
        if any(phrase in words for phrase in phrases):
            return ModelUnavailable(reason)
    if any(phrase in words for phrase in (*_BUSY, *_NO_MONEY)):
        return _limited(words)
    return None


def _limited(words: str, error: BaseException | None = None) -> ModelUnavailable:
    if any(phrase in words for phrase in _NO_MONEY):
        hint = "The account's quota is used up: ask whoever pays for the model."
        return ModelUnavailable(Reason.RATE_LIMITED, False, hint)
    seconds = _retry_after(error)
    if seconds is None:
        return ModelUnavailable(Reason.RATE_LIMITED)
    return ModelUnavailable(Reason.RATE_LIMITED, hint=f"Try again in about {seconds} seconds.")


def _retry_after(error: BaseException | None) -> int | None:
    """Seconds, rounded up, where the server names a sensible number of them."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        seconds = float(headers.get("retry-after", ""))
    except ValueError:
        return None
    return max(1, int(-(-seconds // 1))) if 0 < seconds <= 86_400 else None


def _of_python(error: BaseException) -> ModelUnavailable:
    """The reason of what is raised below or beside the client: by parsing, encoding, the system."""
    if isinstance(error, TimeoutError):
        return ModelUnavailable(Reason.TIMEOUT)
    if isinstance(error, UnicodeEncodeError):
        return ModelUnavailable(Reason.WRONG_KEY if error.encoding == "ascii" else Reason.BAD_REQUEST)
    if isinstance(error, OSError):
        return ModelUnavailable(Reason.UNREACHABLE)
    return ModelUnavailable(Reason.NOT_AN_ANSWER)


def words_of(error: BaseException) -> str:
    """What the server says about its failure, in small letters, for looking only: never to be shown."""
    body = getattr(error, "body", None)
    text = body if isinstance(body, str) else json.dumps(body, default=str)
    parts = (
        getattr(error, "code", None),
        getattr(error, "param", None),
        getattr(error, "message", None),
        text,
    )
    return " ".join(str(part) for part in parts if part)[:20_000].lower()


def _caused_by(error: BaseException | None, kind: type[BaseException]) -> bool:
    for _ in range(10):
        if error is None:
            return False
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False


def _detail(error: BaseException) -> str:
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__} {status}" if isinstance(status, int) else type(error).__name__
