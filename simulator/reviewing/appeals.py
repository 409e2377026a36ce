"""Overruling verdicts and disputing them: who may do what, and what is written down.

A decision is made on what is on record at that very moment, and written in the same transaction. Nothing that
was written before is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from simulator.attempt.ledger import AttemptRecord
from simulator.errors import NotFoundError, UsageError
from simulator.records.disputes import (
    RESULTS,
    Decide,
    Decision,
    Dispute,
    DisputeEvent,
    Happening,
    latest,
)
from simulator.reviewing.kept import Judged, judged
from simulator.reviewing.saying import may_dispute, may_overrule, person, reason_given, same_person

if TYPE_CHECKING:  # brings the rubric's model with it
    from simulator.reviewing.contested import Contested


_OWN_DISPUTE = "Nobody decides their own dispute."


class Records(Protocol):
    """The part of the records that is looked at."""

    def attempt(self, attempt: str) -> AttemptRecord:
        """An attempt by its id."""

    def disputes(self, attempts: Sequence[str] | None = None) -> Sequence[Dispute]:
        """The disputes about these attempts."""


class Ledger(Protocol):
    """The part of the records that is written."""

    def review(self, attempt: str, decide: Decide) -> Decision:
        """Let `decide` look at an attempt, and write down what it returns."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person says about a verdict.

    Attributes:
        option: An option's ref_id, `not_applicable` or `not_scored`.
        quote: The agent's words that prove it; None keeps the evidence of the verdict that is changed.
        turn: The turn that they stand in; None for the first that holds them.
    """

    option: str
    quote: str | None = None
    turn: int | None = None


class Appeals:
    """Overrules, disputes and decides; each method returns what was written down.

    All raise `NotFoundError` for an unknown attempt, question or option, `UsageError` for what is not
    allowed, and `UnavailableError` when the records cannot be written.
    """

    def __init__(
        self,
        records: Callable[[], Records],
        ledger: Callable[[], Ledger],
        now: Callable[[], str],
        check: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Make them.

        Args:
            records: Where it is looked.
            ledger: Where it is written.
            now: The time, ISO 8601 in UTC.
            check: Raises `UsageError` for somebody who may not decide on verdicts.
        """
        self._records = records
        self._ledger = ledger
        self._now = now
        self._check = check

    def contested(self, attempt: str, question: str) -> Contested:
        """A verdict with what it rests on; nothing is written."""
        from simulator.reviewing.contested import contested

        form = judged(self._records().attempt(attempt))
        return contested(form, question, latest(self._records().disputes([attempt]), question))

    def overrule(
        self, attempt: str, question: str, ruling: Ruling, reason: str, by: str
    ) -> Mapping[str, Any]:
        """A new evaluation in which the verdict on one question is the person's.

        Nobody overrules a verdict on an own attempt, nor one that they dispute themselves.
        """
        author, why, at = person(by), reason_given(reason), self._now()
        self._check(author)

        def decide(record: AttemptRecord, disputes: Sequence[Dispute]) -> Decision:
            form = judged(record)
            _not_ones_own(record, author, latest(disputes, question))
            return Decision(_amended(form, question, ruling, (author, why, at)))

        return self._ledger().review(attempt, decide).evaluation or {}

    def dispute(self, attempt: str, question: str, reason: str, by: str) -> DisputeEvent:
        """Say that a verdict is wrong, and why. One dispute at a time for each verdict.

        Only the learner whose attempt it is disputes.
        """
        author, why, at = person(by), reason_given(reason), self._now()

        def decide(record: AttemptRecord, disputes: Sequence[Dispute]) -> Decision:
            form = judged(record)
            _known(form, question)
            _ones_own(record, author)
            _may_dispute(form, question, latest(disputes, question))
            return Decision(event=_event(form, question, "opened", author, at, why))

        return self._happened(attempt, decide)

    def resolve(
        self, attempt: str, question: str, result: str, reason: str, by: str, ruling: Ruling | None = None
    ) -> tuple[DisputeEvent, Mapping[str, Any] | None]:
        """Decide a dispute; one that is upheld, wholly or in part, changes the verdict in the same step.

        Nobody decides a dispute of their own, or one on their own attempt.

        Args:
            attempt: The attempt.
            question: The question's ref_id.
            result: `upheld`, `partly_upheld` or `rejected`.
            reason: Why.
            by: Who decides.
            ruling: The new verdict; needed but with `rejected`, which leaves the verdict as it is.
        """
        author, why, at = person(by), reason_given(reason), self._now()
        happening = _result(result, ruling)
        self._check(author)

        def decide(record: AttemptRecord, disputes: Sequence[Dispute]) -> Decision:
            form = judged(record)
            pending = _pending(form, question, disputes)
            if same_person(author, pending.opened.author) or same_person(author, record.header.learner):
                raise UsageError(_OWN_DISPUTE, "Ask another trainer to look at it.")
            if ruling is None and happening != "rejected":
                raise _no_option(form, question, happening)
            changed = None if ruling is None else _amended(form, question, ruling, (author, why, at))
            return Decision(changed, _event(form, question, happening, author, at, why))

        decision = self._ledger().review(attempt, decide)
        assert decision.event is not None
        return decision.event, decision.evaluation

    def withdraw(self, attempt: str, question: str, by: str, reason: str = "") -> DisputeEvent:
        """Take back an own dispute; a reason is welcome and not needed."""
        author, at = person(by), self._now()
        why = reason_given(reason) if reason.strip() else ""

        def decide(record: AttemptRecord, disputes: Sequence[Dispute]) -> Decision:
            form = judged(record)
            pending = _pending(form, question, disputes)
            if not same_person(author, pending.opened.author):
                raise UsageError(f"The dispute is {pending.opened.author}'s, who alone can withdraw it.")
            return Decision(event=_event(form, question, "withdrawn", author, at, why))

        return self._happened(attempt, decide)

    def _happened(self, attempt: str, decide: Decide) -> DisputeEvent:
        event = self._ledger().review(attempt, decide).event
        assert event is not None
        return event


