"""A small Learning Record Store on loopback that keeps statements by id, and misbehaves as it is told."""

from __future__ import annotations

import json
import threading
from base64 import b64decode
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from simulator.exporting.settings import Lrs

USER, PASSWORD = "trainer", "a secret: with % and ü"

Fault = Callable[["Handler", list], bool]
"""Answers in place of the store; False lets the store answer after all."""


@dataclass
class FakeStore:
    """What it holds, and what it does to the next requests: a fault each, first in first out."""

    kept: dict[str, dict] = field(default_factory=dict)
    requests: list[list[str]] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)
    always: Fault | None = None
    port: int = 0
    waiting: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/xAPI"

    def lrs(self, **changes) -> Lrs:
        return Lrs(**{"url": self.url, "user": USER, "home_page": "https://training.example.org", **changes})

    def take(self, statements: list[dict]) -> int:
        """All of them or none, as the specification wants it."""
        if any(self.kept.get(one["id"], one) != one for one in statements):
            return 409
        self.kept |= {one["id"]: one for one in statements}
        return 200


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: FakeStore

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        statements = json.loads(body)
        self.store.requests.append([one["id"] for one in statements])
        fault = self.store.faults.popleft() if self.store.faults else self.store.always
        if fault is not None and fault(self, statements):
            return
        self.say(*self.answer(statements))

    def answer(self, statements: list[dict]) -> tuple[int, bytes]:
        given = b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
        if given != f"{USER}:{PASSWORD}":
            return 401, b"who are you?"
        if self.path != "/xAPI/statements" or self.headers["X-Experience-API-Version"] != "1.0.3":
            return 404, b""
        status = self.store.take(statements)
        ids = json.dumps([one["id"] for one in statements]).encode()
        return (200, ids) if status == 200 else (status, b'{"detail": "conflict"}')

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given) -> None:
        """Nothing."""


@contextmanager
def fake_store() -> Iterator[FakeStore]:
    store = FakeStore()
    handler = type("Bound", (Handler,), {"store": store})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    store.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield store
    finally:
        store.waiting.set()
        server.shutdown()
        server.server_close()
        thread.join()


def status(code: int, body: bytes = b"", **headers: str) -> Fault:
    """An answer with this status."""

    def fault(handler: Handler, _statements: list) -> bool:
        handler.say(code, body, **headers)
        return True

    return fault


def never(handler: Handler, _statements: list) -> bool:
    """No answer at all, until the test is over."""
    handler.store.waiting.wait(30)
    handler.close_connection = True
    return True


def slowly(handler: Handler, _statements: list) -> bool:
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.store.waiting.wait(0.02):
        try:
            handler.wfile.write(b" ")
        except OSError:
            break
    handler.close_connection = True
    return True


def cut_off(handler: Handler, statements: list) -> bool:
    """Everything is kept, and the answer ends in the middle."""
    handler.store.take(statements)
    ids = json.dumps([one["id"] for one in statements]).encode()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(ids)))
    handler.end_headers()
    handler.wfile.write(ids[: len(ids) // 2])
    handler.close_connection = True
    return True


def hang_up(handler: Handler, _statements: list) -> bool:
    """The connection closes without a word."""
    handler.close_connection = True
    return True


def refusing(wrong: Callable[[dict], bool], code: int = 400) -> Fault:
    """Batches in which something is wrong are refused; others are taken."""

    def fault(handler: Handler, statements: list) -> bool:
        if not any(map(wrong, statements)):
            return False
        handler.say(code, b"not like that")
        return True

    return fault
