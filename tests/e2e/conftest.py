"""The installed wheel, once for all workers, and a home of its own for every test."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from functools import cache

import pytest

from tests.e2e.conversations import ONE, one_good
from tests.e2e.product import Product, Ran
from tests.e2e.wheel import alone, installed


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """A folder that all workers have together."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def environment(shared):
    """A fresh environment outside the checkout with the wheel in it."""
    return installed(shared / "wheel")


@pytest.fixture(scope="session")
def played(environment, shared):
    """Whole conversations with good replies to measure others by; each is played once for all workers."""
    product = Product(environment, shared / "played")

    @cache
    def play(scenario=ONE, *options):
        kept = product.place / f"{'-'.join((scenario, *options))}.json"
        with alone(kept):
            if not kept.exists():
                ran = product.play(scenario, one_good(scenario).replies, *options)
                kept.write_text(json.dumps(asdict(ran)), encoding="utf-8")
        return Ran(**json.loads(kept.read_text(encoding="utf-8")))

    return play


@pytest.fixture
def product(environment, tmp_path):
    return Product(environment, tmp_path)
