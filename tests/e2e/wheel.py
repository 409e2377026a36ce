"""The product as people get it: a wheel, installed in an environment of its own, away from the checkout."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other workers from making the same file or folder meanwhile."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def installed(folder: Path) -> Path:
    """The environment with the installed wheel; made once, however many workers ask."""
    with alone(folder):
        if not (folder / "ready").exists():
            _install(_build(folder / "dist"), folder / "env")
            (folder / "ready").touch()
    return folder / "env"


def _build(into: Path) -> Path:
    _do(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(into), str(ROOT))
    (wheel,) = into.glob("*.whl")
    return wheel


def _install(wheel: Path, environment: Path) -> None:
    """Install without an index: what the product stands on comes from the environment of the tests."""
    _do(sys.executable, "-m", "venv", "--without-pip", str(environment))
    python = environment / "bin" / "python"
    _do(sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index", "--no-deps",
        "--disable-pip-version-check", str(wheel))  # fmt: skip
    ran = _do(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(ran.strip(), "what-it-stands-on.pth").write_text("\n".join(sorted(ours)) + "\n")


def _do(*command: str) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, timeout=110, cwd=ROOT.parent)
    assert ran.returncode == 0, f"{command}:\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout
