"""Attempts of others in the history and the debrief: who may see them, and under which name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.roster.access import Allowed, What

if TYPE_CHECKING:
    from simulator.acting import Acting
    from simulator.attempt.ledger import AttemptSummary


def seen(history: Sequence[AttemptSummary], acting: Acting) -> Sequence[AttemptSummary]:
    """The attempts whose scores may be seen, with the learners' names as they may be shown."""
    if not acting.applies:
        return history
    found = []
    for one in history:
        answer = acting.may_attempt(one.learner, one.mode)
        if isinstance(answer, Allowed):
            found.append((one.learner, replace(one, learner=acting.shown(one.learner, answer))))
    acting.note((learner for learner, _ in found), "everyone's attempts")
    return [one for _, one in found]


def opened(acting: Acting, viewer: str, learner: str, mode: str, attempt: str, *, alone: bool) -> str:
    """The learner's name as it may be shown to whoever reads this attempt.

    Raises:
        UsageError: It may not be read.
    """
    if viewer.casefold() == learner.casefold():
        return learner
    if not acting.applies:
        if alone:
            raise UsageError("This page shows your own record only.", "Ask whoever runs the service.")
        return learner
    what = What.GRADED_TRANSCRIPTS if mode == "certify" else What.PRACTICE_TRANSCRIPTS
    return acting.shown(learner, acting.see(learner, what, f"attempt {attempt}"))
