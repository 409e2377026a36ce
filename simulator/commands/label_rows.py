"""One line of a label file: which rater gave which labels to which item."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.behaviours import BEHAVIOURS
from simulator.content.nearest import suggest
from simulator.judging.agreement.labels import NO, NOT_APPLICABLE, YES, Label
from simulator.language.text import clean_text, shorten

_SHAPES = (
    'write {"rater": "ana", "id": "t1", "labels": {"question": "option"}}, '
    "or give the output of `empty-chair score` or `empty-chair read`"
)
_NO_LABEL = frozenset({"", "not_scored"})
_LONGEST = 80
_LARGEST = 1e9  # larger numbers are no scores, and their squares would lose what sets them apart


class RowError(Exception):
    """Why a line, or a part of it, cannot be used; told with file and line."""


@dataclass(slots=True)
class LabelRow:
    """What a line says.

    Attributes:
        item: What was labelled.
        rater: Who labelled it, where the line names somebody.
        labels: By question, each with the rater where the label names one of its own.
        behaviours: Whether the questions are the behaviours of the codebook.
        percentage: The percentage of the whole form.
        confidences: By behaviour, how sure of a yes.
        rubric: The form that was filled, where the line names it.
        faults: What could not be used of it.
    """

    item: str
    rater: str | None = None
    labels: dict[str, tuple[Label, str | None]] = field(default_factory=dict)
    behaviours: bool = False
    percentage: float | None = None
    confidences: dict[str, float] = field(default_factory=dict)
    rubric: str | None = None
    faults: list[str] = field(default_factory=list)


def parse_row(line: str) -> LabelRow:
    """What a line says, whichever of the forms it has.

    Raises:
        RowError: It is no object of a known form.
    """
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise RowError(f"this is no JSON; {_SHAPES}") from None
    if not isinstance(data, dict):
        raise RowError(f"this is no object; {_SHAPES}")
    if "error" in data and not {"questions", "labels", "behaviours"} & set(data):
        raise RowError(f"this line holds an error, not labels: {name_of(data['error'])}")
    row = LabelRow(_item(data), _name(data, "rater"))
    for key, fill in _FORMS.items():
        if key in data:
            fill(row, data, data[key])
            return row
    raise RowError(f"there are no labels in it; {_SHAPES}")


def name_of(value: object) -> str:
    """A name or a text from outside, on one line and not too long."""
    return shorten(" ".join(clean_text(str(value)).split()), _LONGEST)


def _item(data: Mapping[str, Any]) -> str:
    given = data.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int) or not name_of(given):
        raise RowError('there is no "id" (a text that names the item)')
    return name_of(given)


def _name(data: Mapping[str, Any], key: str) -> str | None:
    given = data.get(key)
    if given is None:
        return None
    if not isinstance(given, str) or not name_of(given):
        raise RowError(f'"{key}" is no name')
    return name_of(given)


def _label(value: object) -> Label | None:
    """A label as the statistics take it; None where there is none.

    Raises:
        RowError: It is neither a text nor a number nor true or false.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, str):
        text = name_of(value)
        return None if text in _NO_LABEL else text
    raise RowError("a label is a text, a number, or true or false")


def _number(value: object) -> float:
    try:
        found = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    except OverflowError:
        found = math.inf
    if not abs(found) <= _LARGEST:  # nor is it "not a number"
        raise RowError("that is no number that can be used")
    return found


def _take(row: LabelRow, question: str, value: object, rater: str | None = None) -> None:
    name = name_of(question)
    try:
        label = _label(value)
    except RowError as fault:
        row.faults.append(f"`{name}`: {fault}")
        return
    if label is not None:
        row.labels[name] = (label, rater)


def _take_percentage(row: LabelRow, value: object) -> None:
    if value is None:
        return
    try:
        row.percentage = _number(value)
    except RowError as fault:
        row.faults.append(f"`percentage`: {fault}")


def _fill_form(row: LabelRow, data: Mapping[str, Any], questions: object) -> None:
    """A filled form; its judge names the rater, or each verdict's source where there is no judge."""
    if not isinstance(questions, list):
        raise RowError('"questions" is no list')
    judge, rubric = data.get("judge"), data.get("rubric")
    named = row.rater or (_name(judge, "id") if isinstance(judge, dict) else None)
    row.rubric = _name(rubric, "id") if isinstance(rubric, dict) else None
    verdicts = [verdict for verdict in questions if isinstance(verdict, dict) and verdict.get("ref_id")]
    sources = {verdict["source"] for verdict in verdicts if isinstance(verdict.get("source"), str)}
    row.rater = named or (name_of(sources.pop()) if len(sources) == 1 else None)
    for verdict in verdicts:
        _take(row, str(verdict["ref_id"]), _verdict(verdict), None if row.rater else _name(verdict, "source"))
    if row.rater or not sources:  # a form of several hands has no percentage of one of them
        _take_percentage(row, data.get("percentage"))


def _verdict(verdict: Mapping[str, Any]) -> object:
    status = verdict.get("status", "scored")
    if status == NOT_APPLICABLE:
        return NOT_APPLICABLE
    return verdict.get("option") if status == "scored" else None


def _fill_labels(row: LabelRow, data: Mapping[str, Any], labels: object) -> None:
    if not isinstance(labels, dict):
        raise RowError('"labels" is no object of questions, each with an option or a number')
    for question, value in labels.items():
        _take(row, question, value)
    _take_percentage(row, data.get("percentage"))


def _fill_one(row: LabelRow, data: Mapping[str, Any], question: object) -> None:
    if not isinstance(question, str) or not name_of(question):
        raise RowError('"question" is no name')
    if ("option" in data) == ("value" in data):
        raise RowError('a label has either "option" or "value"')
    _take(row, question, data["option"] if "option" in data else data["value"])


def _fill_present(row: LabelRow, data: Mapping[str, Any], present: object) -> None:
    if not isinstance(present, list):
        raise RowError('"present" is no list of behaviours')
    unknown = [name for name in present if name not in BEHAVIOURS]
    if unknown:  # a misspelt yes would count as a no
        raise RowError(_unknown_behaviour(unknown[0]))
    row.behaviours = True
    row.labels = {name: (YES if name in present else NO, None) for name in BEHAVIOURS}


def _fill_reading(row: LabelRow, data: Mapping[str, Any], behaviours: object) -> None:
    if not isinstance(behaviours, dict):
        raise RowError('"behaviours" is no object')
    row.behaviours = True
    for name, found in behaviours.items():
        row.faults.extend(_taken_from_reading(row, name, found))


def _taken_from_reading(row: LabelRow, name: str, found: object) -> Iterator[str]:
    if name not in BEHAVIOURS:
        yield _unknown_behaviour(name)
    elif not isinstance(found, dict) or not isinstance(found.get("present"), bool):
        yield f'`{name}`: there is no "present" (true or false)'
    else:
        row.labels[name] = (YES if found["present"] else NO, None)
        if found.get("confidence") is not None:
            try:
                row.confidences[name] = _number(found["confidence"])
            except RowError as fault:
                yield f"`{name}`: {fault}"


def _unknown_behaviour(name: object) -> str:
    return f"there is no behaviour `{name_of(name)}`{suggest(name_of(name), BEHAVIOURS)}"


_FORMS = {
    "questions": _fill_form,
    "behaviours": _fill_reading,
    "labels": _fill_labels,
    "present": _fill_present,
    "question": _fill_one,
}
"""The key by which each form of a line is known."""
