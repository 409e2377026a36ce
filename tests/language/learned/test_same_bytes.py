"""Reading and scoring: the same bytes in every process, and without the libraries that training needs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.language.learned.written import lines_to_read, lines_to_score

ROOT = Path(__file__).parents[3]
COMMANDS = {
    "read": (["read"], lines_to_read()),
    "score": (["score", "--rubric", "complaint"], lines_to_score()),
}
OF_TRAINING = ("numpy", "scipy", "sklearn", "joblib", "models")
_NAMED = f"""
import sys
from simulator.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as stop:
    status = stop.code
found = sorted({{name.partition(".")[0] for name in sys.modules}} & set({OF_TRAINING!r}))
print("loaded:", found, "status:", status, file=sys.stderr)
"""


def said(command: str, seed: str) -> bytes:
    args, given = COMMANDS[command]
    environment = dict(os.environ) | {"PYTHONHASHSEED": seed}
    run = [sys.executable, "-m", "simulator", *args]
    done = subprocess.run(
        run, input=given, capture_output=True, cwd=ROOT, env=environment, timeout=60, check=True
    )
    assert done.stderr == b""
    assert b'"error"' not in done.stdout
    assert done.stdout.count(b"\n") == 12
    return done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_process_gives_the_same_bytes(command):
    first, *others = (said(command, seed) for seed in ("0", "1", "4242"))
    assert others == [first, first]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_library_of_training_is_loaded(command):
    args, given = COMMANDS[command]
    run = [sys.executable, "-c", _NAMED, *args]
    done = subprocess.run(run, input=given, capture_output=True, cwd=ROOT, timeout=60, check=True)
    assert done.stdout.count(b"\n") == 12
    assert done.stderr.decode().splitlines() == ["loaded: [] status: 0"]


def test_no_module_of_the_product_names_one():
    found = {
        (path.name, name)
        for path in (ROOT / "simulator").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in _names(node)
        if name.partition(".")[0] in OF_TRAINING
    }
    assert found == set()


def _names(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
