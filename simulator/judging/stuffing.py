"""Replies stuffed with formulae: every magic word, and nothing about the case.

A reply that shows many good behaviours in few words each, without a detail of this customer's case (or in
hardly any words each, with one), is a list of formulae. It proves one of them, the first. Terse replies to
a real case are not meant: they show fewer behaviours, or name what they are about; and once a reply has, a
later one may well be general.
"""

from __future__ import annotations

from simulator.language.reading import Reading, Span

FORMULAE = (
    "acknowledges_emotion",
    "apologises",
    "takes_ownership",
    "condolence",
    "introduces_self",
    "explains",
    "commits_to_action",
    "gives_timeframe",
    "gives_instruction",
    "checks_satisfaction",
    "thanks",
)
"""The behaviours that formulae are made for. Naming a detail or asking for one is no formula."""

_MANY = 6
_MANY_LATER = 7
_FEW_WORDS_EACH = 12.0
_HARDLY_ANY_WORDS_EACH = 5.0


def only_formula(reading: Reading, details: int, later: bool) -> Span | None:
    """The one span that a stuffed reply proves; None when the reply is not stuffed.

    Args:
        reading: What was read in the reply.
        details: How many details of the case it holds.
        later: Whether an earlier reply held one.
    """
    if details > 1:
        return None
    found = reading.behaviours
    shown = [found[name] for name in FORMULAE if found[name].present]
    if len(shown) < (_MANY_LATER if later else _MANY):
        return None
    spans = sorted(span for finding in shown for span in finding.spans)
    if not spans:
        return None
    limit = _HARDLY_ANY_WORDS_EACH if details else _FEW_WORDS_EACH
    return spans[0] if reading.words / len(shown) < limit else None
