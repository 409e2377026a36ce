"""Replies in another language than the form's: no merit, no fault, and nobody waits in vain for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.language.naming import language_name, names_itself
from simulator.language.reading import Reading
from simulator.language.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A reply that is left out of judging.

    Attributes:
        turn: Its turn, from 1.
        language: The code of its language, or `other`.
    """

    turn: int
    language: str

    def to_json(self) -> dict[str, object]:
        """`{"turn": 4, "reason": "written in Polish"}`."""
        return {"turn": self.turn, "reason": f"written in {language_name(self.language)}"}


def left_out(turn: int, text: str, reading: Reading) -> LeftOut | None:
    """The reply of a turn if it is left out; else None, as with a reading of other words than its own."""
    if "other_language" not in reading.flags or reading.text != text:
        return None
    return LeftOut(turn, reading.other_language or "other")


def nothing_left(those: Sequence[LeftOut], language: str) -> str:
    """Why a question is not scored when the replies that are left out were all there was to read."""
    names = dict.fromkeys(language_name(one.language) for one in those)
    return f"Not scored: written in {' and '.join(names)}, and this form reads {language_name(language)}."


def still_asked(text: str, language: str) -> str:
    """What a customer writes just after such a reply, without asking for the form's language ("In English?").

    Those sentences ask for the same reply once more, and for nothing else.
    """
    spans = sentence_spans(text) if names_itself(text, language) else ()
    for span in spans:
        if names_itself(text[span.start : span.end], language):
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
