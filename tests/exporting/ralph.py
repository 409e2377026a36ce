"""Ralph, a Learning Record Store with models of xAPI, in a virtual environment of its own.

It needs other versions of libraries than we do. So it is installed apart, once, into the cache folder; the
folder can be deleted at any time. Without a network, and without that folder, the tests that need it are left
out, and say so.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from platformdirs import user_cache_path

VERSION = "5.1.0"
USER, PASSWORD = "trainer", "a secret: with %"
SECONDS = 60.0
CACHE = user_cache_path("empty-chair-tests", appauthor=False)  # before a test has a home of its own
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("RALPH", "PYTHON"))}


class NotThere(Exception):
    """It could not be installed or started; the message says why."""


def python() -> Path:
    """The interpreter of the environment, which is made when there is none.

    Raises:
        NotThere: It cannot be made.
    """
    home = CACHE / f"ralph-malph-{VERSION}-python{sys.version_info.major}.{sys.version_info.minor}"
    interpreter = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not interpreter.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(dir=CACHE, prefix="making-"))
        try:
            _install(made, interpreter.relative_to(home))
            if not interpreter.exists():  # another worker may have been quicker
                os.rename(made, home)
        except OSError as error:
            if not interpreter.exists():
                raise NotThere(str(error)) from None
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return interpreter


def _install(folder: Path, interpreter: Path) -> None:
    _run(sys.executable, "-m", "venv", str(folder))
    wanted = (f"ralph-malph[cli,lrs]=={VERSION}", "requests")  # the extra forgets to name requests
    pip = (str(folder / interpreter), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*pip, "--retries", "1", "--timeout", "20", *wanted)
    _run(str(folder / interpreter), "-c", "import ralph.models.xapi.base.statements")


def _run(*command: str) -> None:
    ran = subprocess.run(command, capture_output=True, text=True, timeout=500, env=ENVIRONMENT, check=False)
    if ran.returncode:
        raise NotThere(f"{' '.join(command[1:4])}: {ran.stderr.strip()[-400:]}")


_LOOKING = """
import json, sys
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement
for line in sys.stdin:
    try:
        BaseXapiStatement(**json.loads(line))
        print("")
    except ValidationError as error:
        print(" ".join(str(error).split()))
"""


def faults(statements: Iterable[dict]) -> list[str]:
    """What Ralph's model says against each statement; an empty text where it takes it."""
    lines = "".join(json.dumps(one) + "\n" for one in statements)
    ran = subprocess.run(
        [str(python()), "-c", _LOOKING], input=lines, capture_output=True, text=True, timeout=100,
        env=ENVIRONMENT, check=True,
    )  # fmt: skip
    return ran.stdout.splitlines()


# Its store on files has two faults: only the first write succeeds, as it then wants to make the file anew;
# and filters compare an address object with a text. Both are put right before the server is loaded.
_SERVER = """
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend as Store

def in_text(value):
    return value if value is None else str(getattr(value, "root", value))

def with_texts(name):
    original = getattr(Store, name)
    def filtered(found, value, *more):
        return original(found, in_text(value), *more)
    setattr(Store, name, staticmethod(filtered))

Store.default_operation_type = BaseOperationType.APPEND
with_texts("_add_filter_by_verb")
with_texts("_add_filter_by_activity")

from ralph.api import app
"""


@dataclass
class Store:
    """A running Learning Record Store."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/xAPI"

    def statements(self, query: str = "") -> list[dict]:
        """What it holds, page after page."""
        found: list[dict] = []
        path = f"/xAPI/statements?limit=100{query}"
        while path:
            page = json.loads(self._get(path))
            found += page["statements"]
            path = page.get("more", "")
        return found

    def _get(self, path: str) -> bytes:
        secret = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        headers = {"Authorization": f"Basic {secret}", "X-Experience-API-Version": "1.0.3"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return answer.read()


@contextmanager
def running(folder: Path) -> Iterator[Store]:
    """A store on files in a folder.

    Raises:
        NotThere: It cannot be installed or started.
    """
    interpreter = python()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    (folder / "data").mkdir()
    (folder / "mended.py").write_text(_SERVER, encoding="utf-8")
    (folder / "auth.json").write_text(json.dumps([_account(interpreter)]), encoding="utf-8")
    given = {
        **ENVIRONMENT, "RALPH_APP_DIR": str(folder), "RALPH_AUTH_FILE": str(folder / "auth.json"),
        "RALPH_RUNSERVER_BACKEND": "fs", "HOME": str(folder),
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "data"),
    }  # fmt: skip
    command = [str(interpreter), "-m", "uvicorn", "mended:app", "--host", "127.0.0.1", "--port", str(port),
               "--log-level", "error"]  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=given, stdout=log, stderr=log)
    try:
        _wait(process, port, folder)
        yield Store(folder, port)
    finally:
        process.terminate()
        process.wait(SECONDS)


def _account(interpreter: Path) -> dict:
    hashing = "import bcrypt, sys; print(bcrypt.hashpw(sys.argv[1].encode(), bcrypt.gensalt(4)).decode())"
    ran = subprocess.run(
        [str(interpreter), "-c", hashing, PASSWORD],
        capture_output=True, text=True, check=True, env=ENVIRONMENT,
    )  # fmt: skip
    agent = {"mbox": "mailto:lrs@example.org", "name": USER}
    return {"agent": agent, "scopes": ["all"], "hash": ran.stdout.strip(), "username": USER}


def _wait(process: subprocess.Popen, port: int, folder: Path) -> None:
    until = time.monotonic() + SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/__heartbeat__", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            if process.poll() is not None or time.monotonic() > until:
                log = (folder / "log").read_text(errors="replace")
                raise NotThere(f"it does not start: {log[-500:]}") from None
            time.sleep(0.1)
