"""What a language model contributed as a judge: what became of its votes, and how far they alone agree.

Votes, verdict and rules are compared with a rater on the same conversations: those in which more than half of
the votes that count name one option. So the difference between them is the model's doing, or that of the
code which reconciles it with the rules, and not one of the conversations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from simulator.commands.agreement_judging import Sitting, label_of
from simulator.judging.agreement.estimates import Estimate
from simulator.judging.agreement.labels import NOT_APPLICABLE, Label, Ratings
from simulator.judging.agreement.reliability import Drawing, question_agreement
from simulator.judging.by_model.second_reading import UNSURE, SecondReading, Status

if TYPE_CHECKING:
    from simulator.judging.agreement.scale import Form
    from simulator.judging.evaluation import Verdict

STATUSES: tuple[Status, ...] = get_args(Status)

Three = tuple[str | None, str | None, str | None]
"""The options of the votes, of the verdict and of the rules; None where there is none."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a judge is held against.

    Attributes:
        labels: What people said.
        raters: The people.
        form: The questions in order.
        drawing: How the bootstrap draws.
        count_not_applicable: Whether "does not apply" is an answer of its own.
    """

    labels: Ratings
    raters: tuple[str, ...]
    form: Form
    drawing: Drawing
    count_not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class Against:
    """The model, the judge and the rules against one rater, on the same conversations.

    Attributes:
        rater: Who labelled.
        votes: The statistics of the votes alone.
        verdict: Those of the verdict that the judge came to.
        rules: Those of the rules alone.
    """

    rater: str
    votes: tuple[Estimate, ...]
    verdict: tuple[Estimate, ...]
    rules: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that was put to a model.

    Attributes:
        question: Its name.
        became: In how many conversations the votes became what.
        void: How many votes do not count, by reason.
        against: The comparison with each rater who labelled it.
    """

    question: str
    became: Mapping[str, int]
    void: Mapping[str, int]
    against: tuple[Against, ...] = ()

    @property
    def conversations(self) -> int:
        """In how many conversations it was asked."""
        return sum(self.became.values())


@dataclass(frozen=True, slots=True)
class JudgeFigures:
    """A judge of this comparison.

    Attributes:
        sitting: What it did.
        details: What its forms say of it, taken together: `version`, and with a model `model` (as its server
            names it), `votes`, `prompt_sha256`, `input_tokens`, `output_tokens`.
        asked: The questions that were put to a model.
    """

    sitting: Sitting
    details: Mapping[str, Any] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()

    @property
    def estimates(self) -> Iterator[Estimate]:
        """Every statistic in it."""
        for one in self.asked:
            for against in one.against:
                yield from (*against.votes, *against.verdict, *against.rules)


class Judged(NamedTuple):
    """What all judges of a comparison did.

    Attributes:
        judges: Each that could judge.
        missing: Labelled items without a conversation.
        lines: How many lines of the transcripts could not be used.
        whole: Whether every judge judged everything that was labelled.
    """

    judges: tuple[JudgeFigures, ...]
    missing: tuple[str, ...]
    lines: int
    whole: bool


def figures(sitting: Sitting, measure: Measure) -> JudgeFigures:
    """What a judge did, in figures.

    Args:
        sitting: What it did.
        measure: What it is held against.
    """
    asked = (_asked(name, sitting, measure) for name in measure.form.questions)
    return JudgeFigures(sitting, _details(sitting), tuple(one for one in asked if one is not None))


def majority(reading: SecondReading) -> str | None:
    """The option that more than half of the votes that count name; None where there is none."""
    counting = [vote.option for vote in reading.votes if vote.counts]
    option, count = Counter(counting).most_common(1)[0] if counting else (None, 0)
    return option if option != UNSURE and 2 * count > len(counting) else None


def _asked(name: str, sitting: Sitting, measure: Measure) -> Asked | None:
    found = {
        item: (verdict, verdict.second_reading)
        for item, evaluation in sitting.evaluations.items()
        for verdict in evaluation.questions
        if verdict.ref_id == name and verdict.second_reading is not None
    }
    if not found:
        return None
    readings = [reading for _, reading in found.values()]
    became = Counter(reading.status for reading in readings)
    void = Counter(vote.void for reading in readings for vote in reading.votes if vote.void is not None)
    said = {item: _three(verdict, reading) for item, (verdict, reading) in found.items()}
    return Asked(
        name,
        {status: became[status] for status in STATUSES},
        dict(sorted(void.items())),
        tuple(_against(name, {item: three for item, three in said.items() if three[0]}, measure)),
    )


def _against(name: str, said: Mapping[str, Three], measure: Measure) -> Iterator[Against]:
    """The three against each rater who labelled any of these conversations."""
    table = measure.labels.of(name)
    for rater in measure.raters:
        labels = {item: table[item][rater] for item in said if rater in table.get(item, {})}
        if labels:
            columns = ({item: (label, said[item][at]) for item, label in labels.items()} for at in range(3))
            yield Against(rater, *(_compared(name, column, measure) for column in columns))


def _three(verdict: Verdict, reading: SecondReading) -> Three:
    return (majority(reading), label_of(verdict), reading.rules)


def _compared(
    name: str, column: Mapping[str, tuple[Label, str | None]], measure: Measure
) -> tuple[Estimate, ...]:
    """The statistics of a rater and one of the three."""
    dropped = (None,) if measure.count_not_applicable else (None, NOT_APPLICABLE)
    table: dict[str, dict[str, Label]] = {
        item: {"rater": label, "reading": said}
        for item, (label, said) in column.items()
        if said is not None and said not in dropped
    }
    used = {label for row in table.values() for label in row.values()}
    return question_agreement(name, table, measure.form.scale(name, used), measure.drawing).estimates


def _details(sitting: Sitting) -> dict[str, Any]:
    """What the forms say of their judge, taken together."""
    found: dict[str, Any] = {}
    models: set[str] = set()
    tokens = Counter(input_tokens=0, output_tokens=0)
    for evaluation in sitting.evaluations.values():
        given = dict(evaluation.judge.details)
        found = {"version": evaluation.judge.version, **given}
        models |= {str(given["model"])} if given.get("model") else set()
        usage = given.get("usage")
        tokens.update(usage if isinstance(usage, Mapping) else {})
    found.pop("usage", None)
    return found | {"model": sorted(models), **tokens} if "model" in found else found
