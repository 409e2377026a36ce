"""Errors become reasons in the right order, and tell nothing that is not theirs to tell."""

from __future__ import annotations

import asyncio
import json

import httpx2
import openai
import pytest
from pydantic import BaseModel, ValidationError

from simulator.errors import UnavailableError
from simulator.llm.failures import AnswerTooLarge, told
from simulator.llm.messages import Message, Usage
from simulator.llm.reasons import TOLD, ModelUnavailable, Reason
from tests.llm.conftest import KEY, PROMPT, assert_hidden

REQUEST = httpx2.Request("POST", "http://127.0.0.1/v1", headers={"Authorization": KEY}, content=PROMPT)


class Number(BaseModel):
    n: int


def status(kind, code, body=None, **headers):
    response = httpx2.Response(code, request=REQUEST, headers=headers)
    return kind(f"{KEY} {PROMPT}", response=response, body=body)


def raised(action):
    try:
        action()
    except Exception as error:
        return error
    raise AssertionError


ERRORS = [
    (status(openai.AuthenticationError, 401), Reason.WRONG_KEY),
    (status(openai.PermissionDeniedError, 403), Reason.FORBIDDEN),
    (status(openai.NotFoundError, 404), Reason.UNKNOWN_MODEL),
    (status(openai.RateLimitError, 429), Reason.RATE_LIMITED),
    (openai.APITimeoutError(request=REQUEST), Reason.TIMEOUT),
    (TimeoutError(), Reason.TIMEOUT),
    (openai.APIConnectionError(request=REQUEST), Reason.UNREACHABLE),
    (status(openai.BadRequestError, 400), Reason.BAD_REQUEST),
    (status(openai.UnprocessableEntityError, 422), Reason.BAD_REQUEST),
    (status(openai.ConflictError, 409), Reason.BAD_REQUEST),
    (status(openai.InternalServerError, 500), Reason.SERVER_ERROR),
    (status(openai.InternalServerError, 500, {"message": "exceeds the context window"}), Reason.TOO_LONG),
    (openai.ContentFilterFinishReasonError(), Reason.CONTENT_FILTER),
    (openai.APIResponseValidationError(httpx2.Response(200, request=REQUEST), None), Reason.NOT_AN_ANSWER),
    (status(openai.APIStatusError, 418), Reason.BAD_REQUEST),
    (openai.APIError(PROMPT, REQUEST, body={"message": KEY}), Reason.SERVER_ERROR),
    (openai.APIError("x", REQUEST, body={"code": "context_length_exceeded"}), Reason.TOO_LONG),
    (openai.APIError("x", REQUEST, body={"code": "invalid_api_key"}), Reason.WRONG_KEY),
    (openai.APIError("x", REQUEST, body=["junk", float("nan"), object()]), Reason.SERVER_ERROR),
    (openai.OpenAIError("no key"), Reason.NO_KEY),
    (raised(lambda: json.loads("{]")), Reason.NOT_AN_ANSWER),
    (raised(lambda: Number.model_validate_json('{"n": "x"}')), Reason.NOT_AN_ANSWER),
    (raised(lambda: "ключ".encode("ascii")), Reason.WRONG_KEY),
    (raised(lambda: "\ud83d".encode()), Reason.BAD_REQUEST),
    (AttributeError("x"), Reason.NOT_AN_ANSWER),
    (TypeError("x"), Reason.NOT_AN_ANSWER),
    (ConnectionResetError("x"), Reason.UNREACHABLE),
    (AnswerTooLarge(), Reason.TRUNCATED),
]


@pytest.mark.parametrize(("error", "reason"), ERRORS)
def test_every_error_has_its_reason_and_nothing_of_the_request_is_told(error, reason):
    failure = told(error)
    assert failure.reason is reason
    assert_hidden(f"{failure} {failure!r} {failure.hint} {failure.detail} {vars(failure)}")
    assert failure.detail.startswith(type(error).__name__)


def test_too_large_is_known_through_what_the_client_makes_of_it():
    error = openai.APIConnectionError(request=REQUEST)
    error.__cause__ = AnswerTooLarge()
    assert told(error).reason is Reason.TRUNCATED


def test_a_chain_of_causes_that_bites_its_tail_has_an_end():
    error = ValueError("x")
    error.__cause__ = error
    assert told(error).reason is Reason.NOT_AN_ANSWER


def test_going_away_is_no_failure():
    with pytest.raises(asyncio.CancelledError):
        told(asyncio.CancelledError())
    with pytest.raises(KeyboardInterrupt):
        told(KeyboardInterrupt())


def test_a_failure_that_is_told_already_stays_as_it_is():
    failure = ModelUnavailable(Reason.EMPTY)
    assert told(failure, Usage(1, 1)) is failure


def test_it_is_an_unavailable_thing_for_every_front_end():
    failure = ModelUnavailable(Reason.TIMEOUT, False, "Wait.")
    assert isinstance(failure, UnavailableError)
    assert (failure.exit_status, failure.retryable, failure.hint) == (3, False, "Wait.")


@pytest.mark.parametrize(
    ("value", "hint"), [("7", "7 seconds"), ("0.2", "1 second"), ("junk", "Wait"), ("-1", "Wait")]
)
def test_when_to_come_back_is_told_where_it_is_sensible(value, hint):
    assert hint in told(status(openai.RateLimitError, 429, **{"retry-after": value})).hint


@pytest.mark.parametrize("value", ["nan", "inf", "1e300"])
def test_a_senseless_time_to_come_back_is_not_told(value):
    assert (
        told(status(openai.RateLimitError, 429, **{"retry-after": value})).hint
        == TOLD[Reason.RATE_LIMITED].hint
    )


def test_every_reason_is_told_in_sentences():
    assert set(TOLD) == set(Reason)
    for said in TOLD.values():
        assert said.message.endswith(".")
        assert said.hint.endswith((".", ")."))
    assert "cancelled" not in set(Reason)


def test_a_message_does_not_show_its_words():
    assert "secret words" not in repr(Message("user", "secret words"))


def test_validation_errors_hold_what_was_sent_and_so_are_never_passed_on():
    error = raised(lambda: Number.model_validate_json(json.dumps({"n": PROMPT})))
    assert isinstance(error, ValidationError)
    assert_hidden(str(told(error)) + repr(told(error)))
