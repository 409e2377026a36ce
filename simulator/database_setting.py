"""Which database holds the records: the environment says, else the settings file, else the data folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.records.address import Where

VARIABLE = "EMPTY_CHAIR_DATABASE"
KEY = "database"


def records_at(data: Path, settings: Path | None = None) -> Where:
    """Where the records are. Nothing is opened or created.

    Args:
        data: The data folder, which holds them in a file unless a database is named.
        settings: The settings file; the one at the platform's place when not given.

    Raises:
        UsageError: What was named cannot be used, or the settings file names a database and cannot be read.
            No message repeats it, because of the password.
    """
    named = os.environ.get(VARIABLE, "").strip() or _in_settings(settings or _usual_settings())
    if not named:
        return data
    from simulator.records.address import read_address

    return read_address(named)


def _usual_settings() -> Path:
    from simulator.locations import config_dir
    from simulator.settings import FILE_NAME

    return config_dir() / FILE_NAME


def _in_settings(path: Path) -> str:
    """The database that the settings file names, or an empty text.

    A file that cannot be read is passed over, as everywhere; but not when it may name a database, for then
    records would silently go to another place.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return ""
    if KEY.encode() not in content:
        return ""
    from simulator.settings import read_file

    try:
        found = read_file(path).get(KEY, "")
    except (OSError, ValueError, RecursionError):
        raise UsageError(
            f"{path} seems to name a database for the records, but it is no valid TOML.",
            "Put the file right; until then nothing is put on record.",
        ) from None
    if not isinstance(found, str):
        raise UsageError(f"{path}: `{KEY}` is a text.", f'Write it as {KEY} = "postgresql+psycopg://…".')
    return found.strip()
