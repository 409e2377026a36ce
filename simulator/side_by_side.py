"""Several workers at the same work: none goes on when one has failed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine


async def side_by_side(work: Callable[[], Coroutine[object, object, None]], workers: int) -> None:
    """Let so many workers do the same work until all of them are done.

    Args:
        work: What each of them does; it ends when nothing is left to do.
        workers: How many.

    Raises:
        Exception: What the first of them failed of, once the others have let go.
    """
    tasks = [asyncio.create_task(work()) for _ in range(workers)]
    try:
        await asyncio.gather(*tasks)
    finally:  # of one that failed, or of an interruption: nobody goes on, and connections are let go
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
