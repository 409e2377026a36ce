"""Who speaks as the customer, in words: in the briefing, beside a message, in the debrief. Pure."""

from __future__ import annotations

SPEAKERS = {"scripted": "the author's lines", "llm": "a language model"}
"""The two ways in which a customer gets words, by the name in the settings and on record."""
MODEL = "model"
"""The one word for an attempt in which a language model spoke."""

_NOT_WAITED = "nobody waited for the model"
_WHY = {
    "skipped": _NOT_WAITED,
    "timeout": "the model took too long",
    "gave_up": "the model is not asked any more",
    "conversation_spent": "the budget is used up",
    "day_spent": "the budget is used up",
    "price_unknown": "the budget cannot be kept",
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
        return f"the author's words, since {_why(reason)}" if reason else "the author's words"
    if voice == "llm-retried":
        return "the model was asked twice"
    return ""


def _why(reason: str) -> str:
    if reason in _REFUSED:
        return "what the model wrote did not fit"
    return _WHY.get(reason, "the model did not answer")
