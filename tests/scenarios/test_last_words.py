"""Last words of customers in other languages than English: who leaves content does not read as unhelped."""

from __future__ import annotations

import pytest

from simulator.language.reader import find_bearing
from tests.scenarios.test_scenarios import ABROAD, material

GONE = {"unhelped", "protest"}
LINES = [
    pytest.param(scenario.language, ending.stars, said, id=f"{key}: {said}")
    for key in ABROAD
    for scenario in (material(key).scenario.model,)
    for ending in scenario.endings.values()
    for line in ending.say
    for said in (line if isinstance(line, str) else line.say,)
]


@pytest.mark.sampled(60)
@pytest.mark.parametrize(("language", "stars", "said"), LINES)
def test_last_words_read_as_their_stars_say_or_as_nothing(language, stars, said):
    found = find_bearing(said, language)
    if stars >= 4:
        assert found.isdisjoint(GONE)
    if stars == 1:
        assert "content" not in found or not found.isdisjoint(GONE)


@pytest.mark.parametrize("language", sorted({material(key).scenario.model.language for key in ABROAD}))
def test_in_every_language_some_last_words_are_content_and_some_unhelped(language):
    found = [
        (values[1], find_bearing(values[2], language))
        for values in (line.values for line in LINES)
        if values[0] == language
    ]
    assert any("content" in names for stars, names in found if stars == 5)
    assert any(names & GONE for stars, names in found if stars == 1)
