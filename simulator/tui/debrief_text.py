"""The words of a debrief as content: headline, strength, gaps, mood. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from simulator.debrief import left_out_text
from simulator.tui.model_text import under_headline
from simulator.tui.phrasing import METERS, bar, judged_change, named, percent_text, sparkline, stars_text
from simulator.tui.story import Story
from simulator.tui.verdict import Answer, Point, Verdict
from simulator.tui.widgets.hanging import labelled
from simulator.tui.widgets.plain import fitted, one_line, plain
from simulator.wording import _

_LABEL = 12


def headline(story: Story, verdict: Verdict | None) -> Content:
    """Percentage, passed or not, stars, and what the customer will tell others."""
    parts: list[Content] = []
    if verdict is not None and verdict.percentage is not None:
        parts.append(Content.styled(percent_text(verdict.percentage), "bold"))
        parts.append(_passed(verdict))
    elif verdict is not None:
        parts.append(Content.styled(_("not scored: there was nothing to judge"), "bold"))
    end = story.end
    if end is not None and end.stars:
        stars = (stars_text(end.stars), "$accent")
        parts.append(Content.assemble(_("{customer} gives ", customer=one_line(story.short_name)), stars))
    if end is not None and end.ending != "resolved":
        parts.append(plain(story.ending))
    line = Content(" · ").join(parts)
    if end is not None and end.tells:
        line = line + Content("\n") + told(story)
    if left_out := left_out_text(story.evaluation or {}, story.place_of):
        line = (
            line
            + Content("\n")
            + plain(_("Not judged: {left_out}", left_out=one_line(left_out)), "$text-muted")
        )
    return Content("\n").join([line, *under_headline(story)])


def told(story: Story) -> Content:
    """What the customer will tell others."""
    tells = one_line(story.end.tells) if story.end else ""
    return Content.assemble(
        (_("{customer} will tell others: ", customer=one_line(story.short_name)), "$text-muted"),
        f"“{tells}”",
    )


def _passed(verdict: Verdict) -> Content:
    mark = "" if verdict.mastery is None else _(" ({mastery} needed)", mastery=percent_text(verdict.mastery))
    if verdict.passed:
        return Content.assemble((_("✓ passed"), "bold $success"), mark)
    why = f": {one_line(verdict.why_not)}" if verdict.why_not else ""
    return Content.assemble((_("✗ not passed"), "bold $error"), why + mark)


def strength(point: Point, story: Story) -> Content:
    """What worked, with the learner's own words."""
    return Content("\n").join(
        line
        for line in (
            Content.assemble((_("What worked  "), "bold $success"), plain(point.title, "bold")),
            _quote(point, story),
            plain(point.text),
        )
        if line.plain
    )


def gap(point: Point, number: int, count: int, story: Story) -> Content:
    """One thing to change: the learner's words, and a better wording beside them."""
    label = _("Change next  ") if count == 1 else _("Change next {number}  ", number=number)
    lines = [Content.assemble((label, "bold $warning"), plain(point.title, "bold")), plain(point.text)]
    said = _("you said") if story.own else _("{learner_name} said", learner_name=story.learner_name)
    room = max(_LABEL, len(said) + 2)
    if point.quote:
        lines.append(labelled(Content.styled(said.ljust(room), "$text-muted"), _quote(point, story)))
    if point.better:
        better = plain(f"“{point.better.strip()}”", "bold")
        lines.append(labelled(Content.styled(_("better").ljust(room), "$text-muted"), better))
    return Content("\n").join(line for line in lines if line.plain)


def _quote(point: Point, story: Story) -> Content:
    if not point.quote:
        return Content()
    turn = f"  ({story.place_of(point.turn)})" if point.turn else ""
    return Content.assemble(plain(f"“{point.quote.strip()}”", "italic"), (turn, "$text-muted"))


def not_here(answers: Sequence[Answer]) -> Content:
    """The questions that this channel never asks, in a line."""
    titles = "; ".join(one_line(answer.title) for answer in answers)
    return labelled(Content.styled(_("Did not apply here: "), "$text-muted"), plain(titles, "$text-muted"))


def mood_table(story: Story) -> Content:
    """Each meter over the conversation: a line for the eye, the numbers for everyone.

    Below stands after which of the learner's replies it was; a dot before the first.
    """
    if not story.moods:
        return Content()
    name = one_line(story.short_name)
    lines = [Content.styled(_("How {name} felt, reply by reply", name=name), "bold $primary")]
    for meter in story.moods[-1][1]:
        values = [mood[meter] for _turn, mood in story.moods if meter in mood]
        first, last = values[0], values[-1]
        numbers = " ".join(f"{value:>3}" for value in values)
        lines.append(
            Content.assemble(
                fitted(named(METERS, meter), 9),
                (sparkline(values), "$primary"),
                f"  {numbers}  ",
                judged_change(meter, first, last),
            )
        )
    replies = [said.turn for said in story.replies()]
    counts = (sum(reply <= turn for reply in replies) for turn, _mood in story.moods)
    numbers = " ".join(f"{count or '·':>3}" for count in counts)
    head = fitted(_("reply"), 9) + " " * len(story.moods)
    lines.append(Content.styled(f"{head}  {numbers}", "$text-muted"))
    return Content("\n").join(lines)


def kindness(story: Story) -> Content:
    """For an attempt that is not scored because the learner stepped out."""
    if not story.own:
        return Content.assemble(
            plain(
                _("{learner_name} stepped out, and that is all right.", learner_name=story.learner_name),
                "bold",
            ),
            _("\n\nNothing of this is scored, and nothing needs explaining."),
        )
    parts = [
        Content.styled(_("You stepped out, and that is all right."), "bold"),
        Content(_("Nothing of this is scored, and nothing needs explaining.")),
    ]
    if story.support:
        parts.append(plain(story.support))
    parts.append(Content(_("When you like, there are other situations to practise; this one will wait.")))
    return Content("\n\n").join(parts)


def unscored(story: Story) -> Content:
    """For an attempt that ended without a score for another reason, or has no evaluation yet."""
    ending = story.ending or _("it is not finished")
    if story.end is not None and not story.replies():
        who = _("you have") if story.own else _("{learner_name} has", learner_name=story.learner_name)
        return Content.assemble(
            (_("Not scored"), "bold"),
            _("\nNothing is scored, since {who} not replied: {ending}.", who=who, ending=ending),
        )
    return Content.assemble(
        (_("Not scored"), "bold"), _("\nThis attempt has no evaluation: {ending}.", ending=ending)
    )


def unsent(text: str) -> Content:
    """What the learner had written when the conversation ended; empty when that was nothing."""
    if not text.strip():
        return Content()
    label = Content.styled(_("Not sent: "), "$text-muted")
    return labelled(label, plain(text.strip(), "$text-muted"))


def result_bar(score: float | None, max_score: float) -> str:
    """A question's score as a short bar; blank when there is none."""
    return bar(round(100 * score / max_score), 5) if score is not None and max_score > 0 else " " * 5
