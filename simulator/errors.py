"""The exceptions that reach people.

::

    EmptyChairError            message, hint, exit status
    ├── UsageError             wrong use or unreadable input            exit 2
    ├── ContentError           faults in files that trainers write      exit 1
    ├── NotFoundError          no such scenario, rubric, attempt        exit 2
    └── UnavailableError       something needed is not there            exit 3

Every front end shows `message` and, when there is one, `hint`; none of them shows a traceback.
"""

from __future__ import annotations


class EmptyChairError(Exception):
    """What is wrong, and what to do about it.

    Attributes:
        message: One sentence that says what is wrong and where.
        hint: What the person can do, or an empty string.
        exit_status: The status that the command line ends with.
    """

    exit_status = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(EmptyChairError):
    """Wrong use of a command, or input that cannot be read."""


class NotFoundError(EmptyChairError):
    """A scenario, persona, rubric or attempt that does not exist; the hint names the nearest."""


class ContentError(EmptyChairError):
    """Faults in content files; the message holds every one, a line each."""

    exit_status = 1


class UnavailableError(EmptyChairError):
    """Something needed is unavailable: the disk, the database, a terminal."""

    exit_status = 3
