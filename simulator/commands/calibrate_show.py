"""`empty-chair calibrate show`: how far a round is; when it is no longer blind, who said what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from simulator.commands.aligned import aligned
from simulator.commands.telling import as_json, one_line
from simulator.commands.wrapped import wrapped

if TYPE_CHECKING:
    from simulator.reviewing.comparing import Comparison, Share
    from simulator.reviewing.sheet import Sheet


def shown(sheet: Sheet, by: str | None, *, as_object: bool) -> Iterator[str]:
    """A round, blind or not; with `by` also that rater's own answers while it is blind."""
    if not sheet.revealed:
        own = sheet.round.answers(by) if by is not None else {}
        return _blind_objects(sheet, by, own) if as_object else _blind_lines(sheet, by, own)
    from simulator.reviewing.comparing import compared

    comparisons = compared(sheet)
    return _objects(sheet, comparisons) if as_object else _lines(sheet, comparisons)


def round_object(sheet: Sheet) -> dict[str, Any]:
    """What everybody may know of a round at any time."""
    found = sheet.round
    return {
        "type": "round",
        "name": found.name,
        "rubric": {"id": found.rubric.id, "version": found.rubric.version, "sha256": found.rubric.sha256},
        "level": found.level,
        "by": found.author,
        "at": found.at,
        "items": [item.id for item in found.items],
        "places": len(sheet.places),
        "raters": {rater: sheet.done(rater) for rater in found.raters},
        "revealed": sheet.revealed,
        "closed": found.closed,
    }


def progress_lines(sheet: Sheet, *, leads_on: bool = True) -> Iterator[str]:
    """A round, and how far everybody is.

    Args:
        sheet: The round.
        leads_on: Whether to name the command that shows who said what; not where that follows.
    """
    found = sheet.round
    yield (
        f"Round {found.name}: {_count(len(found.items), 'conversation')}, rubric {found.rubric.id} "
        f"version {found.rubric.version}, level {found.level}"
    )
    yield from aligned([(f"  {rater}", _progress(sheet, rater)) for rater in found.raters])
    show = f" See: empty-chair calibrate show {found.name}" if leads_on else ""
    if not sheet.revealed:
        yield "Blind until everybody is done."
    elif found.closed:
        by = next(entry.author for entry in found.entries if entry.kind == "closed")
        yield f"Closed by {by}.{show}"
    else:
        yield f"Everybody is done.{show}"


def _progress(sheet: Sheet, rater: str) -> str:
    done, count = sheet.done(rater), len(sheet.places)
    return "done" if done == count else f"{done} of {count} answered"


def list_lines(sheets: Sequence[Sheet]) -> Iterator[str]:
    """The rounds in columns."""
    headings = ("ROUND", "RUBRIC", "MADE (UTC)", "CONVERSATIONS", "DONE", "STATE")
    rows = [
        (
            sheet.round.name,
            sheet.round.rubric.id,
            sheet.round.at[:10],
            str(len(sheet.round.items)),
            f"{sum(not sheet.missing(rater) for rater in sheet.round.raters)} of {len(sheet.round.raters)}",
            "blind" if not sheet.revealed else "closed" if sheet.round.closed else "complete",
        )
        for sheet in sheets
    ]
    return aligned([headings, *rows], {"CONVERSATIONS"}) if rows else iter(())


def conversation_lines(sheet: Sheet, key: str) -> Iterator[str]:
    """One conversation of a round, with its turns numbered."""
    place = [item.id for item in sheet.round.items].index(key) + 1
    yield ""
    yield f"Conversation {place} of {len(sheet.round.items)}: {key}"
    yield ""
    for number, (speaker, text) in enumerate(sheet.item(key).turns, start=1):
        yield from wrapped(text, f"{number:>3} {speaker:<9} ")


def _blind_objects(sheet: Sheet, by: str | None, own: dict[tuple[str, str], str]) -> Iterator[str]:
    yield as_json(round_object(sheet))
    for (item, question), option in own.items():
        yield as_json({"type": "answer", "rater": by, "id": item, "question": question, "option": option})


def _blind_lines(sheet: Sheet, by: str | None, own: dict[tuple[str, str], str]) -> Iterator[str]:
    yield from progress_lines(sheet)
    if own:
        yield from ("", f"What {by} has answered so far")
        yield from aligned([(f"  {item}", question, option) for (item, question), option in own.items()])


def _objects(sheet: Sheet, comparisons: Sequence[Comparison]) -> Iterator[str]:
    from simulator.reviewing.comparing import among_raters, with_judge

    yield as_json(round_object(sheet))
    for one in comparisons:
        yield as_json(
            {
                "type": "comparison",
                "id": one.item,
                "question": one.question,
                "title": one.title,
                "answers": dict(one.answers),
                "agree": one.agree,
            }
        )
    for question in [None, *(question.ref_id for question in sheet.questions)]:
        part = [one for one in comparisons if question in (None, one.question)]
        yield as_json(
            {
                "type": "agreement",
                "question": question,
                "among_raters": _share(among_raters(part)),
                "with_judge": _share(with_judge(part)),
                "by_rater": {rater: _share(with_judge(part, rater)) for rater in sheet.round.raters},
            }
        )


def _share(share: Share) -> dict[str, Any]:
    return {"percent": share.per_cent, "same": share.same, "pairs": share.pairs}


def _lines(sheet: Sheet, comparisons: Sequence[Comparison]) -> Iterator[str]:
    from simulator.reviewing.comparing import among_raters, with_judge

    yield from progress_lines(sheet, leads_on=False)
    for item in sheet.round.items:
        yield from ("", f"{item.id}")
        for one in comparisons:
            if one.item == item.id:
                yield from _place(one)
    yield ""
    yield f"Agreement among the raters: {_told(among_raters(comparisons))}"
    for rater in sheet.round.raters:
        yield f"Agreement of {rater} with the judge: {_told(with_judge(comparisons, rater))}"
    yield ""
    yield from _by_question(sheet, comparisons)
    found = sheet.round
    more = f"empty-chair calibrate export {found.name} | empty-chair agreement --rubric {found.rubric.id} -"
    yield from ("", "Kappa, alpha and their intervals:", f"  {more}")


def _place(one: Comparison) -> Iterator[str]:
    if one.agree:
        said = next(iter(one.answers.values()), "nobody answered")
        yield f"  = {one.question}: {said}"
        return
    yield f"  ≠ {one.question}: {one_line(one.title)}"
    for rater, option in one.answers.items():
        yield f"      {rater}: {option}"


def _by_question(sheet: Sheet, comparisons: Sequence[Comparison]) -> Iterator[str]:
    """The questions, those where people part most first: the words of these are the ones to look at."""
    from simulator.reviewing.comparing import among_raters, with_judge

    parts = [
        (question.ref_id, [one for one in comparisons if one.question == question.ref_id])
        for question in sheet.questions
    ]
    parts.sort(key=lambda part: sum(one.agree for one in part[1]))
    rows = [(name, _told(among_raters(part)), _told(with_judge(part))) for name, part in parts]
    yield from aligned([("QUESTION", "AMONG RATERS", "WITH THE JUDGE"), *rows])


def _told(share: Share) -> str:
    return (
        "nothing to compare"
        if share.per_cent is None
        else f"{share.per_cent:g} % ({share.same} of {share.pairs})"
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
