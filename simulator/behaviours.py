"""The nineteen behaviours of the codebook (version 2), by name.

A behaviour is something that an agent's reply *does*. `docs/judging.md` defines each one.
"""

from __future__ import annotations

CODEBOOK_VERSION = 2

BEHAVIOURS: tuple[str, ...] = (
    "acknowledges_emotion",
    "apologises",
    "conditional_apology",
    "takes_ownership",
    "blames",
    "condolence",
    "personalises",
    "introduces_self",
    "asks_question",
    "explains",
    "commits_to_action",
    "gives_timeframe",
    "gives_instruction",
    "checks_satisfaction",
    "thanks",
    "brushes_off",
    "overpromises",
    "requests_sensitive_data",
    "signposts",
)
