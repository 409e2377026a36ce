"""Whose attempt it is, as it may be told to whoever looks at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from simulator.reviewing.saying import same_person
from simulator.tui.story import Story

if TYPE_CHECKING:
    from simulator.records.disputes import Dispute, DisputeEvent
    from simulator.reviewing.contested import Contested
    from simulator.tui.ports import Simulator


def let_look(simulator: Simulator, story: Story, viewer: str, *, alone: bool) -> None:
    """Ask whether somebody else's attempt may be read, and take over the name that may be shown.

    Raises:
        EmptyChairError: It may not, or the look could not be put on record.
    """
    if viewer and story.learner and not same_person(story.learner, viewer):
        story.real_name = story.learner
        story.learner = simulator.year.opened(viewer, story.learner, story.mode, story.attempt, alone=alone)


def disputes_shown(disputes: Iterable[Dispute], story: Story) -> list[Dispute]:
    """Disputes, with the learner under the name that may be shown."""
    return [_dispute(one, story) for one in disputes]


def contested_shown(found: Contested, story: Story) -> Contested:
    """A verdict, with whoever disputes it under the name that may be shown."""
    return found if found.dispute is None else replace(found, dispute=_dispute(found.dispute, story))


def _dispute(dispute: Dispute, story: Story) -> Dispute:
    closed = None if dispute.closed is None else _event(dispute.closed, story)
    return replace(dispute, opened=_event(dispute.opened, story), closed=closed)


def _event(event: DisputeEvent, story: Story) -> DisputeEvent:
    if story.real_name and same_person(event.author, story.real_name):
        return replace(event, author=story.learner)
    return event
