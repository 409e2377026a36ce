"""The models that a server says it has; it may answer to other names too."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from simulator.llm.connection import connect
from simulator.llm.endpoint import Endpoint

_PATIENCE = 5.0
"""Seconds; a list of names takes no thought."""
_MOST = 2_000


async def listed_models(endpoint: Endpoint) -> tuple[str, ...]:
    """The names in the server's list of models (`GET /models`); nothing where it has or gives no such list.

    Never raises for the server's sake: whether a model can be asked is found by asking it.
    """
    import openai

    client = await asyncio.to_thread(connect, endpoint)
    try:
        async with asyncio.timeout(min(_PATIENCE, endpoint.limits.total)):
            page = await client.models.list()
        names = [getattr(one, "id", None) for one in page.data[:_MOST]]
    except (openai.OpenAIError, TimeoutError, ValueError, TypeError, AttributeError):
        return ()
    finally:
        await client.close()
    return tuple(name for name in names if isinstance(name, str) and name)


def is_listed(model: str, listed: Sequence[str]) -> bool:
    """Whether a list has a model; `name:latest` is what some servers call `name`, and case says little."""
    names = {name.casefold().removesuffix(":latest") for name in listed}
    return model.casefold().removesuffix(":latest") in names
