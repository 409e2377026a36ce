"""Who speaks as the customer, in words: in the briefing, beside a message, in the debrief. Pure."""

from __future__ import annotations

from simulator.wording import N_, _

SPEAKERS = {"scripted": N_("the author's lines"), "llm": N_("a language model")}
"""The two ways in which a customer gets words, by the name in the settings and on record."""
MODEL = "model"
"""The one word for an attempt in which a language model spoke."""

_NOT_WAITED = N_("nobody waited for the model")
_WHY = {
    "skipped": _NOT_WAITED,
    "timeout": N_("the model took too long"),
    "gave_up": N_("the model is not asked any more"),
    "conversation_spent": N_("the budget is used up"),
    "day_spent": N_("the budget is used up"),
    "price_unknown": N_("the budget cannot be kept"),
}
_REFUSED = frozenset(
    {
        "markup", "stage_direction", "other_speaker", "other_language", "repeated", "role_reversed", "obeys",
        "too_soft", "ends", "locked_fact", "invented", "left_out", "too_long", "empty",
    }
)  # fmt: skip


def mark_text(voice: str | None, reason: str | None) -> str:
    """What is remarkable about how a message came about; empty for most.

    Args:
        voice: How the words were made, as a `Message` tells it.
        reason: Why a model's words were not taken, or not at once; None when that is not known.
    """
    if voice == "scripted-fallback":
        return (
            _("the author's words, since {reason}", reason=_why(reason))
            if reason
            else _("the author's words")
        )
    if voice == "llm-retried":
        return _("the model was asked twice")
    return ""


def _why(reason: str) -> str:
    if reason in _REFUSED:
        return _("what the model wrote did not fit")
    return _WHY.get(reason, _("the model did not answer"))
