"""Running the doctor against a server on loopback that misbehaves on command."""

from __future__ import annotations

import asyncio
import io
import json
import threading
import time
from argparse import Namespace
from contextlib import contextmanager

from simulator.commands.doctor import run
from simulator.locations import config_dir, library_dir
from tests.llm.server import Server, good, page, refuse, whole

KEY = "sk-quite-secret-1234"
SECONDS = {"first_word_seconds": 0.4, "between_words_seconds": 0.3, "total_seconds": 0.8}
RIGHT = whole('{"number": 5, "word": "five"}')
WRONG = whole("It is five.")
LONG = good(*(f"word{n} " for n in range(12)))


def models(*names):
    """A list of models."""
    data = [{"id": name, "object": "model", "created": 1, "owned_by": "x"} for name in names]
    return page("application/json", json.dumps({"object": "list", "data": data}).encode())


class _Listing(Server):
    """Answers what is asked by its behaviours in turn, and requests for its list of models by another."""

    def __init__(self, acts, listing):
        super().__init__(self._behave)
        self._acts, self._listing = list(acts), listing

    async def _behave(self, writer, closing):
        if self.requests[-1]["line"].startswith("GET /v1/models "):
            await self._listing(writer, closing)
            return
        await (self._acts.pop(0) if len(self._acts) > 1 else self._acts[0])(writer, closing)

    @property
    def asked(self):
        """The requests to models."""
        return [request for request in self.requests if not request["line"].startswith("GET /v1/models ")]


@contextmanager
def serving(*acts, listing=None):
    """The server, in a thread of its own; without a list of models, where none is given."""
    loop, server = asyncio.new_event_loop(), _Listing(acts, listing or refuse(404))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def wait_for(work):
        return asyncio.run_coroutine_threadsafe(work, loop).result(10)

    try:
        yield wait_for(server.__aenter__())
    finally:
        wait_for(server.__aexit__())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def set_up(base_url="", model="quiet", prices=None, **settings):
    """Write the settings file."""
    lines = ["[language_model]"]
    given = {"base_url": base_url, "model": model} | SECONDS | settings
    lines += [f"{name} = {json.dumps(value)}" for name, value in given.items() if value is not None]
    for name, (read, written) in (prices or {}).items():
        lines += [f"[language_model.prices.{json.dumps(name)}]", f"input = {read}", f"output = {written}"]
    file = config_dir() / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines), encoding="utf-8")


class Examined:
    """What the doctor said."""

    def __init__(self, data, as_json=True, fetch=False, library=None):
        out, err = io.StringIO(), io.StringIO()
        began = time.monotonic()
        args = Namespace(library=library or library_dir(None), data=data, json=as_json, fetch_tokenizer=fetch)
        self.status = run(args, out, err)
        self.seconds = time.monotonic() - began
        self.out, self.err = out.getvalue(), err.getvalue()
        assert KEY not in self.out + self.err
        assert "Traceback" not in self.out + self.err
        self.lines = [json.loads(line) for line in self.out.splitlines()] if as_json else []

    def __getitem__(self, check):
        (found,) = [line for line in self.lines if line.get("check") == check]
        return found

    def states(self):
        return {line["check"]: line["state"] for line in self.lines if line["type"] == "check"}

    def troubles(self):
        return {check: state for check, state in self.states().items() if state != "ok"}
