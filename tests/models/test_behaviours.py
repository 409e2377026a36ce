"""A model for each behaviour that it helps to read, from small rows."""

from __future__ import annotations

import json
from math import isfinite

import pytest

from models import behaviours
from models.behaviours import COSTLY, FEELING, f1, features, train
from models.rows import Row
from simulator.language.learned.weights import Weights, chance
from tests.models.written import rows

ROWS = rows()


@pytest.fixture(scope="module")
def trained():
    return train(ROWS)


def likely(model, reply: str) -> float:
    seen, signs, _ = features(Row("new", "My boat is gone.", reply, frozenset()))
    return chance(Weights(**model).value(seen, signs))


def test_a_model_tells_new_rows_apart(trained):
    model = trained[FEELING]
    assert (
        likely(model, "So it is on you again, and you are alone with all of that, and nobody lets go of it.")
        > 0.6
    )
    assert (
        likely(model, "You find the form under contact, and the shop opens at nine and closes at six.") < 0.3
    )


def test_training_again_gives_the_same_models(trained):
    features.cache_clear()
    assert json.dumps(train(ROWS)) == json.dumps(trained)


def test_other_labels_give_other_models(trained):
    turned = [Row(row.id, row.customer, row.reply, frozenset({FEELING}) - row.present) for row in ROWS]
    assert train(turned)[FEELING] != trained[FEELING]


def test_words_are_sorted_and_weights_finite_rounded_and_not_idle(trained):
    for model in trained.values():
        for table in (model["words"], model["signs"]):
            assert list(table) == sorted(table)
            assert all(isfinite(w) and abs(w) >= 0.01 and w == round(w, 3) for w in table.values())


def test_words_of_a_case_are_not_learned(trained):
    assert not [key for key in trained[FEELING]["words"] if "kettl" in key or "piano" in key]


def test_a_word_must_occur_in_four_rows():
    assert "hello" not in behaviours._fit(FEELING, _greeting(3)).words
    assert "hello" in behaviours._fit(FEELING, _greeting(4)).words


def _greeting(count: int) -> list[Row]:
    """The rows, so many of those about a feeling with one word more."""
    mine = [row for row in ROWS if FEELING in row.present][:count]
    return [Row(r.id, r.customer, f"{r.reply} Hello." if r in mine else r.reply, r.present) for r in ROWS]


def test_what_is_held_against_somebody_is_never_trained_however_well_it_would_go(trained, monkeypatch):
    assert set(COSTLY) == {
        "brushes_off", "blames", "overpromises", "requests_sensitive_data", "conditional_apology",
    }  # fmt: skip
    assert set(trained).isdisjoint(COSTLY)
    monkeypatch.setattr(behaviours, "COSTLY", ())
    assert "blames" in train(ROWS)  # the rows would teach it


@pytest.mark.parametrize("name", ["asks_question", "gives_timeframe"])
def test_questions_and_times_are_told_by_their_form_however_well_a_model_would_go(name, monkeypatch):
    mine = [
        Row(r.id, r.customer, r.reply, r.present | ({name} if FEELING in r.present else set())) for r in ROWS
    ]
    assert name not in train(mine)
    monkeypatch.setattr(behaviours, "_BY_FORM", ())
    assert name in train(mine)  # the rows would teach it


def test_what_occurs_too_seldom_is_not_trained():
    few = [Row(r.id, r.customer, r.reply, r.present if at < 49 else frozenset()) for at, r in enumerate(ROWS)]
    assert sum(FEELING in row.present for row in few) == 25
    assert FEELING in train(few)
    fewer = [
        Row(r.id, r.customer, r.reply, r.present if at < 48 else frozenset()) for at, r in enumerate(ROWS)
    ]
    assert FEELING not in train(fewer)


def test_a_model_that_betters_nothing_is_left_out(monkeypatch, capsys):
    monkeypatch.setattr(behaviours, "_cross_validated", lambda name, mine: (0.8, 0.814))
    assert set(train(ROWS)) == {FEELING}
    assert "(left out)" in capsys.readouterr().out
    monkeypatch.setattr(behaviours, "_cross_validated", lambda name, mine: (0.8, 0.816))
    assert set(train(ROWS)) == {FEELING, "explains"}


def test_support_is_for_feelings_and_elsewhere_not_for_what_is_disputed(monkeypatch):
    sizes = {}
    monkeypatch.setattr(
        behaviours, "_cross_validated", lambda name, mine: sizes.setdefault(name, len(mine)) and (0, 0)
    )
    mine = [Row(r.id, r.customer, r.reply, r.present | {"personalises"}) for r in ROWS]
    train(mine, support=ROWS[:10], elsewhere=ROWS[:7])
    assert sizes == {FEELING: 77, "explains": 67, "personalises": 60}


def test_cross_validation_judges_rows_that_the_model_has_not_seen(monkeypatch):
    fitted = []
    fit = behaviours._fit

    def watched(name, seen):
        fitted.append({row.id for row in seen})
        return fit(name, seen)

    monkeypatch.setattr(behaviours, "_fit", watched)
    alone, together = behaviours._cross_validated(FEELING, ROWS)
    assert together > alone
    left_out = [{row.id for row in ROWS} - ids for ids in fitted]
    assert len(left_out) == 8
    assert sum(map(len, left_out)) == len(ROWS) == len(set().union(*left_out))


@pytest.mark.parametrize(
    ("shown", "found", "value"),
    [
        ([1, 1, 0, 0], [1, 0, 1, 0], 0.5),
        ([1, 0], [1, 0], 1.0),
        ([0, 0], [0, 0], 0.0),
        ([1, 1, 1], [1, 0, 0], 0.5),
    ],
)
def test_f1(shown, found, value):
    assert f1([bool(x) for x in shown], [bool(x) for x in found]) == value
