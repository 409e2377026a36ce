"""Rows of the database as records of the ledger port, with every text cleaned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import Row

from simulator.attempt.events import Mode, Speaker
from simulator.attempt.ledger import AttemptHeader, AttemptSummary, ContentSnapshot, EndRecord, TurnRecord
from simulator.language.text import clean_text
from simulator.records.names import Names
from simulator.records.values import from_json, text_or_none


def header_of(row: Row[Any], contents: Iterable[Row[Any]], names: Names) -> AttemptHeader:
    """The header from a row of `attempts` and the rows of its contents."""
    return AttemptHeader(
        attempt=clean_text(row.attempt),
        learner=names.shown(row.learner),
        level=clean_text(row.level),
        mode=cast(Mode, clean_text(row.mode)),
        seed=int(row.seed),
        customer=clean_text(row.customer),
        contents=tuple(_content_of(content) for content in contents),
        started_at=clean_text(row.started_at),
        branch_of=text_or_none(row.branch_of),
        branch_turn=_whole(row.branch_turn),
    )


def _content_of(row: Row[Any]) -> ContentSnapshot:
    # The source stays as it is, so that it still has the hash that names it; who loads it cleans its texts.
    return ContentSnapshot(
        clean_text(row.kind), clean_text(row.id), int(row.version), clean_text(row.sha256), str(row.source)
    )


def turn_of(row: Row[Any]) -> TurnRecord:
    """One turn."""
    return TurnRecord(
        turn=int(row.turn),
        speaker=cast(Speaker, clean_text(row.speaker)),
        text=clean_text(row.text),
        at=clean_text(row.at),
        voice=text_or_none(row.voice),
        note=from_json(row.note),
    )


def end_of(row: Row[Any]) -> EndRecord:
    """The end."""
    return EndRecord(
        ending=clean_text(row.ending),
        scorable=bool(row.scorable),
        stars=_whole(row.stars),
        tells=clean_text(row.tells),
        at=clean_text(row.at),
    )


def summary_of(row: Row[Any], names: Names) -> AttemptSummary:
    """One line of the history."""
    return AttemptSummary(
        attempt=clean_text(row.attempt),
        learner=names.shown(row.learner),
        level=clean_text(row.level),
        mode=cast(Mode, clean_text(row.mode)),
        scenario=clean_text(row.scenario),
        scenario_title=clean_text(row.scenario_title),
        scenario_version=int(row.scenario_version),
        rubric=clean_text(row.rubric),
        started_at=clean_text(row.started_at),
        turns=int(row.turns),
        ending=text_or_none(row.ending),
        stars=_whole(row.stars),
        percentage=None if row.percentage is None else float(row.percentage),
        passed=None if row.passed is None else bool(row.passed),
        branch_of=text_or_none(row.branch_of),
        superseded=bool(row.superseded),
        customer=clean_text(row.customer),
    )


def _whole(value: int | None) -> int | None:
    return None if value is None else int(value)
