"""How customers take it, in every language that comes as a lexicon: thanks, refusals, giving up, protests."""

from __future__ import annotations

from typing import get_args

import pytest

from simulator.language.frozen import lexicon_languages
from simulator.language.reader import Bearing, find_bearing
from tests.language.measure import rows_of

BEARINGS = get_args(Bearing)
ROWS = [(code, row["said"], row["shows"]) for code in lexicon_languages() for row in rows_of(code, "bearing")]
WRITTEN = sorted({code for code, _, _ in ROWS})


@pytest.mark.sampled(120)
@pytest.mark.parametrize(("code", "said", "shows"), ROWS, ids=lambda value: str(value)[:60])
def test_a_customers_words_tell_how_they_take_it(code: str, said: str, shows: list[str]) -> None:
    assert sorted(find_bearing(said, code)) == sorted(shows)


@pytest.mark.parametrize("code", WRITTEN)
def test_there_are_rows_enough_of_every_bearing_and_of_none(code: str) -> None:
    own = [shows for language, _, shows in ROWS if language == code]
    for name in BEARINGS:
        assert sum(name in shows for shows in own) >= 12, name
    assert sum(not shows for shows in own) >= 15
