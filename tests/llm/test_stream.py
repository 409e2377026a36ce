"""Streams over real HTTP: whole ones, and every way of going wrong that servers are known for."""

from __future__ import annotations

import asyncio
import contextlib
import socket

import pytest

from simulator.llm.client import ModelClient
from simulator.llm.endpoint import Endpoint, Limits
from simulator.llm.messages import Finish, Message, Usage
from simulator.llm.reasons import Reason
from tests.llm import server as acts
from tests.llm.conftest import KEY, MESSAGES, PATIENT, QUICK, endpoint, failing, heard, run
from tests.llm.server import WORDS, Server, chunk, good, refuse, stream


def test_a_good_stream_gives_words_and_then_its_finish():
    async def case():
        async with Server(good()) as server, ModelClient(endpoint(server)) as client:
            words, finish = await heard(client)
        assert tuple(words) == WORDS
        assert finish == Finish("quiet-1", "stop", Usage(11, 4))
        request = server.requests[0]
        assert request["headers"]["authorization"] == f"Bearer {KEY}"
        assert request["body"]["model"] == "quiet"
        assert request["body"]["messages"] == [message.as_sent() for message in MESSAGES]

    run(case())


def test_temperature_seed_and_length_are_sent_when_they_are_set():
    async def case():
        async with Server(good()) as server:
            at = endpoint(server, temperature=0.3, seed=7, output_tokens=90)
            async with ModelClient(at) as client:
                await heard(client)
        body = server.requests[0]["body"]
        assert (body["temperature"], body["seed"], body["max_tokens"]) == (0.3, 7, 90)

    run(case())


def test_words_pass_through_raw_since_cleaning_is_the_callers():
    wild = ("\x1b[31mred\x1b[0m", "[bold]no[/bold]", "\u202eback\x07", " سلام 🙂")

    async def case():
        async with Server(good(*wild)) as server, ModelClient(endpoint(server)) as client:
            words, _ = await heard(client)
        assert tuple(words) == wild

    run(case())


