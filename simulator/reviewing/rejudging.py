"""A form that a judge filled again: what people said of the old one goes over to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.reviewing.kept import Judged


@dataclass(frozen=True, slots=True)
class Change:
    """A question on which two forms differ.

    Attributes:
        question: Its id in the rubric.
        title: What it asks for; may be empty.
        before: The verdict in the old form: an option, or a status such as `not_scored`.
        after: The verdict in the new one.
    """

    question: str
    title: str
    before: str
    after: str


def judged_again(form: Judged, fresh: Mapping[str, Any], by: str, at: str) -> dict[str, Any]:
    """A fresh evaluation of an attempt, with the verdicts that people gave and who had it judged again.

    What a person decided, a judge does not undo: those verdicts take the place of the fresh ones, and all
    sums are made again.

    Args:
        form: The attempt with all its evaluations so far.
        fresh: The evaluation object that a judge made now, by the same rubric.
        by: Who had it judged again.
        at: When, ISO 8601 in UTC.

    Raises:
        UsageError: One of the two was not filled by the rubric that is kept with the attempt.
    """
    from simulator.judging.amending import HUMAN, question_named, summed, verdicts_of
    from simulator.judging.retelling import retold

    before = verdicts_of(form.newest, form.rubric)
    kept = [ref_id for ref_id, verdict in before.items() if verdict.get("source") == HUMAN]
    verdicts = verdicts_of(fresh, form.rubric)
    found = dict(fresh)
    if kept:
        verdicts |= {ref_id: before[ref_id] for ref_id in kept}
        found |= summed(verdicts, form.rubric, form.record.header.level, fresh.get("settled"))
    for ref_id in kept:
        found |= retold(found, question_named(form.rubric, ref_id), form.wording)
    found["rejudged"] = {"by": by, "at": at, "of": form.number, "kept": kept}
    return found


def changes(form: Judged, again: Mapping[str, Any]) -> list[Change]:
    """The questions that a new form answers otherwise than the newest before it, in the rubric's order.

    Args:
        form: The attempt with all its evaluations before the new one.
        again: The new evaluation object.

    Raises:
        UsageError: One of the two was not filled by the rubric that is kept with the attempt.
    """
    from simulator.judging.amending import standing, verdicts_of

    before, after = verdicts_of(form.newest, form.rubric), verdicts_of(again, form.rubric)
    found = (
        Change(ref_id, str(verdict.get("title") or ""), standing(before[ref_id]), standing(verdict))
        for ref_id, verdict in after.items()
    )
    return [change for change in found if change.before != change.after]


def newly_doubtful(form: Judged, again: Mapping[str, Any]) -> list[str]:
    """The questions that a new form leaves to a person to look at, and the newest before it did not.

    Args:
        form: The attempt with all its evaluations before the new one.
        again: The new evaluation object.

    Raises:
        UsageError: One of the two was not filled by the rubric that is kept with the attempt.
    """
    from simulator.judging.amending import verdicts_of

    before, after = verdicts_of(form.newest, form.rubric), verdicts_of(again, form.rubric)
    return [
        ref_id
        for ref_id, verdict in after.items()
        if verdict.get("needs_review") is True and before[ref_id].get("needs_review") is not True
    ]
