"""What people give with a review, made fit to be kept: who they are, and why."""

from __future__ import annotations

import re

from simulator.errors import UsageError
from simulator.language.text import clean_text

LONGEST_NAME = 100
"""Characters of a person's id."""
LONGEST_REASON = 2_000
"""Characters of a reason."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")


def person(given: str | None) -> str:
    """Who somebody is, on one line.

    Raises:
        UsageError: Nothing is given, or too much.
    """
    found = " ".join(clean_text(given or "").split())
    if not found:
        raise UsageError("It is not said who does this.", "Give your id with --by.")
    if len(found) > LONGEST_NAME:
        raise UsageError(f"An id has at most {LONGEST_NAME} characters; this one has {len(found)}.")
    return found


def same_person(one: str, other: str) -> bool:
    """Whether two ids mean the same person; capitals make no difference."""
    return one.casefold() == other.casefold()


def may_dispute(learner: str, author: str) -> bool:
    """Whether somebody may dispute verdicts on an attempt of this learner: only the learner may."""
    return same_person(learner, author)


def may_overrule(learner: str, author: str) -> bool:
    """Whether somebody may overrule verdicts on an attempt of this learner: everybody but the learner."""
    return not same_person(learner, author)


def reason_given(given: str | None) -> str:
    """A reason.

    Raises:
        UsageError: It is empty, or too long to be read.
    """
    found = clean_text(given or "").strip()
    if not found:
        raise UsageError("The reason is empty.", "Say why in a sentence; it is kept with what you do.")
    if len(found) > LONGEST_REASON:
        raise UsageError(f"A reason has at most {LONGEST_REASON} characters; this one has {len(found)}.")
    return found


def round_name(given: str) -> str:
    """The name of a calibration round.

    Raises:
        UsageError: It is no id.
    """
    found = clean_text(given).strip()
    if not _NAME.fullmatch(found):
        raise UsageError(
            f"{found!r} cannot be the name of a round.",
            "Use at most 60 small letters, digits, dots, dashes and underscores, such as `march-complaints`.",
        )
    return found
