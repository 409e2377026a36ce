"""The questions asked before something is left or sent by accident."""

from __future__ import annotations

from textual.content import Content

from simulator.tui.screens.choice import ChoiceModal
from simulator.tui.widgets.menu import Row

_NOTHING = "nothing is scored, since you have not replied"


def leave_question(gentle: bool, *, replied: bool = True) -> ChoiceModal:
    """How to leave a conversation: `later`, `end`, `out` (where it may touch the learner), `stay`.

    Args:
        gentle: Whether the situation may touch the learner.
        replied: Whether there is a reply that could be evaluated.
    """
    comes = "it is evaluated as it stands" if replied else _NOTHING
    rows = [
        _row("stay", "Stay", "go on writing"),
        _row("later", "Keep it for later", "nothing is lost; home offers it first"),
        _row("end", "End it here", comes),
    ]
    if gentle:
        rows.append(_row("out", "Step out", "not scored, no reason needed"))
    return ChoiceModal("Leave the conversation?", rows)


def silence_question(name: str) -> ChoiceModal:
    """Whether an empty reply is meant: `write` or `send`."""
    rows = [
        _row("write", "Keep writing", ""),
        _row("send", "Send nothing", f"{name} gets an empty message"),
    ]
    return ChoiceModal("Send nothing?", rows)


def _row(key: str, name: str, meaning: str) -> Row:
    return key, Content.assemble((name.ljust(18), "bold"), meaning)
