"""A key that is looked up late: once, by whoever needs it, and never on the thread that draws."""

from __future__ import annotations

import asyncio
import copy
import sys
import threading
import types
from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.llm import keys
from simulator.llm.client import ModelClient
from simulator.llm.endpoint import read_endpoint
from simulator.llm.keys import Keyring, Secret
from simulator.llm.reasons import ModelUnavailable
from tests.llm.conftest import KEY, assert_hidden
from tests.llm.server import Server, good


def test_showing_and_copying_look_nothing_up():
    def never():
        raise AssertionError

    secret = Secret(look_up=never)
    shown = f"{secret} {secret!r} {copy.copy(secret)} {copy.deepcopy([secret])}"
    assert "not looked up" in shown


def test_a_key_is_looked_up_once_whoever_asks():
    asked = []
    secret = Secret(look_up=lambda: asked.append(1) or KEY)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: secret.reveal(), range(50))) == {KEY}
    assert asked == [1]
    assert secret
    assert secret == Secret(KEY)
    assert hash(secret) == hash(Secret(KEY))
    assert_hidden(f"{secret} {secret!r}")


def test_the_keyring_is_asked_at_the_first_request_and_in_a_thread():
    asked = []

    def keyring(host):
        asked.append((host, threading.current_thread() is threading.main_thread()))
        return KEY

    async def case():
        async with Server(good()) as server:
            at = read_endpoint({"OPENAI_BASE_URL": server.url, "EMPTY_CHAIR_MODEL": "m"}, {}, keyring)
            async with ModelClient(at) as client:
                assert asked == []
                for _ in range(2):
                    async for _ in client.stream([]):
                        pass
        assert server.requests[0]["headers"]["authorization"] == f"Bearer {KEY}"

    asyncio.run(case())
    assert asked == [("127.0.0.1", False)]


def test_opening_a_client_finds_a_missing_key():
    async def case():
        async with ModelClient(read_endpoint({"EMPTY_CHAIR_MODEL": "m"}, {}, lambda host: "")) as client:
            await client.open()

    with pytest.raises(ModelUnavailable, match="no key"):
        asyncio.run(case())


def fake(monkeypatch, get):
    ring = types.ModuleType("keyring")
    ring.get_password = get
    monkeypatch.setitem(sys.modules, "keyring", ring)


def broken(service, host):
    raise RuntimeError(f"locked {KEY}")


@pytest.mark.parametrize(
    ("get", "found"),
    [
        (lambda service, host: f"{service} {host}", ("empty-chair h", Keyring.HAS_KEY)),
        (lambda service, host: None, ("", Keyring.NO_ENTRY)),
        (lambda service, host: "", ("", Keyring.NO_ENTRY)),
        (broken, ("", Keyring.FAILED)),
    ],
)
def test_what_the_keyring_says_is_told_apart(monkeypatch, get, found):
    fake(monkeypatch, get)
    assert keys.ask_keyring("h") == found


def test_without_the_extra_there_is_no_keyring(monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert keys.ask_keyring("h") == ("", Keyring.NOT_INSTALLED)


@pytest.mark.parametrize(("backend", "found"), [("fail", Keyring.FAILED), ("null", Keyring.NO_ENTRY)])
def test_the_librarys_own_empty_backends(monkeypatch, backend, found):
    keyring = pytest.importorskip("keyring", reason="needs the keyring extra")
    module = pytest.importorskip(f"keyring.backends.{backend}")
    before = keyring.get_keyring()
    try:
        keyring.set_keyring(module.Keyring())
        assert keys.ask_keyring("h") == ("", found)
    finally:
        keyring.set_keyring(before)
