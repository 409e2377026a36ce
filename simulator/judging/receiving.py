"""How the customer took what was done for them: their last words, and how often they had to protest.

Whether a contact resolved the matter is asked of customers themselves (first-contact resolution, customer
effort: Dixon et al. 2010). Here their own words are read: thanks and relief, or giving up and going
elsewhere. Words that say neither count as neither, so that nobody loses by a customer of few words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.judging.case import Case, Message, Proof, Reply
from simulator.language.reader import Bearing, find_bearing

_NOT_MUCH = 3
"""Words of a last message, up to which the one before it is looked at too ("ok", "bye")."""


@dataclass(frozen=True, slots=True)
class Reception:
    """How the customer took it.

    Attributes:
        content: Whether they end content.
        unhelped: Whether they end by giving up, going elsewhere, or protesting still.
        protests: The replies that made them protest ("I have just told you").
        last: The reply that they ended on; None where nothing was said after a reply.
    """

    content: bool = False
    unhelped: bool = False
    protests: tuple[Proof, ...] = ()
    last: Proof | None = None


def reception(case: Case, language: str) -> Reception:
    """Read the customer's messages after the first reply."""
    replies = [reply for reply in case.replies if reply.readable]
    if not replies:
        return Reception()
    after = [message for message in case.messages if message.turn > replies[0].turn and message.text.strip()]
    if not after:
        return Reception()
    found = [find_bearing(message.text, language) for message in after]
    protests = [
        _before(message, replies) for message, names in zip(after, found, strict=True) if "protest" in names
    ]
    ending = _ending(after, found)
    unhelped = not ending.isdisjoint({"unhelped", "protest"})
    return Reception(
        content="content" in ending and "declining" not in ending and not unhelped,
        unhelped=unhelped,
        protests=tuple(dict.fromkeys(protests)),
        last=_before(after[-1], replies),
    )


def _ending(after: Sequence[Message], found: Sequence[frozenset[Bearing]]) -> frozenset[Bearing]:
    """What the last message says; of a few words that say nothing, the one before it."""
    if not found[-1] and len(after) > 1 and len(after[-1].text.split()) <= _NOT_MUCH:
        return found[-2]
    return found[-1]


def _before(message: Message, replies: Sequence[Reply]) -> Proof:
    """The last sentence of the reply that a message answers."""
    reply = next(reply for reply in reversed(replies) if reply.turn < message.turn)
    return reply.proof(reply.reading.sentences[-1])
