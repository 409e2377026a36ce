"""`empty-chair agreement`: how far raters agree, the judge among them."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from simulator.errors import UsageError

if TYPE_CHECKING:
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
            folder), `resamples`, `seed`, `count_not_applicable`.
        out: Takes the table, or with `json` one object for each question and one for the whole.
        err: Takes what could not be used, with file and line.

    Returns:
        0, or 1 when a line, or a part of one, could not be used.

    Raises:
        UsageError: A file cannot be read, two files have a rater of one name, or nothing can be compared.
        NotFoundError, ContentError: The rubric is not there, or has faults.
    """
    from simulator.commands.label_files import read_label_files
    from simulator.judging.agreement.labels import NOT_APPLICABLE
    from simulator.judging.agreement.reliability import Drawing
    from simulator.judging.agreement.report import report

    _check_resamples(args.resamples)
    form = _form(args)
    files = read_label_files(args.files, form)
    _tell(files.faults, err)
    ratings = files.ratings if args.count_not_applicable else files.ratings.without(NOT_APPLICABLE)
    _check_overlap(ratings)
    found = report(ratings, form, Drawing(args.resamples, args.seed))
    for line in _json_lines(found, form, files.lines) if args.json else _page(found, form):
        out.write(line + "\n")
        out.flush()
    return 1 if files.faults else 0


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


def _check_overlap(ratings: Ratings) -> None:
    raters = ratings.raters
    if not raters:
        raise UsageError(
            "There is no label in these files.", "See docs/agreement.md for what may stand there."
        )
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


def _json_lines(found: Report, form: Form | None, lines: int) -> Iterator[str]:
    from simulator.commands.agreement_json import objects

    return (json.dumps(each, ensure_ascii=False) for each in objects(found, form, lines))


def _page(found: Report, form: Form | None) -> Iterator[str]:
    from simulator.commands.agreement_table import page

    return page(found, form)
