"""The websocket of one page: keys in, drawings out, until either side has enough."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import WSMsgType, web

from simulator.serving.session import Session
from simulator.serving.sessions import Farewell, Leaving

LONGEST_MESSAGE = 256 * 1024
"""Bytes of one message from a page; a long paste fits."""
CLOSING_SECONDS = 2.0
HEARTBEAT_SECONDS = 15.0
COLUMNS, ROWS = (20, 500), (5, 300)
"""The smallest and the largest terminal that is drawn; a page cannot ask for more work than that."""
NONSENSE = Farewell(1003, "The page said something that nobody understands. Reload it.")
UNSTARTED = Farewell(1011, "The app could not be started. The person who runs it is told why.")
IDLE = Farewell(4002, "Nobody was here for a while. Everything you sent is kept.")
LEFT = Farewell(1000, "You have left. Everything you sent is kept.")


def new_socket() -> web.WebSocketResponse:
    """A websocket that notices when its page is gone."""
    return web.WebSocketResponse(
        heartbeat=HEARTBEAT_SECONDS, timeout=CLOSING_SECONDS, max_msg_size=LONGEST_MESSAGE
    )


async def close(socket: web.WebSocketResponse, farewell: Farewell) -> None:
    """Tell the page why it ends."""
    await socket.close(code=farewell.code, message=farewell.why.encode()[:123])


async def converse(socket: web.WebSocketResponse, session: Session, idle_seconds: float) -> None:
    """Pass on what the page says, until the page is gone or the app is over.

    Raises:
        Leaving: The app is over, nobody touched a key for so long, or the page talks nonsense.
    """
    listening = asyncio.ensure_future(_listen(socket, session, idle_seconds))
    over = asyncio.ensure_future(session.over.wait())
    try:
        await asyncio.wait((listening, over), return_when=asyncio.FIRST_COMPLETED)
        if listening.done():
            listening.result()
        elif session.failed:
            raise Leaving(UNSTARTED)
        else:
            raise Leaving(LEFT)
    finally:
        for task in (listening, over):
            task.cancel()
        await asyncio.wait((listening, over))


async def _listen(socket: web.WebSocketResponse, session: Session, idle_seconds: float) -> None:
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(idle_seconds) as patience:
            async for message in socket:
                if message.type is WSMsgType.TEXT and await _hear(message.data, socket, session):
                    patience.reschedule(loop.time() + idle_seconds)
    except TimeoutError:
        raise Leaving(IDLE) from None


async def _hear(text: str, socket: web.WebSocketResponse, session: Session) -> bool:
    """Do what the page says; whether a person did it."""
    try:
        kind, *rest = json.loads(text)
        if kind == "stdin":
            await session.send_bytes(rest[0].encode("utf-8", "replace"))
        elif kind == "resize":
            await session.set_terminal_size(*size_of(rest[0]))
        elif kind == "ping":
            await socket.send_json(["pong", str(rest[0])[:40]])
        elif kind in _FOCUS:
            await _FOCUS[kind](session)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise Leaving(NONSENSE) from None
    return bool(kind == "stdin")


_FOCUS: Mapping[str, Callable[[Session], Awaitable[None]]] = {"blur": Session.blur, "focus": Session.focus}


def size_of(told: Mapping[str, object]) -> tuple[int, int]:
    """Columns and rows, within what is drawn.

    Raises:
        ValueError, TypeError, KeyError: These are no sizes.
    """
    width, height = int(str(told["width"])), int(str(told["height"]))
    return _within(width, COLUMNS), _within(height, ROWS)


def _within(value: int, bounds: tuple[int, int]) -> int:
    return max(bounds[0], min(bounds[1], value))
