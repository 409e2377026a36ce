"""Listening, and ending cleanly."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Callable
from contextlib import suppress

from aiohttp import web

from simulator.errors import UnavailableError, UsageError
from simulator.serving.admission import Admission, LinkAdmission, ProxyAdmission
from simulator.serving.origins import origins_of, url_host
from simulator.serving.sessions import Sessions
from simulator.serving.settings import ServeSettings
from simulator.serving.site import Host, Site

SHUTDOWN_SECONDS = 2.0
"""For answers that are under way, once every page has ended."""
_BACKLOG = 128


def serve(settings: ServeSettings, learner: str, host: Host, tell: Callable[[str], None]) -> None:
    """Serve until Ctrl+C, or until the system says so.

    Args:
        settings: How.
        learner: Who practises, where no proxy names people.
        host: The rest of the product.
        tell: Takes what the person who runs the server should know, line by line.

    Raises:
        UsageError: The address is not one of this machine.
        UnavailableError: The port is taken, or closed to this program.
    """
    with listening(settings) as opened:
        asyncio.run(_serve(settings, opened, learner, host, tell))


def listening(settings: ServeSettings) -> socket.socket:
    """A socket on the address and the port; raises what `serve` does."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise _told(error, settings) from None


def _told(error: OSError, settings: ServeSettings) -> UsageError | UnavailableError:
    if error.errno == errno.EADDRINUSE:
        return UnavailableError(
            f"Port {settings.port} is taken by another program.",
            "End that program, or name another port: empty-chair serve --port 8766",
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return UnavailableError(
            f"Port {settings.port} is closed to this program.", "Ports above 1023 are open to everybody."
        )
    return UsageError(
        f"{settings.host} is no address of this machine.", "Leave --host out: 127.0.0.1 always is."
    )


async def _serve(
    settings: ServeSettings,
    opened: socket.socket,
    learner: str,
    host: Host,
    tell: Callable[[str], None],
) -> None:
    port = opened.getsockname()[1]
    admission = admission_of(settings, learner)
    site = Site(
        admission, origins_of(settings, port), Sessions(settings.sessions), host, settings.idle_minutes * 60
    )
    runner = web.AppRunner(
        site.application(), access_log=None, handle_signals=False, shutdown_timeout=SHUTDOWN_SECONDS
    )
    ended = _until_told()
    await runner.setup()
    try:
        await web.SockSite(runner, opened, backlog=_BACKLOG).start()
        for line in _greeting(settings, port, admission):
            tell(line)
        await ended.wait()
    finally:
        await runner.cleanup()


def admission_of(settings: ServeSettings, learner: str) -> Admission:
    """Who may come in: whom the proxy names, if it can prove itself, else whoever has the link."""
    if settings.behind_proxy and settings.secret:
        return ProxyAdmission(settings.identity_header, settings.secret_header, settings.secret)
    return LinkAdmission(learner, settings.identity_header, secure=settings.address.startswith("https://"))


def _until_told() -> asyncio.Event:
    """Set by Ctrl+C, or by the system's word to end."""
    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # on Windows Ctrl+C cancels everything, which ends as cleanly
            loop.add_signal_handler(one, ended.set)
    return ended


def _greeting(settings: ServeSettings, port: int, admission: Admission) -> list[str]:
    here = f"http://{url_host(settings.host)}:{port}"
    seen = settings.address or here
    lines = [f"Empty Chair is served on {here}" + (f", for {seen}" if seen != here else "")]
    if isinstance(admission, LinkAdmission):
        lines += ["Open this link; it works once:", f"  {seen}/enter?token={admission.new_token()}"]
    else:
        lines.append(f"The proxy names who comes, in {settings.identity_header}.")
    return [*lines, "Ctrl+C ends it."]
