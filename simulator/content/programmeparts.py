"""The parts of a requirement: what is asked, in which period, by when, how often one may try."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from simulator.content.base import Id, MisplacedError, RefId, Strict, Text, Title
from simulator.content.programmedays import Day, YearDay
from simulator.content.programmewho import Selection

Days = Annotated[int, Field(ge=1, le=3660)]
SomeDays = Annotated[int, Field(ge=0, le=3660)]
Months = Annotated[int, Field(ge=1, le=120)]
Count = Annotated[int, Field(ge=1, le=200)]

GradedMode = Literal["practice", "certify", "any"]
Counts = Literal["best", "latest", "first_pass"]
Basis = Literal["completion", "previous_expiry", "fixed_date"]


class _Part(Strict):
    model_config = ConfigDict(defer_build=True)


def _exactly_one(part: Strict, names: tuple[str, ...], message: str) -> None:
    if len(part.model_fields_set & set(names)) != 1:
        raise ValueError(message)


class Share(_Part):
    """How many of the attempts must be at certain scenarios.

    Attributes:
        count: How many.
        scenarios: At which scenarios.
    """

    count: Count = 1
    scenarios: Selection


class Demand(_Part):
    """Something that has to be done so often.

    Attributes:
        count: How many attempts are needed.
        scenarios: At which scenarios; at any when left out.
        different: Whether each has to be at another scenario.
        at_least: How many of them at which scenarios.
        mode: In which mode: `practice`, `certify` or `any`.
        percentage: The least percentage that an attempt needs.
        passed: Whether an attempt has to be passed; left out, it has to be in `certify` and nowhere else.
    """

    count: Count
    scenarios: Selection | None = None
    different: bool = False
    at_least: list[Share] = []
    mode: GradedMode = "certify"
    percentage: Annotated[float, Field(ge=0, le=100)] | None = None
    passed: bool | None = None

    @model_validator(mode="after")
    def _shares_fit(self) -> Self:
        for index, share in enumerate(self.at_least):
            if share.count > self.count:
                message = f"at least {share.count} of {self.count} cannot be; write {self.count} at most"
                raise MisplacedError(message, ("at_least", index, "count"))
        return self

    @property
    def needs_pass(self) -> bool:
        """Whether an attempt has to be passed."""
        return self.mode == "certify" if self.passed is None else self.passed


class Within(_Part):
    """So many days after something.

    Attributes:
        days: How many; the last of them counts in full.
        of: After what: `hire`, or `assignment` (the day on which the requirement came to the person).
    """

    days: Days
    of: Literal["hire", "assignment"]


class Rolling(_Part):
    """Again and again.

    Attributes:
        months: For how long a completion is good.
    """

    months: Months


class Period(_Part):
    """In which period it has to be done; a mapping with exactly one key.

    Attributes:
        calendar_year: `true`: in every year anew, from 1 January to 31 December.
        within: Once, within so many days.
        rolling: Again and again, every so many months.
    """

    model_config = ConfigDict(defer_build=True, json_schema_extra={"minProperties": 1, "maxProperties": 1})

    calendar_year: bool | None = None
    within: Within | None = None
    rolling: Rolling | None = None

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        message = "a period is exactly one of `calendar_year: true`, `within` and `rolling`"
        _exactly_one(self, ("calendar_year", "within", "rolling"), message)
        if self.calendar_year is False:
            raise MisplacedError("write `calendar_year: true`, or another period", ("calendar_year",))
        return self


class Due(_Part):
    """By when; a mapping with exactly one key. The day itself is in time.

    Attributes:
        date: A day of the calendar.
        day: A month and a day, in every year.
        days: So many days after the assignment; with `calendar_year`, after the year begins too.
    """

    model_config = ConfigDict(defer_build=True, json_schema_extra={"minProperties": 1, "maxProperties": 1})

    date: Day | None = None
    day: YearDay | None = None
    days: Days | None = None

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        _exactly_one(self, ("date", "day", "days"), "write exactly one of `date`, `day` and `days`")
        return self


class Expiry(_Part):
    """From which day the validity is counted.

    Attributes:
        basis: `completion` (the day on which it was completed), `previous_expiry` (the day on which it would
            have expired, so that the rhythm stays; the first time the due day), or `fixed_date`.
        date: With `fixed_date`: the day from which the validity is counted on and on.
        least_active_months: With `fixed_date`: for how long a completion is good at the least, so that one
            late in the period is not asked for again at once.
    """

    basis: Basis
    date: Day | None = None
    least_active_months: Annotated[int, Field(ge=0, le=120)] = 0

    @model_validator(mode="after")
    def _date_fits(self) -> Self:
        if self.basis == "fixed_date" and self.date is None:
            raise ValueError('a fixed date needs `date`, such as date: "2026-12-31"')
        for key in ("date", "least_active_months"):
            if self.basis != "fixed_date" and key in self.model_fields_set:
                raise MisplacedError(f"`{key}` goes with `basis: fixed_date` only", (key,))
        return self


class Attempts(_Part):
    """How often one may try in certify mode; practice is always free.

    Attributes:
        allowed: How many attempts may fall short until a coach has to unlock more; an attempt that is enough
            uses nothing up.
        each: Of what: of every `scenario`, or of the whole `requirement`.
        cooling_off_hours: How long after an attempt that fell short the next one may begin.
    """

    allowed: Annotated[int, Field(ge=1, le=100)]
    each: Literal["scenario", "requirement"] = "scenario"
    cooling_off_hours: Annotated[int, Field(ge=0, le=24 * 90)] = 0


class Equivalent(_Part):
    """What stands in for a requirement; exactly one of `requirement` and `course`.

    Attributes:
        requirement: Another requirement of this programme, by its ref_id.
        course: A course outside, by an id of its own.
        title: What the course is called.
        evidence: What has to be shown for the course.
    """

    requirement: RefId | None = None
    course: Id | None = None
    title: Title | None = None
    evidence: Text | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        _exactly_one(self, ("requirement", "course"), "write exactly one of `requirement` and `course`")
        if self.course is not None and self.evidence is None:
            raise ValueError("a course outside needs `evidence`: what has to be shown for it")
        for key in ("title", "evidence"):
            if self.requirement is not None and key in self.model_fields_set:
                raise MisplacedError(f"`{key}` goes with `course` only", (key,))
        return self
