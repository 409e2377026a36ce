"""The ports to language models, as the customer's side needs them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from simulator.customer.prompting import Message

if TYPE_CHECKING:
    from pydantic import BaseModel

M = TypeVar("M", bound="BaseModel")


class ModelFailure(Exception):
    """A model did not answer, or not to the end.

    Attributes:
        reason: One word for the record, such as `timeout`; never a key, never a prompt.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a model may write: `tokens` at most."""

    tokens: int


class Model(Protocol):
    """A language model that speaks."""

    def stream(self, messages: Sequence[Message], limits: Limits) -> AsyncIterator[str]:
        """The answer in pieces as they come.

        Raises:
            ModelFailure: While iterating: no answer, or not to its end.
        """


class Asker(Protocol):
    """A language model that answers by a schema."""

    async def ask(self, messages: Sequence[Message], schema: type[M]) -> tuple[M, str]:
        """The answer, and the model's name as its server gives it.

        Raises:
            ModelFailure: No answer, or none that fits.
        """
