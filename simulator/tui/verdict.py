"""An evaluation object (CONTRACT, "Judging") as the debrief shows it. Pure.

Evaluations on record may be older than this program: whatever is missing or odd becomes empty, never an
error and never an invented score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.debrief import bars_the_pass, must_be_met
from simulator.wording import _


@dataclass(frozen=True, slots=True)
class Point:
    """The strength, or a gap: the learner's own words, and in a gap a better wording."""

    title: str
    quote: str
    text: str = ""
    better: str = ""
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of the form with its verdict; `score` is None when it was not scored.

    `ref_id` names the question; it is empty where the record does not tell.
    """

    title: str
    section: str
    option: str
    score: float | None
    max_score: float
    status: str
    feedback: str
    quotes: tuple[tuple[int, str], ...]
    critical: bool = False
    ref_id: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The filled form.

    `percentage` is None when nothing could be scored; `settled` is false when what the customer came for is
    known to be open; `unmet` names the critical questions that alone keep it from a pass.
    """

    percentage: float | None
    passed: bool | None
    mastery: float | None
    automatic_fail: bool
    settled: bool
    strength: Point | None
    gaps: tuple[Point, ...]
    answers: tuple[Answer, ...]
    unmet: tuple[str, ...] = ()

    def parted(self, elsewhere: Collection[str]) -> tuple[list[Answer], list[Answer]]:
        """The answers that are told one by one, and those that are no more than named.

        Args:
            elsewhere: The questions that other channels ask; where they did not apply, that is no news.
        """
        named = [one for one in self.answers if one.status == "not_applicable" and one.ref_id in elsewhere]
        return [one for one in self.answers if one not in named], named

    @property
    def why_not(self) -> str:
        """What keeps it from a pass besides the percentage; empty when it is that, or when it is passed."""
        if self.passed:
            return ""
        if not self.settled:
            return _("what the customer came for is still open")
        if self.automatic_fail:
            return _("one answer fails the whole")
        return must_be_met(self.unmet, "“", "”") if self.unmet else ""


def read_verdict(evaluation: Mapping[str, Any], options: Mapping[tuple[str, str], str]) -> Verdict:
    """The verdict in an evaluation object.

    Args:
        evaluation: The evaluation object.
        options: The texts of the rubric's options, by ids of question and option.
    """
    titles = {_text(item, "ref_id"): _text(item, "title") for item in _items(evaluation.get("questions"))}
    strength = evaluation.get("strength")
    mastery = _number(evaluation.get("mastery_score"))
    return Verdict(
        percentage=_number(evaluation.get("percentage")),
        passed=evaluation.get("passed") if isinstance(evaluation.get("passed"), bool) else None,
        mastery=None if mastery is None else mastery * 100,
        automatic_fail=evaluation.get("automatic_fail") is True,
        settled=evaluation.get("settled") is not False,
        strength=_point(strength, titles) if isinstance(strength, Mapping) else None,
        gaps=tuple(_point(gap, titles) for gap in _items(evaluation.get("gaps")))[:2],
        answers=tuple(_answer(item, options) for item in _items(evaluation.get("questions"))),
        unmet=bars_the_pass(evaluation),
    )


def _point(item: Mapping[str, Any], titles: Mapping[str, str]) -> Point:
    turn = item.get("turn")
    return Point(
        title=_text(item, "title") or titles.get(_text(item, "ref_id"), _text(item, "ref_id")),
        quote=_text(item, "quote"),
        text=_text(item, "text"),
        better=_text(item, "better"),
        turn=turn if isinstance(turn, int) else None,
    )


def _answer(item: Mapping[str, Any], options: Mapping[tuple[str, str], str]) -> Answer:
    status = _text(item, "status")
    chosen = _text(item, "option")
    score = _number(item.get("score")) if status in {"scored", ""} else None
    return Answer(
        title=_text(item, "title") or _text(item, "ref_id"),
        section=_text(item, "section"),
        option=options.get((_text(item, "ref_id"), chosen), ""),
        score=score,
        max_score=_number(item.get("max_score")) or 10,
        status=status,
        feedback=_text(item, "feedback"),
        quotes=() if item.get("absence") is True else tuple(_quotes(item.get("evidence"))),
        critical=item.get("critical") is True,
        ref_id=_text(item, "ref_id"),
    )


def _quotes(evidence: object) -> Iterable[tuple[int, str]]:
    for proof in _items(evidence):
        turn, quote = proof.get("turn"), _text(proof, "quote")
        if isinstance(turn, int) and quote:
            yield turn, quote


def _items(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list | tuple) else []


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
