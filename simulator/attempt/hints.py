"""Help on request while practising: what is open, and what might meet it."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.customer.model import CustomerModel
from simulator.customer.needs import next_to_ask
from simulator.customer.state import CustomerState


@dataclass(frozen=True, slots=True)
class NeedStatus:
    """A need as the learner sees it in practice."""

    id: str
    title: str
    met: bool


@dataclass(frozen=True, slots=True)
class Hint:
    """What might help now: the open need's title, and the author's hint for it."""

    need: str
    text: str


def needs_of(model: CustomerModel, state: CustomerState) -> tuple[NeedStatus, ...]:
    """The needs that the customer has by now, in the author's order."""
    return tuple(
        NeedStatus(key, need.title, key in state.met)
        for key, need in model.scenario.needs.items()
        if key in state.opened
    )


def hint_for(model: CustomerModel, state: CustomerState) -> Hint | None:
    """The hint for the need that the customer would come back to next."""
    key = next_to_ask(model.scenario.needs, state)
    if key is None:
        return None
    need = model.scenario.needs[key]
    return Hint(need.title, need.hint)
