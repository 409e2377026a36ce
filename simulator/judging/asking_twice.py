"""What the agent asks for although the customer has told it: every repetition is effort for the customer.

Only particulars are looked at (an account, a reference, a reading ...), and requests to send something again:
asking "and what do you see now?" twice is how somebody is walked through steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from simulator.judging.case import Message, Proof, Reply
from simulator.language.reading import Span

_PARTICULARS = (
    "account", "order", "policy", "claim", "contract", "reference", "tracking", "booking", "reading",
    "receipt", "invoice", "postcode", "serial", "certificate", "ticket", "customer number", "date of birth",
)  # fmt: skip
_NAMED = re.compile(rf"\b(?:{'|'.join(_PARTICULARS)})", re.IGNORECASE)
_TOLD = {
    noun: re.compile(rf"\b{noun}\w*\.?(?:\W+\w+){{0,3}}?\W+#?(?=\w*\d{{3}})", re.IGNORECASE)
    for noun in _PARTICULARS
}
_SENT_AGAIN = re.compile(
    r"\b(?:send|upload|attach|forward|fill|enter|type|explain|tell|give)\b[^.!?]{0,40}\b(?:again|once more)\b"
    r"|\bresend\b|\bre-send\b",
    re.IGNORECASE,
)
_TYPED = re.compile(
    r"\b(?:type|enter|key|new|other|correct|right|different)\b|\b(?:put|write|fill)\b.{0,40}\b(?:in|into|on)\b",
    re.IGNORECASE,
)
"""Something to be typed into a field is a step, and a new or a correct number was not told before."""


def asked_twice(replies: Sequence[Reply], messages: Sequence[Message]) -> list[Proof]:
    """The requests for what was told before, or asked before and answered with anything; one a reply at most.

    Args:
        replies: The readable replies, in order.
        messages: The customer's messages, in order.
    """
    found: list[Proof] = []
    asked: dict[str, int] = {}
    for reply in replies:
        earlier = [message for message in messages if message.turn < reply.turn]
        repeated = None
        requests = list(_requests(reply))
        for span, noun in requests:
            known = noun is None or _told(noun, earlier) or _asked_before(noun, asked, earlier)
            repeated = repeated or (span if known else None)
        asked.update({noun: reply.turn for _, noun in requests if noun is not None})
        if repeated is not None:
            found.append(reply.proof(repeated))
    return found


def _requests(reply: Reply) -> Iterator[tuple[Span, str | None]]:
    """What is asked for, with its noun; None for something to be sent again."""
    closing = [question.span for question in reply.reading.questions if question.closing]
    for span in reply.spans(["asks_question"]):
        if span in closing:
            continue
        words = reply.reading.text[span.start : span.end]
        if _TYPED.search(words):
            continue
        if _SENT_AGAIN.search(words):
            yield span, None
        found = (noun.lower() for noun in _NAMED.findall(words))
        yield from ((span, noun) for noun in found if noun in _TOLD)  # not so with letters like "\u017f"


def _told(noun: str, earlier: Sequence[Message]) -> bool:
    return any(_TOLD[noun].search(message.text) for message in earlier)


def _asked_before(noun: str, asked: dict[str, int], earlier: Sequence[Message]) -> bool:
    """Whether it was asked for in an earlier reply, and the customer has written since."""
    return noun in asked and any(message.turn > asked[noun] for message in earlier)
