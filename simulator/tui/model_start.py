"""Starting with a language model, and never without a way on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

from simulator.errors import EmptyChairError
from simulator.tui.messages import ModelRefused

if TYPE_CHECKING:
    from simulator.tui.ports import Attempt


def start_with(
    starting: Callable[[str], Attempt], customer: str, post: Callable[[Message], object]
) -> Attempt:
    """A new attempt; where no language model can be used, one with the author's lines, and that is told.

    Nothing is on record before an attempt begins, so that starting twice leaves nothing behind.

    Args:
        starting: Starts with `scripted` or `llm`.
        customer: Which of the two was chosen.
        post: Tells the app.

    Raises:
        EmptyChairError: It cannot be started with the author's lines either.
    """
    if customer != "llm":
        return starting(customer)
    try:
        return starting(customer)
    except EmptyChairError as error:
        attempt = starting("scripted")
        post(ModelRefused(error))
        return attempt
