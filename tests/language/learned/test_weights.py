"""The file of weights, and sums that come out the same to the last bit."""

from __future__ import annotations

import io
import json
from argparse import Namespace
from math import exp
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.commands.score import run as score
from simulator.language.document import take_apart
from simulator.language.learned import weights
from simulator.language.learned.grams import Gram, grams
from simulator.language.learned.weights import FORMAT, Panel, Weights, chance, distinct
from simulator.language.reader import Reader

ROOT = Path(__file__).parents[3]
NAMES = ("we", "send", "it", "we send")
NUMBERS = st.floats(-3, 3)
TABLES = st.dictionaries(st.sampled_from(NAMES), NUMBERS)
REPLY = "I'm sorry that the parcel is late. It leaves the depot tonight, and you have it tomorrow by noon."


@pytest.fixture
def file_of_weights(tmp_path, monkeypatch):
    """Another file of weights than the product's; the memory of both is empty before and after."""
    path = tmp_path / "learned.json"
    monkeypatch.setattr(weights, "weights_path", lambda language: path)
    _forget()
    yield path
    _forget()


def _forget() -> None:
    weights.load_weights.cache_clear()
    weights.panel_of.cache_clear()


def written(**changed) -> str:
    models = {"thanks": {"bias": 0.5, "words": {"we": 1.0}, "signs": {"url": -2.0}}}
    return json.dumps({"format": FORMAT, "models": models} | changed)


def test_models_are_read_by_name(file_of_weights):
    models = {
        "help": {"bias": 0.1, "words": {}, "signs": {}},
        "thanks": {"bias": 0.5, "words": {"we": 1.0}, "signs": {"url": -2.0}},
    }
    file_of_weights.write_text(written(models=models))
    assert weights.load_weights("en")["thanks"] == Weights(0.5, {"we": 1.0}, {"url": -2.0})
    assert set(weights.load_weights("en")) == {"help", "thanks"}
    assert list(weights.panel_of("en").models) == ["thanks"]


NO_MODELS = [
    pytest.param(b"", id="empty"),
    pytest.param(b"{", id="cut off"),
    pytest.param(b"\xff\xfe\x00", id="no text"),
    pytest.param(b"[]", id="a list"),
    pytest.param(b"7", id="a number"),
    pytest.param(written(format=0).encode(), id="an older format"),
    pytest.param(written(format=FORMAT + 1).encode(), id="a newer format"),
    pytest.param(b'{"models": {}}', id="no format"),
    pytest.param(None, id="no file"),
]
BROKEN_INSIDE = [
    pytest.param(f'{{"format": {FORMAT}}}', id="no models"),
    pytest.param(written(models=[]), id="models in a list"),
    pytest.param(written(models={"thanks": {}}), id="a model without weights"),
    pytest.param(written(models={"thanks": 7}), id="a model that is a number"),
]


@pytest.mark.parametrize("content", NO_MODELS)
def test_a_file_that_cannot_be_used_means_no_model_and_replies_are_read_all_the_same(
    file_of_weights, content
):
    if content is not None:
        file_of_weights.write_bytes(content)
    assert weights.load_weights("en") == {}
    assert weights.panel_of("en").models == {}
    _reads_by_phrases_alone()


@pytest.mark.parametrize("content", BROKEN_INSIDE)
def test_a_file_that_is_broken_inside_means_no_model_either(file_of_weights, content):
    file_of_weights.write_text(content)
    assert weights.load_weights("en") == {}
    _reads_by_phrases_alone()


def _reads_by_phrases_alone() -> None:
    reading, scene = Reader("en").read(REPLY), Reader("en").look(REPLY)
    assert {name: reading.behaviours[name] for name in scene.findings} == scene.findings
    assert reading.shows("apologises")


def test_talks_are_scored_without_a_model(file_of_weights, tmp_path):
    talk = tmp_path / "talk.jsonl"
    turns = [{"speaker": "customer", "text": "Where is my parcel?"}, {"speaker": "agent", "text": REPLY}]
    talk.write_text(json.dumps({"id": "a", "turns": turns}))
    out, err = io.StringIO(), io.StringIO()
    args = Namespace(rubric="complaint", judge="rules", files=[str(talk)], library=ROOT, level=None)
    assert (score(args, out, err), err.getvalue()) == (0, "")
    assert json.loads(out.getvalue())["percentage"] > 0


def test_other_languages_have_no_models():
    assert weights.load_weights("lt") == {}
    assert weights.panel_of("lt").values(["we"], ("url",), [1.0]) == []


def test_a_sum_starts_from_the_bias_and_leaves_out_what_has_no_weight():
    model = Weights(0.5, {"we": 1.0, "it": -0.25}, {"url": -2.0, "news": 3.0})
    assert model.value([], {}) == 0.5
    assert model.value(["we", "unknown"], {"url": 1.0, "unknown": 9.0}) == -0.5
    assert model.value(["it"], {"news": 0.5, "url": 0.0}) == 1.75


@given(NUMBERS, TABLES, TABLES, st.lists(st.sampled_from([*NAMES, "other"])), TABLES)
def test_a_panel_gives_each_sum_to_the_last_bit(bias, words, signs, seen, values):
    models = {"a": Weights(bias, words, signs), "b": Weights(-bias, signs, words), "c": Weights(0.1)}
    given = seen, tuple(values), list(values.values())
    found = Panel(models).values(*given)
    assert found == [model.value(seen, values) for model in models.values()]
    assert found == Panel(models).values(*given)


def test_words_come_to_the_same_in_any_order():
    words = {"we": 0.1, "send": 0.2, "it": 0.3}
    model, plain = Weights(0.0, words), frozenset(words)
    said = [word for word in distinct(grams(take_apart("we send it we"), plain)) if word in words]
    assert said == ["we", "send", "it"]
    assert model.value(said, {}) == model.value(reversed(said), {}) == 0.6
    assert 0.1 + 0.2 + 0.3 != 0.3 + 0.2 + 0.1  # which fractions do not


def test_what_is_said_twice_counts_once():
    found = [Gram("it", 0, 0), Gram("we", 1, 1), Gram("it", 2, 2)]
    assert distinct(found) == ["it", "we"]


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_chance_lies_between_0_and_1_and_grows_with_the_sum(one, other):
    low, high = sorted((one, other))
    assert 0 < chance(low) <= chance(high) < 1


def test_a_chance_is_the_logistic_function():
    assert chance(0.0) == 0.5
    assert chance(1.2) == pytest.approx(1 / (1 + exp(-1.2)))
    assert chance(-1.2) == pytest.approx(1 - chance(1.2))