_LONG = "This model's maximum context length is 8192 tokens. However, your messages have more."
_FAILURES = {
    "wrong key": (refuse(401, f"Incorrect API key provided: {KEY}"), Reason.WRONG_KEY, False),
    "forbidden": (refuse(403), Reason.FORBIDDEN, False),
    "unknown model": (
        refuse(404, "The model does not exist", "model_not_found"),
        Reason.UNKNOWN_MODEL,
        False,
    ),
    "unknown model, as a bad request": (refuse(400, code="model_not_found"), Reason.UNKNOWN_MODEL, False),
    "wrong address": (acts.raw(acts.head(404, "text/html"), b"nothing here"), Reason.UNKNOWN_MODEL, False),
    "too many requests": (refuse(429), Reason.RATE_LIMITED, True),
    "too many, come back": (refuse(429, headers=["Retry-After: 90"]), Reason.RATE_LIMITED, True),
    "quota used up": (refuse(429, code="insufficient_quota"), Reason.RATE_LIMITED, False),
    "broken server": (refuse(500), Reason.SERVER_ERROR, True),
    "server down": (refuse(503, headers=["Retry-After: 3600"]), Reason.SERVER_ERROR, True),
    "first byte never": (acts.stalling(), Reason.TIMEOUT, True),
    "first word never": (acts.stalling(acts.head(), b": working on it\n\n"), Reason.TIMEOUT, True),
    "kept alive without a word": (acts.dripping(b": ping\n\n", 0.02), Reason.TIMEOUT, True),
    "stall in mid-stream": (acts.stalling(acts.head(), chunk("My ")), Reason.TIMEOUT, True),
    "slow drip": (acts.dripping(chunk("a "), 0.05), Reason.TIMEOUT, True),
    "cut in mid-stream": (acts.cut(chunk("My ")), Reason.UNREACHABLE, True),
    "hangs up at once": (acts.raw(), Reason.UNREACHABLE, True),
    "malformed event": (stream(chunk("My "), acts.event(b'{"choices": [')), Reason.NOT_AN_ANSWER, True),
    "number for an event": (stream(acts.event(b"5")), Reason.NOT_AN_ANSWER, True),
    "words that are no text": (stream(chunk([1, 2])), Reason.NOT_AN_ANSWER, True),
    "choices that are no list": (stream(acts.event({"choices": 5})), Reason.NOT_AN_ANSWER, True),
    "json junk": (stream(acts.event(b"{]"), acts.DONE), Reason.NOT_AN_ANSWER, True),
    "a page": (acts.page(), Reason.NOT_AN_ANSWER, True),
    "a page that calls itself a stream": (stream(b"<html>Log in</html>"), Reason.NOT_AN_ANSWER, True),
    "no choices": (stream(acts.USAGE, acts.DONE), Reason.NOT_AN_ANSWER, True),
    "nothing at all": (stream(), Reason.NOT_AN_ANSWER, True),
    "empty": (good(""), Reason.EMPTY, True),
    "only blanks": (good(" \n"), Reason.EMPTY, True),
    "refusal": (stream(chunk(refusal="I will not."), chunk(finish="stop")), Reason.REFUSED, False),
    "content filter": (good("My", finish="content_filter"), Reason.CONTENT_FILTER, False),
    "content filter before": (refuse(400, code="content_filter"), Reason.CONTENT_FILTER, False),
    "length": (good("My ", finish="length"), Reason.TRUNCATED, True),
    "no finish reason": (stream(chunk("My "), acts.DONE), Reason.TRUNCATED, True),
    "ends in mid-stream": (stream(chunk("My ")), Reason.TRUNCATED, True),
    "too long": (refuse(400, _LONG, "context_length_exceeded"), Reason.TOO_LONG, False),
    "too long, by its words": (refuse(400, _LONG), Reason.TOO_LONG, False),
    "too large": (refuse(413), Reason.TOO_LONG, False),
    "bad request": (refuse(400, "what?"), Reason.BAD_REQUEST, False),
    "unprocessable": (refuse(422), Reason.BAD_REQUEST, False),
    "conflict": (refuse(409), Reason.BAD_REQUEST, False),
    "not allowed": (refuse(405), Reason.BAD_REQUEST, False),
    "error inside": (stream(acts.event({"error": {"message": "boom"}})), Reason.SERVER_ERROR, True),
    "busy inside": (
        stream(acts.event({"error": {"message": "x", "code": "rate_limit_exceeded"}})),
        Reason.RATE_LIMITED,
        True,
    ),
    "one word of a megabyte": (good("a" * 1_000_000), Reason.TRUNCATED, False),
    "a megabyte of words": (stream(*[chunk("a" * 1000)] * 1000), Reason.TRUNCATED, False),
    "five megabytes without an event": (stream(b"x" * 5_000_000), Reason.TRUNCATED, False),
}


@pytest.mark.parametrize(("act", "reason", "retryable"), _FAILURES.values(), ids=_FAILURES)
@pytest.mark.sampled(12)
def test_what_goes_wrong_becomes_one_error_in_time(act, reason, retryable):
    async def case():
        async with Server(act) as server, ModelClient(endpoint(server)) as client:
            failure = await failing(client, heard(client))
        assert (failure.reason, failure.retryable) == (reason, retryable)

    run(case())


def test_words_before_a_failure_were_given_and_none_past_the_limit_of_bytes():
    words = []

    async def listen(client):
        async for word in client.stream(MESSAGES):
            words.append(word)  # noqa: PERF401 - kept when the stream fails

    async def case():
        async with Server(stream(*[chunk("a" * 100)] * 50)) as server:
            at = endpoint(server, Limits(0.3, 0.2, 0.6, answer_bytes=1000))
            async with ModelClient(at) as client:
                assert (await failing(client, listen(client))).reason is Reason.TRUNCATED
        assert len("".join(words)) == 1000

    run(case())


