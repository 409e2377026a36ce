"""Nothing heavy is loaded before a model is asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parent.parent.parent / "simulator"
HEAVY = ("openai", "httpx2", "httpcore2", "anyio", "tiktoken", "keyring", "requests", "pydantic")


def test_importing_the_room_loads_no_client_and_no_tokenizer():
    names = [f"simulator.llm.{path.stem}" for path in sorted((PACKAGE / "llm").glob("*.py"))]
    assert "simulator.llm.client" in names
    program = (
        "import sys, importlib\n"
        f"for name in {[name.removesuffix('.__init__') for name in names]!r}: importlib.import_module(name)\n"
        f"found = [n for n in {HEAVY!r} if n in sys.modules]\n"
        "sys.exit(', '.join(found) if found else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=PACKAGE.parent)
    assert ran.returncode == 0, ran.stderr


def test_the_client_is_loaded_in_a_thread_of_its_own(monkeypatch):
    import asyncio
    import threading

    from simulator.llm import client
    from simulator.llm.endpoint import Endpoint

    seen = []
    connect = client.connect
    monkeypatch.setattr(client, "connect", lambda at: seen.append(threading.current_thread()) or connect(at))

    async def case():
        one = client.ModelClient(Endpoint(model="m", base_url="http://127.0.0.1:9/v1"))
        await asyncio.gather(*(one._connected() for _ in range(3)))
        await one.aclose()

    asyncio.run(case())
    assert len(seen) == 1
    assert seen[0] is not threading.main_thread()


def test_the_clients_own_log_is_kept_quiet_even_when_it_is_asked_for():
    import asyncio
    import logging

    from simulator.llm.connection import connect
    from simulator.llm.endpoint import Endpoint

    logger = logging.getLogger("openai")
    logger.setLevel(logging.DEBUG)
    asyncio.run(connect(Endpoint(model="m", base_url="http://127.0.0.1:9/v1")).close())
    assert logger.level == logging.WARNING
