"""Answers by a schema over real HTTP: strict where servers can, in words where they cannot, never made up."""

from __future__ import annotations

import asyncio
import json
from enum import StrEnum

import pytest
from pydantic import BaseModel, Field

from simulator.llm.client import ModelClient
from simulator.llm.dialect import Dialect
from simulator.llm.endpoint import Endpoint
from simulator.llm.messages import Finish, Message, Usage
from simulator.llm.reasons import Reason
from simulator.llm.structured import read_answer, strict_schema, with_schema
from tests.llm import server as acts
from tests.llm.conftest import MESSAGES, PATIENT, endpoint, failing, run
from tests.llm.server import Server, refuse, whole


class Mark(BaseModel):
    present: bool
    quote: str = ""


RIGHT = '{"present": true, "quote": "the kettle"}'
MARK = Mark(present=True, quote="the kettle")
WRONG = '{"present": "perhaps"}'
UNKNOWN = refuse(
    400, "'response_format.type' : value is not one of the allowed values", param="response_format"
)


def formats(server):
    return [request["body"]["response_format"]["type"] for request in server.requests]


def test_an_answer_by_a_strict_schema():
    async def case():
        async with (
            Server(whole(RIGHT)) as server,
            ModelClient(endpoint(server, judge_model="judge")) as client,
        ):
            asked = await client.ask(MESSAGES, Mark)
        assert asked.value == MARK
        assert asked.finish == Finish("quiet-1", "stop", Usage(20, 5))
        body = server.requests[0]["body"]
        assert (body["model"], body["stream"]) == ("judge", False)
        assert body["messages"] == [message.as_sent() for message in MESSAGES]
        assert body["response_format"] == {
            "type": "json_schema",
            "json_schema": {"name": "Mark", "schema": strict_schema(Mark), "strict": True},
        }

    run(case())


@pytest.mark.parametrize(
    "refusal",
    [
        UNKNOWN,
        refuse(400, "json_schema is not supported"),
        refuse(422, "response_format: extra field"),
        refuse(500, "failed to parse grammar"),
    ],
)
def test_a_server_without_schemas_is_told_in_words_once_and_from_then_on(refusal):
    async def case():
        async with Server(refusal, whole(RIGHT)) as server, ModelClient(endpoint(server)) as client:
            first = await client.ask(MESSAGES, Mark)
            second = await client.ask(MESSAGES, Mark)
        assert first.value == second.value == MARK
        assert formats(server) == ["json_schema", "json_object", "json_object"]
        system = server.requests[1]["body"]["messages"][0]
        assert system["role"] == "system"
        assert system["content"].startswith(MESSAGES[0].text)
        assert '"present"' in system["content"]

    run(case())


def test_a_server_that_ignores_schemas_is_told_in_words_and_the_cost_is_whole():
    async def case():
        async with (
            Server(whole("Yes, it is."), whole(RIGHT)) as server,
            ModelClient(endpoint(server)) as client,
        ):
            asked = await client.ask(MESSAGES, Mark)
            await client.ask(MESSAGES, Mark)
        assert asked.value == MARK
        assert asked.finish.usage == Usage(40, 10)
        assert formats(server) == ["json_schema", "json_object", "json_object"]

    run(case())


@pytest.mark.parametrize(
    "text",
    [
        f"```json\n{RIGHT}\n```",
        f"```\n{RIGHT}\n```",
        f"Here it is:\n```json\r\n{RIGHT}\r\n```\nGood luck!",
        f"  {RIGHT}\n",
    ],
)
def test_a_code_fence_is_taken_away(text):
    async def case():
        async with Server(whole(text)) as server, ModelClient(endpoint(server)) as client:
            assert (await client.ask(MESSAGES, Mark)).value == MARK
        assert len(server.requests) == 1

    run(case())


@pytest.mark.parametrize("text", [WRONG, "no json", "[]", f"```\n{WRONG}\n```", "{" * 2000])
def test_what_does_not_fit_is_not_an_answer_and_nothing_is_learnt_from_it(text):
    async def case():
        async with Server(whole(text)) as server, ModelClient(endpoint(server)) as client:
            failure = await failing(client, client.ask(MESSAGES, Mark))
            await failing(client, client.ask(MESSAGES, Mark))
        assert (failure.reason, failure.retryable) == (Reason.NOT_AN_ANSWER, True)
        assert failure.usage == Usage(40, 10)
        assert formats(server) == ["json_schema", "json_object"] * 2

    run(case())


