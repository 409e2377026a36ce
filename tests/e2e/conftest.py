"""The installed wheel, once for all workers, and a home of its own for every test."""

from __future__ import annotations

import os

import pytest

from tests.e2e.product import Product
from tests.e2e.wheel import installed


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """A fresh environment outside the checkout with the wheel in it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return installed(shared / "wheel")


@pytest.fixture
def product(environment, tmp_path):
    return Product(environment, tmp_path)
