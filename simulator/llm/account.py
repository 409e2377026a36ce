"""What a conversation costs while it goes on, and whether the model may be asked again. Pure.

A server tells how many tokens an answer took, or it does not; then they are estimated, and the account says
so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from simulator.llm.budget import Budget, Prices, Verdict
from simulator.llm.messages import Usage
from simulator.llm.reasons import ModelUnavailable, Reason

_NEVER_BILLED = frozenset(
    {
        Reason.NO_KEY,
        Reason.WRONG_KEY,
        Reason.FORBIDDEN,
        Reason.UNKNOWN_MODEL,
        Reason.RATE_LIMITED,
        Reason.UNREACHABLE,
        Reason.TOO_LONG,
        Reason.BAD_REQUEST,
        Reason.SERVER_ERROR,
        Reason.NOT_AN_ANSWER,
    }
)
"""Failures that a server reports in place of an answer; what was heard before is billed all the same."""

_DID_NOT_FIT = "ValidationError"
"""The detail of an answer that was written and did not fit its schema."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What an account's requests took together.

    Attributes:
        requests: How many there were.
        input_tokens: Tokens read.
        output_tokens: Tokens written.
        cost: In the account's currency; nothing when a model without a known price was asked.
        estimated: Whether tokens of any request are an estimate, and the cost with them.
    """

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: Decimal | None = Decimal(0)
    estimated: bool = False


class Account:
    """The spending of one conversation, against a budget. For one thread."""

    def __init__(self, prices: Prices, budget: Budget, spent_today: Decimal | None = Decimal(0)) -> None:
        """Open an account.

        Args:
            prices: What models cost.
            budget: The most that may be spent.
            spent_today: What was spent today before, in all conversations; nothing when that is not known.
        """
        self._prices = prices
        self._budget = budget
        self._today = spent_today
        self.totals = Totals()

    def may_ask(self, model: str = "") -> Verdict:
        """Whether the next request may be made.

        With a budget, a model without a known price is refused before the first request where it is named
        here, else after it.

        Args:
            model: Which model is to be asked, by the name in the settings.
        """
        verdict = self._budget.verdict(self.totals.cost, self._today)
        limited = self._budget != Budget()
        if verdict is Verdict.LEFT and model and limited and self._prices.price(model) is None:
            return Verdict.PRICE_UNKNOWN
        return verdict

    def add(self, model: str, usage: Usage, estimated: bool = False) -> Decimal | None:
        """Book a request, and tell what it cost; nothing when that is not known.

        Args:
            model: Which model was asked, by the name in the settings: a server may call it otherwise.
            usage: The tokens that it took.
            estimated: Whether those are an estimate.
        """
        cost = self._prices.cost(model, usage)
        before = self.totals
        self.totals = Totals(
            before.requests + 1,
            before.input_tokens + usage.input_tokens,
            before.output_tokens + usage.output_tokens,
            _sum(before.cost, cost),
            before.estimated or estimated,
        )
        self._today = _sum(self._today, cost)
        return cost

    def learn_today(self, spent_today: Decimal | None) -> None:
        """Take what was spent today from the record, this conversation with it.

        Other conversations spend meanwhile, and at midnight a new day begins.
        """
        self._today = spent_today


def usage_or_estimate(told: Usage | None, sent: int, heard: int) -> tuple[Usage, bool]:
    """The tokens of a request, and whether they are an estimate.

    Args:
        told: What the server says; nothing where it says nothing.
        sent: Our own count of the tokens of what was asked.
        heard: Our own count of the tokens of what was answered.
    """
    return (told, False) if told is not None else (Usage(sent, heard), True)


def is_billed(failure: ModelUnavailable, heard: int) -> bool:
    """Whether a failed request is likely to cost something, and so belongs on the account.

    Args:
        failure: Why there was no whole answer.
        heard: The tokens that came before it.
    """
    wrote = heard > 0 or failure.detail == _DID_NOT_FIT
    return failure.usage is not None or wrote or failure.reason not in _NEVER_BILLED


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other
