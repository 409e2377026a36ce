"""Looking at a loaded file together with the files that it names."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from simulator.content.faults import Fault, FaultyFile
from simulator.content.loading import Loaded
from simulator.content.persona import Persona
from simulator.content.references import check_persona, check_rubric, check_scenario
from simulator.content.rubric import Rubric
from simulator.content.scenario import Scenario
from simulator.content.sheet import Sheet

if TYPE_CHECKING:
    from simulator.content.library import Library, Material


def examine(loaded: Loaded[Any], library: Library, topics: Collection[str] | None = None) -> list[Fault]:
    """What is wrong with a file beyond its form.

    Args:
        loaded: The file.
        library: Where its persona and its rubric are looked up.
        topics: For a persona or a rubric: the topics of all scenarios that use it, if known.
    """
    if isinstance(loaded.model, Persona):
        return check_persona(loaded, topics)
    if isinstance(loaded.model, Rubric):
        return check_rubric(loaded, topics)
    scenario: Loaded[Scenario] = loaded
    sheet = Sheet(scenario)
    persona = library.linked("persona", scenario.model.customer.persona)
    rubric = library.linked("rubric", scenario.model.rubric)
    if isinstance(persona, str):
        sheet.at_value(("customer", "persona"), persona)
    if isinstance(rubric, str):
        sheet.at_value(("rubric",), rubric)
    found = check_scenario(
        scenario,
        None if isinstance(persona, str) else persona,
        None if isinstance(rubric, str) else rubric,
    )
    return sorted([*sheet.faults, *found])


def examine_together(material: Material) -> None:
    """Check a scenario with the very persona and rubric given.

    Raises:
        FaultyFile: Something is wrong in one of the three.
    """
    faults = [
        *check_scenario(*material),
        *check_persona(material.persona),
        *check_rubric(material.rubric),
    ]
    if faults:
        raise FaultyFile(faults)
