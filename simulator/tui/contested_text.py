"""A doubted verdict in words: what it says and rests on, by which rule, and what would be better. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from simulator.tui.story import Story
from simulator.tui.widgets.hanging import labelled
from simulator.tui.widgets.plain import one_line, plain
from simulator.wording import N_, _

if TYPE_CHECKING:
    from simulator.reviewing.contested import Choice, Contested

UNCOUNTED = {
    "not_applicable": N_("Does not apply to this conversation"),
    "not_scored": N_("Not scored: the text does not tell"),
}
"""What can be said besides the options, as it is offered to somebody who overrules."""
_LABEL = 12


def verdict_text(contested: Contested, story: Story, *, whole: bool = True) -> Content:
    """The proof and the rule; as a `whole` also the verdict, what earns full marks, and a better wording."""
    standing = _choice(contested, contested.standing)
    lines = [_labelled(_("verdict"), plain(worth(standing, contested), "bold"))] if whole else []
    lines += [_labelled(_("rests on"), proof) for proof in _proofs(contested, story)]
    rule = one_line(contested.rule)
    best = next((one for one in contested.choices if one.score == contested.max_score), None)
    if rule:
        lines.append(_labelled(_("rule"), plain(rule)))
    if whole and best is not None and best.key != contested.standing:
        lines.append(_labelled(_("full marks"), plain(one_line(best.text))))
    if whole and contested.better:
        lines.append(_labelled(_("better"), plain(f"“{one_line(contested.better)}”")))
    return Content("\n").join(lines)


def _proofs(contested: Contested, story: Story) -> list[Content]:
    """The words that the verdict rests on; where it is low for want of any, that."""
    if contested.quotes:
        return [
            Content.assemble(
                plain(f"“{one_line(quote)}”", "italic"), (f"  ({story.place_of(turn)})", "$text-muted")
            )
            for turn, quote in contested.quotes[:2]
        ]
    score = _choice(contested, contested.standing).score
    if score is None or score >= contested.max_score:
        return []
    if contested.by_person:
        return [plain(_("a person's reading; no words were quoted"))]
    if story.own:
        return [plain(_("nothing in your replies was read as this"))]
    return [plain(_("nothing in {name}'s replies was read as this", name=story.learner_name))]


def dispute_text(contested: Contested) -> Content:
    """Who disputes it, and why; empty when nobody does."""
    if contested.dispute is None:
        return Content()
    opened = contested.dispute.opened
    return _labelled(
        _("disputed"),
        plain(_("by {author}: {reason}", author=one_line(opened.author), reason=one_line(opened.reason))),
    )


def worth(choice: Choice, contested: Contested) -> str:
    """What can be said, and what it is worth: `In part (5 of 10)`."""
    if choice.score is None:
        return _(
            "{key} (left out of the score)",
            key=_(UNCOUNTED[choice.key]) if choice.key in UNCOUNTED else one_line(choice.text),
        )
    return _(
        "{text} ({score} of {max_score})",
        text=one_line(choice.text),
        score=choice.score,
        max_score=contested.max_score,
    )


def outcome(chosen: str, contested: Contested, *, decides: bool) -> str:
    """What writing this verdict down would do, in a line or two.

    Args:
        chosen: The key of the choice.
        contested: The verdict as it is now.
        decides: Whether that would decide somebody's dispute.
    """
    if chosen == contested.standing:
        return _("Rejects the dispute: the verdict stays.") if decides else _("This is the verdict now.")
    choice = _choice(contested, chosen)
    told = _("Upholds the dispute: the") if decides else _("The")
    if choice.score is not None:
        return _(
            "{told} verdict changes to {score} of {max_score}.",
            told=told,
            score=choice.score,
            max_score=contested.max_score,
        )
    if chosen == "not_scored" and contested.critical:
        return _("{told} question is left out, and without it there is no pass.", told=told)
    return _("{told} question is left out, neither for nor against.", told=told)


def _choice(contested: Contested, key: str) -> Choice:
    return next(one for one in contested.choices if one.key == key)


def _labelled(label: str, text: Content) -> Content:
    return labelled(Content.styled(label.ljust(_LABEL), "$text-muted"), text)
