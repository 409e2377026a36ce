"""The shapes of the JSON events, as the command line's contract promises them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from simulator.behaviours import BEHAVIOURS

TEXT, NUMBER, FLAG, WHOLE = str, (int, float), bool, int
NONE = type(None)
ENDINGS = {
    "resolved", "customer_left", "escalated", "agent_ended", "time_up", "turn_cap", "safety_exit",
    "provider_error", "crashed",
}  # fmt: skip
METERS = {"patience", "trust", "distress", "clarity"}
CATEGORIES = {"EXCEEDS_EXPECTATIONS", "MEETS_EXPECTATIONS", "NEEDS_IMPROVEMENT"}

SHAPES: dict[str, dict[str, Any]] = {
    "attempt": {
        "attempt": TEXT, "scenario": TEXT, "scenario_version": WHOLE, "rubric": TEXT, "mode": TEXT,
        "level": TEXT, "learner": TEXT,
    },
    "brief": {"text": TEXT, "desk": list},
    "message": {"turn": WHOLE, "speaker": TEXT, "text": TEXT},
    "notice": {"turn": WHOLE, "notice": TEXT, "language": TEXT, "text": TEXT},
    "reading": {"turn": WHOLE, "behaviours": dict, "topics": list},
    "customer": {"turn": WHOLE, "mood": dict, "open_needs": list, "unlocked": list},
    "ended": {"ending": TEXT, "scorable": FLAG, "stars": (int, NONE)},
    "evaluation": {
        "id": TEXT, "rubric": dict, "judge": dict, "percentage": (int, float, NONE),
        "raw_percentage": (int, float, NONE), "passed": FLAG, "performance_category": (str, NONE),
        "automatic_fail": FLAG, "mastery_score": NUMBER, "strength": (dict, NONE), "gaps": list,
        "questions": list,
    },
}  # fmt: skip
OPTIONAL = {"attempt": {"resumed"}, "message": {"voice"}, "ended": {"tells"}}
QUESTION = {
    "ref_id": TEXT, "title": TEXT, "section": TEXT, "option": (str, NONE), "score": (int, float, NONE),
    "max_score": NUMBER, "applied_weight": (int, float, NONE), "status": TEXT, "source": TEXT,
    "evidence": list, "feedback": TEXT,
}  # fmt: skip
GAP = {"ref_id": TEXT, "quote": TEXT, "turn": WHOLE, "better": TEXT}
EVIDENCE = {"turn": WHOLE, "quote": TEXT, "start": WHOLE, "end": WHOLE}

ORDER = {
    "practice": ["message", "reading", "customer", "message"],
    "certify": ["message", "message"],
}


def assert_has(found: Mapping[str, Any], shape: Mapping[str, Any]) -> None:
    """Every promised key is there, with a value of the promised kind."""
    for key, kind in shape.items():
        assert key in found, f"{key} is missing in {found}"
        value = found[key]
        kinds = kind if isinstance(kind, tuple) else (kind,)
        assert isinstance(value, kinds), f"{key} is {value!r}"
        assert isinstance(value, bool) is (bool in kinds), f"{key} is {value!r}"


def assert_stream(events: Sequence[Mapping[str, Any]], mode: str = "practice") -> None:
    """A whole conversation: every event well-formed, and all of them in order."""
    for event in events:
        _assert_event(event)
    _assert_order([event["type"] for event in events], events[0].get("resumed", False), mode)
    turns = [event["turn"] for event in events if event["type"] == "message"]
    assert turns == list(range(1, len(turns) + 1))
    ended = next(event for event in events if event["type"] == "ended")
    assert (events[-1]["type"] == "evaluation") is ended["scorable"]
    _assert_turns_belong(events)
    if ended["scorable"]:
        said = {event["turn"]: event for event in events if event["type"] == "message"}
        assert_evaluation(events[-1], said)
        assert events[-1]["id"] == events[0]["attempt"]


def _assert_event(event: Mapping[str, Any]) -> None:
    kind = event["type"]
    assert_has(event, SHAPES[kind])
    if kind != "evaluation":
        assert set(event) - set(SHAPES[kind]) - {"type"} <= OPTIONAL.get(kind, set())
    match kind:
        case "message":
            assert event["speaker"] == ("customer" if event["turn"] % 2 else "agent")
            assert event.get("voice") == ("scripted" if event["speaker"] == "customer" else None)
            assert event["text"].strip() or event["speaker"] == "agent"
        case "reading":
            assert set(event["behaviours"]) <= set(BEHAVIOURS)
            assert all(quotes and all(quotes) for quotes in event["behaviours"].values())
        case "customer":
            assert set(event["mood"]) <= METERS
            assert all(type(points) is int and 0 <= points <= 100 for points in event["mood"].values())
        case "ended":
            assert event["ending"] in ENDINGS
            assert event["stars"] in (None, 1, 2, 3, 4, 5)
        case "brief":
            assert all(set(card) == {"title", "text"} for card in event["desk"])


def _assert_order(kinds: Sequence[str], resumed: bool, mode: str) -> None:
    assert kinds[0] == "attempt"
    end = list(kinds).index("ended")
    assert list(kinds[end:]) in (["ended"], ["ended", "evaluation"])
    middle = list(kinds[1:end])
    if resumed:
        assert set(middle) <= {"message", "notice", "reading", "customer"}
        return
    assert middle[:2] == ["brief", "message"]
    exchange = ORDER[mode]
    rest = [kind for kind in middle[2:] if kind != "notice"]
    assert rest == exchange * (len(rest) // len(exchange))


def _assert_turns_belong(events: Sequence[Mapping[str, Any]]) -> None:
    """A reading and a mood carry the number of the reply that they follow."""
    live = [event for event in events if event["type"] in ("message", "notice", "reading", "customer")]
    for turn, group in groupby(live, key=lambda event: event["turn"]):
        kinds = [event["type"] for event in group]
        assert kinds[0] == "message", f"turn {turn}: {kinds}"


def assert_evaluation(found: Mapping[str, Any], said: Mapping[int, Mapping[str, Any]]) -> None:
    """A filled form whose every quote stands where it says, in a turn of the agent."""
    assert_has(found, SHAPES["evaluation"])
    assert set(found["rubric"]) == {"id", "version", "sha256"}
    assert len(found["rubric"]["sha256"]) == 64
    assert set(found["judge"]) == {"id", "version"}
    assert found["percentage"] is None or 0 <= found["percentage"] <= 100
    assert found["performance_category"] in CATEGORIES | {None}
    assert len(found["gaps"]) <= 2
    for question in found["questions"]:
        _assert_question(question, said)
    for quoted in (*found["gaps"], *filter(None, [found["strength"]])):
        assert quoted["quote"].rstrip("…").strip() in said[quoted["turn"]]["text"]
    for gap in found["gaps"]:
        assert_has(gap, GAP)


def _assert_question(question: Mapping[str, Any], said: Mapping[int, Mapping[str, Any]]) -> None:
    assert_has(question, QUESTION)
    assert question["status"] in ("scored", "not_applicable", "not_scored")
    assert question["source"] in ("rules", "llm", "human")
    if question["status"] == "scored":
        assert 0 <= question["score"] <= question["max_score"]
        assert question["evidence"], f"{question['ref_id']} is scored without a proof"
    else:
        assert question["score"] is None
    for proof in question["evidence"]:
        assert_has(proof, EVIDENCE)
        assert said[proof["turn"]]["speaker"] == "agent"
        assert said[proof["turn"]]["text"][proof["start"] : proof["end"]] == proof["quote"]
