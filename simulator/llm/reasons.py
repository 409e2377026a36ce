"""Why no answer came from a model, in words for people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulator.errors import UnavailableError
from simulator.llm.messages import Usage


class Reason(StrEnum):
    """One word for each way in which a model fails. That a person cancelled is none of them."""

    NO_KEY = "no_key"
    WRONG_KEY = "wrong_key"
    FORBIDDEN = "forbidden"
    UNKNOWN_MODEL = "unknown_model"
    RATE_LIMITED = "rate_limited"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    CONTENT_FILTER = "content_filter"
    TRUNCATED = "truncated"
    TOO_LONG = "too_long"
    BAD_REQUEST = "bad_request"
    SERVER_ERROR = "server_error"
    NOT_AN_ANSWER = "not_an_answer"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Told:
    """How a reason is told: what happened, what to do, and whether trying again as it is can help."""

    message: str
    hint: str
    retryable: bool


TOLD = {
    Reason.NO_KEY: Told(
        "There is no key for the language model.",
        "Set OPENAI_API_KEY, or keep the key in the system's keyring.",
        False,
    ),
    Reason.WRONG_KEY: Told(
        "The language model's server does not accept the key.",
        "Look whether OPENAI_API_KEY is whole and still valid, and belongs to this server.",
        False,
    ),
    Reason.FORBIDDEN: Told(
        "The key may not use this language model.",
        "Ask whoever gave you the key for access to the model, or name another model.",
        False,
    ),
    Reason.UNKNOWN_MODEL: Told(
        "The server knows no such model, or is no language model's server.",
        "Look at EMPTY_CHAIR_MODEL and EMPTY_CHAIR_JUDGE_MODEL, and whether OPENAI_BASE_URL is right "
        "(it often ends in /v1).",
        False,
    ),
    Reason.RATE_LIMITED: Told(
        "The language model takes no more requests for now.",
        "Wait a little, then try again.",
        True,
    ),
    Reason.TIMEOUT: Told(
        "The language model did not answer in time.",
        "Try again, or allow more seconds in the settings.",
        True,
    ),
    Reason.UNREACHABLE: Told(
        "The language model's server cannot be reached, or broke off.",
        "Look at your connection and at OPENAI_BASE_URL, and whether the server runs.",
        True,
    ),
    Reason.REFUSED: Told(
        "The language model refused to answer.",
        "Try again, or name another model.",
        False,
    ),
    Reason.CONTENT_FILTER: Told(
        "The language model's content filter stopped the answer.",
        "Put it in other words, or name a server with another filter.",
        False,
    ),
    Reason.TRUNCATED: Told(
        "The language model's answer was cut off.",
        "Try again, or allow more output tokens in the settings.",
        True,
    ),
    Reason.TOO_LONG: Told(
        "The conversation is longer than the language model can read.",
        "Name a model that reads more.",
        False,
    ),
    Reason.BAD_REQUEST: Told(
        "The language model's server does not understand the request.",
        "Look whether the server speaks chat completions, and at the model's settings.",
        False,
    ),
    Reason.SERVER_ERROR: Told(
        "The language model's server failed.",
        "Try again later.",
        True,
    ),
    Reason.NOT_AN_ANSWER: Told(
        "What came back is no answer of a language model.",
        "Look whether OPENAI_BASE_URL names the model's server and not a web page or a login.",
        True,
    ),
    Reason.EMPTY: Told(
        "The language model answered with nothing.",
        "Try again, or name another model.",
        True,
    ),
}


class ModelUnavailable(UnavailableError):
    """No answer, or no whole one, came from a model.

    Neither the message nor the hint ever holds a key, a prompt or text from a server.

    Attributes:
        reason: Why.
        retryable: Whether the same request may well work when tried again.
        detail: Kinds and numbers for whoever looks for the cause, such as `RateLimitError 429`; no text.
        usage: The tokens that were spent all the same, where the server told.
    """

    def __init__(
        self,
        reason: Reason,
        retryable: bool | None = None,
        hint: str = "",
        *,
        message: str = "",
        detail: str = "",
        usage: Usage | None = None,
    ) -> None:
        told = TOLD[reason]
        super().__init__(message or told.message, hint or told.hint)
        self.reason = reason
        self.retryable = told.retryable if retryable is None else retryable
        self.detail = detail
        self.usage = usage

    def __repr__(self) -> str:
        return f"ModelUnavailable({self.reason.value}, retryable={self.retryable}, detail={self.detail!r})"
