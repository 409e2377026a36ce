"""What the settings say about evidence: how long words are kept, and where the keys are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.records.chain.retention import Retention

TABLE = "evidence"
VARIABLE = "EMPTY_CHAIR_SIGNING_KEY"
_PLACES = ("signing_key", "public_keys")


@dataclass(frozen=True, slots=True)
class EvidenceSettings:
    """What is set.

    Attributes:
        retention: How long words are kept.
        signing_key: The file of the private key.
        public_keys: The file of the public keys.
    """

    retention: Retention
    signing_key: Path
    public_keys: Path


def evidence_settings(data: Path, settings: Path | None = None) -> EvidenceSettings:
    """The settings; the environment goes before the file.

    Args:
        data: The data folder, beside whose records the public keys lie unless another place is named.
        settings: The settings file; the one at the platform's place when not given.

    Raises:
        UsageError: The file cannot be read, or says something that cannot be used.
    """
    from simulator.locations import config_dir
    from simulator.records.chain.keys import PRIVATE_NAME, PUBLIC_NAME
    from simulator.settings import FILE_NAME

    table = dict(_table(settings or config_dir() / FILE_NAME))
    named = {name: table.pop(name, None) for name in _PLACES}
    private = os.environ.get(VARIABLE, "").strip() or named["signing_key"]
    return EvidenceSettings(
        _retention(table),
        _place(private, "signing_key") or config_dir() / PRIVATE_NAME,
        _place(named["public_keys"], "public_keys") or data / PUBLIC_NAME,
    )


def check_table(table: object) -> None:
    """See that the table of the settings file can be used.

    Raises:
        UsageError: It cannot, and why.
    """
    if not isinstance(table, Mapping):
        raise UsageError(f"`{TABLE}` is a table.", f"Write it as [{TABLE}].")
    for name in _PLACES:
        _place(table.get(name), name)
    _retention({key: value for key, value in table.items() if key not in _PLACES})


def _table(path: Path) -> Mapping[str, object]:
    """The table of the settings file; empty where there is none."""
    from simulator.settings import read_file

    try:
        found = read_file(path).get(TABLE, {})
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(
            f"{path} cannot be read ({reason}), so nobody knows how long words are to be kept.",
            "Put the file right first.",
        ) from None
    check_table(found)
    return dict(found)


def _retention(table: Mapping[str, object]) -> Retention:
    from simulator.records.chain.retention import read_retention

    return read_retention(table)


def _place(given: object, name: str) -> Path | None:
    if given is None or given == "":
        return None
    if not isinstance(given, str):
        raise UsageError(f"[{TABLE}] `{name}` is the place of a file.", f'Write it as {name} = "/…/key.pem".')
    return Path(given).expanduser()
