"""The command `agreement`, called as its tests call it."""

from __future__ import annotations

from functools import partial

import pytest

from tests.commands.agreeing import called, three_files, written


@pytest.fixture
def call(capsys):
    return partial(called, capsys)


@pytest.fixture
def write(tmp_path):
    return partial(written, tmp_path)


@pytest.fixture
def three(tmp_path):
    return three_files(tmp_path)
