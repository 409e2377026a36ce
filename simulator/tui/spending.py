"""What language models took in an attempt, briefly and from the record. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from simulator.attempt.events import Spent
from simulator.attempt.ledger import TurnRecord
from simulator.spending_text import money
from simulator.tui.widgets.plain import one_line
from simulator.wording import _

_CURRENCY = 8
_THOUSAND = 1000


def brief_spent(spent: Spent | None) -> str:
    """Tokens and cost for the title bar: `3.2k tokens, 0.0031 EUR`; empty when nothing was spent."""
    if spent is None:
        return ""
    return ", ".join(
        part
        for part in (_("{spent} tokens", spent=_tokens(spent)), cost_text(spent.cost, spent.currency))
        if part
    )


def spent_lines(spent: Spent) -> list[str]:
    """Requests, tokens and cost, each on a line of its own, for the side panel."""
    about = _("about ") if spent.estimated else ""
    requests = _("1 request") if spent.requests == 1 else _("{requests:,} requests", requests=spent.requests)
    tokens = _(
        "{about}{output_tokens:,} tokens", about=about, output_tokens=spent.input_tokens + spent.output_tokens
    )
    return [f"{requests}, {tokens}", cost_text(spent.cost, spent.currency) or _("cost not known")]


def cost_text(cost: str | None, currency: str) -> str:
    """A sum of money; empty when it is not known."""
    return money(cost, one_line(currency)[:_CURRENCY]) if cost is not None else ""


def _tokens(spent: Spent) -> str:
    """`950`, `3.2k`, `18k`, with a sign before an estimate."""
    count = spent.input_tokens + spent.output_tokens
    about = "~" if spent.estimated else ""
    if count < _THOUSAND:
        return f"{about}{count}"
    thousands = count / _THOUSAND
    return f"{about}{thousands:.1f}k" if thousands < 10 else f"{about}{thousands:.0f}k"


def spent_on_record(turns: Iterable[TurnRecord]) -> Spent | None:
    """What the turns of an attempt took; None when no model took part. A record may hold odd things."""
    requests = [request for turn in turns for request in _requests(turn)]
    if not requests:
        return None
    costs = [_cost(request.get("cost")) for request in requests]
    known = [cost for cost in costs if cost is not None]
    return Spent(
        turn=0,
        requests=len(requests),
        input_tokens=sum(_count(request.get("input_tokens")) for request in requests),
        output_tokens=sum(_count(request.get("output_tokens")) for request in requests),
        estimated=any(request.get("estimated") is True for request in requests),
        cost=format(sum(known, Decimal(0)), "f") if len(known) == len(costs) else None,
    )


def _requests(turn: TurnRecord) -> list[Mapping[str, Any]]:
    models = turn.note.get("models")
    listed = models.get("requests") if isinstance(models, Mapping) else None
    return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list | tuple) else []


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _cost(value: object) -> Decimal | None:
    if not isinstance(value, str):
        return None
    try:
        cost = Decimal(value)
    except InvalidOperation:
        return None
    return cost if cost.is_finite() and cost >= 0 else None
