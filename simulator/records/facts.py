"""What statuses, reports and exports are made from: plain values, one row per attempt that was judged."""

from __future__ import annotations

from typing import NamedTuple

from simulator.records.decisions import Decision
from simulator.records.roster import RosterEntry


class FormFacts(NamedTuple):
    """One filled form of an attempt, without its questions.

    Attributes:
        number: Its number among the attempt's forms, from 1.
        at: When it was written, ISO 8601 in UTC.
        percentage: What was earned; None when nothing was scored.
        passed: Whether it was passed; None when that was not said.
        automatic_fail: Whether one answer failed the whole form.
        counts: False when the simulator itself went wrong, so that it need not count.
    """

    number: int
    at: str
    percentage: float | None
    passed: bool | None
    automatic_fail: bool
    counts: bool


class AttemptFacts(NamedTuple):
    """An attempt that was judged. What was judged is that of its newest form.

    Attributes:
        attempt: Its id; ids sort by time.
        learner: The learner's pseudonym.
        level: The learner's level then.
        mode: practice or certify.
        customer: The voice: scripted or llm.
        started_at: When it began, ISO 8601 in UTC.
        branch_of: The attempt that it rewinds, or None.
        scenario: Its scenario's id.
        scenario_title: The title then.
        scenario_version: The version then.
        scenario_sha256: The scenario's source; see `RecordsReader.scenario_sources`.
        rubric: Its rubric's id.
        rubric_version: The version then.
        rubric_sha256: The rubric's source.
        ended_at: When the conversation ended, ISO 8601 in UTC.
        ending: How it ended.
        scorable: Whether it could be scored.
        stars: The customer's stars, or None.
        evaluations: How many forms there are, at least 1.
        first_evaluated_at: When the first form was written.
        percentage: What was earned; None when nothing was scored.
        passed: Whether it was passed; None when that was not said.
        automatic_fail: Whether one answer failed the whole form.
        counts: False when the simulator itself went wrong, so that it need not count.
        forms: All its forms, the oldest first, when there is more than one; else empty. What an attempt
            was worth before an amendment stands in them.
    """

    attempt: str
    learner: str
    level: str
    mode: str
    customer: str
    started_at: str
    branch_of: str | None
    scenario: str
    scenario_title: str
    scenario_version: int
    scenario_sha256: str
    rubric: str
    rubric_version: int
    rubric_sha256: str
    ended_at: str
    ending: str
    scorable: bool
    stars: int | None
    evaluations: int
    first_evaluated_at: str
    percentage: float | None
    passed: bool | None
    automatic_fail: bool
    counts: bool
    forms: tuple[FormFacts, ...] = ()


class PersonFacts(NamedTuple):
    """Everything on record about a person's training, without names.

    Attributes:
        person: Their pseudonym.
        roster: Their entries on the roster by number; none for who was never entered. Entries whose day has
            not come are among them.
        decisions: What was decided about them, by number.
        attempts: Their attempts that were judged, by id, and so by time.
    """

    person: str
    roster: tuple[RosterEntry, ...]
    decisions: tuple[Decision, ...]
    attempts: tuple[AttemptFacts, ...]
