"""`empty-chair agreement`: how far raters agree, the judge among them."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, TextIO

from simulator.commands.agreement_judges import Judge, check_options, open_judges
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.commands.agreement_judging import Places
    from simulator.commands.agreement_votes import Judged
    from simulator.commands.score import Panel
    from simulator.judging.agreement.labels import Ratings
    from simulator.judging.agreement.report import Report
    from simulator.judging.agreement.scale import Form

_MOST_FAULTS = 20
_FEWEST_RESAMPLES = 100
_MOST_RESAMPLES = 100_000


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Compare the labels of several raters.

    Args:
        args: `files` (paths; `-` is standard input), `rubric` (its id, or None), `json`, `library` (its
            folder), `resamples`, `seed`, `count_not_applicable`; for judges `judge`, `model`, `transcripts`
            (lists, or None), `level` (of transcripts that name none, or None) and `data` (the folder for
            what is spent).
        out: Takes the table, or with `json` one object for each question and one for the whole.
        err: Takes what could not be used, with file and line, how far a language model is, and what it
            failed to answer.

    Returns:
        0, or 1 when a line, or a part of one, could not be used, or a judge could not judge all.

    Raises:
        UsageError: A file cannot be read, two files have a rater of one name, or nothing can be compared.
        NotFoundError, ContentError: The rubric is not there, or has faults.
        UnavailableError: No language model can be asked, or none answered.
    """
    _check_resamples(args.resamples)
    check_options(args)
    with ExitStack() as stack:
        return _compare(args, open_judges(args, stack), out, err)


def _compare(args: Namespace, judges: Sequence[Judge], out: TextIO, err: TextIO) -> int:
    from simulator.commands.label_files import read_label_files
    from simulator.judging.agreement.reliability import Drawing
    from simulator.judging.agreement.report import report

    form = _form(args)
    files = read_label_files(args.files, form)
    _tell(files.faults, err)
    ratings = _counted(files.ratings, args)
    judged = _judged(args, judges, ratings, form, err) if judges and form else None
    ratings = _counted(ratings, args)  # a judge too may say that a question does not apply
    _check_overlap(ratings)
    found = report(ratings, form, Drawing(args.resamples, args.seed))
    unusable = files.lines + (judged.lines if judged else 0)
    for line in _json_lines(found, form, unusable, judged) if args.json else _page(found, form, judged):
        out.write(line + "\n")
        out.flush()
    return 1 if files.faults or (judged and not judged.whole) else 0


def _counted(ratings: Ratings, args: Namespace) -> Ratings:
    from simulator.judging.agreement.labels import NOT_APPLICABLE

    return ratings if args.count_not_applicable else ratings.without(NOT_APPLICABLE)


def _judged(args: Namespace, judges: Sequence[Judge], ratings: Ratings, form: Form, err: TextIO) -> Judged:
    """Let the judges judge what was labelled, and put their verdicts beside the labels."""
    from simulator.commands.agreement_conversations import missing_told, read_conversations
    from simulator.commands.agreement_judging import Places, add_verdicts, check_names, judge_all
    from simulator.commands.agreement_votes import Judged, Measure, figures
    from simulator.judging.agreement.reliability import Drawing

    places, people = Places.of(ratings), ratings.raters
    _check_labels(ratings)
    check_names(judges, ratings)
    panel = _panel(args, judges, places)
    there = read_conversations(args.transcripts, panel, args.level, places.items)
    _tell((*there.faults, *missing_told(there.missing)), err)
    sittings = judge_all(judges, there.found, err)
    for sitting in sittings:
        add_verdicts(ratings, sitting, places)
    drawing = Drawing(args.resamples, args.seed)
    measure = Measure(ratings, people, form, drawing, args.count_not_applicable)
    told = tuple(figures(sitting, measure) for sitting in sittings)
    whole = len(told) == len(judges) and all(sitting.whole for sitting in sittings)
    return Judged(told, there.missing, len(there.faults), whole and not there.missing and not there.faults)


def _panel(args: Namespace, judges: Sequence[Judge], places: Places) -> Panel:
    """The judges by rules of the rubric.

    Raises:
        UsageError: A language model is to judge, and has nothing to read that could be compared.
    """
    from simulator.commands.agreement_judges import RULES
    from simulator.commands.score import Panel
    from simulator.content.library import Library

    library = Library(args.library)
    sections = library.rubric(args.rubric).model.sections
    read = {one.ref_id for section in sections for one in section.questions if one.second_reading is not None}
    with_model = any(judge.rater != RULES for judge in judges)
    if with_model and not read:
        raise UsageError(
            f"The rubric `{args.rubric}` has no question for a language model to read.",
            "Mark some with `second_reading` (docs/authoring.md), or compare with --judge rules.",
        )
    if with_model and not places.percentages and read.isdisjoint(name for name, _ in places.questions):
        raise UsageError(
            f"Nobody labelled a question that a language model reads ({', '.join(sorted(read))}).",
            "Label one of these, or compare with --judge rules.",
        )
    return Panel(library, args.rubric, None)


def _check_resamples(resamples: int) -> None:
    if resamples and not _FEWEST_RESAMPLES <= resamples <= _MOST_RESAMPLES:
        raise UsageError(
            f"--resamples {resamples} gives no intervals.",
            f"Give a number from {_FEWEST_RESAMPLES} to {_MOST_RESAMPLES}, or 0 for no intervals.",
        )


def _form(args: Namespace) -> Form | None:
    if args.rubric is None:
        return None
    from simulator.content.library import Library
    from simulator.judging.agreement.scale import Form

    return Form(Library(args.library).rubric(args.rubric).model)


def _tell(faults: tuple[str, ...], err: TextIO) -> None:
    from simulator.language.text import clean_text

    for fault in faults[:_MOST_FAULTS]:
        err.write(clean_text(fault) + "\n")
    if len(faults) > _MOST_FAULTS:
        err.write(f"and {len(faults) - _MOST_FAULTS:,} more\n")


def _check_labels(ratings: Ratings) -> None:
    if not ratings.raters:
        raise UsageError(
            "There is no label in these files.", "See docs/agreement.md for what may stand there."
        )


def _check_overlap(ratings: Ratings) -> None:
    raters = ratings.raters
    _check_labels(ratings)
    if len(raters) == 1:
        raise UsageError(
            f"There is one rater only, `{raters[0]}`; agreement needs two.",
            "Give the labels of somebody else too, in another file or with another `rater`.",
        )
    if not ratings.overlap():
        raise UsageError(
            f"No two of the raters {', '.join(raters)} labelled the same question of the same item.",
            "Are the ids the same in all files? Are the questions?",
        )


def _json_lines(found: Report, form: Form | None, lines: int, judged: Judged | None) -> Iterator[str]:
    from simulator.commands.agreement_json import objects

    return (json.dumps(each, ensure_ascii=False) for each in objects(found, form, lines, judged))


def _page(found: Report, form: Form | None, judged: Judged | None) -> Iterator[str]:
    from simulator.commands.agreement_table import page

    return page(found, form, judged.judges if judged else ())
