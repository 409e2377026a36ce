"""The events of an attempt: what every front end shows, and all that it needs to know.

The app, the plain line mode and the JSON mode are three faces of this one stream. Turns are numbered from 1
over both speakers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Speaker = Literal["customer", "agent"]
Mode = Literal["practice", "certify"]


@dataclass(frozen=True, slots=True)
class AttemptStarted:
    """An attempt begins, or goes on when `resumed`."""

    attempt: str
    scenario: str
    scenario_version: int
    rubric: str
    mode: Mode
    level: str
    learner: str
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """What the learner knows before the first message; `desk` holds pairs of title and text."""

    text: str
    desk: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """Something said. It is on disk before this event exists.

    Attributes:
        turn: Its number over both speakers, from 1.
        speaker: Who said it.
        text: The words.
        voice: How the customer's words were made: `scripted`, `llm`, `llm-retried` or `scripted-fallback`;
            None for the agent.
        replayed: Whether it was said before the attempt was resumed or branched.
        seconds: How long the customer would take to type it; front ends may pause as long, or not. Nothing
            for a message that was shown in parts already.
        reason: Why a language model's words were not taken, or not at once; None when nothing was wrong.
    """

    turn: int
    speaker: Speaker
    text: str
    voice: str | None = None
    replayed: bool = False
    seconds: float = 0.0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class MessagePart:
    """A message of the customer's as far as it is made.

    It is not on record yet. The `Message` with the whole follows, or, when the record cannot be kept or the
    learner leaves, nothing does.

    Attributes:
        turn: The message's turn.
        text: All of its words so far.
    """

    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class Spent:
    """What language models took in this attempt so far, after the message of this turn.

    Attributes:
        turn: The last turn.
        requests: How often a model was asked.
        input_tokens: Tokens read.
        output_tokens: Tokens written.
        estimated: Whether some of the tokens were estimated, since the server did not tell.
        cost: In the currency of the account, as a decimal number; None when a model's price is not known.
        currency: The currency's name, or an empty string.
    """

    turn: int
    requests: int
    input_tokens: int
    output_tokens: int
    estimated: bool = False
    cost: str | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A word to the learner, in both modes. It is no part of the conversation.

    Attributes:
        turn: The turn that it is about.
        notice: What it is about: `other_language`, a reply that the customer cannot read: such a turn stays
            on record and counts for nothing; `model`, a language model that does not answer; `spoken`, while
            practising, that what was written cannot be said on the phone.
        language: For a reply in another language the code of that language, or `other`; else empty.
        text: What to show.
    """

    turn: int
    notice: Literal["other_language", "model", "spoken"]
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadingNoted:
    """What was read in the reply of this turn (practice only): quotes by behaviour, ids of topics."""

    turn: int
    behaviours: Mapping[str, tuple[str, ...]]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustomerMoved:
    """Where the customer stands after the reply of this turn (practice only).

    `mood` maps meters to 0..100; `open_needs` and `unlocked` hold ids, the latter of what this reply
    unlocked.
    """

    turn: int
    mood: Mapping[str, int]
    open_needs: tuple[str, ...]
    unlocked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """The conversation is over.

    Attributes:
        ending: One of the endings of DESIGN: resolved, customer_left, escalated, agent_ended, time_up,
            turn_cap, safety_exit, provider_error, crashed.
        scorable: Whether it is evaluated; a safety exit or a fault of the simulator never is.
        stars: What the customer gives, 1 to 5; None when nobody asked them.
        tells: What the customer will tell others, or an empty string.
    """

    ending: str
    scorable: bool
    stars: int | None = None
    tells: str = ""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The filled form, as the evaluation object of the command line's contract.

    `final` is false while a second reading by a language model is under way: another one follows.
    """

    evaluation: Mapping[str, Any]
    final: bool = True


Event = (
    AttemptStarted
    | Brief
    | Message
    | MessagePart
    | Spent
    | Notice
    | ReadingNoted
    | CustomerMoved
    | Ended
    | Evaluated
)