_FAILURES = {
    "wrong key": (refuse(401), Reason.WRONG_KEY),
    "unknown model": (refuse(404), Reason.UNKNOWN_MODEL),
    "too many": (refuse(429), Reason.RATE_LIMITED),
    "down": (refuse(503), Reason.SERVER_ERROR),
    "never": (acts.stalling(), Reason.TIMEOUT),
    "body never ends": (acts.stalling(acts.head(kind="application/json"), b"{"), Reason.TIMEOUT),
    "drip": (acts.dripping(b" ", 0.02), Reason.TIMEOUT),
    "cut": (acts.cut(b'{"choices": ['), Reason.UNREACHABLE),
    "a page": (acts.page(), Reason.NOT_AN_ANSWER),
    "junk": (acts.page("application/json", b"{]"), Reason.NOT_AN_ANSWER),
    "a list": (acts.page("application/json", b"[1]"), Reason.NOT_AN_ANSWER),
    "null": (acts.page("application/json", b"null"), Reason.NOT_AN_ANSWER),
    "an error with 200": (
        acts.page("application/json", b'{"error": {"message": "x"}}'),
        Reason.NOT_AN_ANSWER,
    ),
    "no choices": (whole(RIGHT, choices=[]), Reason.NOT_AN_ANSWER),
    "choices of junk": (whole(RIGHT, choices=[5]), Reason.TRUNCATED),
    "refusal": (whole(None, refusal="I will not."), Reason.REFUSED),
    "filter": (whole("", finish="content_filter"), Reason.CONTENT_FILTER),
    "length": (whole('{"pres', finish="length"), Reason.TRUNCATED),
    "no reason": (whole(RIGHT, finish=None), Reason.TRUNCATED),
    "empty": (whole(""), Reason.EMPTY),
    "schema and words refused": (UNKNOWN, Reason.BAD_REQUEST),
    "a megabyte": (whole("a" * 1_000_000), Reason.TRUNCATED),
    "five megabytes": (acts.page("application/json", b" " * 5_000_000), Reason.TRUNCATED),
}


@pytest.mark.parametrize(("act", "reason"), _FAILURES.values(), ids=_FAILURES)
@pytest.mark.sampled(6)
def test_what_goes_wrong_becomes_one_error_in_time(act, reason):
    async def case():
        async with Server(act) as server, ModelClient(endpoint(server)) as client:
            failure = await failing(client, client.ask(MESSAGES, Mark))
        assert failure.reason is reason
        assert len(server.requests) <= 2

    run(case())


def test_a_cancelled_question_stays_cancelled():
    async def case():
        asked = asyncio.Event()

        async def act(writer, closing):
            asked.set()
            await closing.wait()

        async with Server(act) as server, ModelClient(endpoint(server, PATIENT)) as client:
            task = asyncio.create_task(client.ask(MESSAGES, Mark))
            await asked.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await asyncio.wait_for(server.gone.wait(), 2)

    run(case())


class Grade(StrEnum):
    WELL = "well"
    BADLY = "badly"


class Part(BaseModel):
    default: int = 3
    grade: Grade = Field(Grade.WELL, description="How it went")


class Whole(BaseModel):
    parts: list[Part] = []
    best: Part | None = None
    first: Part = Field(description="The first", default=Part())


def objects(schema):
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def test_a_strict_schema_is_closed_requires_all_and_has_no_defaults_or_words_beside_references():
    schema = strict_schema(Whole)
    found = list(objects(schema))
    assert len(found) >= 2
    for part in found:
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
    assert "default" in schema["$defs"]["Part"]["properties"]
    assert '"default": 3' not in json.dumps(schema)
    assert schema["properties"]["first"]["description"] == "The first"
    assert "$ref" not in schema["properties"]["first"]
    assert Whole.model_validate_json('{"parts": [], "best": null, "first": {"default": 1, "grade": "well"}}')


def test_the_strict_schema_is_what_the_client_itself_would_send():
    from openai.lib._pydantic import to_strict_json_schema

    class Bare(BaseModel):  # without defaults, which the client's own reading keeps
        present: bool
        grade: Grade = Field(description="How")
        others: list[Grade]

    assert strict_schema(Bare) == to_strict_json_schema(Bare)


def test_the_schema_is_told_first_where_there_is_no_system_message():
    told = with_schema([Message("user", "Hello")], Mark)
    assert [message.role for message in told] == ["system", "user"]
    assert with_schema([], Mark)[0].role == "system"


def test_a_fence_inside_a_text_is_left_alone():
    text = json.dumps({"present": True, "quote": "```\n{}\n```"})
    assert read_answer(text, Mark).quote == "```\n{}\n```"


def test_a_dialect_learns_each_thing_once():
    dialect = Dialect(Endpoint(model="m", temperature=1.0))
    sent = dialect.arguments("m", MESSAGES, stream=True)
    assert "max_completion_tokens" in sent
    assert dialect.learn("unknown: temperature", sent)
    assert not dialect.learn("unknown: temperature", dialect.arguments("m", MESSAGES, stream=True))
    assert not dialect.learn("unknown: temperatures and reseeding", sent | {"temperature": 1})
    assert not dialect.learn("bad response_format", sent)
