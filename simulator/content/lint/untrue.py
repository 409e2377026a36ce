"""What is untrue in a case must help nobody, and the customer must mind it."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.content.conditions import Condition
from simulator.content.lint.findings import LintSheet
from simulator.content.lint.reach import reactions_of
from simulator.content.persona import Persona
from simulator.content.scenario import Scenario


def check_untrue(sheet: LintSheet[Scenario], persona: Persona) -> None:
    """Note every untrue topic that settles something, and every one that no reaction names."""
    minded = {topic for one in reactions_of(sheet.model, persona) for topic in _wanted(one.when)}
    helping = {
        topic: (what, key) for what, key, condition in _settling(sheet.model) for topic in _wanted(condition)
    }
    for index, topic in enumerate(sheet.model.untrue):
        if topic in helping:
            what, key = helping[topic]
            message = (
                f"`{topic}` is untrue here, and yet it helps with the {what} `{key}`; take it out of one"
            )
            sheet.value("untrue", ("untrue", index), message)
        if topic not in minded:
            message = (
                f"the customer does not mind `{topic}`: add a reaction with `when: {{topic: {topic}}}` that "
                "costs trust, and says what they know of it"
            )
            sheet.value("untrue", ("untrue", index), message)


def _settling(scenario: Scenario) -> Iterator[tuple[str, str, Condition]]:
    for key, need in scenario.needs.items():
        yield "need", key, need.met
    for key, fact in scenario.facts.items():
        if fact.unlock is not None:
            yield "fact", key, fact.unlock


def _wanted(condition: Condition) -> Iterator[str]:
    """The topics that a condition asks to be affirmed; what stands below `not` is none of them."""
    yield from condition.topic or ()
    for part in (*(condition.all or ()), *(condition.any or ()), *(condition.together or ())):
        yield from _wanted(part)
    if condition.ever is not None:
        yield from _wanted(condition.ever)
