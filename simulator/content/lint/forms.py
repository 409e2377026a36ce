"""Questions and options of a rubric that no conversation can ever come to."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.content.lint.findings import LintSheet
from simulator.content.lint.literals import Ways, joined
from simulator.content.lint.rules import Rules
from simulator.content.rubric import Option, Question, Rubric, Rule
from simulator.content.scenario import Scenario
from simulator.content.walking import Loc


def check_form(sheet: LintSheet[Rubric]) -> None:
    """Note every question and every option that nothing can bring about.

    Args:
        sheet: Takes the faults.
    """
    for part, section in enumerate(sheet.model.sections):
        for index, question in enumerate(section.questions):
            _check_question(sheet, ("sections", part, "questions", index), question)


def check_asked(sheet: LintSheet[Rubric], scenarios: Sequence[Scenario]) -> None:
    """Note every question that no scenario asks: it may still be meant for transcripts from elsewhere.

    Args:
        sheet: Takes the notes.
        scenarios: All scenarios that use the rubric.
    """
    rules = Rules({scenario.channel for scenario in scenarios})
    levels = {level for scenario in scenarios for level in scenario.levels}
    for part, section in enumerate(sheet.model.sections):
        for index, question in enumerate(section.questions):
            loc: Loc = ("sections", part, "questions", index)
            who = f"no scenario of this library asks `{question.ref_id}`"
            if question.levels is not None and levels.isdisjoint(question.levels):
                sheet.at_value((*loc, "levels"), f"{who}: none is for {', '.join(question.levels)}")
            elif question.applies is not None:
                reason = rules.refused(rules.ways(question.applies, earning=False))
                if reason is not None:
                    sheet.at_value((*loc, "applies"), f"{who}: {reason}")


def _check_question(sheet: LintSheet[Rubric], loc: Loc, question: Question) -> None:
    rules = Rules()
    if question.applies is not None:
        reason = rules.refused(rules.ways(question.applies, earning=False))
        if reason is not None:
            message = f"the question `{question.ref_id}` never applies: {reason}"
            sheet.value("dead-question", (*loc, "applies"), message)
            return
    _check_options(sheet, loc, question, rules)


def _check_options(sheet: LintSheet[Rubric], loc: Loc, question: Question, rules: Rules) -> None:
    """Options are tried in order: one that holds only when an earlier one does is never chosen."""
    applies: Ways = rules.ways(question.applies, earning=False) if question.applies is not None else ((),)
    earlier: list[tuple[Option, Ways]] = []
    for index, option in enumerate(question.options):
        at: Loc = (*loc, "options", index)
        earning = option.score > question.default.score
        if option.when is None:
            continue
        given = joined([rules.ways(option.when, earning=earning), applies])
        what = f"the option `{option.ref_id}` of `{question.ref_id}` is never chosen"
        if reason := rules.refused(given):
            sheet.value("dead-question", (*at, "when"), f"{what}: {reason}")
        elif (first := _hidden_by(given, earlier, rules)) is not None:
            message = f"{what}: `{first.ref_id}`, which is tried before it, holds whenever it does"
            sheet.value("dead-question", (*at, "when"), f"{message}; change their order")
        earlier.append((option, rules.ways(option.when, so=False, earning=earning)))
    _check_default(sheet, loc, question, applies, [failing for _, failing in earlier], rules)


def _hidden_by(given: Ways, earlier: list[tuple[Option, Ways]], rules: Rules) -> Option | None:
    return next((option for option, failing in earlier if rules.implied(given, failing)), None)


def _check_default(
    sheet: LintSheet[Rubric], loc: Loc, question: Question, applies: Ways, failing: list[Ways], rules: Rules
) -> None:
    left = joined([applies, *failing])
    if rules.refused(left) is not None:
        index = question.options.index(question.default)
        message = f"the option `{question.default.ref_id}` of `{question.ref_id}` is never chosen"
        message += ": one of the others always is"
        sheet.value("dead-question", (*loc, "options", index), message)


def check_scored(sheet: LintSheet[Scenario], rubric: Rubric) -> None:
    """Note what of its rubric a scenario cannot come to: full marks, or a better wording that nobody sees.

    Args:
        sheet: The scenario's; takes the faults.
        rubric: Its rubric.
    """
    scenario = sheet.model
    rules = Rules({scenario.channel}, scenario.topics)
    for section in rubric.sections:
        for question in section.questions:
            reason = _not_here(question, scenario, rules)
            if reason and question.ref_id in scenario.wording:
                message = f"this wording is never shown: the question `{question.ref_id}` {reason}"
                sheet.key("dead-question", ("wording", question.ref_id), message)
            elif not reason and (lost := _best_lost(question, rules)):
                message = (
                    f"the question `{question.ref_id}` of the rubric `{rubric.id}` can never get full marks "
                    f"here: {lost}; add the topic, or take another rubric"
                )
                sheet.value("dead-question", ("rubric",), message)


def _not_here(question: Question, scenario: Scenario, rules: Rules) -> str:
    """Why a question is never asked in a scenario; an empty text when it is."""
    if question.levels is not None and not set(question.levels) & set(scenario.levels):
        return f"is only for {', '.join(question.levels)}, and the scenario is not"
    if question.applies is not None and _fixed(question.applies):
        reason = rules.refused(rules.ways(question.applies, earning=False))
        return f"never applies here: {reason}" if reason else ""
    return ""


def _fixed(rule: Rule) -> bool:
    """Whether a rule speaks of the channel at all, which a scenario fixes."""
    parts = [*(rule.all or ()), *(rule.any or ()), *([rule.not_] if rule.not_ is not None else ())]
    return rule.channel is not None or any(_fixed(part) for part in parts)


def _best_lost(question: Question, rules: Rules) -> str:
    """Why none of the options with the best score can be chosen in a scenario with these topics."""
    reasons = []
    for option in question.options:
        if option.score == question.max_score:
            reason = rules.refused(rules.ways(option.when)) if option.when is not None else None
            if reason is None:
                return ""
            reasons.append(reason)
    return reasons[0]
