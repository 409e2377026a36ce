"""What a model alone cannot see: names that must exist elsewhere in the file or in another one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from simulator.content.base import MoodLine
from simulator.content.conditions import Condition
from simulator.content.faults import Fault
from simulator.content.loading import Loaded
from simulator.content.nearest import suggest
from simulator.content.persona import Again, Persona, Reaction
from simulator.content.phrases import check_language, check_patterns, check_phrases
from simulator.content.plot import check_plot
from simulator.content.rubric import CustomerSaid, Observation, Rubric
from simulator.content.scenario import Answer, Fact, Need, Scenario
from simulator.content.sheet import Sheet
from simulator.content.walking import Loc, models_in

_TOGETHER = {"behaviour", "topic", "asked", "details", "all", "any"}


def check_scenario(
    scenario: Loaded[Scenario], persona: Loaded[Persona] | None, rubric: Loaded[Rubric] | None
) -> list[Fault]:
    """All faults of a scenario that need more than the file's form.

    Args:
        scenario: The scenario.
        persona: Its persona; None leaves out what needs it (that it is missing is told elsewhere).
        rubric: Its rubric; None likewise.
    """
    sheet = Sheet(scenario)
    model = scenario.model
    start = persona.model.start if persona is not None else None
    meters = None if start is None else {*start, *model.customer.start}
    for loc, part in models_in(model):
        _check_names(sheet, loc, part)
        _check_condition(sheet, loc, part)
        _check_meters(sheet, loc, part, meters)
    check_plot(sheet)
    if check_language(sheet, model.language):
        check_phrases(sheet, "topics", model.topics, model.language)
    sheet.known(("untrue",), model.untrue, model.topics, "topic")
    if persona is not None:
        _check_same_language(sheet, ("customer", "persona"), "persona", persona.model)
    if rubric is not None:
        _check_same_language(sheet, ("rubric",), "rubric", rubric.model)
        _check_wording(sheet, rubric.model)
    return sheet.faults


def check_persona(persona: Loaded[Persona], topics: Collection[str] | None = None) -> list[Fault]:
    """All faults of a persona that need more than the file's form.

    Args:
        persona: The persona.
        topics: The topics of all scenarios that use it, if those are known.
    """
    sheet = Sheet(persona)
    model = persona.model
    for loc, part in models_in(model):
        _check_condition(sheet, loc, part)
        _check_no_ids(sheet, loc, part)
        _check_topics(sheet, loc, part, topics)
        if isinstance(part, (Condition, MoodLine)):  # a change of a meter that is not there does no harm
            _check_meters(sheet, loc, part, set(model.start))
    _check_ids_differ(sheet, ("reactions",), [reaction.id for reaction in model.reactions])
    for name in type(model.lines).model_fields:
        if name != "silence" and not any(isinstance(line, str) for line in getattr(model.lines, name)):
            sheet.at_key(("lines", name), f"lines.{name} needs at least one line that fits every mood")
    if check_language(sheet, model.language):
        never = range(len(model.manner.never_says))
        check_patterns(sheet, (("manner", "never_says", index) for index in never), model.language)
    return sheet.faults


def check_rubric(rubric: Loaded[Rubric], topics: Collection[str] | None = None) -> list[Fault]:
    """All faults of a rubric that need more than the file's form.

    Args:
        rubric: The rubric.
        topics: The topics of all scenarios that use it, if those are known.
    """
    sheet = Sheet(rubric)
    for loc, part in models_in(rubric.model):
        if isinstance(part, (Observation, CustomerSaid)):
            sheet.known((*loc, "phrase"), part.phrase, rubric.model.phrases, "phrase")
        _check_topics(sheet, loc, part, topics)
    if check_language(sheet, rubric.model.language):
        check_phrases(sheet, "phrases", rubric.model.phrases, rubric.model.language)
    return sheet.faults


def _check_names(sheet: Sheet[Scenario], loc: Loc, part: object) -> None:
    scenario = sheet.model
    if isinstance(part, Condition):
        sheet.known((*loc, "topic"), part.topic, scenario.topics, "topic")
        sheet.known((*loc, "asked"), part.asked, scenario.topics, "topic")
        sheet.known((*loc, "facts"), part.facts, scenario.facts, "fact")
        sheet.known((*loc, "needs"), part.needs, scenario.needs, "need")
    elif isinstance(part, Fact):
        sheet.known((*loc, "about"), part.about, scenario.topics, "topic")
    elif isinstance(part, Answer):
        sheet.known((*loc, "asked"), part.asked, scenario.topics, "topic")
    elif isinstance(part, Need):
        sheet.known((*loc, "after"), part.after, scenario.needs, "need")


def _check_condition(sheet: Sheet[Any], loc: Loc, part: object) -> None:
    """`together` looks at single sentences, so only what a sentence can show may stand in it."""
    if not isinstance(part, Condition) or not part.together:
        return
    for index, inner in enumerate(part.together):
        for inner_loc, found in models_in(inner, (*loc, "together", index)):
            assert isinstance(found, Condition)
            if found.kind not in _TOGETHER:
                kind = found.kind.rstrip("_")
                sheet.at_value(
                    inner_loc,
                    f"`{kind}` cannot stand in `together`, which looks at one sentence; use behaviour, "
                    "topic, asked or details there, and join the rest with `all:` around it",
                )


def _check_meters(sheet: Sheet[Any], loc: Loc, part: object, meters: Collection[str] | None) -> None:
    if meters is None or not isinstance(part, (Condition, MoodLine, Fact, Answer, Need, Reaction, Again)):
        return
    for meter in part.mood or ():
        if meter not in meters:
            sheet.at_key(
                (*loc, "mood", meter),
                f"this customer has no `{meter}`; give it a value under `start`"
                + (f" (there are: {', '.join(sorted(meters))})" if meters else ""),
            )


def _check_no_ids(sheet: Sheet[Persona], loc: Loc, part: object) -> None:
    if isinstance(part, Condition) and part.kind in ("facts", "needs"):
        message = f"a persona knows no {part.kind}; move this to the reactions of a scenario"
        sheet.at_value(loc, message)


def _check_topics(sheet: Sheet[Any], loc: Loc, part: object, topics: Collection[str] | None) -> None:
    """Topics of a shared file: one that none of its scenarios has is a slip of the pen."""
    if topics is None:
        return
    what = "topic (no scenario that uses this file has it)"
    if isinstance(part, (Condition, Observation)):
        sheet.known((*loc, "topic"), part.topic, topics, what)
    if isinstance(part, Condition):
        sheet.known((*loc, "asked"), part.asked, topics, what)


def _check_ids_differ(sheet: Sheet[Any], loc: Loc, ids: list[str]) -> None:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            sheet.at_value((*loc, index, "id"), f"the id `{name}` was used above; every reaction has its own")


def _check_same_language(sheet: Sheet[Scenario], loc: Loc, what: str, other: Persona | Rubric) -> None:
    own = sheet.model.language
    if own.split("-")[0] != other.language.split("-")[0]:
        sheet.at_value(loc, f"the {what} `{other.id}` is in `{other.language}`, the scenario in `{own}`")


def _check_wording(sheet: Sheet[Scenario], rubric: Rubric) -> None:
    asked = [question.ref_id for section in rubric.sections for question in section.questions]
    for ref_id in sheet.model.wording:
        if ref_id not in asked:
            message = f"the rubric `{rubric.id}` has no question `{ref_id}`{suggest(ref_id, asked)}"
            sheet.at_key(("wording", ref_id), message)
