"""Conversations with a language model, on the fake simulator."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from simulator.attempt.fairness import fairness_note
from simulator.attempt.ledger import TurnRecord
from tests.fakes.fake_model import FakeModel
from tests.fakes.fake_simulator import FakeSimulator
from tests.tui.harness import REPLIES, press, type_keys, until

QUOTE = "The doors come on Thursday."


def speaking(**given: Any) -> FakeSimulator:
    """A simulator whose customer a language model speaks."""
    return FakeSimulator(speaks=FakeModel(**given))


async def half_way(pilot: Pilot[Any], mode: str = "p") -> None:
    """Into a conversation whose model falls silent in its second message."""
    await press(pilot, "enter", mode)
    pilot.app.screen.composer().text = REPLIES[0]
    await type_keys(pilot, "enter")
    await until(pilot, "At least somebody answers.")


def vote(option: str | None, turn: int = 4, quote: str = QUOTE, void: str | None = None) -> dict[str, Any]:
    return {"option": option, "quote": quote, "turn": turn, "start": 0, "end": len(quote),
            "reason": "A day is named.", "void": void}  # fmt: skip


def read_again(questions: list[dict[str, Any]]) -> dict[str, Any]:
    """What a second reading makes of the fake's form: one taken, one contradicted, one fairness note."""
    owns, date, blame = (dict(question) for question in questions)
    owns |= {
        "needs_review": True,
        "second_reading": {
            "status": "contradicts", "option": "o_part", "rules": {"option": "o_full", "sure": True},
            "votes": [
                vote("o_part", 2, "that was our mistake"), vote("o_part"), vote(None, void="no_option"),
            ],
        },
    }  # fmt: skip
    date |= {
        "option": "o_full", "score": 10, "source": "llm", "feedback": "A day, and a time.",
        "evidence": [{"turn": 4, "quote": QUOTE, "start": 0, "end": len(QUOTE)}],
        "second_reading": {
            "status": "taken", "option": "o_full", "rules": {"option": "o_part", "sure": False},
            "votes": [vote("o_full")] * 3,
        },
    }  # fmt: skip
    turn = TurnRecord(3, "customer", "", "", "scripted-fallback")
    return {
        "percentage": 100.0, "raw_percentage": 100.0, "gaps": [], "questions": [owns, date, blame],
        "fairness": fairness_note([turn], passed=True),
    }  # fmt: skip


async def to_debrief(pilot: Pilot[Any], replies: int = 3) -> None:
    """From home to the debrief; the second reading, where there is one, is still to come."""
    await type_keys(pilot, "enter")
    await until(pilot, "Certify")
    await type_keys(pilot, "p")
    await until(pilot, "Two weeks I cook")
    for reply, answer in zip(REPLIES[:replies], ("At least", "Thursday I", "Alright."), strict=False):
        pilot.app.screen.composer().text = reply
        await type_keys(pilot, "enter")
        await until(pilot, answer)
    await until(pilot, "The conversation is over.")
    await type_keys(pilot, "enter")
    await until(pilot, "What worked")
