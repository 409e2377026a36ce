"""The figures of an audition as JSON: one object for each model."""

from __future__ import annotations

import json
from typing import Any

from simulator.auditioning.counting import Mean, Share, Spread
from simulator.auditioning.figures import Figures


def figures_json(one: Figures, currency: str = "") -> str:
    """One model's figures as one line."""
    return json.dumps(as_object(one, currency), ensure_ascii=False)


def as_object(one: Figures, currency: str = "") -> dict[str, Any]:
    """One model's figures as plain values; the keys are told in docs/audition.md."""
    return {
        "type": "audition",
        "model": one.model,
        "conversations": {"played": one.conversations, "planned": one.planned, "broken": dict(one.broken)},
        "messages": one.messages,
        "same_course": {"count": one.same_course.count, "of": one.same_course.of},
        "first_answers": {
            "accepted": _share(one.conduct.accepted),
            "kept": {fault.value: _share(share) for fault, share in one.conduct.kept.items()},
            "refused": {kind.value: count for kind, count in one.conduct.refused.items()},
        },
        "secrets_refused": _share(one.mended.secrets),
        "own_words": _share(one.mended.own),
        "asked_again": _share(one.mended.asked_again),
        "fallbacks": _share(one.mended.fallbacks) | {"reasons": dict(one.mended.fallback_reasons)},
        "failures": _share(one.failures) | {"reasons": dict(one.failure_reasons)},
        "length": {
            "words": _spread(one.length.words),
            "wanted": _spread(one.length.wanted),
            "ratio": _spread(one.length.ratio),
        },
        "likeness": _mean(one.likeness),
        "seconds": {
            "first_word": _spread(one.pace.first_word),
            "first_sentence": _spread(one.pace.first_shown),
        },
        "words_a_second": _spread(one.pace.words_a_second),
        "per_conversation": {
            "input_tokens": _rounded(one.price.input_tokens.value),
            "output_tokens": _rounded(one.price.output_tokens.value),
            "estimated": one.price.estimated,
            "cost": None if one.price.cost is None else format(one.price.cost, "f"),
            "currency": currency,
            "of": one.price.of,
        },
    }


def _share(share: Share) -> dict[str, Any]:
    interval = share.interval
    return {
        "count": share.count,
        "of": share.of,
        "rate": _rounded(share.rate),
        "interval": None if interval is None else [_rounded(bound) for bound in interval],
        "provisional": share.provisional,
    }


def _spread(spread: Spread) -> dict[str, Any]:
    return {
        "median": _rounded(spread.median),
        "p95": _rounded(spread.p95),
        "of": spread.of,
        "provisional": spread.provisional,
    }


def _mean(found: Mean) -> dict[str, Any]:
    return {"mean": _rounded(found.value), "of": found.of, "provisional": found.provisional}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
