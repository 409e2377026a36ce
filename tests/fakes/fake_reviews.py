"""Disputes and rounds without a database, for the app's tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from simulator.attempt.ledger import ContentSnapshot
from simulator.content.rubric import Rubric
from simulator.errors import EmptyChairError, UsageError
from simulator.records.disputes import DisputeEvent, disputes_in, latest
from simulator.records.rounds import Round, RoundEntry, RoundItem
from simulator.reviewing.contested import Choice, Contested
from simulator.reviewing.sheet import Sheet

AT = "2026-05-04T10:00:00.000Z"
CHOICES = (
    Choice("o_full", "Fully, and in time", 10),
    Choice("o_part", "In part", 5),
    Choice("o_none", "Not at all", 0),
    Choice("not_scored", "Cannot be judged from what is written", None),
)


@dataclass
class FakeDisputes:
    """The part of a ledger that knows disputes."""

    events: list[DisputeEvent] = field(default_factory=list)

    def disputes(self, attempts: Sequence[str] | None = None) -> list[Any]:
        return [one for one in disputes_in(self.events) if attempts is None or one.attempt in attempts]


@dataclass
class FakeAppeals:
    """Writes into the fake ledger; `failing` of the ledger makes it fail."""

    ledger: Any

    def contested(self, attempt: str, question: str) -> Contested:
        newest = self.ledger.records[attempt].evaluations[-1]
        verdict = next(item for item in newest["questions"] if item["ref_id"] == question)
        return Contested(
            question, verdict["title"], "A day and a time, in the reply that offers the remedy.",
            verdict["option"] or verdict["status"], CHOICES,
            tuple((proof["turn"], proof["quote"]) for proof in verdict["evidence"]),
            "The doors come on Thursday between four and six.", 10,
            latest([one for one in self.ledger.disputes([attempt]) if one.pending], question),
        )  # fmt: skip

    def dispute(self, attempt: str, question: str, reason: str, by: str) -> None:
        self._event(attempt, question, "opened", by, reason)

    def withdraw(self, attempt: str, question: str, by: str, reason: str = "") -> None:
        self._event(attempt, question, "withdrawn", by, reason)

    def overrule(self, attempt: str, question: str, ruling: Any, reason: str, by: str) -> None:
        if self.ledger.failing is not None:
            raise self.ledger.failing
        record = self.ledger.records[attempt]
        newest = record.evaluations[-1]
        before = next(item for item in newest["questions"] if item["ref_id"] == question)
        if before["option"] == ruling.option:
            raise UsageError("The verdict says that already.")
        score = next(choice.score for choice in CHOICES if choice.key == ruling.option)
        after = {**before, "option": ruling.option, "score": score, "source": "human"}
        amended = {
            "question": question, "from": before["option"], "to": ruling.option, "by": by, "at": AT,
            "reason": reason, "of": len(record.evaluations),
        }  # fmt: skip
        questions = [after if item is before else item for item in newest["questions"]]
        form = {**newest, "questions": questions, "percentage": 90.0, "amended": amended}
        self.ledger.records[attempt] = replace(record, evaluations=(*record.evaluations, form))

    def resolve(
        self, attempt: str, question: str, result: str, reason: str, by: str, ruling: Any = None
    ) -> None:
        if ruling is not None:
            self.overrule(attempt, question, ruling, reason, by)
        self._event(attempt, question, result, by, reason)

    def _event(self, attempt: str, question: str, happening: Any, by: str, reason: str) -> None:
        if self.ledger.failing is not None:
            raise self.ledger.failing
        self.ledger.events.append(DisputeEvent(attempt, question, happening, by, AT, reason, 1))


@dataclass
class FakeRounds:
    """Rounds in a list."""

    held: list[Sheet] = field(default_factory=list)
    failing: EmptyChairError | None = None

    def of(self, rater: str) -> list[Sheet]:
        return [sheet for sheet in self.held if rater in sheet.round.raters]

    def sheet(self, name: str) -> Sheet:
        return next(sheet for sheet in self.held if sheet.round.name == name)

    def answer(self, name: str, by: str, answers: Sequence[Any]) -> Sheet:
        if self.failing is not None:
            raise self.failing
        old = self.sheet(name)
        new = [RoundEntry("answer", by, AT, one.item, one.question, one.option) for one in answers]
        sheet = replace(old, round=replace(old.round, entries=(*old.round.entries, *new)))
        self.held[self.held.index(old)] = sheet
        return sheet


def make_rubric() -> Rubric:
    """Two questions; one of them does not always apply."""

    def question(ref_id: str, title: str, **more: Any) -> dict[str, Any]:
        seen = {"seen": {"behaviour": "apologises"}}
        return {
            "ref_id": ref_id,
            "title": title,
            "options": [
                {"ref_id": "o_full", "text": "Fully, and in time", "score": 10, "when": seen},
                {"ref_id": "o_part", "text": "In part", "score": 5, "when": {"not": seen}},
                {"ref_id": "o_none", "text": "Not at all", "score": 0},
            ],
            "feedback": {"met": "Met.", "missed": "Missed.", "better": "Better."},
            **more,
        }

    questions = [
        question("owns", "Owns what went wrong", instructions="The fault is named as ours, in plain words."),
        question("date", "Gives a day to count on", applies={"answered": ">= 0"}),
    ]
    return Rubric.model_validate(
        {
            "schema": "empty-chair/rubric/1", "id": "small", "version": 3, "title": "Small", "language": "en",
            "description": "A small rubric.", "mastery_score": 0.8,
            "sections": [{"ref_id": "s1", "title": "Only one", "weight": 100, "questions": questions}],
        }
    )  # fmt: skip


def make_sheet(name: str = "march", raters: Sequence[str] = ("sam", "ben"), items: int = 2) -> Sheet:
    """A round in which nobody has answered; the judge says `o_full` and that the second does not apply."""
    form = {
        "questions": [
            {"ref_id": "owns", "option": "o_full", "status": "scored"},
            {"ref_id": "date", "option": None, "status": "not_applicable"},
        ]
    }
    said = (
        ("customer", "Two weeks I cook on the floor. Where are the doors?"),
        ("agent", "I am sorry, that was our mistake. They come on Thursday."),
    )
    made = Round(
        name, ContentSnapshot("rubric", "small", 3, "0" * 64, ""), "agent", tuple(raters), "lead", AT,
        tuple(RoundItem(f"t{number}", said, form) for number in range(1, items + 1)),
    )  # fmt: skip
    return Sheet(made, make_rubric())
