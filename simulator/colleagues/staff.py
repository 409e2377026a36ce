"""Who takes part: a colleague of each kind for one scenario."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulator.colleagues.bank import Bank, bank_for
from simulator.colleagues.kinds import Kind
from simulator.colleagues.particulars import particulars_of
from simulator.colleagues.pool import Pool, text_of
from simulator.colleagues.port import Colleague
from simulator.colleagues.repertoire import Repertoire
from simulator.colleagues.strong import Strong, tells_of_death
from simulator.colleagues.weaker import Middling, Poor, Rude, Silent, Stuffer
from simulator.customer.model import CustomerModel
from simulator.language.reader import Reader


@dataclass(frozen=True, slots=True)
class Staff:
    """The colleagues of one scenario, and what they could say."""

    bank: Bank
    pool: Pool
    colleagues: Mapping[Kind, Colleague]


def staff_for(model: CustomerModel, reader: Reader, seed: int) -> Staff:
    """Everybody who can answer this customer.

    Args:
        model: The customer.
        reader: Reads replies in the scenario's language, for its topics.
        seed: Which of many wordings of the topics are used.

    Raises:
        UsageError: Nobody speaks the scenario's language.
    """
    scenario = model.scenario
    bank = bank_for(scenario.language)
    pool = Pool(scenario, bank, particulars_of(scenario, bank), reader, seed)
    repertoire = Repertoire(model, pool)
    bereaved = any(tells_of_death(text_of(line), bank.loss) for line in scenario.customer.opening)
    strong = Strong(repertoire, bank, scenario.channel, bereaved)
    weaker: dict[Kind, Callable[[Pool], Colleague]] = {
        "poor": Poor, "stuffer": Stuffer, "silent": Silent, "rude": Rude,
    }  # fmt: skip
    others = {kind: make(pool) for kind, make in weaker.items()}
    return Staff(bank, pool, {"strong": strong, "middling": Middling(repertoire), **others})
