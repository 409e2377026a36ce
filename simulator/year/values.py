"""What is shown of the year, as plain values: what is owed, one's own year, a team, a trainer's view."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from simulator.attempt.events import Mode


class Due(NamedTuple):
    """Something that is asked of a person, as a line tells it.

    Attributes:
        programme: The id of its programme; `requirement` its own `ref_id`.
        title: The title of the requirement.
        line: How it stands, in one line: "Refresher 2026: 2 of 3 done, 41 days left".
        state: The state of the status, such as `in_progress` (see `simulator.training.status`).
        why: The state in a sentence or two.
        missing: What is missing, in words; empty when nothing is, or when nobody may go on now.
        scenarios: The scenarios that would count now, the one to begin with first.
        mode: The mode in which they would count.
        pressing: Whether it is late, or should not wait.
        last: The last day in time, or None.
        attempts: How many attempts did not count, and from when the next one does; empty when all is well.
    """

    programme: str
    requirement: str
    title: str
    line: str
    state: str
    why: str = ""
    missing: str = ""
    scenarios: tuple[str, ...] = ()
    mode: Mode = "certify"
    pressing: bool = False
    last: date | None = None
    attempts: str = ""

    @property
    def awaited(self) -> bool:
        """Whether something can be done for it now."""
        return bool(self.scenarios)


class Owed(NamedTuple):
    """What is asked of somebody.

    Attributes:
        line: All of it in one line; empty when nothing is asked.
        dues: Each of it, the most pressing first.
        first: Whether it is the first thing to be told: not to those whom nobody has entered and who have not
            begun, who would read on their first day what they have missed.
        level: Their level by the roster; empty when it does not tell.
    """

    line: str = ""
    dues: tuple[Due, ...] = ()
    first: bool = True
    level: str = ""


NOTHING_OWED = Owed()


class Counting(NamedTuple):
    """For what a certification would count if it was made now.

    Attributes:
        towards: The requirements for which it would, or that it would for none, in a sentence; empty when it
            would only for those that are barred.
        barred: The programmes for which it would not now, and why; empty when there is none.
    """

    towards: str = ""
    barred: str = ""


class News(NamedTuple):
    """Something that was answered to somebody.

    Attributes:
        words: What happened, in a sentence.
        at: When, ISO 8601 in UTC.
        detail: What was said; may be empty.
        attempt: The attempt that it is about; empty for an idea.
        question: The question of the form, for an attempt.
    """

    words: str
    at: str
    detail: str = ""
    attempt: str = ""
    question: str = ""


class Rights(NamedTuple):
    """Which views are open to somebody.

    Attributes:
        team: Whether there are people whose state of training they may see.
        trainer: Whether they may see figures of everybody, and what is disputed.
    """

    team: bool = False
    trainer: bool = False


OWN_ONLY = Rights()


class Advice(NamedTuple):
    """What to practise next: a scenario, and why, in the learner's own figures."""

    scenario: str
    title: str
    why: str


class Month(NamedTuple):
    """A month of somebody's attempts.

    Attributes:
        year: The year; `month` from 1 to 12.
        attempts: How many conversations were judged.
        best: The best percentage, 0 to 100; None when nothing was scored.
    """

    year: int
    month: int
    attempts: int = 0
    best: float | None = None


class Competency(NamedTuple):
    """What somebody has shown of a competency.

    Attributes:
        title: What it is called.
        shares: The share of its points in each conversation that asked for it, 0 to 100, the newest last.
        days: Whole days since the newest.
        mark: `weak` when it failed or came hard, `fading` when it is long ago, else empty.
    """

    title: str
    shares: tuple[int, ...]
    days: int
    mark: str = ""


class MyYear(NamedTuple):
    """Somebody's own year.

    Attributes:
        dues: What is asked of them, the most pressing first.
        months: Twelve months, the present one last.
        competencies: Those that were asked for, the one with the least left of it first.
        advice: What to practise next, the most useful first.
        certificates: The titles of the programmes, with the command for a certificate; without one while the
            programme is not completed.
    """

    dues: tuple[Due, ...]
    months: tuple[Month, ...]
    competencies: tuple[Competency, ...] = ()
    advice: tuple[Advice, ...] = ()
    certificates: tuple[tuple[str, str], ...] = ()


