"""What stands behind a situation's name in the history: what is special about it, and whose it is. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual.content import Content

from simulator.attempt.ledger import AttemptSummary
from simulator.tui.voices import MODEL
from simulator.tui.widgets.plain import fitted
from simulator.wording import N_, _

NAME = 24
"""Cells that the situation's name keeps at least, where the column has so many."""
_LEAST = 4
"""Cells that the marks keep in a column that is narrower than a name."""
_LEARNER = 8
_DISPUTED, _CERTIFIED = "disputed", "certification"
_LETTERS = {_DISPUTED: "D", MODEL: "M", _CERTIFIED: "C"}
_MEANINGS = {_DISPUTED: N_("disputed"), MODEL: N_("a language model spoke"), _CERTIFIED: N_("certification")}


class Marks:
    """The marks of a list of attempts, in words where all of them have room for words, else in letters."""

    def __init__(
        self,
        attempts: Sequence[AttemptSummary],
        disputed: Collection[str],
        *,
        shared: bool = False,
        modes: bool = True,
        width: int = NAME,
    ) -> None:
        """Fit the marks.

        Args:
            attempts: The attempts that are listed.
            disputed: The ids of those of which a verdict is disputed.
            shared: Whether they are attempts of several learners, who are then named.
            modes: Whether a certification is marked; not where the modes have a column of their own.
            width: The cells that name and marks share.
        """
        self._disputed = disputed
        self._shared = shared
        self._modes = modes
        self._width = width
        widest = max((len(self._in_words(one)) for one in attempts), default=0)
        self._in_letters = NAME + 1 + widest > width
        self._used = {mark for one in attempts for mark in self._of(one)}

    @property
    def legend(self) -> str:
        """What the letters mean; empty where there are none."""
        used = [mark for mark in _LETTERS if mark in self._used] if self._in_letters else []
        return "   ".join(f"{_LETTERS[mark]} {_(_MEANINGS[mark])}" for mark in used)

    def beside(self, attempt: AttemptSummary) -> Content:
        """The situation's name and behind it the marks, in exactly the column's width."""
        told = self._letters(attempt) if self._in_letters else self._in_words(attempt)
        if not told:
            return Content(fitted(attempt.scenario_title, self._width))
        room = max(self._width - len(told) - 1, min(NAME, self._width - _LEAST))
        title = fitted(attempt.scenario_title, room)
        return Content.assemble(title, " ", (fitted(told, self._width - room - 1), "$warning"))

    def _of(self, attempt: AttemptSummary) -> list[str]:
        marks = [_DISPUTED] if attempt.attempt in self._disputed else []
        marks += [MODEL] if getattr(attempt, "customer", "") == "llm" else []
        return [*marks, _CERTIFIED] if self._modes and attempt.mode == "certify" else marks

    def _in_words(self, attempt: AttemptSummary) -> str:
        return " ".join((*self._of(attempt), *self._learner(attempt)))

    def _letters(self, attempt: AttemptSummary) -> str:
        letters = "".join(_LETTERS[mark] for mark in self._of(attempt))
        return " ".join(part for part in (letters, *self._learner(attempt)) if part)

    def _learner(self, attempt: AttemptSummary) -> list[str]:
        return [fitted(attempt.learner, _LEARNER).rstrip()] if self._shared else []
