"""Every test runs away from the person's own home, settings and network."""

from __future__ import annotations

import socket
from collections import defaultdict

import pytest
from hypothesis import settings

from simulator import wording
from tests.databases.fixtures import pytest_terminal_summary, server, server_url, where  # noqa: F401

pytest_plugins = ("tests.serving.chromium",)

settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

_CLEARED = (
    "EMPTY_CHAIR_LIBRARY", "EMPTY_CHAIR_DATA", "EMPTY_CHAIR_MODEL", "EMPTY_CHAIR_JUDGE_MODEL",
    "EMPTY_CHAIR_DATABASE", "EMPTY_CHAIR_SIGNING_KEY", "OPENAI_API_KEY", "OPENAI_BASE_URL", "NO_COLOR",
    "TEXTUAL_ANIMATIONS",
    "PYTHONPATH",
)  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Of what is marked `sampled(n)`, n parameter sets stay quick, evenly spread; the others become slow."""
    kin = defaultdict(list)
    for item in items:
        if item.get_closest_marker("sampled"):
            kin[item.nodeid.partition("[")[0]].append(item)
    for family in kin.values():
        (most,) = family[0].get_closest_marker("sampled").args
        quick = {len(family) * place // most for place in range(most)}
        for place, item in enumerate(family):
            if place not in quick:
                item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def _own_home(monkeypatch, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in _CLEARED:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _plain_words():
    yield
    wording.use("en")  # whichever language a test chose


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    connect = socket.socket.connect

    def refuse(self, address):
        if self.family != getattr(socket, "AF_UNIX", None) and address[0] not in ("127.0.0.1", "::1"):
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)
