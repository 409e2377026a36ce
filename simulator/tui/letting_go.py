"""Letting go of an attempt: its connections are closed in every way out, and no way out waits for them."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from simulator.tui.ports import Attempt

PATIENCE_SECONDS = 1.0


async def let_go(attempt: Attempt) -> None:
    """Close what an attempt holds beside its record; whatever fails there is lost with it."""
    with suppress(Exception):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await attempt.aclose()
