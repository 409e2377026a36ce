"""What the judge says beside the rubric's own words: in the rubric's language, else in English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_PATH = Path(__file__).with_suffix(".yaml")
ENGLISH: Mapping[str, str] = {
    "not_here": "This does not apply to this conversation.",
    "not_this_level": "This is not asked at this level.",
    "no_reply": "Not scored: there is no reply that can be read.",
    "no_proof": "Not scored: the words that would prove it are not in the turn they were read in.",
    "spoilt": "There are words that could have earned more, but what stands beside them spoils them.",
    "untrue": "“{quote}” is not so here, and earns nothing.",
    "open": "Not answered",
    "turn": "turn",
    "more": "and {n} more",
}
"""The sentences by name; the other languages are read when one of them is judged."""


def sentence(name: str, language: str) -> str:
    """A sentence of the judge.

    Args:
        name: One of ENGLISH.
        language: A code such as `pl` or `pl-PL`.
    """
    base = language.partition("-")[0]
    return ENGLISH[name] if base == "en" else _others().get(base, ENGLISH).get(name, ENGLISH[name])


@cache
def _others() -> Mapping[str, Mapping[str, str]]:
    import yaml

    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    return found
