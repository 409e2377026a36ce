"""A reply as it was decided, before it is put into words."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeAlias

from simulator.colleagues.kinds import Kind
from simulator.colleagues.port import Spoken
from simulator.colleagues.talk import Talk


@dataclass(frozen=True, slots=True)
class Plan:
    """What a colleague says next.

    Attributes:
        kind: Who says it.
        path: Which way was taken at each reply, with this one; plans of one scenario with the same kind and
            path are the same reply.
        message: What the customer said last.
        spoken: The colleague's own sentences.
    """

    kind: Kind
    path: tuple[int, ...]
    message: str
    spoken: Spoken


Going: TypeAlias = Generator[Plan, str, Talk]
"""A conversation under way: gives each plan, takes its words, and comes to what it came to."""


def gone_on(going: Going, words: str | None = None) -> Plan | Talk:
    """The next plan of a conversation, or what it came to.

    Args:
        going: The conversation.
        words: The words of the plan before; None where there was none.
    """
    try:
        return next(going) if words is None else going.send(words)
    except StopIteration as over:
        talk: Talk = over.value
        return talk
