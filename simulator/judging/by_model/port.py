"""The port to a language model that answers one question by a schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from pydantic import BaseModel

from simulator.errors import UnavailableError


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt; `repr` never shows the words."""

    role: Literal["system", "user"]
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, as the server counts them."""

    input_tokens: int = 0
    output_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.input_tokens + other.input_tokens, self.output_tokens + other.output_tokens)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered.

    Attributes:
        value: The answer; it is looked through before anything is taken from it.
        model: The model's name, as its server gives it.
        usage: The tokens it took, or nothing where the server does not tell.
    """

    value: object
    model: str = ""
    usage: Usage | None = None


class NoAnswer(UnavailableError):
    """A model gave no answer.

    Attributes:
        reason: Why, in one word for the record; never a key, never a prompt.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"The language model gave no answer ({reason}).")
        self.reason = reason


class Asker(Protocol):
    """Asks a language model."""

    async def ask(self, messages: Sequence[Message], schema: type[BaseModel]) -> Answer:
        """One answer that fits a schema.

        Raises:
            UnavailableError: There is none. Its attribute `reason`, where it has one, says why in one word.
        """
