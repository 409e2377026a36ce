"""The questions asked before something is left or sent by accident."""

from __future__ import annotations

from textual.content import Content

from simulator.tui.screens.choice import ChoiceModal
from simulator.tui.widgets.menu import Row
from simulator.wording import N_, _

_NOTHING = N_("nothing is scored, since you have not replied")


def leave_question(gentle: bool, *, replied: bool = True) -> ChoiceModal:
    """How to leave a conversation: `later`, `end`, `out` (where it may touch the learner), `stay`.

    Args:
        gentle: Whether the situation may touch the learner.
        replied: Whether there is a reply that could be evaluated.
    """
    comes = _("it is evaluated as it stands") if replied else _(_NOTHING)
    rows = [
        _row("stay", _("Stay"), _("go on writing")),
        _row("later", _("Keep it for later"), _("nothing is lost; home offers it first")),
        _row("end", _("End it here"), comes),
    ]
    if gentle:
        rows.append(_row("out", _("Step out"), _("not scored, no reason needed")))
    return ChoiceModal(_("Leave the conversation?"), rows)


def silence_question(name: str) -> ChoiceModal:
    """Whether an empty reply is meant: `write` or `send`."""
    rows = [
        _row("write", _("Keep writing"), ""),
        _row("send", _("Send nothing"), _("{name} gets an empty message", name=name)),
    ]
    return ChoiceModal(_("Send nothing?"), rows)


def _row(key: str, name: str, meaning: str) -> Row:
    return key, Content.assemble((name.ljust(18), "bold"), meaning)
