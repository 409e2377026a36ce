from __future__ import annotations

import pytest

from simulator.judging.agreement.bands import word, words


@pytest.mark.parametrize(
    ("statistic", "value", "expected"),
    [
        ("kappa", -0.01, "poor"),
        ("kappa", 0.0, "slight"),
        ("kappa", 0.2, "slight"),
        ("kappa_linear", 0.21, "fair"),
        ("kappa", 0.41, "moderate"),
        ("kappa_quadratic", 0.61, "substantial"),
        ("kappa", 0.81, "almost perfect"),
        ("alpha_nominal", 0.666, "unreliable"),
        ("alpha_ordinal", 0.667, "tentative"),
        ("alpha_interval", 0.8, "reliable"),
        ("icc", 0.49, "poor"),
        ("icc", 0.5, "moderate"),
        ("icc", 0.75, "good"),
        ("icc", 0.91, "excellent"),
        ("percent_agreement", 0.9, ""),
    ],
)
def test_the_word_of_a_value(statistic, value, expected):
    assert word(statistic, value) == expected


def test_both_ends_are_named():
    assert words("kappa", 0.3, 0.7) == "fair to substantial"
    assert words("kappa", 0.62, 0.7) == "substantial"
