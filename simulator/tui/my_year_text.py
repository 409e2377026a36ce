"""My year in words: rows that can be started, and the page below them. Pure."""

from __future__ import annotations

from textual.content import Content

from simulator.tui.widgets.hanging import hung, labelled
from simulator.tui.widgets.plain import one_line
from simulator.tui.year_text import competency_lines, day_text, due_line, months_chart
from simulator.wording import N_, _
from simulator.year.values import Advice, Due, MyYear

_LABEL = 15
_NOT_YET = N_("when it is completed")
_NOTHING_ASKED = N_("Nothing is asked of you: no programme of the library is for you.")
_NOTHING_DONE = N_("Nothing judged yet. Home offers you the first situation.")
_ONLY_SUGGESTED = N_("Suggestions only: what you have to do, and by when, stands in your programmes.")


def due_row(due: Due, title: str, width: int) -> Content:
    """What is asked and until when, what is missing, and what Enter starts; `width` in cells."""
    line = due_line(due)
    if due.last is not None:
        line += Content.styled(f" · {day_text(due.last)}", "$text-muted")
    aside = [due.missing]
    if title:
        aside.append(
            _(
                "Enter: {title} · {mode}",
                title=one_line(title),
                mode=_("certify") if due.mode == "certify" else _("practise"),
            )
        )
    elif not due.missing and due.state != "completed":
        aside.append(due.why)
        return _due_row(line, aside, width)  # which tells about the attempts too
    aside.append(due.attempts)
    return _due_row(line, aside, width)


def _due_row(line: Content, aside: list[str], width: int) -> Content:
    lines = [labelled(Content("  "), Content.styled(one_line(part), "$text-muted")) for part in aside if part]
    return hung(Content("\n").join([line, *lines]), width)


def advice_row(advice: Advice, width: int, *, first: bool) -> Content:
    """What to practise, and why; `width` in cells."""
    label = Content.styled((_("Practise next") if first else "").ljust(_LABEL), "bold")
    words = Content.assemble(one_line(advice.title), "\n", (one_line(advice.why), "$text-muted"))
    return hung(labelled(label, words), width)


def told(year: MyYear, width: int) -> Content:
    """What was done, and where a certificate comes from."""
    done = any(one.attempts for one in year.months)
    parts = [] if year.dues else [Content.styled(_(_NOTHING_ASKED), "$text-muted")]
    parts.append(
        _under(_("The last twelve months"), months_chart(year.months)) if done else Content(_(_NOTHING_DONE))
    )
    if year.competencies:
        parts.append(_under(_("What you have shown"), competency_lines(year.competencies, width)))
    if year.certificates:
        parts.append(_under(_("Certificates"), _certificates(year)))
    if year.advice:
        parts.append(Content.styled(_(_ONLY_SUGGESTED), "$text-muted"))
    return Content("\n\n").join(parts)


def _under(heading: str, content: Content) -> Content:
    return Content.assemble((heading, "bold"), "\n", content)


def _certificates(year: MyYear) -> Content:
    lines = [
        Content.assemble(f"{one_line(title)}: ", (one_line(command), "$primary") if command else _(_NOT_YET))
        for title, command in year.certificates
    ]
    return Content("\n").join(lines)
