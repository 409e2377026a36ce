"""`empty-chair schema`: what editors need, and nothing that the models do not say."""

from __future__ import annotations

import io
import json
from argparse import Namespace

import pytest

from simulator.behaviours import BEHAVIOURS
from simulator.commands.schema import run
from simulator.content.keys import key_names
from simulator.content.loading import FORMATS
from simulator.content.schema import described_keys, summary
from simulator.content.walking import model_types
from simulator.errors import UsageError


def schema_of(kind):
    out, err = io.StringIO(), io.StringIO()
    assert run(Namespace(what=kind), out, err) == 0
    assert err.getvalue() == ""
    return json.loads(out.getvalue())


MODELS = [(kind, model) for kind, root in FORMATS.items() for model in model_types(root)]


def part_of(schema, kind, model):
    return schema if model is FORMATS[kind] else schema["$defs"][model.__name__]


@pytest.mark.parametrize(("kind", "model"), MODELS)
def test_every_key_is_there_with_its_help(kind, model):
    part = part_of(schema_of(kind), kind, model)
    assert sorted(part["properties"]) == sorted(key_names(model))
    assert part["additionalProperties"] is False
    assert all(entry["description"] for entry in part["properties"].values())
    assert part["description"] == summary(model)
    assert sorted(described_keys(model)) == sorted(key_names(model))


@pytest.mark.parametrize("kind", FORMATS)
def test_the_head_of_a_schema(kind):
    schema = schema_of(kind)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == f"Empty Chair: {kind}"
    assert schema["properties"]["schema"]["const"] == f"empty-chair/{kind}/1"
    assert {"schema", "id", "version", "title", "language"} <= set(schema["required"])


@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_may_be_null_and_every_reference_leads_somewhere(kind):
    schema = schema_of(kind)

    def walk(value):
        if isinstance(value, dict):
            assert value.get("type") != "null"
            assert not ("default" in value and value["default"] is None)
            if "$ref" in value:
                assert value["$ref"].removeprefix("#/$defs/") in schema["$defs"]
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(schema)


def test_short_forms_are_allowed_as_the_models_allow_them():
    parts = schema_of("scenario")["$defs"]
    behaviour = parts["Condition"]["properties"]["behaviour"]["anyOf"]
    assert behaviour[0]["enum"] == list(BEHAVIOURS)
    assert behaviour[1]["items"]["enum"] == list(BEHAVIOURS)
    assert {"type": "string"}.items() <= parts["Fact"]["properties"]["about"]["anyOf"][0].items()
    assert "pattern" in parts["Condition"]["properties"]["words"]
    assert "not" in parts["Condition"]["properties"]
    assert parts["Condition"]["maxProperties"] == 1


def test_a_format_that_is_not_there():
    with pytest.raises(UsageError, match="there is no format 'recipe'"):
        run(Namespace(what="recipe"), io.StringIO(), io.StringIO())
