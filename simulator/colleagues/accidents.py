"""Which words met a need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from simulator.attempt.dialogue import Dialogue
from simulator.customer.conditions import Moment
from simulator.language.reading import Reading


def met_by(
    before: Dialogue, now: Dialogue, sentences: Sequence[str], alone: Callable[[str], Reading]
) -> Mapping[str, str]:
    """The needs that a reply has met, each with the sentence that does it alone, or else the whole reply.

    Args:
        before: The conversation when the reply came.
        now: The same with the reply.
        sentences: What the reply was made of.
        alone: What a sentence shows by itself.
    """
    new = now.state.met - before.state.met
    needs = now.model.scenario.needs
    state = replace(before.state, replies=now.state.replies)
    found = {}
    for key in sorted(new):
        ones = (text for text in sentences if Moment(alone(text), state, frozenset()).holds(needs[key].met))
        found[key] = next(ones, " ".join(sentences))
    return found
