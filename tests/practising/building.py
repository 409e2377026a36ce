"""A small catalogue and results, to be varied by a test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from simulator.practising.catalogue import Catalogue, Criterion, Situation
from simulator.practising.results import Answer, Result

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
SECTIONS = {"help": "Put it right", "hear": "Hear what happened", "respect": "Respect"}


def criterion(ref_id, section, title="", **changes):
    return Criterion(
        ref_id, title or f"Does {ref_id}", section, SECTIONS.get(section, section.title()), **changes
    )


COMPLAINT = (
    criterion("answers", "help", "Answers every question"),
    criterion("date", "help", "Gives a day to count on"),
    criterion("acknowledges", "hear", "Says what this has meant"),
    criterion("no_blame", "hear", "Blames nobody", fatal=frozenset({"o_blames"})),
)
GRIEF = (
    criterion("answers", "help", "Answers what was asked"),
    criterion("condolence", "loss", "Sympathy first"),
    criterion("no_blame", "respect", "Reproaches nobody"),
)
GUIDE = (
    criterion("answers", "answer", "Answers what was asked"),
    criterion("one_step", "plain", "One step at a time"),
    criterion("no_blame", "respect", "Makes nobody small"),
)
FORMS = {"complaint": COMPLAINT, "grief": GRIEF, "guide": GUIDE}


def situation(name, form="complaint", language="en", levels=("agent",), **changes):
    return Situation(name, f"The case of {name}", language, frozenset(levels), form, **changes)


def catalogue(*situations, forms=FORMS):
    given = situations or (
        situation("parcel", minutes=8),
        situation("kitchen", minutes=12),
        situation("widow", "grief", minutes=5, gentle=True),
        situation("letter", "guide", minutes=10),
    )
    return Catalogue(tuple(given), forms)


def answer(question, points=10, of=10, **changes):
    return Answer(question, f"Does {question}", "o_one", points, of, **changes)


def result(scenario="parcel", days=1, attempt="", mastery=80, **points):
    """A conversation so many days ago; points out of 10 by question."""
    answers = tuple(answer(question, scored) for question, scored in points.items())
    return Result(attempt or f"a{days:04}", scenario, NOW - timedelta(days=days), answers, mastery)
