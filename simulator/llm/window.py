"""Fitting a conversation into what a model can read, by leaving whole turns out of its middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from simulator.llm.messages import Message

LAST_KEPT = 6
"""Turns at the end that always stay: what is being talked about now."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """What is left of a conversation.

    Attributes:
        messages: The system part, the opening, and the end, in order.
        dropped: How many turns were left out, between the opening and what follows it.
        tokens: What the messages take.
        fits: Whether that is within the window; when not, nothing more can be left out.
    """

    messages: tuple[Message, ...]
    dropped: int
    tokens: int
    fits: bool


def trim(messages: Sequence[Message], window: int, tokens_of: Callable[[Message], int]) -> Trimmed:
    """Leave out the oldest turns after the opening, no more than needed.

    The system part (all system messages at the start), the opening (the first turn after it) and the last six
    turns always stay. Where both sides take turns, they still do so afterwards as far as that is possible:
    many servers refuse two turns of one side after each other.

    Args:
        messages: The whole conversation.
        window: Tokens that it may take.
        tokens_of: The tokens of one message, with its borders; counted once for each.
    """
    sizes = [tokens_of(message) for message in messages]
    start = _opening_end(messages)
    most = max(0, len(messages) - LAST_KEPT - start)
    total = sum(sizes)
    dropped = 0
    in_turns = all(a.role != b.role for a, b in pairwise(messages[start - 1 :])) if start else False
    while dropped < most and (total > window or (in_turns and _clashes(messages, start, dropped))):
        total -= sizes[start + dropped]
        dropped += 1
    kept = (*messages[:start], *messages[start + dropped :])
    return Trimmed(kept, dropped, total, total <= window)


def _opening_end(messages: Sequence[Message]) -> int:
    """Where the middle starts: after the system part and the opening."""
    system = next((i for i, message in enumerate(messages) if message.role != "system"), len(messages))
    return min(system + 1, len(messages))


def _clashes(messages: Sequence[Message], start: int, dropped: int) -> bool:
    """Whether leaving out brought two turns of one side together; leaving out one more parts them again."""
    if dropped == 0:
        return False
    return messages[start - 1].role == messages[start + dropped].role
