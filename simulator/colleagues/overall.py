"""What all rehearsals show together: whether simulated customers end a conversation as real ones do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.colleagues.counting import rate, spread
from simulator.colleagues.kinds import KINDS, Kind
from simulator.colleagues.talk import Talk


@dataclass(frozen=True, slots=True)
class Overall:
    """All conversations of all scenarios.

    Attributes:
        shrinks: The median length of the customer's last message to that of the first, in words.
        thanks: The share of last messages that say thanks, by kind of colleague; `asks`: that ask something.
    """

    runs: int
    shrinks: float | None
    thanks: Mapping[Kind, float | None]
    asks: Mapping[Kind, float | None]


def overall(talks: Sequence[Talk]) -> Overall:
    """The figures of all conversations."""
    kinds = [kind for kind in KINDS if any(talk.kind == kind for talk in talks)]
    return Overall(
        len(talks),
        spread(talk.words[1] / talk.words[0] for talk in talks).median,
        {kind: rate(talk.thanks for talk in talks if talk.kind == kind) for kind in kinds},
        {kind: rate(talk.asks for talk in talks if talk.kind == kind) for kind in kinds},
    )
