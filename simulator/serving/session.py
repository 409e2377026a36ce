"""One process behind one page: started without a shell, heard, and ended whatever it does."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from simulator.serving.environment import Letter
from simulator.serving.letters import as_bytes

QUIT_SECONDS = 3.0
"""How long the app may take to leave by itself; it has nothing to save, every turn is kept already."""
END_SECONDS = 1.0
_PRELUDE = b"__GANGLION__\n"
_PRELUDE_LINES = 10
_LARGEST_PACKET = 16 << 20
_COMPLAINT = 4000
"""Bytes of an app's complaint that are kept, should it never start."""


@dataclass(frozen=True, slots=True)
class Start:
    """How the process of a page is started.

    Attributes:
        program: The program and its arguments; no shell reads them.
        environment: All variables that it gets.
        letter: What it reads first.
        size: Columns and rows.
    """

    program: Sequence[str]
    environment: Mapping[str, str]
    letter: Letter
    size: tuple[int, int]


class Session(AppService):
    """A running app, and the page that shows it.

    Attributes:
        failed: What the app said on its way down, if it never came to draw; else empty.
    """

    def __init__(
        self, start: Start, socket: web.WebSocketResponse, draft: Callable[[str, str], None]
    ) -> None:
        super().__init__(
            "",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._nothing_more,
            download_manager=DownloadManager(),
        )
        self._start = start
        self._draft = draft
        self.failed = ""
        self.over = asyncio.Event()

    async def _nothing_more(self) -> None:
        """The app says that it leaves; the page is told when the process is over."""

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the program itself, in a session of its own so that Ctrl+C reaches the server alone."""
        environment = {**self._start.environment, "COLUMNS": str(width), "ROWS": str(height)}
        program = self._start.program
        self._process = process = await asyncio.create_subprocess_exec(
            *program, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
        )
        assert process.stdin is not None
        self._stdin = process.stdin
        process.stdin.write(as_bytes(self._start.letter))
        return process

    async def begin(self) -> None:
        """Start the app and show what it draws."""
        await self.start(*self._start.size)

    async def run(self) -> None:
        """Pass on what the app draws, until it is over or the page is gone."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        assert process.stderr is not None
        complaints = asyncio.create_task(_tail(process.stderr))
        try:
            if await _begins(process.stdout):
                await self._pass_on(process.stdout)
            else:
                self.failed = (await complaints).decode("utf-8", "replace") or "it ended without a word"
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass  # the app or the page is gone; both are an end
        finally:
            complaints.cancel()
            self.over.set()

    async def _pass_on(self, stdout: asyncio.StreamReader) -> None:
        while True:
            head = await stdout.readexactly(5)
            length = int.from_bytes(head[1:], "big")
            if length > _LARGEST_PACKET:
                raise ValueError("no packet is that long")
            payload = await stdout.readexactly(length)
            if head[:1] == b"D":
                await self.on_data(payload)
            elif head[:1] == b"M":
                await self.on_meta(payload)

    async def on_meta(self, data: bytes) -> None:
        """Take a draft; open no page and deliver no file, since the app has neither."""
        told = json.loads(data)
        if told.get("type") == "draft":
            self._draft(str(told.get("attempt", "")), str(told.get("text", "")))

    async def stop(self) -> None:
        """End the process: ask, then insist, then force."""
        process, task = self._process, self._task
        if process is None or task is None:
            return
        self._task = None
        with suppress(Exception):  # nothing that a dying process does may keep it alive
            async with asyncio.timeout(QUIT_SECONDS):
                await self.send_meta({"type": "quit"})
                await process.wait()
        for force in (process.terminate, process.kill):
            if process.returncode is None:
                with suppress(ProcessLookupError, TimeoutError):
                    force()
                    async with asyncio.timeout(END_SECONDS):
                        await process.wait()
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task


async def _begins(stdout: asyncio.StreamReader) -> bool:
    """Whether the app came to draw."""
    for _ in range(_PRELUDE_LINES):
        line = await stdout.readline()
        if line == _PRELUDE:
            return True
        if not line:
            break
    return False


async def _tail(stream: asyncio.StreamReader) -> bytes:
    """The last of what is said; read all along, so that the app never waits for a reader."""
    kept = b""
    while piece := await stream.read(4096):
        kept = (kept + piece)[-_COMPLAINT:]
    return kept
