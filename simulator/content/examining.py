"""Looking at a loaded file together with the files that it names."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.content.faults import Fault, FaultyFile
from simulator.content.loading import Loaded
from simulator.content.missing import Missing
from simulator.content.persona import Persona
from simulator.content.programme import Programme
from simulator.content.programmechecks import check_programme
from simulator.content.programmewho import facts_of_header
from simulator.content.references import check_persona, check_rubric, check_scenario
from simulator.content.rubric import Rubric
from simulator.content.scenario import Scenario
from simulator.content.sheet import Sheet

if TYPE_CHECKING:
    from simulator.content.library import Library, Material


def examine(
    loaded: Loaded[Any],
    library: Library,
    topics: Collection[str] | None = None,
    told: Collection[Path] = (),
) -> list[Fault]:
    """What is wrong with a file beyond its form.

    Args:
        loaded: The file.
        library: Where its persona and its rubric are looked up.
        topics: For a persona or a rubric: the topics of all scenarios that use it, if known.
        told: Files whose own faults are told anyway, and so not once more with each scenario.
    """
    if isinstance(loaded.model, Persona):
        return check_persona(loaded, topics)
    if isinstance(loaded.model, Rubric):
        return check_rubric(loaded, topics)
    if isinstance(loaded.model, Programme):
        return check_programme(loaded, [facts_of_header(header) for header in library.headers()])
    scenario: Loaded[Scenario] = loaded
    sheet = Sheet(scenario)
    persona = library.linked("persona", scenario.model.customer.persona)
    rubric = library.linked("rubric", scenario.model.rubric)
    for loc, part in ((("customer", "persona"), persona), (("rubric",), rubric)):
        if isinstance(part, Missing) and part.path not in told:
            sheet.at_value(loc, part.message)
    found = check_scenario(
        scenario,
        None if isinstance(persona, Missing) else persona,
        None if isinstance(rubric, Missing) else rubric,
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
