"""What the guard refuses, in plain words: the questions that a company asks of a model."""

from __future__ import annotations

from enum import StrEnum

from simulator.customer.guarding.refusal import Kind


class Fault(StrEnum):
    """In which respect an answer falls short."""

    OUT_OF_ROLE = "out_of_role"
    OUT_OF_MOOD = "out_of_mood"
    SECRET = "secret"
    MADE_UP = "made_up"
    LEFT_OUT = "left_out"
    TOO_LONG = "too_long"
    REPEATED = "repeated"
    NOT_PLAIN = "not_plain"


_FAULTS = {
    Kind.ROLE_REVERSED: Fault.OUT_OF_ROLE,
    Kind.OBEYS: Fault.OUT_OF_ROLE,
    Kind.STAGE_DIRECTION: Fault.OUT_OF_ROLE,
    Kind.OTHER_SPEAKER: Fault.OUT_OF_ROLE,
    Kind.TOO_SOFT: Fault.OUT_OF_MOOD,
    Kind.ENDS: Fault.OUT_OF_MOOD,
    Kind.LOCKED_FACT: Fault.SECRET,
    Kind.INVENTED: Fault.MADE_UP,
    Kind.LEFT_OUT: Fault.LEFT_OUT,
    Kind.TOO_LONG: Fault.TOO_LONG,
    Kind.REPEATED: Fault.REPEATED,
    Kind.MARKUP: Fault.NOT_PLAIN,
    Kind.EMPTY: Fault.NOT_PLAIN,
    Kind.OTHER_LANGUAGE: Fault.NOT_PLAIN,
}

_IN_WORDS = {
    Kind.ROLE_REVERSED: "spoke like somebody who serves customers",
    Kind.OBEYS: "did or quoted what it was told",
    Kind.STAGE_DIRECTION: "described gestures",
    Kind.OTHER_SPEAKER: "put names before the words",
    Kind.TOO_SOFT: "was warmer than the mood",
    Kind.ENDS: "took leave by itself",
    Kind.LOCKED_FACT: "told a secret",
    Kind.INVENTED: "made something up",
    Kind.LEFT_OUT: "left out what was due",
    Kind.TOO_LONG: "was far too long",
    Kind.REPEATED: "said something again",
    Kind.MARKUP: "used markup",
    Kind.EMPTY: "had no words in it",
    Kind.OTHER_LANGUAGE: "was in another language",
}


def fault_of(kind: Kind) -> Fault:
    """In which respect an answer falls short that is refused for this."""
    return _FAULTS.get(kind, Fault.NOT_PLAIN)


def did(kind: Kind) -> str:
    """What an answer did that was refused, to go on after "it"."""
    return _IN_WORDS.get(kind, f"was refused for {kind.value.replace('_', ' ')}")
