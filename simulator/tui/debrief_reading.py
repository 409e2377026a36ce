"""Collecting what a debrief shows: the record, the situation's names, the rubric's words. Blocking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.errors import EmptyChairError
from simulator.tui.ports import Simulator
from simulator.tui.remarks import Remark, remarks_on
from simulator.tui.second_reading_text import with_second_readings
from simulator.tui.shown_names import disputes_shown, let_look
from simulator.tui.story import Story, story_of

if TYPE_CHECKING:
    from simulator.content.rubric import Question
    from simulator.records.disputes import Dispute

Options = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Findings:
    """A story, the texts of its rubric's options by ids of question and option, and remarks by question.

    `elsewhere` names the questions that the rubric asks on some channels only.
    """

    story: Story
    options: Options = field(default_factory=dict)
    remarks: Mapping[str, Remark] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()


def collect(
    simulator: Simulator,
    attempt: str,
    live: Story | None,
    now: datetime,
    viewer: str = "",
    *,
    alone: bool = False,
) -> Findings:
    """What is known of an attempt: from its record, or from the conversation that has just ended.

    The record knows the mood of a certification too; the conversation knows an evaluation that could not
    be written down. A library that has changed since costs only names. `now` tells which disputes are late,
    `viewer` who looks at it, `alone` whether they see nobody else's as long as no roles say otherwise.

    Raises:
        EmptyChairError: There is no such attempt, it may not be seen, or the ledger cannot be read and
            nothing is known live.
    """
    evaluations: Sequence[Mapping[str, Any]] = ()
    disputes: Sequence[Dispute] = ()
    try:
        record = simulator.records.attempt(attempt)
        story, evaluations = story_of(record), record.evaluations
        if live is None:
            let_look(simulator, story, viewer, alone=alone)
        disputes = disputes_shown(simulator.records.disputes([attempt]), story)
    except EmptyChairError:
        if live is None:
            raise
        story = live
    if live is not None:
        story.title, story.customer = live.title, live.customer
        story.support, story.gentle = live.support, live.gentle
        story.evaluation = live.evaluation if len(evaluations) < 2 and live.evaluation else story.evaluation
        story.end = live.end or story.end
        story.spent, story.judging = live.spent or story.spent, live.judging
    else:
        with suppress(EmptyChairError):
            _name(story, simulator)
    story.viewer = viewer
    questions = _questions(simulator, story.rubric)
    options = {(one.ref_id, option.ref_id): option.text for one in questions for option in one.options}
    elsewhere = frozenset(one.ref_id for one in questions if one.applies and one.applies.channel)
    remarks = remarks_on(evaluations, disputes, options, now)
    remarks = with_second_readings(remarks, story.evaluation, options, story.place_of)
    return Findings(story, options, remarks, elsewhere)


def _name(story: Story, simulator: Simulator) -> None:
    model = simulator.scenario(story.scenario).model
    story.title, story.customer = model.title, model.customer.name
    story.support, story.gentle = model.support or "", bool(model.content_note)


def _questions(simulator: Simulator, rubric: str) -> list[Question]:
    """The questions of the form; none when it cannot be found any more."""
    try:
        sections = simulator.library.rubric(rubric).model.sections
    except EmptyChairError:
        return []
    return [question for section in sections for question in section.questions]
