"""What a language model says to one question: its votes, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.judging.case import Proof
from simulator.judging.evidence import Evidence

UNSURE = "unsure"
"""What a model answers when the conversation does not tell."""
NOT_APPLICABLE = "not_applicable"

Status = Literal["agreed", "taken", "split", "void", "contradicts", "unavailable"]


@dataclass(frozen=True, slots=True)
class Vote:
    """One answer of a model, looked through.

    Attributes:
        option: The option that it names; None when it names none that there is.
        turn: The turn that it names.
        quote: The words that it cites: the turn's own where they were found, else as the model gave them.
        evidence: Where the words stand, or the place that was looked at; None when neither is proved.
        cited: Whether the evidence are words that the model cites.
        proof: The same words for the judge's own use; None unless they show what the option says.
        reason: Why, in the model's words, cleaned and shortened.
        void: Why it does not count, in one word; None when it counts.
        failed: Whether there was no answer at all.
    """

    option: str | None = None
    turn: int | None = None
    quote: str = ""
    evidence: Evidence | None = None
    cited: bool = False
    proof: Proof | None = None
    reason: str = ""
    void: str | None = None
    failed: bool = False

    @property
    def counts(self) -> bool:
        """Whether it counts."""
        return self.void is None

    def to_json(self) -> dict[str, object]:
        """As it is kept with the verdict; `start` and `end` are null where nothing was found."""
        place = self.evidence if self.cited else None
        return {
            "option": self.option,
            "quote": place.quote if place else self.quote,
            "turn": self.turn,
            "start": place.start if place else None,
            "end": place.end if place else None,
            "reason": self.reason,
            "void": self.void,
        }


@dataclass(frozen=True, slots=True)
class SecondReading:
    """A question's second reading.

    Attributes:
        status: What became of it.
        option: The option that more than half of the votes name, if there is one.
        rules: The option of the judge by rules; None where it could not score the question.
        sure: Whether the rules were sure of it.
        votes: All votes, in order.
        needs_review: Whether a person should look at the verdict.
    """

    status: Status
    option: str | None
    rules: str | None
    sure: bool
    votes: tuple[Vote, ...]
    needs_review: bool

    def to_json(self) -> dict[str, object]:
        """The object beside a verdict."""
        return {
            "status": self.status,
            "option": self.option,
            "rules": {"option": self.rules, "sure": self.sure},
            "votes": [vote.to_json() for vote in self.votes],
        }
