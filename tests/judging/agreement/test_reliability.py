from __future__ import annotations

import random
import time

import pytest

from simulator.judging.agreement.labels import NOT_APPLICABLE
from simulator.judging.agreement.reliability import Drawing, percentage_agreement, question_agreement
from simulator.judging.agreement.scale import Scale
from tests.judging.agreement.tables import SHROUT_FLEISS

DRAWING = Drawing(resamples=200, seed=1)


def agree(table, drawing=DRAWING):
    scale = Scale.of_labels({label for row in table.values() for label in row.values()})
    return question_agreement("q", table, scale, drawing)


def values(agreement):
    return {one.statistic: one.value for one in agreement.estimates}


def by_name(agreement, statistic):
    return next(one for one in agreement.estimates if one.statistic == statistic)


def table_of(items, raters, *, seed=0, options=3, faithful=0.7):
    chance = random.Random(seed)
    found = {}
    for item in range(items):
        true = chance.randrange(options)
        found[f"t{item:03}"] = {
            name: float(true if chance.random() < faithful else chance.randrange(options)) for name in raters
        }
    return found


def test_two_raters_have_every_statistic_and_no_pairs():
    found = agree(table_of(60, ("ana", "ben")))
    assert list(values(found)) == [
        "percent_agreement", "kappa", "kappa_linear", "kappa_quadratic",
        "alpha_nominal", "alpha_ordinal", "icc",
    ]  # fmt: skip
    assert (found.raters, found.items, found.level, found.pairs) == (("ana", "ben"), 60, "ordinal", ())
    for one in found.estimates:
        assert one.interval.low <= one.value <= one.interval.high
        assert one.interval.used == 200


def test_several_raters_give_the_mean_over_pairs_and_each_pair():
    found = agree(table_of(40, ("ana", "ben", "cleo")))
    assert [pair.raters for pair in found.pairs] == [("ana", "ben"), ("ana", "cleo"), ("ben", "cleo")]
    kappas = [pair.estimates[1].value for pair in found.pairs]
    assert by_name(found, "kappa").value == pytest.approx(sum(kappas) / 3)
    alone = agree(
        {
            item: {who: row[who] for who in ("ana", "cleo")}
            for item, row in table_of(40, ("ana", "ben", "cleo")).items()
        }
    )
    assert found.pairs[1].estimates[1].value == values(alone)["kappa"]


def test_missing_labels_shrink_the_items_of_each_pair():
    table = table_of(50, ("ana", "ben", "cleo"))
    for item in list(table)[:20]:
        del table[item]["cleo"]
    del table["t049"]["ana"], table["t049"]["ben"]
    found = agree(table)
    assert found.items == 49
    assert [pair.estimates[0].items for pair in found.pairs] == [49, 29, 29]
    assert by_name(found, "kappa").items == 29
    assert by_name(found, "alpha_nominal").items == 49
    assert by_name(found, "icc").items == 29


def test_pairs_without_a_common_item_say_so():
    table = {"t1": {"ana": "a", "ben": "b"}, "t2": {"ben": "a", "cleo": "a"}, "t3": {"ben": "a", "cleo": "b"}}
    found = agree(table)
    apart = next(pair for pair in found.pairs if pair.raters == ("ana", "cleo"))
    assert [(one.value, one.items, one.undefined) for one in apart.estimates] == [
        (None, 0, "no item rated by both")
    ] * 2
    assert by_name(found, "percent_agreement").value == pytest.approx(0.25)


def test_one_option_only_is_said_instead_of_a_number():
    found = agree({f"t{at}": {"ana": "no", "ben": "no"} for at in range(40)})
    assert values(found) == {"percent_agreement": 1.0, "kappa": None, "alpha_nominal": None}
    assert by_name(found, "kappa").undefined == "only one option was used"
    assert found.one_sided
    assert found.prevalence == {"no": 1.0}


def test_prevalence_is_told_by_rater_too():
    found = agree({"t1": {"ana": "a", "ben": "b"}, "t2": {"ana": "a", "ben": "a"}, "t3": {"ana": "b"}})
    assert found.prevalence == {"a": 0.75, "b": 0.25}
    assert found.prevalence_by_rater == {"ana": {"a": 1.0, "b": 0.0}, "ben": {"a": 0.5, "b": 0.5}}
    assert not found.one_sided


def test_what_does_not_apply_is_an_option_without_a_score():
    table = table_of(30, ("ana", "ben"))
    table["t000"]["ana"] = table["t001"]["ben"] = NOT_APPLICABLE
    found = agree(table)
    assert found.level == "nominal"
    assert "kappa_quadratic" not in values(found)
    assert (by_name(found, "kappa").items, by_name(found, "icc").items) == (30, 28)


@pytest.mark.parametrize(
    ("items", "marks"), [(29, (True, True)), (30, (False, True)), (199, (False, True)), (200, (False, False))]
)
def test_few_items_are_marked(items, marks):
    kappa = by_name(agree(table_of(items, ("ana", "ben")), Drawing(resamples=0)), "kappa")
    assert (kappa.too_few, kappa.provisional) == marks
    assert kappa.interval is None


def test_percentages():
    table = {
        f"t{at}": {f"r{who}": float(value) for who, value in enumerate(row)}
        for at, row in enumerate(SHROUT_FLEISS)
    }
    found = percentage_agreement(table, DRAWING)
    assert values(found)["icc"] == pytest.approx(0.290, abs=0.0005)
    assert found.level == "interval"
    assert found.means["r0"] == pytest.approx(46 / 6)
    assert found.mean_squares.absolute_mean == pytest.approx(0.620, abs=0.0005)


def test_names_of_raters_and_order_of_items_change_nothing():
    table = table_of(40, ("ana", "ben", "cleo"))
    turned = dict(sorted(table.items(), reverse=True))
    renamed = {"ana": "zoe", "ben": "kim", "cleo": "lou"}
    other = {item: {renamed[who]: said for who, said in row.items()} for item, row in turned.items()}
    before, after = agree(table), agree(other)
    assert values(after) == pytest.approx(values(before))
    for one, same in zip(before.estimates, after.estimates, strict=True):
        assert same.interval == pytest.approx(one.interval)
    assert agree(turned) == before


def test_intervals_cover_what_they_should():
    """Of many samples of one truth, about nineteen in twenty intervals hold it."""
    truth = values(agree(table_of(20_000, ("ana", "ben"), seed=99), Drawing(resamples=0)))["kappa"]
    samples = (agree(table_of(100, ("ana", "ben"), seed=seed), DRAWING) for seed in range(100))
    held = sum(
        one.interval.low <= truth <= one.interval.high for one in (by_name(s, "kappa") for s in samples)
    )
    assert 88 <= held <= 100


def test_a_thousand_resamples_are_quick():
    table = table_of(200, ("ana", "ben", "cleo", "judge"))
    started = time.process_time()
    agree(table, Drawing())
    assert time.process_time() - started < 20 / 14
