"""The installed wheel, once for all workers, and a home of its own for every test."""

from __future__ import annotations

import os
from functools import cache

import pytest

from tests.e2e.conversations import ONE, one_good
from tests.e2e.product import Product
from tests.e2e.wheel import installed


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """A fresh environment outside the checkout with the wheel in it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return installed(shared / "wheel")


@pytest.fixture(scope="session")
def played(environment, tmp_path_factory):
    """Whole conversations with good replies to measure others by; each is played once a worker."""
    product = Product(environment, tmp_path_factory.mktemp("played"))

    @cache
    def play(scenario=ONE, *options):
        return product.play(scenario, one_good(scenario).replies, *options)

    return play


@pytest.fixture
def product(environment, tmp_path):
    return Product(environment, tmp_path)
