"""What a rehearsal with a language model takes at most, told and asked for before it begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TextIO

from simulator.colleagues.kinds import Kind
from simulator.colleagues.prompting import beginning, place_of
from simulator.colleagues.rehearsing import most_replies
from simulator.content.scenario import Scenario
from simulator.language.text import clean_text
from simulator.llm.messages import Usage
from simulator.llm.tokens import EstimatingCounter
from simulator.model_settings import ModelSettings
from simulator.spending_text import money

CONTENT_TOKENS = 160
"""What was said and what is to be said, in one request."""
ANSWER_TOKENS = 70
_YES = frozenset({"y", "yes"})


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a rehearsal takes at most.

    Attributes:
        replies: Requests: one for each reply.
        usage: The tokens of all, by a rough count.
        cost: What they cost; None when the model's price is not known.
    """

    replies: int
    usage: Usage
    cost: Decimal | None

    @property
    def tokens(self) -> int:
        """All tokens, read and written."""
        return self.usage.input_tokens + self.usage.output_tokens


def estimated(
    scenarios: Sequence[Scenario], kinds: Sequence[Kind], runs: int, settings: ModelSettings
) -> Estimate:
    """What the conversations of some scenarios take, if nobody ends one early.

    Args:
        scenarios: What is rehearsed.
        kinds: Who takes part.
        runs: How many conversations each has.
        settings: The model and its price.
    """
    counter = EstimatingCounter()
    replies = read = 0
    for scenario in scenarios:
        place = place_of(scenario)
        for kind in kinds:
            more = runs * most_replies(kind, scenario)
            replies += more
            read += more * (counter.count(beginning(place, kind)) + CONTENT_TOKENS)
    usage = Usage(read, replies * ANSWER_TOKENS)
    return Estimate(replies, usage, settings.prices.cost(settings.endpoint.model, usage))


def told(found: Estimate, settings: ModelSettings) -> Iterator[str]:
    """The estimate in words, a sentence each."""
    endpoint = settings.endpoint
    cost = "the price is not known" if found.cost is None else money(found.cost, settings.currency)
    yield (
        f"{clean_text(endpoint.model)} at {endpoint.host} speaks for the colleagues: at most "
        f"{found.replies:,} replies of about {found.tokens // max(1, found.replies):,} tokens, "
        f"{found.tokens:,} in all ({cost})."
    )
    if endpoint.sends_in_the_clear():
        yield "Its address is not encrypted: others on the network can read along."


def agreed(source: TextIO, err: TextIO) -> bool:
    """Whether somebody at a terminal says yes; an empty answer, or none, is no."""
    err.write("Go on? [y/N] ")
    err.flush()
    return clean_text(source.readline()).strip().lower() in _YES
