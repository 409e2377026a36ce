"""The judge's port to a language model, on a line that keeps the budget and puts every request on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from simulator.customer.models import ModelFailure
from simulator.customer.prompting import Message as Prompt
from simulator.judging.by_model.port import Answer, Message, NoAnswer, Usage
from simulator.model_line import ModelLine


@dataclass(slots=True)
class JudgeLine:
    """Asks the model that judges.

    Attributes:
        line: Where requests go; another one for each conversation, since budgets are for conversations.
    """

    line: ModelLine

    async def ask(self, messages: Sequence[Message], schema: type[BaseModel]) -> Answer:
        """One answer that fits a schema.

        Raises:
            NoAnswer: There is none, or nothing may be asked any more.
        """
        sent = [Prompt(role=one.role, content=one.text) for one in messages]
        try:
            value, model = await self.line.ask(sent, schema, "judge")
        except ModelFailure as failure:
            raise NoAnswer(failure.reason) from None
        booked = self.line.used.requests[-1:]  # nothing else runs between the booking and here
        usage = [Usage(one["input_tokens"], one["output_tokens"]) for one in booked]
        return Answer(value, model, *usage)
