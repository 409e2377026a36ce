"""The pages and their addresses: what is asked for, by whom, and what is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from aiohttp import web

from simulator.serving.admission import Admission, LinkAdmission, Person, Refused
from simulator.serving.headers import safe_headers
from simulator.serving.origins import Origins
from simulator.serving.session import Session, Start
from simulator.serving.sessions import STOPPED, Leaving, Sessions
from simulator.serving.wire import UNSTARTED, close, converse, new_socket, size_of

PERSON = web.RequestKey("person", Person)
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_OURS = Path(__file__).parent / "page"
_USUAL = {"width": "80", "height": "24"}
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">{more}
<title>Empty Chair</title></head><body><h1>Empty Chair</h1><p>{text}</p></body></html>
"""
_ONWARD = '<meta http-equiv="refresh" content="0;url=./">'


class Host(Protocol):
    """What the pages need from the rest of the product."""

    def start(self, person: Person, size: tuple[int, int], drafts: Mapping[str, str]) -> Awaitable[Start]:
        """How to start the app for a person."""
        ...

    def complain(self, text: str) -> None:
        """Tell the person who runs the server."""
        ...


class Site:
    """The web application."""

    def __init__(
        self, admission: Admission, origins: Origins, sessions: Sessions, host: Host, idle_seconds: float
    ) -> None:
        self._admission = admission
        self._origins = origins
        self._sessions = sessions
        self._host = host
        self._idle_seconds = idle_seconds
        self._headers = safe_headers(origins.origins)
        self._files = _files()

    def application(self) -> web.Application:
        """The addresses; there is no other, and no list of them."""
        app = web.Application(middlewares=[self._guard], client_max_size=4096)
        app.on_response_prepare.append(self._dress)
        app.on_shutdown.append(self._end)
        get = app.router.add_get
        get("/", self._page, allow_head=False)
        get("/ws", self._websocket, allow_head=False)
        get("/static/{name}", self._file, allow_head=False)
        if isinstance(self._admission, LinkAdmission):
            get("/enter", self._enter, allow_head=False)
        return app

    async def _dress(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(self._headers)
        response.headers.setdefault("Cache-Control", "no-store")

    async def _end(self, app: web.Application) -> None:
        await self._sessions.empty()

    @web.middleware
    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Let nobody past who is not known, whatever they ask for."""
        if not self._origins.host_is_ours(request.headers.get("Host", "")):
            return _answer(421, "This is not the address of Empty Chair.")
        try:
            if request.path != "/enter":
                request[PERSON] = self._admission.admit(request.headers, request.cookies)
            return await handler(request)
        except Refused as refused:
            return _answer(403, refused.why)
        except web.HTTPException as error:
            return _answer(error.status, error.reason)

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        """Exchange the token for a cookie; a browser that only looks ahead is sent away unharmed."""
        admission = self._admission
        assert isinstance(admission, LinkAdmission)
        if "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
            return _answer(503, "Open the link yourself.")
        value = admission.exchange(request.headers, request.query.get("token", ""))
        # Not a redirect: one that began on another site would go on without the cookie.
        answer = _answer(200, "Welcome.", _ONWARD)
        answer.set_cookie(
            admission.cookie, value, httponly=True, samesite="Strict", secure=admission.secure, path="/"
        )
        return answer

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return web.Response(text=(_OURS / "index.html").read_text("utf-8"), content_type="text/html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """One of our files, by its name in a list; no path of a browser's ever reaches the disk."""
        found = self._files.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        return web.FileResponse(found, headers={"Cache-Control": "private, no-cache"})

    async def _websocket(self, request: web.Request) -> web.StreamResponse:
        if not self._origins.origin_is_ours(request.headers.get("Origin")):
            return _answer(403, "This page was opened from another site.")
        try:
            size = size_of({**_USUAL, **request.query})
        except ValueError:
            raise web.HTTPBadRequest from None
        socket = new_socket()
        await socket.prepare(request)
        farewell = STOPPED
        try:
            await self._session(socket, request[PERSON], size)
        except Leaving as leaving:
            farewell = leaving.farewell
        finally:
            await close(socket, farewell)
        return socket

    async def _session(self, socket: web.WebSocketResponse, person: Person, size: tuple[int, int]) -> None:
        """Run the app for a page, for as long as there are both."""
        learner, sessions = person.learner, self._sessions
        async with sessions.place(learner, lambda why: close(socket, why)):
            start = await self._host.start(person, size, sessions.drafts_of(learner))
            session = Session(
                start, socket, lambda attempt, text: sessions.keep_draft(learner, attempt, text)
            )
            try:
                await session.begin()
                await converse(socket, session, self._idle_seconds)
            except OSError as error:
                self._host.complain(f"The app could not be started: {error.strerror or error}")
                raise Leaving(UNSTARTED) from None
            finally:
                await session.stop()
                if session.failed:
                    self._host.complain(f"The app did not come to draw: {session.failed}")


def _answer(status: int, text: str, more: str = "") -> web.Response:
    page = _PAGE.format(text=escape(text), more=more)
    return web.Response(status=status, text=page, content_type="text/html")


def _files() -> Mapping[str, Path]:
    """The files that a page needs: ours, and the terminal and its font that come with textual-serve."""
    theirs = Path(str(files("textual_serve"))) / "static"
    return {
        "page.js": _OURS / "page.js",
        "page.css": _OURS / "page.css",
        "textual.js": theirs / "js" / "textual.js",
        "xterm.css": theirs / "css" / "xterm.css",
        "roboto-mono.ttf": theirs / "fonts" / "RobotoMono-VariableFont_wght.ttf",
        "roboto-mono-italic.ttf": theirs / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf",
    }
