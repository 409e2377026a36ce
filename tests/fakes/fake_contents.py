"""Three situations, a customer's fixed lines, and a filled form: what the fake simulator holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from simulator.attempt.ledger import AttemptSummary


@dataclass(frozen=True)
class FakeHeader:
    id: str
    title: str
    channel: str = "chat"
    stars: int | None = None
    language: str = "en"
    persona: str = "angry"
    customer: str = "Marta Kowalska"
    rubric: str = "complaint"
    levels: tuple[str, ...] = ("new_hire", "agent", "manager", "executive")
    tags: tuple[str, ...] = ()
    minutes: int = 8
    version: int = 1
    fault: str | None = None


@dataclass(frozen=True)
class FakeSummary(AttemptSummary):
    customer: str = "scripted"


@dataclass(frozen=True)
class FakeHint:
    need: str
    text: str


HEADERS = (
    FakeHeader("cold-kitchen", "A kitchen that arrived without doors", tags=("complaint", "delivery")),
    FakeHeader("first-bill", "A bill nobody explained", "phone", persona="uninformed", minutes=6),
    FakeHeader("her-fathers-line", "Her father's telephone line", "email", persona="bereaved", minutes=10),
    FakeHeader("broken-file", "broken-file", fault="broken-file.yaml:3:1: missing key `title`"),
)
OPENING = (
    "Two weeks I cook on the floor. You sent me a kitchen and forgot the doors. Is anybody reading this?"
)
ANSWERS = (
    "At least somebody answers. I asked twice already. When do the doors come?",
    "Thursday I can be at home from four. And if they forget them again?",
    "Alright. Thursday then. I'll believe it when I see them.",
)
TELLS = "They forgot the doors and then they made it good."
MOODS = (
    {"patience": 35, "trust": 25},
    {"patience": 40, "trust": 30},
    {"patience": 48, "trust": 42},
    {"patience": 45, "trust": 60},
)
NEEDS = ("Someone takes this seriously", "The doors", "A day to count on")


def scenario(header: FakeHeader) -> SimpleNamespace:
    bereaved = header.persona == "bereaved"
    return SimpleNamespace(
        id=header.id,
        title=header.title,
        channel=header.channel,
        language=header.language,
        minutes=header.minutes,
        rubric=header.rubric,
        version=1,
        brief="Marta Kowalska ordered a kitchen in October. It was delivered without the cabinet doors. "
        "She has written twice; nobody answered.",
        desk=[
            SimpleNamespace(
                title="Order 5512", heading="Order 5512", text="Kitchen Lund, white. Came on 3 May, no doors."
            ),
            SimpleNamespace(
                title="You may offer",
                heading="You may offer",
                text="Delivery on Thursday, or 10 % off the price.",
            ),
        ],
        customer=SimpleNamespace(name=header.customer, stars=header.stars),
        content_note="This one is about a death in the family." if bereaved else None,
        support="Talk to your team lead, or to the helpline on the notice board." if bereaved else None,
    )


def evaluation(attempt: str, quotes: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """A filled form over these replies (turn, text)."""
    turn, text = quotes[0] if quotes else (2, "")
    proof = [{"turn": turn, "quote": text[:40], "start": 0, "end": len(text[:40])}]
    return {
        "type": "evaluation",
        "id": attempt,
        "rubric": {"id": "complaint", "version": 1, "sha256": "0" * 64},
        "judge": {"id": "rules", "version": "1"},
        "percentage": 84.0,
        "raw_percentage": 84.0,
        "passed": True,
        "performance_category": "MEETS_EXPECTATIONS",
        "automatic_fail": False,
        "mastery_score": 0.8,
        "strength": {
            "ref_id": "owns",
            "title": "Owns what went wrong",
            "quote": text[:60],
            "turn": turn,
            "text": "The reply owned the fault before she had to ask.",
        },
        "gaps": [
            {
                "ref_id": "date",
                "title": "Gives a day to count on",
                "quote": "they should come soon",
                "turn": turn,
                "text": "She was given no day.",
                "better": "The doors come on Thursday between four and six; I check on Wednesday evening.",
            }
        ],
        "questions": [
            _question("owns", "Owns what went wrong", "o_full", 10, proof, "Said before she asked."),
            _question("date", "Gives a day to count on", "o_part", 5, proof, "A day, but no time."),
            _question("blame", "Blames nobody", None, None, [], "", status="not_applicable"),
        ],
    }


def _question(
    ref: str,
    title: str,
    option: str | None,
    score: int | None,
    proof: list[dict[str, Any]],
    feedback: str,
    status: str = "scored",
) -> dict[str, Any]:
    return {
        "ref_id": ref,
        "title": title,
        "section": "Help",
        "option": option,
        "score": score,
        "max_score": 10,
        "applied_weight": 50.0,
        "status": status,
        "source": "rules",
        "evidence": proof,
        "feedback": feedback,
    }
