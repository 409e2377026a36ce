"""The colleagues of every language: apart in each of its scenarios, and from what real customers do."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from statistics import median

import pytest

from simulator.colleagues.bank import bank_languages
from simulator.colleagues.findings import OVER_MIDDLING, OVER_POOR
from simulator.commands.rehearse_work import rehearsing_of
from simulator.content.library import Library

ROOT = Path(__file__).parents[2]
RUNS = 20
OTHERS = [language for language in bank_languages() if language != "en"]
CASES = [
    (language, path.stem)
    for language in OTHERS
    for path in sorted((ROOT / "scenarios" / language).glob("*.yaml"))
]


@cache
def talks(scenario, kind):
    """Conversations of one kind of colleague in one scenario."""
    rehearsing = rehearsing_of(Library(ROOT).material(scenario), 0)
    return [rehearsing.talk(kind, run) for run in range(RUNS)]


def middle(scenario, kind):
    return median(talk.percentage or 0 for talk in talks(scenario, kind))


def of_language(language, kind):
    return [talk for known, scenario in CASES if known == language for talk in talks(scenario, kind)]


def share(found):
    found = list(found)
    return sum(found) / len(found)


@pytest.mark.slow
@pytest.mark.parametrize(("language", "scenario"), CASES)
def test_colleagues_are_apart(language, scenario):
    strong = middle(scenario, "strong")
    assert strong - middle(scenario, "poor") >= OVER_POOR
    assert strong - middle(scenario, "middling") >= OVER_MIDDLING
    for kind in ("stuffer", "silent", "rude"):
        assert middle(scenario, kind) < 50, kind


@pytest.mark.slow
@pytest.mark.parametrize("language", OTHERS)
def test_customers_end_as_real_ones_do(language):
    strong, poor = of_language(language, "strong"), of_language(language, "poor")
    assert median(talk.words[1] / talk.words[0] for talk in strong + poor) <= 0.5
    assert share(talk.thanks for talk in poor) <= 0.1
    assert share(talk.thanks for talk in strong) >= 0.1
    assert share(talk.asks for talk in poor) >= 2 * share(talk.asks for talk in strong)
