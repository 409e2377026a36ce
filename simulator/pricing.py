"""What requests cost that were made before their models' prices were known."""

from __future__ import annotations

from decimal import Decimal

from simulator.llm.budget import Prices
from simulator.llm.messages import Usage
from simulator.records.spending import Pricing


def pricing_by(prices: Prices) -> Pricing:
    """The cost of tokens by these prices; nothing for a model that has none among them.

    Args:
        prices: The prices of now.
    """

    def cost(model: str, input_tokens: int, output_tokens: int) -> Decimal | None:
        return prices.cost(model, Usage(input_tokens, output_tokens))

    return cost
