"""Where the company is weak: what is missed, which verdicts are disputed, which scenarios nobody passes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from simulator.errors import NotFoundError, UsageError
from simulator.reporting.forms import Forms
from simulator.roster.access import Allowed
from simulator.roster.suppressing import too_small
from simulator.year.values import HardScenario, OpenDispute, TrainersView, WeakPoint

if TYPE_CHECKING:
    from simulator.acting import Acting
    from simulator.records.disputes import Dispute
    from simulator.records.facts import AttemptFacts
    from simulator.records.looking import RecordsView

SPAN = timedelta(days=365)
"""How far back the figures look."""
MOST = 5_000
"""The newest forms that are looked at."""
_MOST_CRITERIA = 40


class Trainers:
    """What a trainer sees.

    Args:
        records: The records.
        acting: Who looks.
        now: The time.
    """

    def __init__(self, records: RecordsView, acting: Acting, now: datetime) -> None:
        self._records = records
        self._acting = acting
        self._now = now

    def may(self) -> bool:
        """Whether they may see figures of everybody."""
        return isinstance(self._acting.may_group(None), Allowed)

    def view(self) -> TrainersView:
        """The whole view.

        Raises:
            UsageError: It may not be seen.
        """
        answer = self._acting.may_group(None)
        if not isinstance(answer, Allowed):
            raise UsageError(answer.reason)
        sitting = self._newest()
        forms = self._forms(sitting)
        weak, hard = list(_weak(forms)), list(_hard(sitting))
        told_weak = [one for one in weak if not (answer.suppressed and too_small(one.people))]
        told_hard = [one for one in hard if not (answer.suppressed and too_small(one.people))]
        return TrainersView(
            weak=tuple(told_weak[:_MOST_CRITERIA]),
            disputes=tuple(self._disputes()),
            hard=tuple(told_hard),
            forms=len(sitting),
            people=len({one.learner for one in sitting}),
            hidden=len(weak) - len(told_weak) + len(hard) - len(told_hard),
        )

    def _newest(self) -> Sequence[AttemptFacts]:
        """The newest judged attempts of everybody."""
        since = (self._now - SPAN).astimezone(UTC).isoformat()
        found = [
            one
            for facts in self._records.facts(None, self._now)
            for one in facts.attempts
            if one.ended_at >= since and one.counts and one.branch_of is None and one.percentage is not None
        ]
        return sorted(found, key=lambda one: one.ended_at)[-MOST:]

    def _forms(self, sitting: Sequence[AttemptFacts]) -> Forms:
        learners = {one.attempt: one.learner for one in sitting}
        forms = Forms(lambda _: None)
        for attempt, form in self._records.forms(list(learners)):
            forms.add(learners[attempt], form)
        return forms

    def _disputes(self) -> Iterator[OpenDispute]:
        """What is disputed, as far as it may be looked at."""
        pending = [one for one in self._records.disputes() if one.pending]
        forms = dict(self._records.forms(list({one.attempt for one in pending})))
        for one in pending:
            found = self._dispute(one, forms.get(one.attempt, {}))
            if found is not None:
                yield found

    def _dispute(self, one: Dispute, form: Mapping[str, Any]) -> OpenDispute | None:
        try:
            attempt = self._records.summary(one.attempt)
        except NotFoundError:
            return None
        answer = self._acting.may_attempt(attempt.learner, attempt.mode, words=True)
        if not isinstance(answer, Allowed):
            return None
        titles = {str(each.get("ref_id")): str(each.get("title")) for each in form.get("questions") or ()}
        due = one.due()
        return OpenDispute(
            attempt=one.attempt,
            question=one.question,
            title=titles.get(one.question, one.question),
            scenario=attempt.scenario_title,
            by=self._acting.shown(one.opened.author, answer),
            at=one.opened.at,
            due=due.date(),
            late=self._now > due,
        )


def _weak(forms: Forms) -> Iterator[WeakPoint]:
    for criterion, share in forms.weakest():
        if share.part:
            people = len(forms.people[criterion])
            yield WeakPoint(forms.titles[criterion], criterion.rubric, share.part, share.of, people)


def _hard(sitting: Sequence[AttemptFacts]) -> Iterator[HardScenario]:
    """Scenarios that were tried in certify mode and never passed, the one that was tried most first."""
    tried: dict[str, list[AttemptFacts]] = defaultdict(list)
    for one in sitting:
        if one.mode == "certify":
            tried[one.scenario].append(one)
    for scenario, made in sorted(tried.items(), key=lambda item: (-len(item[1]), item[0])):
        if not any(one.passed for one in made):
            people = len({one.learner for one in made})
            yield HardScenario(scenario, made[-1].scenario_title, 0, len(made), people)
