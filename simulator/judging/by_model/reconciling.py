"""What becomes of the votes on a question, beside the verdict of the rules. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from simulator.judging.by_model.second_reading import NOT_APPLICABLE, UNSURE, SecondReading, Status, Vote

Kind = Literal["unanimous", "split", "void", "unavailable"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdict of the rules.

    Attributes:
        option: The option's ref_id; None when the question could not be scored.
        sure: Whether the rules are sure of it.
        fails: Whether the option fails the whole form.
    """

    option: str | None
    sure: bool = False
    fails: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes, counted.

    Attributes:
        kind: Whether all count and name one option (`unanimous`), those that count differ or cannot tell
            (`split`), some do not count (`void`), or no request was answered (`unavailable`).
        option: The option that more than half of all votes name.
        quoted: Whether every vote cites words.
    """

    kind: Kind
    option: str | None = None
    quoted: bool = False


def tally(votes: Sequence[Vote]) -> Tally:
    """Count the votes."""
    counting = [vote for vote in votes if vote.counts]
    named = Counter(vote.option for vote in counting if vote.option != UNSURE)
    most = next((option for option, count in named.most_common(1) if 2 * count > len(votes)), None)
    if all(vote.failed for vote in votes):
        return Tally("unavailable")
    if len({vote.option for vote in counting}) > 1 or any(vote.option == UNSURE for vote in counting):
        return Tally("split", most)
    if len(counting) < len(votes):
        return Tally("void", most)
    return Tally("unanimous", most, all(vote.cited for vote in votes))


def status(standing: Standing, found: Tally, fails: bool) -> Status:
    """What becomes of the votes.

    An automatic fail needs the rules: a model neither sets nor lifts one. Whether a question applies is the
    rules' to say too. Where the rules could not score, only votes with words can.

    Args:
        standing: The verdict of the rules.
        found: The votes, counted.
        fails: Whether the option that they name fails the whole form.
    """
    if found.kind != "unanimous":
        return found.kind
    if found.option == standing.option:
        return "agreed"
    if fails or standing.fails or standing.sure or found.option == NOT_APPLICABLE:
        return "contradicts"
    if standing.option is None and not found.quoted:
        return "void"
    return "taken"


def reconcile(standing: Standing, votes: Sequence[Vote], failing: frozenset[str]) -> SecondReading:
    """The second reading of a question.

    Args:
        standing: The verdict of the rules.
        votes: What the model says, looked through.
        failing: The question's options that fail the whole form.
    """
    found = tally(votes)
    became = status(standing, found, found.option in failing)
    return SecondReading(
        status=became,
        option=found.option,
        rules=standing.option,
        sure=standing.sure,
        votes=tuple(votes),
        needs_review=became in ("split", "void", "contradicts"),
    )
