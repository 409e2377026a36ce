"""What tests of the commands share: how `agreement` is called, and endpoints on this machine."""

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


@pytest.fixture
def no_proxies(monkeypatch):
    """An endpoint on this machine is asked itself, whatever proxy is set."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
