"""Where a page may come from: other sites in the same browser must not reach in."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.serving.settings import ServeSettings


@dataclass(frozen=True, slots=True)
class Origins:
    """The addresses by which browsers come.

    Attributes:
        hosts: What the Host header may say; empty where a proxy decides that.
        origins: What the Origin header of a websocket may say.
    """

    hosts: frozenset[str]
    origins: frozenset[str]

    def host_is_ours(self, host: str) -> bool:
        """Whether the browser meant us: a name of another site that leads to this machine is not ours."""
        return not self.hosts or host.lower() in self.hosts

    def origin_is_ours(self, origin: str | None) -> bool:
        """Whether a websocket was opened by our own page; browsers always tell, so silence is refused."""
        return origin is not None and origin.lower() in self.origins


def origins_of(settings: ServeSettings, port: int) -> Origins:
    """The addresses that go with the settings.

    Args:
        settings: How the app is served.
        port: The port that is listened on.
    """
    if settings.behind_proxy:
        return Origins(frozenset(), frozenset({settings.address}))
    names = {"127.0.0.1", "localhost", "[::1]", url_host(settings.host)}
    hosts = {f"{name}:{port}" for name in names} | (names if port == 80 else set())
    return Origins(frozenset(hosts), frozenset(f"http://{host}" for host in hosts))


def url_host(host: str) -> str:
    """A host as it stands in an address."""
    return f"[{host}]" if ":" in host else host
