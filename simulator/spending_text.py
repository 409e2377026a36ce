"""What language models took, in words for people."""

from __future__ import annotations

from decimal import Decimal

from simulator.attempt.events import Spent

_SMALLEST = Decimal("0.0001")


def spent_text(spent: Spent) -> str:
    """A sentence: requests, tokens and, where it is known, the cost."""
    about = "about " if spent.estimated else ""
    tokens = f"{spent.input_tokens + spent.output_tokens:,}"
    requests = "1 request" if spent.requests == 1 else f"{spent.requests} requests"
    cost = f", {money(spent.cost, spent.currency)}" if spent.cost is not None else ""
    return f"Language model: {requests}, {about}{tokens} tokens{cost}."


def money(amount: str | Decimal, currency: str = "") -> str:
    """A sum: to the hundredth, and small ones to four digits."""
    value = Decimal(amount)
    if value == 0:
        text = "0"
    elif value < _SMALLEST:
        text = f"less than {_SMALLEST}"
    elif value < 1:
        text = f"{value.quantize(_SMALLEST)}"
    else:
        text = f"{value.quantize(Decimal('0.01'))}"
    return f"{text} {currency}".rstrip()