def test_an_answer_cut_by_its_length_tells_what_it_cost():
    async def case():
        async with Server(good("My ", finish="length")) as server, ModelClient(endpoint(server)) as client:
            failure = await failing(client, heard(client))
        assert failure.usage == Usage(11, 4)

    run(case())


@pytest.mark.parametrize("after", [acts.stalling, lambda *parts: acts.raw(*parts, acts.event(b"{]"))])
def test_nothing_after_the_end_spoils_a_whole_answer(after):
    async def case():
        act = after(acts.head(), chunk("All here."), chunk(finish="stop"))
        async with Server(act) as server, ModelClient(endpoint(server)) as client:
            words, finish = await heard(client)
        assert words == ["All here."]
        assert finish == Finish("quiet-1", "stop", None)

    run(case())


def test_a_whole_answer_does_not_wait_for_a_server_that_does_not_hang_up(monkeypatch):
    monkeypatch.setattr("simulator.llm.patience._AFTER_THE_END", 0.05)

    async def case():
        act = acts.stalling(acts.head(), chunk("All here."), chunk(finish="stop"))
        at_leisure = Limits(first_word=10, between_words=10, total=10)
        async with Server(act) as server, ModelClient(endpoint(server, at_leisure)) as client:
            async with asyncio.timeout(3):
                words, _ = await heard(client)
        assert words == ["All here."]

    run(case())


def test_a_slow_reader_spends_none_of_the_patience():
    async def case():
        async with Server(good()) as server, ModelClient(endpoint(server)) as client:
            words = []
            clock = asyncio.get_running_loop().time
            async with contextlib.aclosing(client.stream(MESSAGES)) as items:
                async for item in items:
                    words.append(item)
                    until = clock() + QUICK.between_words * 1.2
                    while clock() < until:  # noqa: ASYNC110 - a reader that takes its time
                        await asyncio.sleep(0)
        assert tuple(words[:-1]) == WORDS

    run(case())


def test_a_refused_connection_is_unreachable():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    async def case():
        async with ModelClient(endpoint(f"http://127.0.0.1:{port}/v1")) as client:
            assert (await failing(client, heard(client))).reason is Reason.UNREACHABLE

    run(case())


def test_a_host_that_nobody_knows_is_unreachable(monkeypatch):
    """The lookup is answered here: how long a resolver without a network takes is its own affair."""

    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    async def case():
        async with ModelClient(endpoint("http://no-such-host.invalid/v1")) as client:
            assert (await failing(client, heard(client))).reason is Reason.UNREACHABLE

    run(case())


def test_with_time_for_it_a_failed_request_is_tried_once_more():
    async def case():
        hurried = refuse(429, headers=["Retry-After: 0.05"])
        async with Server(hurried, good()) as server, ModelClient(endpoint(server, PATIENT)) as client:
            words, _ = await heard(client)
        assert (tuple(words), len(server.requests)) == (WORDS, 2)

    run(case())


def test_a_second_failure_is_told_and_says_when_to_come_back():
    async def case():
        busy = refuse(429, headers=["Retry-After: 0.05"])
        async with Server(busy) as server, ModelClient(endpoint(server, PATIENT)) as client:
            failure = await failing(client, heard(client))
        assert (failure.reason, len(server.requests)) == (Reason.RATE_LIMITED, 2)
        assert "1 second" in failure.hint

    run(case())


@pytest.mark.parametrize("after", ["60", "Wed, 21 Oct 2037 07:28:00 GMT"])
def test_a_long_wait_is_not_waited_for(after):
    async def case():
        busy = refuse(429, headers=[f"Retry-After: {after}"])
        async with Server(busy) as server, ModelClient(endpoint(server, PATIENT)) as client:
            failure = await failing(client, heard(client))
        assert (failure.reason, len(server.requests)) == (Reason.RATE_LIMITED, 1)

    run(case())


