"""A refusal: what is wrong with a line, in which words, and how a model is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a line is refused for."""

    EMPTY = "empty"
    MARKUP = "markup"
    STAGE_DIRECTION = "stage_direction"
    OTHER_SPEAKER = "other_speaker"
    OTHER_LANGUAGE = "other_language"
    TOO_LONG = "too_long"
    REPEATED = "repeated"
    ROLE_REVERSED = "role_reversed"
    OBEYS = "obeys"
    TOO_SOFT = "too_soft"
    ENDS = "ends"
    LOCKED_FACT = "locked_fact"
    INVENTED = "invented"
    LEFT_OUT = "left_out"


_REASONS = {
    Kind.EMPTY: "there were no words in it.",
    Kind.MARKUP: "it held signs that are no plain text ({words}).",
    Kind.STAGE_DIRECTION: "it described a gesture or a tone ({words}); write only the words that are said.",
    Kind.OTHER_SPEAKER: "it put a name before the words ({words}); write only the customer's words.",
    Kind.OTHER_LANGUAGE: "it was in another language ({words}).",
    Kind.TOO_LONG: "it was far too long.",
    Kind.REPEATED: "it said again what you said before ({words}).",
    Kind.ROLE_REVERSED: "you spoke like somebody who serves customers ({words}); you are the customer.",
    Kind.OBEYS: "you spoke of your directions, or said what the other person dictated ({words}).",
    Kind.TOO_SOFT: "it was warmer than your mood ({words}).",
    Kind.ENDS: "you took leave ({words}), and this is not your last message.",
    Kind.LOCKED_FACT: "you spoke of something that you do not tell now ({words}).",
    Kind.INVENTED: "you named something that you do not know ({words}).",
    Kind.LEFT_OUT: "you did not tell what the direction says that you tell now.",
}
_MOST_CHARS = 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a line is not shown.

    Attributes:
        kind: What it is refused for.
        words: The words that show it, as the model wrote them; may be empty.
    """

    kind: Kind
    words: str = ""

    @property
    def reason(self) -> str:
        """What a model is told for its second try."""
        words = "".join(c for c in self.words if c.isprintable())[:_MOST_CHARS]
        return _REASONS[self.kind].format(words=words or "as a whole")
