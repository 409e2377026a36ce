from __future__ import annotations

import pytest
import yaml

from simulator.content import yamlcomposing


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def every_loader(request, monkeypatch):
    """Everything holds with libyaml and without it."""
    loader = getattr(yaml, request.param, None)
    if loader is None:
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(yamlcomposing, "event_loader", lambda: loader)
