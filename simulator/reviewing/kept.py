"""The rubric and the wordings that an attempt was judged with, as they are kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from simulator.attempt.ledger import AttemptRecord, ContentSnapshot
from simulator.errors import EmptyChairError, UnavailableError, UsageError

if TYPE_CHECKING:  # pydantic is loaded when a source is parsed
    from simulator.content.rubric import Rubric
    from simulator.content.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Judged:
    """An evaluated attempt.

    Attributes:
        record: All of it.
        rubric: The rubric of its form, from the source that is kept with it.
    """

    record: AttemptRecord
    rubric: Rubric

    @property
    def newest(self) -> Mapping[str, Any]:
        """The evaluation that stands."""
        return self.record.evaluations[-1]

    @property
    def number(self) -> int:
        """The number of the evaluation that stands."""
        return len(self.record.evaluations)

    @property
    def wording(self) -> Mapping[str, str]:
        """The scenario's better wordings by ref_id; none where the scenario cannot be read any more."""
        with suppress(EmptyChairError):
            return scenario_of(self.record).wording
        return {}


def judged(record: AttemptRecord) -> Judged:
    """An attempt with its rubric.

    Raises:
        UsageError: It has not ended, or has no evaluation.
        UnavailableError: The rubric that is kept with it cannot be read by this version.
    """
    key = record.header.attempt
    if record.end is None:
        raise UsageError(
            f"Attempt {key} has not ended.", "Its form is filled at the end; go on with it first."
        )
    if not record.evaluations:
        raise UsageError(f"Attempt {key} was not scored ({record.end.ending}), so there is no verdict.")
    return Judged(record, rubric_in(_content(record, "rubric")))


def rubric_in(kept: ContentSnapshot) -> Rubric:
    """The rubric in a source that was kept.

    Raises:
        UnavailableError: This version cannot read it.
    """
    return cast("Rubric", _parsed(kept))


def scenario_of(record: AttemptRecord) -> Scenario:
    """The scenario that an attempt was made with.

    Raises:
        UnavailableError: This version cannot read it.
    """
    return cast("Scenario", _parsed(_content(record, "scenario")))


def _content(record: AttemptRecord, kind: str) -> ContentSnapshot:
    return next(content for content in record.header.contents if content.kind == kind)


@lru_cache(maxsize=8)
def _parsed(kept: ContentSnapshot) -> object:
    from simulator.content.loading import parse

    try:
        return parse(kept.source.encode("utf-8", "replace"), Path(f"stored {kept.kind}"), kept.kind).model
    except EmptyChairError as error:
        raise UnavailableError(
            f"The {kept.kind} {kept.id!r} that is kept with this cannot be read by this version.",
            error.message,
        ) from error
