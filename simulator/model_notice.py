"""What a learner should know before a language model speaks: which, where, and about what it takes. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.customer.prompting import Part, beginning
from simulator.llm.messages import Usage
from simulator.llm.tokens import EstimatingCounter
from simulator.model_settings import ModelSettings

TURNS = 8
"""The customer's messages in a conversation of usual length."""
DIRECTION_TOKENS = 150
"""What code decides for one message, in words for the model."""
TURN_TOKENS = 60
"""A message of the customer and a reply to it, as they are read again."""
ANSWER_TOKENS = 35


@dataclass(frozen=True, slots=True)
class ModelNotice:
    """A language model that may speak as the customer.

    Attributes:
        model: Its name.
        host: Its server's host; what is said in a conversation goes there.
        on_this_machine: Whether the server runs on this machine, so that nothing leaves it.
        in_the_clear: Whether words go over a network that others can read.
        tokens: What a conversation takes, read and written: an estimate.
        cost: What that costs, in the currency of the account; None when the model's price is not known.
        currency: The currency's name, or an empty string.
    """

    model: str
    host: str
    on_this_machine: bool
    in_the_clear: bool
    tokens: int
    cost: str | None = None
    currency: str = ""


def notice_on(settings: ModelSettings, part: Part) -> ModelNotice:
    """The notice on the model that would play a part."""
    endpoint = settings.endpoint
    model = endpoint.model or endpoint.judge_model
    usage = usual_usage(EstimatingCounter().count(beginning(part)))
    cost = settings.prices.cost(model, usage)
    return ModelNotice(
        model=model,
        host=endpoint.host,
        on_this_machine=endpoint.on_this_machine(),
        in_the_clear=endpoint.sends_in_the_clear(),
        tokens=usage.input_tokens + usage.output_tokens,
        cost=None if cost is None else format(cost, "f"),
        currency=settings.currency,
    )


def usual_usage(beginning_tokens: int, turns: int = TURNS) -> Usage:
    """The tokens of a conversation: each message of the customer reads all that was said before it.

    Args:
        beginning_tokens: The tokens of the part of the prompt that every request begins with.
        turns: The customer's messages.
    """
    read = turns * (beginning_tokens + DIRECTION_TOKENS) + TURN_TOKENS * turns * (turns - 1) // 2
    return Usage(read, turns * ANSWER_TOKENS)
