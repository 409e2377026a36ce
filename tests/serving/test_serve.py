"""The command: where it listens, what it says, how it ends."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys

import aiohttp
import pytest

from tests.e2e.test_resume import cut_off
from tests.serving.building import by_proxy, is_running

PROXY = 'address = "https://practice.example"\n'
SECRET = "a secret that nobody could guess"


def configure(product, text):
    folder = product.home / ".config" / "empty-chair"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "serve.toml").write_text(text, encoding="utf-8")


def test_a_taken_port_is_told(product):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = product.run("serve", "--port", str(port))
    assert ran.status == 3
    assert f"Port {port} is taken" in ran.err
    assert "--port" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "0.0.0.0"], "--behind-proxy"),
        (["--behind-proxy"], "address ="),
        (["--port", "99999"], "99999"),
        (["--sessions", "0"], "sessions"),
    ],
)
def test_what_is_not_safe_or_not_possible_is_told(product, arguments, words):
    ran = product.run("serve", *arguments)
    assert ran.status == 2
    assert words in ran.err
    assert ran.out == ""


def test_an_address_of_another_machine_is_told(product):
    configure(product, PROXY)
    ran = product.run("serve", "--behind-proxy", "--host", "192.0.2.1", "--port", "0")
    assert ran.status == 2
    assert "no address of this machine" in ran.err


def test_without_the_extra_the_command_to_install_it_is_told(product):
    program = (
        "import sys, importlib.util as u\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'textual_serve' else find(name, *rest)\n"
        "from simulator.cli import main\n"
        "sys.exit(main(['serve']))"
    )
    ran = product.run_any([str(product.environment / "bin" / "python"), "-c", program])
    assert ran.status == 3
    assert 'pip install "empty-chair[browser]"' in ran.err


def test_ctrl_c_ends_it_cleanly_before_and_after_somebody_came(serving):
    with serving() as served:
        assert "it works once" in served.said[1]
    with serving() as served:
        child = talk(served, {}, lambda found: found.process)
        served.process.send_signal(2)
        out, err = served.process.communicate(timeout=10)
        assert (served.process.returncode, out, err) == (0, b"", b"")
        assert not is_running(child)


class Child:
    """The process behind a page, as the system shows it."""

    def __init__(self, process):
        self.process = process
        self.environment = dict(
            line.split("=", 1) for line in self.read("environ").split("\0") if "=" in line
        )
        self.arguments = self.read("cmdline").split("\0")

    def read(self, name):
        with open(f"/proc/{self.process}/{name}", encoding="utf-8", errors="replace") as file:
            return file.read()


def talk(served, headers, look, wait=b"Practise next", origin=None):
    """Come in, wait until something is drawn, and look at the process behind the page."""

    async def run():
        async with (
            asyncio.timeout(40),
            aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as client,
        ):
            if not headers:
                async with client.get(served.link) as answer:
                    assert answer.status == 200
            told = {"Origin": origin or served.url, **headers}
            async with client.ws_connect(f"{served.url}/ws?width=120&height=40", headers=told) as page:
                drawn = b""
                while wait not in drawn:
                    message = await page.receive()
                    assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), message
                    drawn += message.data if isinstance(message.data, bytes) else b""
                return look(Child(served.children()[-1]))  # the newest; an older page's may still be ending

    return asyncio.run(run())


@pytest.mark.skipif(not os.path.exists("/proc/self/environ"), reason="the system does not show processes")
def test_no_secret_can_be_seen_from_outside_but_the_app_has_its_database(serving, product, tmp_path):
    elsewhere = tmp_path / "elsewhere" / "records.sqlite3"
    product.variables["EMPTY_CHAIR_DATABASE"] = f"sqlite:///{elsewhere}"
    cut_off(product, [])
    with serving(OPENAI_API_KEY="sk-secret", X="sk-x") as served:
        # The page falls into the attempt that was cut off, which is in that database only,
        # and may be written in at once, though the page never said that it has the keys.
        child = talk(served, {}, lambda found: found, wait=b"Ctrl+J")
    seen = json.dumps([child.environment, child.arguments])
    assert child.environment["EMPTY_CHAIR_LEARNER"] == "kim"
    assert "sqlite" not in seen
    assert "sk-" not in seen
    assert not {"sh", "/bin/sh", "-c"} & set(child.arguments)


@pytest.mark.slow
def test_many_people_behind_a_proxy_have_their_own_records(serving, product):
    configure(product, PROXY)
    with serving("--behind-proxy", EMPTY_CHAIR_PROXY_SECRET=SECRET) as served:
        assert not [line for line in served.said if "token" in line]
        names = ("ana@example.org", "ben; rm -rf /", "$(id)", "--learner=kim", "Žygimantas Ąžuolas")
        for name in names:
            child = talk(served, by_proxy(name), lambda found: found, origin="https://practice.example")
            assert child.environment["EMPTY_CHAIR_LEARNER"] == name
            assert name not in " ".join(child.arguments)
            assert SECRET not in child.environment.values()


@pytest.mark.slow
def test_a_server_that_is_killed_leaves_no_process_behind(serving):
    with serving() as served:

        def look(found):
            served.process.kill()
            served.process.wait()
            return found.process

        child = talk(served, {}, look)
        for _ in range(300):
            if not is_running(child):
                break
            subprocess.run([sys.executable, "-c", ""], check=True)
        assert not is_running(child)
