"""The rooms and who may enter which: read in the source, and proven in a fresh process."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "simulator"

OPEN_TO_ALL = {"errors", "behaviours", "prompts", "uncollected", "side_by_side", "wording"}
MAY_IMPORT = {
    "language": set(),
    "llm": set(),
    "content": {"language"},
    "customer": {"content", "language"},
    "attempt": {"customer", "language"},
    "auditioning": {"content", "customer", "attempt", "language"},
    "colleagues": {"content", "customer", "attempt", "language"},
    "judging": {"content", "language"},
    "records": {"content", "attempt.ledger", "attempt.events", "language.text"},
    "training": {"content", "records"},
    "roster": {"language"},
    "practising": {"content", "language.text"},
    "reporting": {"content", "records", "training", "language.text"},
    "exporting": {"content", "records", "training", "attempt.ledger", "language.text"},
    "year": {
        *("content", "records", "training", "practising", "reporting.forms", "roster"),
        *("attempt.ledger", "attempt.events", "language.text", "acting"),
    },
    "serving": {"tui.app", "wiring", "settings", "locations", "language.text"},
    "drafting": {"language"},
    "previewing": {"content", "attempt", "rehearsal", "desks"},
    "reviewing": {"content", "judging", "records", "attempt.ledger", "language.text"},
}
ONLY_IN = (
    {"textual": "tui", "rich": "tui"}
    | dict.fromkeys(("sqlalchemy", "sqlite3", "alembic", "psycopg", "cryptography"), "records")
    | dict.fromkeys(("aiohttp", "textual_serve"), "serving")
    | dict.fromkeys(("openai", "httpx2", "tiktoken", "keyring"), "llm")
    | {"fsrs": "practising"}
)
"""Libraries that one room alone imports (commands may measure the width of cells with rich)."""
EXCEPTIONS = {("commands", "rich"), ("serving", "textual")}
FACELESS = (
    "language",
    "content",
    "customer",
    "attempt",
    "auditioning",
    "colleagues",
    "judging",
    "training",
    "reviewing",
    "roster",
    "practising",
    "reporting",
)
FORBIDDEN = ("textual", "rich", "sqlalchemy", "sqlite3", "openai", "httpx", "httpx2", "requests")
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "xmlrpc", "socketserver"}
"""Not looked for in a process: pydantic and asyncio bring them in without using them."""


def modules(room):
    return sorted((PACKAGE / room).rglob("*.py"))


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path} imports relatively"
            yield node.module


def may(room, name):
    target = name.removeprefix("simulator.")
    allowed = MAY_IMPORT[room] | OPEN_TO_ALL | {room}
    return name == "simulator" or any(target == a or target.startswith(a + ".") for a in allowed)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may(room):
    trespassing = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules(room)
        for name in imports(path)
        if name.split(".")[0] == "simulator" and not may(room, name)
    ]
    assert trespassing == []


@pytest.mark.parametrize("library", ONLY_IN)
@pytest.mark.slow
def test_a_library_stays_in_its_room(library):
    rooms = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] == library
    }
    assert {room for room in rooms if (room, library) not in EXCEPTIONS} <= {ONLY_IN[library]}


@pytest.mark.parametrize("room", FACELESS)
@pytest.mark.slow
def test_the_domain_opens_no_connection(room):
    found = {name for path in modules(room) for name in imports(path)}
    assert NETWORK.isdisjoint(name.split(".")[0] for name in found)


@pytest.mark.parametrize("room", FACELESS)
@pytest.mark.slow
def test_the_domain_knows_no_screen_database_or_network(room):
    names = [
        "simulator." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        for path in modules(room)
    ]
    program = (
        "import sys, importlib\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        f"found = [n for n in {FORBIDDEN!r} if n in sys.modules]\n"
        "sys.exit(', '.join(found) if found else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=PACKAGE.parent)
    assert ran.returncode == 0, ran.stderr


def test_asking_for_the_version_imports_next_to_nothing():
    program = (
        "import sys\nfrom simulator.cli import main\nmain(['--version'])\n"
        "found = {'argparse', 'pydantic', 'yaml', 'textual', 'asyncio', 'sqlalchemy'} & set(sys.modules)\n"
        "sys.exit(', '.join(found) if found else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=PACKAGE.parent)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("empty-chair ")


def test_no_file_outgrows_its_room():
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}
