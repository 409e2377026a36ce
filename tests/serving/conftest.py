"""The product as people get it, with `serve` running."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager

import pytest

from tests.e2e.conftest import environment, played, product, shared  # noqa: F401
from tests.e2e.product import interrupt


class Served:
    """A running `empty-chair serve`, with what it said."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.said: list[str] = []
        while not self.said or not self.said[-1].startswith("Ctrl+C"):
            line = process.stdout.readline().decode()
            assert line, process.stderr.read().decode()
            self.said.append(line.rstrip())

    @property
    def link(self) -> str:
        return next(line.strip() for line in self.said if "token=" in line)

    @property
    def url(self) -> str:
        return self.said[0].split(",")[0].removeprefix("Empty Chair is served on ")

    def children(self) -> list[int]:
        """The processes behind its pages."""
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True)
        return [int(number) for number in listed.stdout.split()]


@pytest.fixture
def serving(product):  # noqa: F811
    """Serve the product for as long as a block lasts."""

    @contextmanager
    def start(*arguments, **more):
        config = product.home / ".config" / "empty-chair"
        config.mkdir(parents=True, exist_ok=True)
        (config / "settings.toml").write_text("typing_pauses = false\n", encoding="utf-8")
        process = product.start("serve", "--port", "0", *arguments, **more)
        try:
            served = Served(process)
            yield served
            if process.poll() is None:
                assert interrupt(process).status == 0
        finally:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                stream.close()

    return start
