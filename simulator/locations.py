"""Where the library, the records, the settings and the cache are. Asking creates nothing."""

from __future__ import annotations

import os
from pathlib import Path

APP = "empty-chair"


def library_dir(given: str | None = None) -> Path:
    """The folder that holds `scenarios/` and `rubrics/`.

    The argument, else `EMPTY_CHAIR_LIBRARY`, else the checkout that the package is in, else the library
    inside the installed package.
    """
    chosen = _chosen(given, "EMPTY_CHAIR_LIBRARY")
    if chosen is not None:
        return chosen
    from simulator.content.files import is_library

    package = Path(__file__).resolve().parent
    checkout = package.parent
    return checkout if is_library(checkout) else package / "library"


def data_dir(given: str | None = None) -> Path:
    """The folder of the records: the argument, else `EMPTY_CHAIR_DATA`, else the platform's place."""
    chosen = _chosen(given, "EMPTY_CHAIR_DATA")
    if chosen is not None:
        return chosen
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def config_dir() -> Path:
    """The folder of the settings, at the platform's place."""
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)


def cache_dir() -> Path:
    """The folder for what can be made again, at the platform's place."""
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False)


def _chosen(given: str | None, variable: str) -> Path | None:
    """The argument, else the environment variable; blank counts as not given."""
    for text in (given, os.environ.get(variable)):
        if text and text.strip():
            return _expanded(Path(text.strip()))
    return None


def _expanded(path: Path) -> Path:
    """With `~` as the home folder; left as it is where there is none, so that the message names it."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path