def test_a_server_that_knows_few_parameters_is_asked_without_them_from_then_on():
    async def case():
        acts_ = [
            refuse(400, "Unrecognized request argument supplied: stream_options"),
            refuse(
                400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.", param="max_tokens"
            ),
            refuse(422, "Unsupported value: 'temperature'", param="temperature"),
            good(),
        ]
        async with (
            Server(*acts_) as server,
            ModelClient(endpoint(server, temperature=0.5, seed=1)) as client,
        ):
            await heard(client)
            await heard(client)
        assert len(server.requests) == 5
        for request in server.requests[-2:]:
            optional = set(request["body"]) - {"model", "messages", "stream"}
            assert optional == {"max_completion_tokens", "seed"}

    run(case())


def test_a_server_that_refuses_the_same_thing_for_ever_is_not_asked_for_ever():
    async def case():
        act = refuse(400, "no max_tokens, no max_completion_tokens, no temperature, seed or stream_options")
        async with (
            Server(act) as server,
            ModelClient(endpoint(server, temperature=0.5, seed=1)) as client,
        ):
            failure = await failing(client, heard(client))
        assert (failure.reason, len(server.requests)) == (Reason.BAD_REQUEST, 6)

    run(case())


def test_leaving_a_stream_early_ends_the_request():
    async def case():
        act = acts.stalling(acts.head(), chunk("My "))
        async with Server(act) as server, ModelClient(endpoint(server, PATIENT)) as client:
            async with contextlib.aclosing(client.stream(MESSAGES)) as items:
                assert await anext(items) == "My "
            await asyncio.wait_for(server.gone.wait(), 2)

    run(case())


@pytest.mark.parametrize(
    "parts", [(), (acts.head(), chunk("My "))], ids=["before the answer", "in mid-stream"]
)
def test_a_cancelled_request_stays_cancelled_and_ends(parts):
    async def case():
        started = asyncio.Event()

        async def act(writer, closing):
            await acts.raw(*parts)(writer, closing)
            started.set()
            await closing.wait()

        async with Server(act) as server, ModelClient(endpoint(server, PATIENT)) as client:
            task = asyncio.create_task(heard(client))
            await started.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await asyncio.wait_for(server.gone.wait(), 2)

    run(case())


def test_a_closed_client_can_be_used_again():
    async def case():
        async with Server(good()) as server:
            client = ModelClient(endpoint(server))
            await heard(client)
            await client.aclose()
            await client.aclose()
            words, _ = await heard(client)
            await client.aclose()
        assert tuple(words) == WORDS

    run(case())


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"base_url": "", "key": ""}, Reason.NO_KEY),
        ({"key": "sk-line\nbreak"}, Reason.WRONG_KEY),
        ({"key": "sk-end\n"}, Reason.WRONG_KEY),
        ({"key": "sk-ключ"}, Reason.WRONG_KEY),
        ({"key": "sk two"}, Reason.WRONG_KEY),
        ({"model": ""}, Reason.UNKNOWN_MODEL),
        ({"model": "", "judge_model": "j"}, Reason.UNKNOWN_MODEL),
    ],
)
def test_what_must_fail_is_told_before_anything_is_sent(fields, reason):
    from simulator.llm.keys import Secret

    async def case():
        async with Server(good()) as server:
            given = {"model": "quiet", "base_url": server.url, "key": KEY, "limits": QUICK} | fields
            async with ModelClient(Endpoint(**given | {"key": Secret(given["key"])})) as client:
                failure = await failing(client, heard(client))
        assert (failure.reason, server.requests) == (reason, [])
        assert fields.get("key", "").strip() == "" or fields["key"] not in str(failure)

    run(case())


def test_a_server_of_ones_own_needs_no_key():
    from simulator.llm.keys import Secret

    async def case():
        async with Server(good()) as server, ModelClient(endpoint(server, key=Secret())) as client:
            words, _ = await heard(client)
        assert tuple(words) == WORDS

    run(case())


def test_text_that_no_wire_can_carry_is_a_bad_request():
    async def case():
        async with Server(good()) as server, ModelClient(endpoint(server)) as client:
            failure = await failing(client, heard(client, [Message("user", "half \ud83d")]))
        assert failure.reason is Reason.BAD_REQUEST

    run(case())
