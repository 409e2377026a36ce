"""Waiting for a language model: what is told meanwhile, and how the wait is cut short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from simulator.tui.ports import Attempt
from simulator.wording import N_, _

PATIENCE_SECONDS = 3.0
"""After so long without a word the learner is told how to go on."""
STILL = N_("Still waiting for the model. Enter: go on without it.")
GOING_ON = N_("Going on without the model …")


class Timer(Protocol):
    """Something that will happen, unless it is stopped."""

    def stop(self) -> None:
        """Let it not happen."""


class ModelWait:
    """From a reply until the customer's message is whole, while a language model speaks."""

    def __init__(
        self,
        after: Callable[[float, Callable[[], None]], Timer],
        tell: Callable[[str], None],
        typing: Callable[[bool], None],
    ) -> None:
        """Make one that waits for nothing.

        Args:
            after: Does something after so many seconds.
            tell: Shows a line of state.
            typing: Shows whether the customer is typing.
        """
        self._after = after
        self._tell = tell
        self._typing = typing
        self._attempt: Attempt | None = None
        self._timer: Timer | None = None
        self._hurried = False

    @property
    def waiting(self) -> bool:
        """Whether a model is being waited for."""
        return self._attempt is not None

    @property
    def can_be_hurried(self) -> bool:
        """Whether a model is being waited for, and nobody has asked to go on without it."""
        return self.waiting and not self._hurried

    def begin(self, attempt: Attempt) -> None:
        """Something is due from the customer; where no model speaks, that is no wait."""
        self.end()
        if attempt.header.customer == "llm":
            self._attempt, self._hurried = attempt, False
            self._typing(True)
            self._watch()

    def heard(self) -> None:
        """A part of the message came."""
        if self.waiting:
            self._typing(False)
            self._watch()

    def end(self) -> None:
        """The message is whole, or will not come."""
        self._attempt = None
        self._stop()

    def hurry(self) -> bool:
        """Wait no longer; true the first time, so that the same key can mean another thing after it."""
        if self._attempt is None:
            return False
        first, self._hurried = not self._hurried, True
        self._stop()
        self._tell(_(GOING_ON))
        self._attempt.hurry()
        return first

    def _watch(self) -> None:
        self._stop()
        if not self._hurried:
            self._timer = self._after(PATIENCE_SECONDS, self._lose_patience)

    def _lose_patience(self) -> None:
        if self.waiting:
            self._tell(_(STILL))

    def _stop(self) -> None:
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.stop()
