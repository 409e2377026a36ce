"""The cues that a lexicon's phrases may have: the contract between a lexicon and the detectors."""

from __future__ import annotations

from simulator.behaviours import BEHAVIOURS

GRAMMAR_CUES = (
    "negators", "negators.back", "negators.not", "conditions", "closers", "reports", "purposes", "questions",
    "offers", "refusals", "death", "complaints", "answers", "tells", "secrets", "alternatives",
)  # fmt: skip
"""Cues of the language itself; docs/languages.md tells what each does."""
BEHAVIOUR_CUES = tuple(f"{name}{kind}" for name in BEHAVIOURS for kind in ("", ".maybe", ".not"))
EXTRA_CUES = ("checks_satisfaction.question",)
BEARING_CUES = ("customer.content", "customer.declining", "customer.unhelped", "customer.protest")
"""How a customer takes it, read in the customer's own words and never in a reply."""
CUES = frozenset((*GRAMMAR_CUES, *BEHAVIOUR_CUES, *EXTRA_CUES, *BEARING_CUES))
NEEDED_CUES = frozenset(
    {"negators", "conditions", "closers", "refusals", "death", "tells", "checks_satisfaction.question"}
    | set(BEHAVIOURS) - {"explains", "personalises"}
)
"""Cues without which a lexicon does not do its work; `negators.back` may stand for `negators`."""
