"""The filled form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from json import JSONEncoder
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Literal

from simulator.judging.arithmetic import rounded
from simulator.judging.evidence import Evidence
from simulator.judging.leftout import LeftOut
from simulator.language.values import value

if TYPE_CHECKING:
    from simulator.judging.by_model.second_reading import SecondReading

Status = Literal["scored", "not_applicable", "not_scored"]


@dataclass(frozen=True, slots=True)
class RubricRef:
    """Which rubric was used, pinned by the hash of its file."""

    id: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class JudgeRef:
    """Which judge filled the form.

    Attributes:
        details: What else is worth knowing of it, as plain JSON values: model, prompt, votes, usage.
    """

    id: str
    version: str
    details: Mapping[str, object] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """As in the contract, with the details beside."""
        return {"id": self.id, "version": self.version, **self.details}


@value
class Verdict:
    """One question of the form, filled.

    Attributes:
        option: The chosen option's ref_id; None unless scored.
        applied_weight: Its share of the form in percentage points, unrounded.
        absence: Whether the verdict rests on nothing of the kind being there; the evidence then only says
            where it was looked for.
        critical: Whether full marks here are needed for a pass.
        second_reading: What a language model says to this question, where one was to be asked.
    """

    ref_id: str
    title: str
    section: str
    option: str | None
    score: int | None
    max_score: int
    applied_weight: Fraction
    status: Status
    source: str
    evidence: tuple[Evidence, ...]
    feedback: str
    absence: bool = False
    critical: bool = False
    second_reading: SecondReading | None = None

    def to_json(self) -> dict[str, object]:
        """As in the contract; `absence`, `critical` and `needs_review` are there only when they are true."""
        extra: dict[str, object] = {"absence": True} if self.absence else {}
        if self.critical:
            extra["critical"] = True
        if self.second_reading is not None:
            extra["second_reading"] = self.second_reading.to_json()
            if self.second_reading.needs_review:
                extra["needs_review"] = True
        return {
            "ref_id": self.ref_id,
            "title": self.title,
            "section": self.section,
            "option": self.option,
            "score": self.score,
            "max_score": self.max_score,
            "applied_weight": rounded(self.applied_weight),
            "status": self.status,
            "source": self.source,
            "evidence": [evidence.to_json() for evidence in self.evidence],
            "feedback": self.feedback,
            **extra,
        }

    def to_line(self) -> str:
        """`to_json` in writing."""
        if self.second_reading is not None:
            return _written(self.to_json())
        begun = _begun(
            (
                self.ref_id, self.title, self.section, self.option, self.score, self.max_score,
                rounded(self.applied_weight), self.status, self.source,
            )
        )  # fmt: skip
        evidence = ", ".join([one.to_line() for one in self.evidence])
        extra = (', "absence": true' if self.absence else "") + (
            ', "critical": true' if self.critical else ""
        )
        return f'{begun}, "evidence": [{evidence}], "feedback": {encode_basestring(self.feedback)}{extra}}}'


_written = JSONEncoder(ensure_ascii=False).encode


_BEGINNING = (
    "ref_id", "title", "section", "option", "score", "max_score", "applied_weight", "status", "source",
)  # fmt: skip


@lru_cache(maxsize=1024)
def _begun(values: tuple[object, ...]) -> str:
    """How a verdict's object begins: remembered, since the forms of one rubric say hardly anything else."""
    return _written(dict(zip(_BEGINNING, values, strict=True)))[:-1]


@dataclass(frozen=True, slots=True)
class Strength:
    """What worked best, in the learner's own words."""

    ref_id: str
    title: str
    quote: str
    turn: int
    text: str

    def to_json(self) -> dict[str, object]:
        """As in the contract."""
        return {
            "ref_id": self.ref_id,
            "title": self.title,
            "quote": self.quote,
            "turn": self.turn,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Gap:
    """What to change next: the learner's own words, and better ones."""

    ref_id: str
    title: str
    quote: str
    turn: int
    text: str
    better: str

    def to_json(self) -> dict[str, object]:
        """As in the contract."""
        return {
            "ref_id": self.ref_id,
            "title": self.title,
            "quote": self.quote,
            "turn": self.turn,
            "text": self.text,
            "better": self.better,
        }


@value
class Evaluation:
    """A filled form with its sums. Percentages are exact here and rounded in `to_json` only.

    Attributes:
        settled: Whether the customer got what they came for; None when that is not known, as with a
            transcript from elsewhere. A form is never passed when it is false.
        left_out: Replies in another language, which were not judged.
    """

    id: str | None
    rubric: RubricRef
    judge: JudgeRef
    percentage: Fraction | None
    raw_percentage: Fraction | None
    passed: bool
    performance_category: str | None
    automatic_fail: bool
    mastery_score: float
    strength: Strength | None
    gaps: tuple[Gap, ...]
    questions: tuple[Verdict, ...]
    settled: bool | None = None
    left_out: tuple[LeftOut, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The object of the command line's contract; `settled` and `left_out` are there only when known."""
        questions = [verdict.to_json() for verdict in self.questions]
        return {**self._head(), "questions": questions, **self._extra()}

    def to_line(self) -> str:
        """`to_json` as one line of JSON; the verdicts, nearly all of it, are not made into objects first."""
        questions = ", ".join([verdict.to_line() for verdict in self.questions])
        extra = self._extra()
        more = f", {_written(extra)[1:-1]}" if extra else ""
        return f'{_written(self._head())[:-1]}, "questions": [{questions}]{more}}}'

    def _extra(self) -> dict[str, object]:
        extra: dict[str, object] = {} if self.settled is None else {"settled": self.settled}
        if self.left_out:
            extra["left_out"] = [one.to_json() for one in self.left_out]
        return extra

    def _head(self) -> dict[str, object]:
        return {
            "type": "evaluation",
            "id": self.id,
            "rubric": {"id": self.rubric.id, "version": self.rubric.version, "sha256": self.rubric.sha256},
            "judge": self.judge.to_json(),
            "percentage": _shown(self.percentage),
            "raw_percentage": _shown(self.raw_percentage),
            "passed": self.passed,
            "performance_category": self.performance_category,
            "automatic_fail": self.automatic_fail,
            "mastery_score": self.mastery_score,
            "strength": self.strength.to_json() if self.strength else None,
            "gaps": [gap.to_json() for gap in self.gaps],
        }


def _shown(percentage: Fraction | None) -> float | None:
    return None if percentage is None else rounded(percentage)
