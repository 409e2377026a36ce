"""What an evaluation says about turns in which the simulator itself went wrong.

Not every message in the author's words is a fault: a learner may skip the wait for a model, a budget may be
used up, and an attempt may be taken up again where no model is set up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.attempt.ledger import TurnRecord

_TEXT = (
    "In {turns} the language model failed or went wrong, and the author's own words went on. What the "
    "customer felt, knew and decided is made without the model, so the course was the same."
)
_NOT_SET_UP_TEXT = (
    "In {turns} no language model could be asked, since none is set up that can be, and the author's own "
    "words went on. That is no fault of the conversation: the course was the same, and it counts."
)
NO_FAULT = frozenset({"skipped", "conversation_spent", "day_spent", "price_unknown"})
"""Reasons for the author's words that are nobody's failure: somebody chose them, or set a budget."""
NOT_SET_UP = frozenset({"no_key", "unknown_model"})
"""Reasons that lie in how this machine is set up: no key, no model named, or one that is not there.

Whoever could take a model away and go on, and need not count, would have a way around every certification.
"""
_GAVE_UP = "gave_up"
"""No reason of its own: a model was not asked any more, for the reason that was there before."""
_REPEAT = " As it was not passed, this attempt need not count: it may be done again."


def fairness_note(turns: Sequence[TurnRecord], passed: bool) -> Mapping[str, Any] | None:
    """The note that goes with an evaluation, or None when every message came as it should.

    A learner is never failed for what the simulator did: with such a turn in it an attempt that was not
    passed need not count (`"counts": false`). Turns for which no model was set up are told, and count.
    """
    causes = _causes(turns)
    absent = [turn for turn, reason in causes.items() if reason in NOT_SET_UP]
    wrong = [turn for turn in causes if turn not in absent]
    if not causes:
        return None
    told = [(_TEXT, wrong), (_NOT_SET_UP_TEXT, absent)]
    text = " ".join(text.format(turns=_listed(which)) for text, which in told if which)
    counts = passed or not wrong
    return {"turns": list(causes), "counts": counts, "text": text if counts else text + _REPEAT}


def _causes(turns: Sequence[TurnRecord]) -> dict[int, str]:
    """Why the author's words went on, by turn, but for what is nobody's failure."""
    causes: dict[int, str] = {}
    cause = ""
    for turn in turns:
        if turn.speaker != "customer":
            continue
        if turn.voice != "scripted-fallback":
            cause = ""
            continue
        reason = str(turn.note.get("reason") or "")
        for one in (_of_reading(turn), reason):
            cause = cause if one in ("", _GAVE_UP) else one
        if reason not in NO_FAULT:
            causes[turn.turn] = cause
    return causes


def _of_reading(turn: TurnRecord) -> str:
    """Why no model read the reply before a message, which gives the speaking model up too."""
    second = turn.note.get("second_reading")
    return str(second.get("reason") or "") if isinstance(second, Mapping) else ""


def _listed(turns: Sequence[int]) -> str:
    if len(turns) == 1:
        return f"turn {turns[0]}"
    return f"turns {', '.join(map(str, turns[:-1]))} and {turns[-1]}"
