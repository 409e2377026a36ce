"""Empty Chair: a training simulator for everyone who answers customers."""

from __future__ import annotations

__version__ = "0.1.0"
