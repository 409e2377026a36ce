"""Running the installed product as a person or a script would, in a home and a folder of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.terminal import Terminal

SECONDS = 60.0
"""More than any command takes on a slow and busy machine; past it, the test has failed."""
INTERRUPTED = 130


def _takes_interrupts() -> None:
    """Ctrl+C ends a program that a person started; one started in the background would be deaf to it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The events of one type."""
        return [event for event in self.events if event["type"] == kind]

    @property
    def said(self) -> list[tuple[int, str, str]]:
        """Turn, speaker and text of every message."""
        return [(event["turn"], event["speaker"], event["text"]) for event in self.of("message")]


def as_input(replies: Sequence[str]) -> bytes:
    """Replies as the JSON mode reads them."""
    return "".join(json.dumps({"text": text}) + "\n" for text in replies).encode()


@dataclass
class Product:
    """The installed command, with a home that nobody else has."""

    environment: Path
    place: Path
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home, self.folder = self.place / "home", self.place / "empty"
        for made in (self.home, self.folder):
            made.mkdir(parents=True, exist_ok=True)

    @property
    def command(self) -> str:
        return str(self.environment / "bin" / "empty-chair")

    @property
    def data(self) -> Path:
        """The folder of the records, where the platform has it."""
        return self.home / ".local" / "share" / "empty-chair"

    def env(self, **more: str) -> dict[str, str]:
        """A bare environment: nothing of the person who runs the tests."""
        bare = {
            "PATH": os.defpath,
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "USER": "kim",
            "LOGNAME": "kim",
        }
        return {**bare, "TERM": "xterm-256color", "COLORTERM": "truecolor", **self.variables, **more}

    def run(self, *arguments: str, given: bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
        """Run a command to its end; whatever it was given, it never shows a traceback."""
        return self.run_any([self.command, *arguments], given, env)

    def run_any(
        self, command: Sequence[str], given: bytes = b"", env: Mapping[str, str] | None = None
    ) -> Ran:
        """Run any command around the product, a shell with a pipe for instance."""
        ran = subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=SECONDS,
            cwd=self.folder,
            env=self.env(**(env or {})),
        )
        out, err = ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8")
        assert "Traceback" not in out + err, err
        return Ran(ran.returncode, out, err)

    def play(self, scenario: str, replies: Sequence[str], *options: str) -> Ran:
        """Play a scenario in JSON mode, to the end of the replies."""
        ran = self.run("play", scenario, "--json", *options, given=as_input(replies))
        assert ran.status == 0, ran.err
        return ran

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a command and leave it running, with pipes on all three streams."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [self.command, *arguments],
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            cwd=self.folder,
            env=self.env(**more),
            preexec_fn=_takes_interrupts,
        )

    def on_terminal(self, *arguments: str, columns: int = 120, rows: int = 40, **more: str) -> Terminal:
        """Start a command on a pseudo-terminal."""
        return Terminal([self.command, *arguments], self.env(**more), self.folder, columns, rows)


def interrupt(process: subprocess.Popen[bytes]) -> Ran:
    """Press Ctrl+C and wait for the end."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=SECONDS)
    assert b"Traceback" not in out + err, err.decode()
    return Ran(process.returncode, out.decode(), err.decode())
