"""Calibration rounds: making one, filling its form blind, closing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from simulator.attempt.ledger import ContentSnapshot
from simulator.content.nearest import nearest
from simulator.errors import NotFoundError, UnavailableError, UsageError
from simulator.records.rounds import Round, RoundEntry, RoundItem
from simulator.reviewing.kept import rubric_in
from simulator.reviewing.saying import person, round_name
from simulator.reviewing.sheet import JUDGE, Sheet

if TYPE_CHECKING:
    from simulator.content.loading import Loaded
    from simulator.content.rubric import Rubric


class Records(Protocol):
    """The part of the records that is looked at."""

    def round(self, name: str) -> Round:
        """A round by its name."""

    def rounds(self) -> tuple[Round, ...]:
        """All rounds, the newest first."""


class Ledger(Protocol):
    """The part of the records that is written."""

    def open_round(self, made: Round) -> None:
        """Write down that a round begins."""

    def enter(self, name: str, decide: Callable[[Round], Sequence[RoundEntry]]) -> Round:
        """Write down entries of a round."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rater says: the conversation, the question's ref_id, and one of the question's `standings`."""

    item: str
    question: str
    option: str


class Rounds:
    """The calibration rounds on record.

    All methods raise `UnavailableError` when the records cannot be used, and those that name a round
    `NotFoundError` when there is none of this name.
    """

    def __init__(
        self, records: Callable[[], Records], ledger: Callable[[], Ledger], now: Callable[[], str]
    ) -> None:
        self._records = records
        self._ledger = ledger
        self._now = now

    def make(
        self,
        name: str,
        rubric: Loaded[Rubric],
        items: Sequence[RoundItem],
        raters: Sequence[str],
        level: str,
        by: str,
    ) -> Sheet:
        """Begin a round.

        Raises:
            UsageError: The name is no id or is taken, or raters or conversations are missing or double.
        """
        model = rubric.model
        made = Round(
            name=round_name(name),
            rubric=ContentSnapshot("rubric", model.id, model.version, rubric.sha256, rubric.source),
            level=level,
            raters=_raters(raters),
            author=person(by),
            at=self._now(),
            items=_items(items),
        )
        self._ledger().open_round(made)
        return Sheet(made, model)

    def sheet(self, name: str) -> Sheet:
        """A round with its form."""
        return _sheet(self._records().round(name))

    def every(self) -> tuple[Round, ...]:
        """All rounds, the newest first."""
        return self._records().rounds()

    def of(self, rater: str) -> tuple[Sheet, ...]:
        """The rounds in which somebody is a rater, the newest first.

        One whose rubric this version cannot read is left out; `sheet` tells of it.
        """
        mine = [found for found in self.every() if rater in found.raters]
        return tuple(sheet for sheet in map(_readable, mine) if sheet is not None)

    def waiting_for(self, rater: str) -> tuple[Sheet, ...]:
        """The rounds in which somebody has still something to answer, the newest first."""
        return tuple(sheet for sheet in self.of(rater) if sheet.waits_for(rater))

    def answer(self, name: str, by: str, answers: Sequence[Answer]) -> Sheet:
        """Enter answers, all or none; of two to the same question the later counts.

        Raises:
            NotFoundError: A conversation, question or option that the round does not have.
            UsageError: Somebody who is no rater of it, or a round that is blind no more.
        """
        author, at = person(by), self._now()

        def decide(found: Round) -> Sequence[RoundEntry]:
            sheet = _sheet(found)
            check_rater(sheet, author)
            return [_entry(sheet, answer, author, at) for answer in answers]

        return _sheet(self._ledger().enter(name, decide))

    def close(self, name: str, by: str) -> Sheet:
        """Show the answers before everybody is done; nothing can be answered any more.

        Raises:
            UsageError: They are shown already.
        """
        author, at = person(by), self._now()

        def decide(found: Round) -> Sequence[RoundEntry]:
            if _sheet(found).revealed:
                raise UsageError(f"The round {found.name!r} is over already.", f"See: {_SHOW} {found.name}")
            return [RoundEntry("closed", author, at)]

        return _sheet(self._ledger().enter(name, decide))


_SHOW = "empty-chair calibrate show"


def check_rater(sheet: Sheet, rater: str) -> None:
    """Nothing, when somebody may still answer.

    Raises:
        UsageError: They are no rater of the round, or it is blind no more.
    """
    name, raters = sheet.round.name, sheet.round.raters
    if rater not in raters:
        raise UsageError(f"{rater!r} is no rater of the round {name!r}.", f"Raters: {', '.join(raters)}")
    if sheet.revealed:
        raise UsageError(f"The round {name!r} is over: the answers have been shown.", f"See: {_SHOW} {name}")


def check_answer(sheet: Sheet, answer: Answer) -> None:
    """Nothing, when the round has such a conversation, question and option.

    Raises:
        NotFoundError: It has not; the nearest is named.
        UsageError: The question always applies.
    """
    from simulator.judging.amending import check_option

    _known("conversation", answer.item, [item.id for item in sheet.round.items])
    _known("question", answer.question, [question.ref_id for question in sheet.questions])
    check_option(sheet.question(answer.question), answer.option)


def _known(what: str, given: str, known: Sequence[str]) -> None:
    if given not in known:
        near = nearest(given, known)
        hint = f"Did you mean {near}?" if near else f"It has: {', '.join(known)}"
        raise NotFoundError(f"The round has no {what} {given!r}.", hint)


def _entry(sheet: Sheet, answer: Answer, author: str, at: str) -> RoundEntry:
    check_answer(sheet, answer)
    return RoundEntry("answer", author, at, answer.item, answer.question, answer.option)


def _sheet(found: Round) -> Sheet:
    return Sheet(found, rubric_in(found.rubric))


def _readable(found: Round) -> Sheet | None:
    try:
        return _sheet(found)
    except UnavailableError:
        return None


def _raters(given: Sequence[str]) -> tuple[str, ...]:
    found = [person(rater) for rater in given]
    twice = [rater for rater in found if found.count(rater) > 1]
    if not found:
        raise UsageError("A round needs raters.", "Name them: --raters ana,ben")
    if twice:
        raise UsageError(f"The rater {twice[0]!r} is named twice.")
    if JUDGE in found:
        raise UsageError(f"{JUDGE!r} is the judge's own name in a round.", "Give the rater another id.")
    return tuple(found)


def _items(given: Sequence[RoundItem]) -> tuple[RoundItem, ...]:
    keys = [item.id for item in given]
    twice = [key for key in keys if keys.count(key) > 1]
    if not keys:
        raise UsageError("A round needs conversations.", "Give --transcripts FILE or --attempts A,B.")
    if twice:
        raise UsageError(f"Two conversations have the id {twice[0]!r}.", "Give each an id of its own.")
    return tuple(given)
