"""Where the settings and the password of a Learning Record Store are found."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from simulator.errors import UnavailableError, UsageError

if TYPE_CHECKING:
    from simulator.exporting.settings import Lrs
    from simulator.llm.keys import Secret

KEYRING_NAME = "lrs:{host}"
"""The user name of the keyring's entry; its service is `empty-chair`."""


def lrs_settings() -> Lrs:
    """What the settings file says about a Learning Record Store.

    Raises:
        UsageError: The file cannot be read, or says something that cannot be used.
    """
    from simulator.exporting.settings import TABLE, read_lrs
    from simulator.locations import config_dir
    from simulator.settings import FILE_NAME, read_file

    path = config_dir() / FILE_NAME
    try:
        found = read_file(path).get(TABLE, {})
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{path} cannot be read ({reason}).", "Put the file right first.") from None
    return read_lrs(found)


def password_for(host: str) -> Secret:
    """The password for a store: from the environment, else from the system's keyring.

    Raises:
        UnavailableError: There is none.
    """
    from simulator.exporting.settings import PASSWORD
    from simulator.llm.keys import Keyring, Secret, ask_keyring

    if given := os.environ.get(PASSWORD, ""):
        return Secret(given)
    found, came_to = ask_keyring(KEYRING_NAME.format(host=host))
    if found:
        return Secret(found)
    entry = f"or into the system's keyring: service empty-chair, user name {KEYRING_NAME.format(host=host)}."
    lacking = {
        Keyring.NOT_INSTALLED: 'The keyring needs: pip install "empty-chair[keyring]"',
        Keyring.FAILED: "The keyring could not be asked.",
    }
    raise UnavailableError(
        "There is no password for the Learning Record Store.",
        f"Put it into {PASSWORD}, {entry} {lacking.get(came_to, '')}".strip(),
    )
