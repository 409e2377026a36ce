"""A calibration round in words, for the screen. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.reviewing.comparing import Comparison, Share, among_raters, compared, with_judge
from simulator.reviewing.contested import choices_of
from simulator.tui.phrasing import count_text
from simulator.tui.widgets.plain import fitted, one_line, plain
from simulator.wording import _

if TYPE_CHECKING:
    from simulator.reviewing.sheet import Sheet

_NAME = 14


def page(sheet: Sheet, *, everything: bool) -> Content:
    """How far the raters and the judge agree, then the questions on which they part, or all."""
    comparisons = compared(sheet)
    lines = _shares(sheet, comparisons)
    texts = {
        (question.ref_id, choice.key): choice.text
        for question in sheet.questions
        for choice in choices_of(question)
    }
    for item in sheet.round.items:
        found = [one for one in comparisons if one.item == item.id]
        shown = [one for one in found if everything or not one.agree]
        head = _(
            "{id}: you part on {sum} of {found}",
            id=one_line(item.id),
            sum=sum(not one.agree for one in found),
            found=len(found),
        )
        lines += [Content(""), Content.styled(head, "bold $primary")]
        for one in shown:
            lines += _place(one, texts)
    return Content("\n").join(lines)


def _shares(sheet: Sheet, comparisons: Sequence[Comparison]) -> list[Content]:
    closed = _(" It was closed before everybody was done.") if sheet.round.closed else ""
    judge = " · ".join(
        f"{one_line(rater)} {_told(with_judge(comparisons, rater))}" for rater in sheet.round.raters
    )
    return [
        plain(
            _(
                "{talks}, rubric {id} version {version}.{closed}",
                talks=count_text(len(sheet.round.items), "conversation"),
                id=sheet.round.rubric.id,
                version=sheet.round.rubric.version,
                closed=closed,
            )
        ),
        Content.assemble(_("The raters agree: "), (_told(among_raters(comparisons)), "bold")),
        Content.assemble(_("With the judge:   "), (judge, "bold")),
    ]


def _told(share: Share) -> str:
    if share.per_cent is None:
        return _("nothing to compare")
    return _(
        "{per_cent:g} % ({same} of {pairs})", per_cent=share.per_cent, same=share.same, pairs=share.pairs
    )


def _place(one: Comparison, texts: dict[tuple[str, str], str]) -> list[Content]:
    title = Content.assemble("= " if one.agree else ("≠ ", "$warning"), plain(one_line(one.title), "bold"))
    if one.agree:
        said = next(
            (texts.get((one.question, key), key) for key in one.answers.values()), _("nobody answered")
        )
        return [title, Content.assemble("  ", fitted(_("all"), _NAME), plain(one_line(said)))]
    return [
        title,
        *(
            Content.assemble(
                (f"  {fitted(who, _NAME)}", "$text-muted"),
                plain(one_line(texts.get((one.question, key), key))),
            )
            for who, key in one.answers.items()
        ),
    ]
