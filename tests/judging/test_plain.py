"""A rubric as plain objects says what the rubric says."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

import pytest
from pydantic import BaseModel

from simulator.judging.plain import plainly
from tests.judging.shipped import RUBRICS, rubric


def same(model: object, plain: object) -> bool:
    if isinstance(model, list):
        return len(model) == len(plain) and all(map(same, model, plain))
    if not isinstance(model, BaseModel):
        return model == plain
    worked_out = [name for name, member in vars(type(model)).items() if isinstance(member, cached_property)]
    names = [*type(model).model_fields, *worked_out]
    return not isinstance(plain, BaseModel) and all(
        same(getattr(model, name), getattr(plain, name)) for name in names
    )


@pytest.mark.parametrize("name", RUBRICS)
def test_every_field_is_the_same(name):
    assert same(rubric(name), plainly(rubric(name)))


def test_the_default_is_one_of_the_options():
    for section in plainly(rubric("complaint")).sections:
        for question in section.questions:
            assert any(question.default is option for option in question.options)


def test_rubrics_of_one_kind_share_their_shape():
    first, second = (plainly(rubric(name)) for name in RUBRICS[:2])
    assert type(first) is type(second)
    assert not hasattr(first, "__dict__")
    assert all(type(a) is type(b) for a, b in pairwise(first.sections))
