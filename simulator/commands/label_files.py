"""Label files: the lines of all raters, checked against each other and against the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from simulator.commands.input_lines import input_lines
from simulator.commands.label_rows import LabelRow, RowError, name_of, parse_row
from simulator.content.nearest import suggest
from simulator.errors import UsageError
from simulator.judging.agreement.labels import NOT_APPLICABLE, Label, Ratings
from simulator.judging.agreement.scale import Form

_MANY = 3


class LabelFiles(NamedTuple):
    """What all files hold.

    Attributes:
        ratings: What could be used.
        faults: What could not: `file:line: why`.
        lines: How many lines have a fault.
    """

    ratings: Ratings
    faults: tuple[str, ...]
    lines: int


def read_label_files(paths: Sequence[str], form: Form | None) -> LabelFiles:
    """Read the files of all raters.

    Args:
        paths: The files; `-` is standard input.
        form: The form whose questions and options are the known ones; None takes whatever is there.

    Raises:
        UsageError: A file cannot be read, or one rater's name stands in two files.
    """
    reading = _Reading(form)
    for number, path in enumerate(paths):
        reading.read(number, path)
    return LabelFiles(reading.ratings, tuple(reading.faults), reading.lines)


class _Reading:
    def __init__(self, form: Form | None) -> None:
        self.ratings = Ratings()
        self.faults: list[str] = []
        self.lines = 0
        self._form = form
        self._rubric = form.id if form else None
        self._homes: dict[str, tuple[int, str]] = {}

    def read(self, number: int, path: str) -> None:
        own = "stdin" if path == "-" else name_of(Path(path).stem)
        for line in input_lines(path):
            where = f"{path}:{line.number}"
            try:
                if not line.sound:
                    raise RowError("the line is not in UTF-8")
                row = parse_row(line.text)
                self._check_rubric(row)
                faults = [*row.faults, *self._keep(row, own, number, where)]
            except RowError as fault:
                faults = [str(fault)]
            self.faults += (f"{where}: {fault}" for fault in faults)
            self.lines += bool(faults)

    def _check_rubric(self, row: LabelRow) -> None:
        if row.behaviours and self._form:
            raise RowError("these are behaviours, not questions of a rubric; compare them without --rubric")
        if row.rubric is None:
            return
        if self._rubric is None:
            self._rubric = row.rubric
        if row.rubric != self._rubric:
            raise RowError(f"this is a form of the rubric `{row.rubric}`, not of `{self._rubric}`")

    def _keep(self, row: LabelRow, own: str, number: int, where: str) -> Iterator[str]:
        again: dict[str, list[str]] = {}
        for question, (given, rater) in row.labels.items():
            who = rater or row.rater or own
            self._settle_home(who, number, where)
            try:
                label = self._known(question, given)
            except RowError as fault:
                yield str(fault)
                continue
            if not self.ratings.add(question, row.item, who, label):
                again.setdefault(who, []).append(question)
            elif question in row.confidences:
                self.ratings.add_confidence(question, row.item, who, row.confidences[question])
        if row.percentage is not None:
            who = row.rater or own
            self._settle_home(who, number, where)
            if not self.ratings.add_percentage(row.item, who, row.percentage):
                again.setdefault(who, []).append("percentage")
        yield from (_said_twice(who, row.item, questions) for who, questions in again.items())

    def _settle_home(self, rater: str, number: int, where: str) -> None:
        home, first = self._homes.setdefault(rater, (number, where))
        if home != number:
            raise UsageError(
                f"{where}: the rater `{rater}` stands in another file too ({first}).",
                'Give one of the two another name with "rater" in each line, or join the files of one rater.',
            )

    def _known(self, question: str, label: Label) -> Label:
        """The label as an option of the form; whatever it is where there is no form."""
        form = self._form
        if form is None or label == NOT_APPLICABLE:
            return label
        options = form.options(question)
        if not options:
            raise RowError(f"the rubric has no question `{question}`{suggest(question, form.questions)}")
        if isinstance(label, float):
            worth = form.option_worth(question, label)
            if worth is None:
                raise RowError(f"`{question}`: {label:g} is not the score of exactly one option")
            return worth
        if label not in options:
            hint = suggest(label, options) or f"; there are {', '.join(options)}"
            raise RowError(f"`{question}` has no option `{label}`{hint}")
        return label


def _said_twice(rater: str, item: str, questions: Sequence[str]) -> str:
    named = ", ".join(questions[:_MANY]) + (" and more" if len(questions) > _MANY else "")
    return f"`{rater}` has labelled `{item}` before ({named}); the first label counts"
