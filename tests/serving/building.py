"""A real server on loopback, with a stand-in for the app behind its pages."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import aiohttp
from aiohttp import web

from simulator.serving.environment import Letter, child_environment
from simulator.serving.origins import origins_of
from simulator.serving.server import admission_of, listening
from simulator.serving.session import Start
from simulator.serving.sessions import Sessions
from simulator.serving.settings import ServeSettings
from simulator.serving.site import Site

FAKE_APP = Path(__file__).with_name("fake_app.py")
SECRET = "a secret that nobody could guess"
PROXY = ServeSettings(port=0, behind_proxy=True, address="https://practice.example", secret=SECRET)
ALONE = ServeSettings(port=0)
SECONDS = 25


@dataclass
class FakeHost:
    """Starts the stand-in."""

    how: str = ""
    complaints: list[str] = field(default_factory=list)

    async def start(self, person, size, drafts):
        letter = Letter(alone=person.named_by_proxy, drafts=dict(drafts))
        environment = child_environment(os.environ, person.learner, "/library", "/data")
        return Start((sys.executable, "-ISs", str(FAKE_APP), self.how), environment, letter, size)

    def complain(self, text):
        self.complaints.append(text)


@dataclass
class RunningSite:
    """A server that runs, and a browser without a screen."""

    port: int
    admission: object
    sessions: Sessions
    host: FakeHost
    client: aiohttp.ClientSession

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def get(self, path="/", **more):
        return self.client.get(self.url + path, allow_redirects=False, **more)

    async def status(self, path="/", **more):
        async with self.get(path, **more) as answer:
            return answer.status

    async def enter(self):
        async with self.get("/enter", params={"token": self.admission.new_token()}) as answer:
            assert answer.status == 200
            return answer

    def page(self, origin=None, query="", **headers):
        """Open the websocket of a page."""
        return self.client.ws_connect(
            f"{self.url}/ws{query}", headers={"Origin": origin or self.url, **headers}, max_msg_size=0
        )

    def page_of(self, name, **headers):
        """Open the page of somebody whom the proxy names."""
        return self.page(PROXY.address, **by_proxy(name), **headers)


def by_proxy(name, secret=SECRET):
    return {"X-Forwarded-User": name, "X-Empty-Chair-Secret": secret}


@asynccontextmanager
async def site(settings=ALONE, how="", idle_seconds=60.0):
    """A server with these settings, whose pages show the stand-in."""
    with listening(settings) as opened:
        port = opened.getsockname()[1]
        admission, sessions, host = admission_of(settings, "kim"), Sessions(settings.sessions), FakeHost(how)
        site = Site(admission, origins_of(replace(settings, port=port), port), sessions, host, idle_seconds)
        runner = web.AppRunner(site.application(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.SockSite(runner, opened).start()
            # The jar takes cookies of an address of numbers, as browsers do.
            async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as client:
                yield RunningSite(port, admission, sessions, host, client)
        finally:
            await runner.cleanup()


def lived(test):
    """Run an asynchronous test to its end, within some seconds."""

    def run():
        async def limited():
            async with asyncio.timeout(SECONDS):
                await test()

        asyncio.run(limited())

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


async def told(page):
    """What the stand-in says of itself."""
    return json.loads(await page.receive_bytes())


async def ending(page):
    """The code and the reason with which a page ends, whatever is drawn before."""
    while (message := await page.receive()).type is aiohttp.WSMsgType.BINARY:
        pass
    assert message.type is aiohttp.WSMsgType.CLOSE
    return message.data, message.extra


def is_running(process):
    """Whether there is such a process, other than as a name in a list.

    One that has ended keeps its number until somebody asks how it ended; for an orphan that is the first
    process of the machine, which in a container may take its time.
    """
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    shown = Path(f"/proc/{process}/stat")
    try:
        return shown.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return not Path("/proc/self/stat").exists()
