"""The settings: a small TOML file in the configuration folder.

The learner's own are flat; a table `[language_model]` stands beside them, which only people edit (what it
may hold is told by `simulator.llm.settings`). A file that cannot be read is reported and never fatal: the
defaults stand in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from simulator.errors import UnavailableError, UsageError
from simulator.levels import LEVELS
from simulator.whole_file import write_whole
from simulator.wording import LANGUAGES

CUSTOMERS = ("scripted", "llm")
DIRECTIONS = ("terminal", "visual")
THEMES = ("dark", "light", "ansi-dark", "ansi-light")
FILE_NAME = "settings.toml"
TABLE = "language_model"
EVIDENCE = "evidence"
"""How long words are kept, and where keys are; `simulator.evidence_settings` reads it."""
LRS = "lrs"
"""A Learning Record Store to push to; `simulator.exporting.settings` reads it."""
DATABASE = "database"
"""Where the records are, if not in the data folder; `simulator.database_setting` reads it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the learner can set.

    Attributes:
        theme: One of THEMES; the ansi themes take the terminal's own colours.
        typing_pauses: Whether customers pause as if they typed.
        reduced_motion: No animation, no blinking cursor.
        enter_sends: Enter sends and Ctrl+J breaks the line; the other way round when false.
        level: One of LEVELS: for which situations are offered to those who have and chose none.
        customer: One of CUSTOMERS: whether the author's lines or a language model speak at first.
        language: One of LANGUAGES: in which the app itself speaks; scenarios have languages of their own.
        right_to_left: One of DIRECTIONS: whether the terminal shapes Persian, or the app does for display.
    """

    theme: str = "dark"
    typing_pauses: bool = True
    reduced_motion: bool = False
    enter_sends: bool = True
    level: str = "agent"
    customer: str = "scripted"
    language: str = "en"
    right_to_left: str = "terminal"


_CHOICES = {
    "theme": THEMES,
    "level": LEVELS,
    "customer": CUSTOMERS,
    "language": tuple(LANGUAGES),
    "right_to_left": DIRECTIONS,
}


def read_file(path: Path) -> dict[str, Any]:
    """The whole file, unchecked; empty where there is none.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no UTF-8, or no valid TOML.
        RecursionError: It is nested too deep.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    import tomllib

    return tomllib.loads(text)


def load_settings(path: Path) -> tuple[Settings, str]:
    """The learner's settings, and what is wrong with their file (empty when nothing is).

    The table about language models is looked at too, so that a slip in it is told; nothing of it is used.
    """
    try:
        found = read_file(path)
    except (OSError, UnicodeDecodeError) as error:
        return Settings(), f"{path} cannot be read ({_reason(error)}); the defaults are used."
    except (ValueError, RecursionError) as error:
        return Settings(), f"{path} is no valid TOML ({error}); the defaults are used."
    table, database = found.pop(TABLE, None), found.pop(DATABASE, "")
    evidence, lrs = found.pop(EVIDENCE, None), found.pop(LRS, None)
    values, faults = _checked(found)
    if not isinstance(database, str):
        faults.append(f"`{DATABASE}` is a text")
    faults += _faults_of_table(table) + _faults_of_evidence(evidence) + _faults_of_lrs(lrs)
    return Settings(**values), f"{path}: {_ended('; '.join(faults))}" if faults else ""  # type: ignore[arg-type]


def _checked(found: dict[str, object]) -> tuple[dict[str, str | bool], list[str]]:
    """The values that can be used, and a fault for each that cannot."""
    values: dict[str, str | bool] = {}
    faults: list[str] = []
    known = {field.name for field in fields(Settings)}
    for key, value in found.items():
        if key not in known:
            faults.append(_unknown(key))
        elif key in _CHOICES and (not isinstance(value, str) or value not in _CHOICES[key]):
            faults.append(f"`{key}` is one of {', '.join(_CHOICES[key])}")
        elif key not in _CHOICES and not isinstance(value, bool):
            faults.append(f"`{key}` is true or false")
        elif isinstance(value, str | bool):
            values[key] = value
    return values, faults


def _unknown(key: str) -> str:
    from simulator.llm.settings import is_key, no_key_here

    return _one_part(no_key_here()) if is_key(key) else f"unknown key `{key[:60]}`"


def _faults_of_table(table: object) -> list[str]:
    """The first fault of the table about language models."""
    if table is None:
        return []
    if not isinstance(table, Mapping):
        return [f"`{TABLE}` is a table: [{TABLE}]"]
    from simulator.llm.endpoint import read_endpoint
    from simulator.llm.settings import read_use

    try:
        read_endpoint({}, table)
        read_use(table)
    except UsageError as error:
        return [_one_part(error)]
    return []


def _faults_of_evidence(table: object) -> list[str]:
    """The first fault of the table about evidence."""
    if table is None:
        return []
    from simulator.evidence_settings import check_table

    try:
        check_table(table)
    except UsageError as error:
        return [_one_part(error)]
    return []


def _faults_of_lrs(table: object) -> list[str]:
    """The first fault of the table about a Learning Record Store."""
    if table is None:
        return []
    from simulator.exporting.settings import read_lrs

    try:
        read_lrs(table)
    except UsageError as error:
        return [_one_part(error)]
    return []


def _one_part(error: UsageError) -> str:
    """An error as one part of a longer sentence."""
    return " ".join(part for part in (error.message, error.hint) if part).removesuffix(".")


def _ended(text: str) -> str:
    """A sentence with one sign at its end."""
    return text if text.endswith((".", "?")) else f"{text}."


def save_settings(path: Path, settings: Settings) -> None:
    """Write the learner's settings; the file is whole at every moment, and its tables stay as they are.

    Raises:
        UnavailableError: The file cannot be written, or what stands in it beside the learner's settings would
            be lost, because it is no valid TOML.
    """
    text = "".join(f"{field.name} = {_toml(getattr(settings, field.name))}\n" for field in fields(settings))
    try:
        text += _kept_database(path)
        text += _kept(path, text)
        write_whole(path, text)
    except OSError as error:
        raise UnavailableError(
            f"The settings could not be saved to {path}: {_reason(error)}.",
            "They hold until you quit. Make the folder writable to keep them.",
        ) from error


def _kept_database(path: Path) -> str:
    """The line of the old file that names the database of the records, which the app does not set."""
    try:
        old = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        return ""
    if DATABASE.encode() not in old:
        return ""
    import json

    try:
        found = read_file(path).get(DATABASE)
    except (ValueError, RecursionError):
        raise UnavailableError(
            f"The settings were not saved: {path} has a fault, and the database that it names would be lost.",
            "They hold until you quit. Put the file right first.",
        ) from None
    return f"{DATABASE} = {json.dumps(found)}\n" if isinstance(found, str) else ""


def _kept(path: Path, learners: str) -> str:
    """What stands in the old file and has to stay, to be written behind the learner's settings."""
    try:
        old = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        return ""
    there = [name for name in (TABLE, EVIDENCE, LRS) if name.encode() in old]
    if not there:
        return ""
    from simulator.settings_table import Unkeepable, kept_table

    try:
        return next(filter(None, (kept_table(old, name, learners) for name in there)), "")
    except Unkeepable as error:
        raise UnavailableError(
            f"The settings were not saved: {path} has a fault, and what it says about language models would "
            "be lost.",
            f"They hold until you quit. Put the file right first: {error}.",
        ) from None


def _toml(value: str | bool) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
