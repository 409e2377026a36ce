"""What models cost, and when enough was spent. Pure: what was spent today is handed in.

There are no prices of ours: they differ by server and change. An account's are given in the settings, in
whichever currency it is billed in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from simulator.errors import UsageError
from simulator.llm.messages import Usage

_MILLION = Decimal(1_000_000)
_MOST = Decimal(10) ** 12
_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, read and written."""

    input: Decimal
    output: Decimal


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices of models, by name."""

    by_model: Mapping[str, Price]

    def price(self, model: str) -> Price | None:
        """A model's price; a dated version (`name-2025-01-31`, `name-0613`) costs what its name costs."""
        bare = re.sub(r"-(\d{4}-\d{2}-\d{2}|\d{8}|\d{4})$", "", model)
        return self.by_model.get(model) or self.by_model.get(bare)

    def cost(self, model: str, usage: Usage) -> Decimal | None:
        """What a request cost, exactly; nothing when the model's price is not known."""
        price = self.price(model)
        if price is None:
            return None
        return (price.input * usage.input_tokens + price.output * usage.output_tokens) / _MILLION


def read_prices(found: Mapping[str, object]) -> Prices:
    """Prices from settings: `{"some-model": {"input": 0.15, "output": 0.6}}`, per million tokens.

    Raises:
        UsageError: A price is missing or is no number of 0 or more.
    """
    return Prices({model: _price(model, value) for model, value in found.items()})


def _price(model: str, value: object) -> Price:
    if isinstance(value, Mapping) and set(value) == {"input", "output"}:
        read, written = amount(value["input"]), amount(value["output"])
        if read is not None and written is not None:
            return Price(read, written)
    raise UsageError(f"The price of the model `{model[:60]}` cannot be used.", _hint(value))


def _hint(value: object) -> str:
    if isinstance(value, Mapping) and any(isinstance(inner, Mapping) for inner in value.values()):
        return 'Put a name with a dot in it in quotes: [language_model.prices."some-model-1.5"].'
    return "Give `input` and `output`, each a number of 0 or more: what a million tokens cost."


def amount(value: object) -> Decimal | None:
    """A sum of money; nothing when it is none. Numbers are read as they are written, 0.1 as one tenth.

    From 0 to a million millions, with 12 decimals at most, so that sums stay exact and can be shown.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        sum_ = Decimal(str(value))
    except (InvalidOperation, ValueError):  # a whole number of thousands of digits is a ValueError
        return None
    exponent = sum_.as_tuple().exponent
    fits = isinstance(exponent, int) and exponent >= -_DECIMALS and 0 <= sum_ <= _MOST
    return sum_ if fits else None


class Verdict(StrEnum):
    """Whether a model may still be asked."""

    LEFT = "left"
    CONVERSATION_SPENT = "conversation_spent"
    DAY_SPENT = "day_spent"
    PRICE_UNKNOWN = "price_unknown"


BUDGET_SAID: Mapping[str, str] = {
    Verdict.CONVERSATION_SPENT: "The budget for language models in one conversation is used up.",
    Verdict.DAY_SPENT: "Today's budget for language models is used up.",
    Verdict.PRICE_UNKNOWN: "What the language model costs is not known, so that its budget cannot be kept.",
}
"""Why no model is asked any more, for people, by the verdict."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that may be spent; nothing is no limit.

    A request's cost is known only after it, so a budget can be overspent by one request, never by more.

    Attributes:
        conversation: In one conversation.
        day: In one day, over all conversations.
    """

    conversation: Decimal | None = None
    day: Decimal | None = None

    def verdict(self, spent_here: Decimal | None, spent_today: Decimal | None) -> Verdict:
        """Whether the next request may be made.

        Args:
            spent_here: In this conversation; nothing when a model without a known price was asked.
            spent_today: Today, this conversation with it; nothing likewise.
        """
        for limit, spent, verdict in (
            (self.day, spent_today, Verdict.DAY_SPENT),
            (self.conversation, spent_here, Verdict.CONVERSATION_SPENT),
        ):
            if limit is not None and spent is not None and spent >= limit:
                return verdict
        unknown = (self.day is not None and spent_today is None) or (
            self.conversation is not None and spent_here is None
        )
        return Verdict.PRICE_UNKNOWN if unknown else Verdict.LEFT
