"""A browser's session against the terminal: from asking for it to its first frame, and to being ready.

A session is timed as the page sees it, from asking for the websocket to the frame that comes by it. What the
browser needs to draw is left out, as what the terminal needs is.
"""

from __future__ import annotations

import asyncio
import re
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.app import GLYPHS, READY_HOME, Run, start
from benchmarks.figure import Figure
from benchmarks.place import PRODUCT, ROOT, Place
from benchmarks.terminal import Picture

if TYPE_CHECKING:
    import aiohttp

BOUND = 2.5
COLUMNS, ROWS = 120, 40
PATIENCE = 30


def measure(folder: Path, rounds: int = 5) -> list[Figure]:
    """First frame, and ready, of both; their starts take turns."""
    if find_spec("textual_serve") is None:
        print("WARNING: no browser's session was measured: textual-serve is missing", file=sys.stderr)
        return []
    place = Place(folder / "home")
    start(PRODUCT, place, READY_HOME)  # makes what is made once
    server = subprocess.Popen(
        [*PRODUCT, "serve", "--port", "0"], env=place.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        pages, terminals = asyncio.run(_take_turns(_link(server), place, rounds))
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=PATIENCE)
    return [
        _ratio("browser: first frame : terminal", "first", pages, terminals),
        _ratio("browser: ready : terminal", "ready", pages, terminals),
    ]


def _link(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    return next(line.strip() for line in server.stdout if "token=" in line)


async def _take_turns(link: str, place: Place, rounds: int) -> tuple[list[Run], list[Run]]:
    import aiohttp

    pages, terminals = [], []
    url = link.partition("/enter")[0]
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as client:
        async with client.get(link) as answer:
            answer.raise_for_status()
        for _ in range(rounds):
            terminals.append(start(PRODUCT, place, READY_HOME))
            pages.append(await _page(client, url))
    return pages, terminals


async def _page(client: aiohttp.ClientSession, url: str) -> Run:
    """One session, until home is ready; it has ended when this is over."""
    run, picture = Run(), Picture(COLUMNS, ROWS)
    began = time.perf_counter()
    address = f"{url}/ws?width={COLUMNS}&height={ROWS}"
    async with asyncio.timeout(PATIENCE), client.ws_connect(address, headers={"Origin": url}) as page:
        while READY_HOME not in picture.text:
            message = await page.receive()
            at = (time.perf_counter() - began) * 1e3
            if isinstance(message.data, bytes):
                picture.feed(message.data)
                run.ready = at
            if run.first != run.first and len(re.sub(r"\s", "", picture.text)) >= GLYPHS:
                run.first = at
    await asyncio.sleep(1)  # its process leaves meanwhile, and does not slow the next one down
    return run


def _ratio(name: str, what: str, ours: list[Run], theirs: list[Run]) -> Figure:
    mine, yard = (median(getattr(run, what) for run in runs) for runs in (ours, theirs))
    return Figure(name, mine / yard, BOUND, "x", f"{mine:.0f} / {yard:.0f} ms")
