"""A program on a pseudo-terminal, with a clock: what it drew, when, and how it answers to keys.

Output is time-stamped as it is read and parsed only when somebody looks, so that the emulator never slows the
program down.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

# What pyte does not know and would print: keyboard protocols, mode reports, window reports, DCS strings.
_UNKNOWN = re.compile(
    rb"\x1b\[[<>=?][0-9;]*[uc]|\x1b\[\?[0-9;]*\$p|\x1b\[>[0-9;]*[a-zA-Z]|\x1b\[[0-9;]*t|\x1bP[^\x1b]*\x1b\\"
)
_CUT_OFF = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|P[^\x1b]*|\][^\x07\x1b]*)?$")
_ANSI = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[ -/]*[0-~])")
_ANSWERS = ((b"\x1b[6n", b"\x1b[1;1R"), (b"\x1b[c", b"\x1b[?62;22c"), (b"\x1b[?2026$p", b"\x1b[?2026;2$y"))


class Silence(AssertionError):
    """The program did not show in time what was waited for; the message holds the screen."""


class Picture:
    """An emulated screen that chunks of output are fed to."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""

    def feed(self, data: bytes) -> None:
        """Draw a chunk; an escape sequence that it cuts off is kept for the next one."""
        data = self._held + data
        cut = _CUT_OFF.search(data)
        self._held = data[cut.start() :] if cut else b""
        self._stream.feed(_UNKNOWN.sub(b"", data[: cut.start()] if cut else data))

    @property
    def text(self) -> str:
        """The screen as lines."""
        return "\n".join(line.rstrip() for line in self._screen.display)


class Terminal:
    """A running program; `chunks` are its output with the seconds at which each was read.

    The pty is not its controlling terminal: Ctrl+C reaches programs in raw mode as a key, others not at all.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        columns: int = 120,
        rows: int = 40,
    ) -> None:
        self.columns, self.rows = columns, rows
        self.chunks: list[tuple[float, bytes]] = []
        self.picture = Picture(columns, rows)
        self._drawn = 0
        self._over = False
        self._fd, inner = os.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, env=dict(environment), cwd=folder,
            start_new_session=True,
        )  # fmt: skip
        os.close(inner)

    def type(self, keys: str | bytes) -> float:
        """Press keys; returns when that was."""
        at = time.perf_counter()
        os.write(self._fd, keys.encode() if isinstance(keys, str) else keys)
        return at

    def read(self, seconds: float, until: Callable[[], bool] | None = None) -> bool:
        """Read for so long, or until something is true or the program is over; nothing is parsed."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0 and not self._over:
            if until is not None and until():
                return True
            if select.select([self._fd], [], [], min(left, 0.5))[0]:
                self._take()
        return until is not None and until()

    def _take(self) -> None:
        try:
            data = os.read(self._fd, 65536)
        except OSError as error:
            if error.errno != errno.EIO:  # EIO: the other side has closed, as Linux tells it
                raise
            data = b""
        if not data:
            self._over = True
            return
        self.chunks.append((time.perf_counter(), data))
        for question, answer in _ANSWERS:
            for _ in range(data.count(question)):
                os.write(self._fd, answer)

    @property
    def written(self) -> bytes:
        """The printable part of all output, without escape sequences; crude and quick."""
        return _ANSI.sub(b"", b"".join(data for _, data in self.chunks[-400:]))

    @property
    def text(self) -> str:
        """The screen now."""
        for _, data in self.chunks[self._drawn :]:
            self.picture.feed(data)
        self._drawn = len(self.chunks)
        return self.picture.text

    def wait_for(self, *words: str, seconds: float = 20.0) -> str:
        """Wait until all words are on the screen and return it.

        Raises:
            Silence: They did not come in time, or the program ended before.
        """
        if not self.read(seconds, lambda: all(word in self.text for word in words)):
            missing = [word for word in words if word not in self.text]
            raise Silence(f"after {seconds} s the screen does not show {missing}:\n{self.text}")
        return self.text

    def wait_for_end(self, seconds: float = 20.0) -> int:
        """Take in what the program still writes until it has ended; its exit status."""
        self.read(seconds)
        try:
            return self.process.wait(5)
        except subprocess.TimeoutExpired:
            raise Silence(f"after {seconds} s the program still runs:\n{self.text}") from None

    def peak_memory(self) -> float:
        """Peak resident memory so far in MB, or nan where the system does not tell."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return float("nan")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else float("nan")

    def kill(self) -> None:
        """End the program without a word, as a power cut would."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        os.close(self._fd)
