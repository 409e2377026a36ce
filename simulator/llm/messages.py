"""What goes to a model and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what a model is shown.

    Attributes:
        role: `system` for instructions, `assistant` for the model's own words, `user` for the other side.
        text: The words; never shown by `repr`, so that no log holds a conversation.
    """

    role: Role
    text: str = field(repr=False)

    def as_sent(self) -> dict[str, str]:
        """The message as the wire has it."""
        return {"role": self.role, "content": self.text}


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens that a request cost, as its server counts them."""

    input_tokens: int = 0
    output_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.input_tokens + other.input_tokens, self.output_tokens + other.output_tokens)


@dataclass(frozen=True, slots=True)
class Finish:
    """The last item of a stream: a whole answer was given.

    Attributes:
        model: The model that answered, as its server calls it.
        finish_reason: Why it stopped, usually `stop`.
        usage: The tokens, or nothing where the server does not tell.
    """

    model: str
    finish_reason: str
    usage: Usage | None = None


def usage_from(found: object) -> Usage | None:
    """The tokens of a reply; nothing where they are missing or no counts: servers vary."""
    counts = [getattr(found, name, None) for name in ("prompt_tokens", "completion_tokens")]
    if not all(isinstance(count, int) and not isinstance(count, bool) and count >= 0 for count in counts):
        return None
    return Usage(*counts)  # type: ignore[arg-type]