class Requirement(NamedTuple):
    """A requirement that a board has a column for; its titles."""

    programme: str
    requirement: str
    programme_title: str
    title: str


class Standing(NamedTuple):
    """Where one person stands with a requirement.

    Attributes:
        state: The state of the status.
        done: How many of the attempts that are needed count; `needed` how many are needed.
        days_left: Days that are in time after today; negative when it is late; None when nothing is awaited.
    """

    state: str
    done: int = 0
    needed: int = 0
    days_left: int | None = None


NOT_ASKED = Standing("not_assigned")


class TeamRow(NamedTuple):
    """A person on the board.

    Attributes:
        person: The pseudonym.
        name: As they are shown.
        department: Their department; `level` their level.
        standings: Where they stand with each requirement of the board, in its order.
        last: When their newest judged conversation was, ISO 8601; empty when there is none.
    """

    person: str
    name: str
    department: str
    level: str
    standings: tuple[Standing, ...]
    last: str = ""


class Board(NamedTuple):
    """A team: its requirements, and its people.

    Attributes:
        of: Whose people they are, in words.
        may_import: On a board without people, whether whoever looks may put them on the roster.
    """

    requirements: tuple[Requirement, ...]
    rows: tuple[TeamRow, ...]
    of: str = ""
    may_import: bool = False


class Graded(NamedTuple):
    """A certified attempt of somebody: its scores, and nothing that was said in it.

    Attributes:
        attempt: Its id; `at` when it was, ISO 8601.
        percentage: What it earned; `passed` whether it was passed.
        sections: The title of each section with its points and how many there were.
    """

    attempt: str
    at: str
    title: str
    percentage: float | None
    passed: bool | None
    sections: tuple[tuple[str, float, float], ...] = ()


class PersonCard(NamedTuple):
    """One person for their manager: where they stand, and their scores in certify mode.

    Attributes:
        standings: The title of each requirement, where they stand, and why.
        graded: Their certified attempts, the newest first; None when they may not be seen.
        refused: Why not, and who may.
    """

    person: str
    name: str
    level: str
    department: str
    standings: tuple[tuple[Requirement, Standing, str], ...]
    graded: tuple[Graded, ...] | None = None
    refused: str = ""


class WeakPoint(NamedTuple):
    """A criterion, and how often it was missed.

    Attributes:
        missed: In how many forms it did not get full marks, of the `asked` in which it was scored.
        people: Whose forms they are: how many people.
    """

    title: str
    rubric: str
    missed: int
    asked: int
    people: int


class OpenDispute(NamedTuple):
    """A verdict that a learner disputes and nobody has decided.

    Attributes:
        title: The question, in words; `scenario` the situation's title.
        by: Who disputes it, as they are to be shown.
        at: Since when, ISO 8601; `due` the day by which it is meant to be decided.
        late: Whether that day is over.
    """

    attempt: str
    question: str
    title: str
    scenario: str
    by: str
    at: str
    due: date
    late: bool = False


class HardScenario(NamedTuple):
    """A scenario that few or none pass.

    Attributes:
        passed: How many certified attempts were passed, of all the `tries`.
        people: Whose they are: how many people.
    """

    id: str
    title: str
    passed: int
    tries: int
    people: int


class TrainersView(NamedTuple):
    """Where the company is weak.

    Attributes:
        weak: The criteria, the one that is missed most first.
        disputes: What is disputed, the oldest first.
        hard: The scenarios that nobody passes, the one that was tried most first.
        forms: From how many forms the figures are; `people` from how many people.
        hidden: How many figures are not told, as too few people stand behind them.
    """

    weak: tuple[WeakPoint, ...] = ()
    disputes: tuple[OpenDispute, ...] = ()
    hard: tuple[HardScenario, ...] = ()
    forms: int = 0
    people: int = 0
    hidden: int = 0
