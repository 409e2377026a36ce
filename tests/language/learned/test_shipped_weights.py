"""The file of weights that the product comes with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import isfinite

import pytest

from simulator.behaviours import BEHAVIOURS
from simulator.language.learned.signs import signs_of
from simulator.language.learned.weights import FORMAT, load_weights, panel_of, weights_path
from simulator.language.reader import Reader, rules_for

FILE = weights_path("en")
CONTENT = json.loads(FILE.read_bytes())
MODELS = CONTENT["models"]
RULES = rules_for("en")
KINDS = {"<number>", "<money>", "<time>", "<date>", "<url>", "<emoji>", "<handle>", "<code>"}
MARKS = {".", "?", "!"}
PLACES = {"*", "^"}
KEYS = sorted({key for model in MODELS.values() for key in model["words"]})


def strange(keys: list[str]) -> list[str]:
    """Keys that are not one or two words of the plain vocabulary, kinds or marks."""
    allowed = RULES.generic | KINDS | MARKS | PLACES
    return [key for key in keys if not (set(key.split(" ")) <= allowed and len(key.split(" ")) <= 2)]


def numbers(value: object) -> Iterator[object]:
    for inner in value.values() if isinstance(value, dict) else [value]:
        yield from numbers(inner) if isinstance(inner, dict) else [inner]


def test_it_is_small_and_of_the_format_that_is_read():
    assert FILE.stat().st_size < 1_000_000
    assert CONTENT.keys() == {"format", "models"}
    assert CONTENT["format"] == FORMAT


def test_it_is_written_as_training_writes_it():
    """So that nobody has changed it by hand, or in another order."""
    text = json.dumps(CONTENT, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    assert FILE.read_text(encoding="ascii") == text + "\n"


def test_every_number_is_finite_and_moderate():
    found = list(numbers(MODELS))
    assert len(found) > 1000
    assert all(type(one) in (int, float) and isfinite(one) and abs(one) < 20 for one in found)


def test_every_model_has_a_name_that_is_used_and_all_three_parts():
    assert set(MODELS) <= {*BEHAVIOURS, "help"}
    assert {"help", "acknowledges_emotion"} <= set(MODELS)
    assert all(model.keys() == {"bias", "words", "signs"} for model in MODELS.values())
    assert all(model["words"] for model in MODELS.values())


def test_nothing_that_is_held_against_somebody_is_learned():
    costly = {"brushes_off", "blames", "overpromises", "requests_sensitive_data", "conditional_apology"}
    assert costly <= set(BEHAVIOURS)
    assert costly.isdisjoint(MODELS)
    assert costly.isdisjoint(panel_of("en").models)


def test_every_word_is_of_the_plain_vocabulary_a_kind_or_a_mark():
    assert strange(KEYS) == []


@pytest.mark.parametrize("key", ["margaret", "we margaret", "we 14", "we set it", "4711", "<name>", "We", ""])
def test_a_leftover_of_the_rows_would_be_seen(key):
    assert strange(["we set", key]) == [key]


def test_no_word_is_a_gap_by_itself_or_holds_a_digit_or_a_capital():
    assert "*" not in KEYS
    assert not [key for key in KEYS if any(c.isdigit() or c.isupper() or not c.isascii() for c in key)]


def test_the_plain_vocabulary_holds_no_names_of_people():
    people = "margaret dorothy alan chloe delphine leo anna james maria oliver smith jones pryce london paris"
    assert RULES.generic.isdisjoint(people.split())


def test_help_looks_at_no_gaps_and_no_signs():
    assert MODELS["help"]["signs"] == {}
    assert not [key for key in MODELS["help"]["words"] if "*" in key]


def test_every_sign_is_one_that_a_reply_has():
    known = set(signs_of(Reader("en").look("We send it.", ["Where is it?"]), RULES.generic, RULES.common))
    for name, model in MODELS.items():
        assert set(model["signs"]) <= known, name


def test_it_is_what_the_reader_loads():
    assert set(load_weights("en")) == set(MODELS)
    assert set(panel_of("en").models) == set(MODELS) - {"help"}
    for name, model in load_weights("en").items():
        assert (model.bias, model.words, model.signs) == tuple(
            MODELS[name][k] for k in ("bias", "words", "signs")
        )