def _ones_own(record: AttemptRecord, author: str) -> None:
    learner = record.header.learner
    if not may_dispute(learner, author):
        raise UsageError(
            f"Only {learner}, whose attempt it is, can dispute its verdicts.",
            "Somebody else overrules them: O in the app, or empty-chair records amend.",
        )


def _not_ones_own(record: AttemptRecord, author: str, dispute: Dispute | None) -> None:
    if dispute is not None and dispute.pending and same_person(author, dispute.opened.author):
        raise UsageError(_OWN_DISPUTE, "Ask another trainer to look at it, or withdraw it.")
    if not may_overrule(record.header.learner, author):
        raise UsageError(
            "Nobody overrules a verdict on their own attempt.", "Dispute it; somebody else decides."
        )


def _amended(form: Judged, question: str, ruling: Ruling, by: tuple[str, str, str]) -> dict[str, Any]:
    from simulator.judging.amending import Amendment, amended, quoted
    from simulator.language.text import clean_text

    author, reason, at = by
    turns = [(turn.speaker, turn.text) for turn in form.record.turns]
    if ruling.turn is not None and ruling.quote is None:
        raise UsageError("A turn is named, but no quote.", "Give the words with --quote.")
    proof = None if ruling.quote is None else quoted(turns, clean_text(ruling.quote), ruling.turn)
    amendment = Amendment(question, ruling.option, author, at, reason, proof)
    level = form.record.header.level
    return amended(form.newest, form.number, form.rubric, level, amendment, form.wording)


def _known(form: Judged, question: str) -> None:
    from simulator.judging.amending import question_named

    question_named(form.rubric, question)


def _may_dispute(form: Judged, question: str, before: Dispute | None) -> None:
    if before is None or (before.closed is not None and before.closed.happening == "withdrawn"):
        return
    if before.pending:
        raise UsageError(
            f"The verdict on {question!r} is disputed already (by {before.opened.author}, "
            f"{before.opened.at[:10]}).",
            "It is waiting for a trainer.",
        )
    if _standing(form, question, before.opened.evaluation) == _standing(form, question, form.number):
        raise UsageError(
            f"The verdict on {question!r} was disputed before, and has not changed since.",
            "Talk to a trainer; they can overrule it.",
        )


def _standing(form: Judged, question: str, number: int) -> str:
    from simulator.judging.amending import standing, verdicts_of

    return standing(verdicts_of(form.record.evaluations[number - 1], form.rubric)[question])


def _pending(form: Judged, question: str, disputes: Sequence[Dispute]) -> Dispute:
    _known(form, question)
    found = latest(disputes, question)
    if found is None:
        raise NotFoundError(f"The verdict on {question!r} is not disputed.", _others(disputes))
    if found.closed is not None:
        raise UsageError(
            f"The dispute of {question!r} is closed: {found.closed.happening.replace('_', ' ')} on "
            f"{found.closed.at[:10]} by {found.closed.author}."
        )
    return found


def _others(disputes: Sequence[Dispute]) -> str:
    waiting = [dispute.question for dispute in disputes if dispute.pending]
    return f"Disputed here: {', '.join(waiting)}" if waiting else "See: empty-chair records disputes"


def _result(result: str, ruling: Ruling | None) -> Happening:
    found = next((known for known in RESULTS if known == result), None)
    if found is None:
        raise UsageError(f"A dispute cannot be {result!r}.", f"It can be: {', '.join(RESULTS)}")
    if found == "rejected" and ruling is not None:
        raise UsageError("A rejected dispute leaves the verdict as it is.", "Leave out the option.")
    return found


def _no_option(form: Judged, question: str, happening: str) -> UsageError:
    """What is missing: to uphold means that the verdict was wrong, so another one has to be named."""
    from simulator.judging.amending import question_named, standings

    now = _standing(form, question, form.number)
    others = [known for known in standings(question_named(form.rubric, question)) if known != now]
    return UsageError(
        f"A dispute that is {happening.replace('_', ' ')} changes the verdict, and no new one is named.",
        f"Give it with --option: {', '.join(others)}. Now it is {now}; to leave it so, reject the dispute.",
    )


def _event(
    form: Judged, question: str, happening: Happening, author: str, at: str, reason: str
) -> DisputeEvent:
    return DisputeEvent(form.record.header.attempt, question, happening, author, at, reason, form.number)
