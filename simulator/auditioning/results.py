"""What was heard in an audition: one conversation with all that is counted later. Plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from simulator.customer.guarding.refusal import Kind

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = "empty-chair/audition/1"
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=10**15)]
Money = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]
ModelVoice = Literal["llm", "llm-retried", "scripted-fallback"]


class NotAConversation(ValueError):
    """A line that holds no conversation of an audition, or one that is damaged."""


@dataclass(frozen=True, slots=True)
class Key:
    """What tells one conversation from every other.

    Attributes:
        model: The model, by the name that it is asked by.
        endpoint: The server's host, with its port where one is named.
        temperature: As it is set; None leaves it to the server.
        scenario: The scenario's id.
        version: Its version.
        scenario_sha256: Its file's hash.
        persona_sha256: The hash of its persona's file.
        prompt: The version of the customer's prompt.
        exemplar: The name of the exemplar that plays the agent.
        run: Which run, from 1.
    """

    model: str
    endpoint: str
    temperature: float | None
    scenario: str
    version: int
    scenario_sha256: str
    persona_sha256: str
    prompt: str
    exemplar: str
    run: Annotated[int, Field(ge=1)]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote when it was asked once.

    Attributes:
        text: The words as far as they were listened to, cleaned; the beginning of very long ones.
        refused: What the guard refused them for, if it did.
        failure: Why the endpoint gave no whole answer, if it did not.
        first_word: Seconds from the question to the first word; None when none came.
        writing: Seconds from the first piece to the last that was listened to.
        words_written: Words in that time: those after the first piece.
    """

    text: str
    refused: Kind | None = None
    failure: str | None = None
    first_word: Seconds | None = None
    writing: Seconds = 0.0
    words_written: Count = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the customer.

    Attributes:
        turn: Its number in the conversation.
        text: The words as a learner would have seen them.
        voice: Whose words they are.
        wanted: The length wanted, in words.
        reason: Why a model's words were not taken, or not at once.
        shown_after: Seconds until the first sentence was shown; None when no model was asked.
        answers: What the model wrote: nothing, or one answer, or two when it was asked again.
    """

    turn: Count
    text: str
    voice: ModelVoice
    wanted: Count
    reason: str | None = None
    shown_after: Seconds | None = None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What requests took together.

    Attributes:
        requests: How many there were.
        input_tokens: Tokens read.
        output_tokens: Tokens written.
        estimated: Whether tokens of any request are an estimate.
        cost: In the account's currency; None when the model's price is not known.
    """

    requests: Count = 0
    input_tokens: Count = 0
    output_tokens: Count = 0
    estimated: bool = False
    cost: Money | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """One exemplar played against one model.

    Attributes:
        key: What it is told by.
        at: When it was over, ISO 8601 in UTC.
        language: The scenario's language.
        lines: The customer's messages, in order.
        same_course: Whether moods, needs, facts and the end were those of the scripted customer.
        taken: Requests, tokens and cost.
        broken: Why the model was not asked to the end; None when it was.
    """

    key: Key
    at: str
    language: str
    lines: tuple[Line, ...]
    same_course: bool
    taken: Taken = Taken()
    broken: str | None = None

    @property
    def asked(self) -> bool:
        """Whether the model was asked for anything."""
        return any(line.answers for line in self.lines)


def to_line(conversation: Conversation) -> str:
    """The conversation as one line of JSON, without the line's end."""
    found: Mapping[str, Any] = _adapter().dump_python(conversation, mode="json")
    return json.dumps({"schema": SCHEMA, **found}, ensure_ascii=False, separators=(",", ":"))


def from_line(line: str | bytes) -> Conversation:
    """The conversation of a line.

    Raises:
        NotAConversation: The line is torn, or something else.
    """
    try:
        found = json.loads(line)
        if not isinstance(found, dict) or found.pop("schema", None) != SCHEMA:
            raise NotAConversation("no conversation of an audition")
        return _adapter().validate_python(found)
    except (ValueError, RecursionError) as error:  # pydantic's faults are ValueErrors too
        raise NotAConversation(str(error)) from None


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Conversation]:
    from pydantic import TypeAdapter

    return TypeAdapter(Conversation)
