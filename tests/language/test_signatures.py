"""A glance at the last words of a reply spares the search for a signature, and misses none."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.language.en import case

GLANCED = [(one[0], one[4]) for one in case._SIGNATURES if one[4] is not None]


@pytest.mark.parametrize(("pattern", "glance"), GLANCED)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], max_examples=50)
@given(st.data())
def test_every_signature_is_looked_at(pattern, glance, data):
    text = data.draw(st.from_regex(pattern))
    begin = max(0, len(text) - case._SIGNATURE_REACH)
    if pattern.search(text, begin):
        assert glance(text, begin, text.rstrip(case._AFTER_ALL))


@pytest.mark.parametrize(("pattern", "glance"), GLANCED)
def test_most_replies_are_spared(pattern, glance):
    text = "I am sending you a lamp today, free of all cost, and it comes soon."
    assert not glance(text, 0, text.rstrip(case._AFTER_ALL))
