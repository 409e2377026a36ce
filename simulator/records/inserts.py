"""Records of the ledger port as rows of the tables, with every text cleaned before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.attempt.ledger import AttemptHeader, ContentSnapshot, EndRecord, TurnRecord
from simulator.errors import UsageError
from simulator.language.text import clean_text
from simulator.records.titles import title_of
from simulator.records.values import form_parts, text_or_none, to_json

_SEEDS = range(-(2**63), 2**63)


def attempt_row(header: AttemptHeader) -> dict[str, Any]:
    """The row of `attempts`.

    Raises:
        UsageError: The seed is too large to be kept.
        ValueError: A scenario or a rubric is missing from the contents.
    """
    if header.seed not in _SEEDS:
        raise UsageError("The seed is too large to be kept.", "Use one of at most 18 digits.")
    scenario, rubric = _content(header, "scenario"), _content(header, "rubric")
    return {
        "attempt": clean_text(header.attempt),
        "learner": clean_text(header.learner),
        "level": clean_text(header.level),
        "mode": clean_text(header.mode),
        "seed": header.seed,
        "customer": clean_text(header.customer),
        "started_at": clean_text(header.started_at),
        "branch_of": text_or_none(header.branch_of),
        "branch_turn": header.branch_turn,
        "scenario": clean_text(scenario.id),
        "scenario_title": title_of(scenario.source) or clean_text(scenario.id),
        "scenario_version": scenario.version,
        "rubric": clean_text(rubric.id),
    }


def _content(header: AttemptHeader, kind: str) -> ContentSnapshot:
    for content in header.contents:
        if content.kind == kind:
            return content
    raise ValueError(f"attempt {header.attempt!r} has no {kind} among its contents")


def content_rows(header: AttemptHeader) -> list[dict[str, Any]]:
    """The rows of `attempt_contents`."""
    return [
        {
            "attempt": clean_text(header.attempt),
            "position": position,
            "kind": clean_text(content.kind),
            "id": clean_text(content.id),
            "version": content.version,
            "sha256": clean_text(content.sha256),
        }
        for position, content in enumerate(header.contents)
    ]


def turn_row(attempt: str, turn: TurnRecord) -> dict[str, Any]:
    """The row of `turns`."""
    return {
        "attempt": attempt,
        "turn": turn.turn,
        "speaker": clean_text(turn.speaker),
        "text": clean_text(turn.text),
        "at": clean_text(turn.at),
        "voice": text_or_none(turn.voice),
        "note": to_json(turn.note),
    }


def end_row(attempt: str, end: EndRecord) -> dict[str, Any]:
    """The row of `ends`."""
    return {
        "attempt": attempt,
        "ending": clean_text(end.ending),
        "scorable": end.scorable,
        "stars": end.stars,
        "tells": clean_text(end.tells),
        "at": clean_text(end.at),
    }


def evaluation_row(attempt: str, number: int, evaluation: Mapping[str, Any]) -> dict[str, Any]:
    """The row of `evaluations`.

    Raises:
        ValueError: The percentage is no number, or whether it passed is neither true nor false.
    """
    percentage, passed = evaluation.get("percentage"), evaluation.get("passed")
    if isinstance(percentage, bool) or not isinstance(percentage, int | float | None):
        raise ValueError(f"percentage is no number: {percentage!r}")
    if not isinstance(passed, bool | None):
        raise ValueError(f"passed is neither true nor false: {passed!r}")
    bare, words = form_parts(evaluation)
    return {
        "attempt": attempt,
        "number": number,
        "percentage": None if percentage is None else float(percentage),
        "passed": passed,
        "evaluation": bare,
        "words": words,
    }
