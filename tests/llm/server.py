"""A server on loopback that speaks chat completions, and misbehaves on command.

Each request takes the next of the given behaviours; the last one stays. A behaviour gets the writer and an
event that is set when the server closes, so that whatever stalls ends with the test.
"""

from __future__ import annotations

import asyncio
import contextlib
import json

WORDS = ("My ", "parcel ", "is ", "late.")


class Server:
    def __init__(self, *behaviours):
        self._behaviours = list(behaviours)
        self._closing = asyncio.Event()
        self._open = set()
        self.requests = []
        self.gone = asyncio.Event()

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"
        return self

    async def __aexit__(self, *_):
        self._closing.set()
        self._server.close()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader, writer):
        task = asyncio.current_task()
        self._open.add(task)
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._answer(reader, writer)
        finally:
            self._open.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _answer(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        request, *lines = head.split("\r\n")
        headers = {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in lines if ":" in line)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.requests.append(
            {"line": request, "headers": headers, "body": json.loads(body) if body else None}
        )
        behave = self._behaviours.pop(0) if len(self._behaviours) > 1 else self._behaviours[0]
        watching = asyncio.create_task(self._watch(reader))
        try:
            await behave(writer, self._closing)
        finally:
            watching.cancel()

    async def _watch(self, reader):
        """Set `gone` when the other side leaves in the middle of an answer."""
        with contextlib.suppress(ConnectionError):
            await reader.read()
        self.gone.set()


def head(status=200, kind="text/event-stream", headers=()):
    lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {kind}", "Connection: close", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def chunk(content=None, finish=None, usage=None, **more):
    delta = ({"content": content} if content is not None else {}) | more
    return event({
        "id": "c", "object": "chat.completion.chunk", "created": 1, "model": "quiet-1",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}], "usage": usage,
    })  # fmt: skip


def event(data):
    return b"data: " + (data if isinstance(data, bytes) else json.dumps(data).encode()) + b"\n\n"


USAGE = event({
    "id": "c", "object": "chat.completion.chunk", "created": 1, "model": "quiet-1", "choices": [],
    "usage": {"prompt_tokens": 11, "completion_tokens": 4, "total_tokens": 15},
})  # fmt: skip
DONE = event(b"[DONE]")


def raw(*parts):
    """Sends the parts and hangs up."""

    async def behave(writer, closing):
        for part in parts:
            writer.write(part)
            await writer.drain()

    return behave


def stream(*parts):
    return raw(head(), *parts)


def good(*words, finish="stop", usage=USAGE):
    return stream(*(chunk(word) for word in words or WORDS), chunk(finish=finish), usage, DONE)


def stalling(*parts):
    """Sends the parts and then nothing, without hanging up."""

    async def behave(writer, closing):
        await raw(*parts)(writer, closing)
        await closing.wait()

    return behave


def dripping(part, seconds):
    """Sends the part again and again, without end."""

    async def behave(writer, closing):
        writer.write(head())
        while not closing.is_set():
            writer.write(part)
            await writer.drain()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(closing.wait(), seconds)

    return behave


def cut(*parts, promised=100_000):
    """Sends the parts and hangs up though more was promised."""
    return raw(head(headers=[f"Content-Length: {promised}"]), *parts)


def refuse(status, message="no", code=None, param=None, headers=()):
    body = {"error": {"message": message, "code": code, "param": param, "type": "invalid_request_error"}}
    return raw(head(status, "application/json", headers), json.dumps(body).encode())


def whole(content, finish="stop", refusal=None, **more):
    """An answer at once."""
    return raw(head(kind="application/json"), json.dumps({
        "id": "c", "object": "chat.completion", "created": 1, "model": "quiet-1",
        "choices": [{
            "index": 0, "finish_reason": finish,
            "message": {"role": "assistant", "content": content, "refusal": refusal},
        }],
        "usage": {"prompt_tokens": 20, "completion_tokens": 5, "total_tokens": 25}, **more,
    }).encode())  # fmt: skip


def page(kind="text/html", body=b"<html><body>Please log in</body></html>"):
    return raw(head(kind=kind), body)
