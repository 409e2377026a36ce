"""The learner's settings: a small TOML file in the configuration folder.

A settings file that cannot be read is reported and never fatal: the defaults stand in.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, fields
from pathlib import Path

from simulator.errors import UnavailableError

LEVELS = ("new_hire", "agent", "manager", "executive")
THEMES = ("dark", "light", "ansi-dark", "ansi-light")
FILE_NAME = "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the learner can set.

    Attributes:
        theme: One of THEMES; the ansi themes take the terminal's own colours.
        typing_pauses: Whether customers pause as if they typed.
        reduced_motion: No animation, no blinking cursor.
        enter_sends: Enter sends and Ctrl+J breaks the line; the other way round when false.
        level: One of LEVELS: for which situations are offered.
    """

    theme: str = "dark"
    typing_pauses: bool = True
    reduced_motion: bool = False
    enter_sends: bool = True
    level: str = "agent"


_CHOICES = {"theme": THEMES, "level": LEVELS}


def load_settings(path: Path) -> tuple[Settings, str]:
    """The settings, and what is wrong with their file (empty when nothing is)."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, UnicodeDecodeError) as error:
        return Settings(), f"{path} cannot be read ({_reason(error)}); the defaults are used."
    import tomllib

    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Settings(), f"{path} is no valid TOML ({error}); the defaults are used."
    values, faults = _checked(found)
    return Settings(**values), f"{path}: {'; '.join(faults)}." if faults else ""  # type: ignore[arg-type]


def _checked(found: dict[str, object]) -> tuple[dict[str, str | bool], list[str]]:
    """The values that can be used, and a fault for each that cannot."""
    values: dict[str, str | bool] = {}
    faults: list[str] = []
    known = {field.name for field in fields(Settings)}
    for key, value in found.items():
        if key not in known:
            faults.append(f"unknown key `{key[:60]}`")
        elif key in _CHOICES and (not isinstance(value, str) or value not in _CHOICES[key]):
            faults.append(f"`{key}` is one of {', '.join(_CHOICES[key])}")
        elif key not in _CHOICES and not isinstance(value, bool):
            faults.append(f"`{key}` is true or false")
        elif isinstance(value, str | bool):
            values[key] = value
    return values, faults


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings; the file is whole at every moment.

    Raises:
        UnavailableError: The file cannot be written.
    """
    text = "".join(f"{field.name} = {_toml(getattr(settings, field.name))}\n" for field in fields(settings))
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise UnavailableError(
            f"The settings could not be saved to {path}: {_reason(error)}.",
            "They hold until you quit. Make the folder writable to keep them.",
        ) from error


def _toml(value: str | bool) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
