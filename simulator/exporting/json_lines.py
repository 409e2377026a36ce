"""What is on record as objects: attempts and filled forms as they are, one a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from simulator.attempt.ledger import TurnRecord
from simulator.exporting.sessions import Registered
from simulator.language.text import clean_text
from simulator.records.chain.canonical import canonical
from simulator.records.facts import AttemptFacts

_NUMBERS = ("percentage",)


def attempt_object(each: Registered, learner: str) -> dict[str, Any]:
    """An attempt.

    Args:
        each: The attempt and what it is registered for.
        learner: The pseudonym, or the name where names are wanted.
    """
    facts = each.facts._asdict()
    forms = [form._asdict() for form in facts.pop("forms")]
    return {
        "type": "attempt",
        **{key: clean_text(value) if isinstance(value, str) else value for key, value in facts.items()},
        "learner": learner,
        "programme": each.programme.id or None,
        "cycle": each.cycle,
        "registration": each.registration,
        "attempt_no": each.number,
        **({"forms": forms} if forms else {}),
        "record_hash": record_hash(each.facts),
    }


def evaluation_object(attempt: str, form: Mapping[str, Any]) -> dict[str, Any]:
    """A filled form, as it is."""
    return {"type": "evaluation", "attempt": attempt, **{k: v for k, v in form.items() if k != "type"}}


def turn_object(attempt: str, turn: TurnRecord) -> dict[str, Any]:
    """One turn of a conversation."""
    return {
        "type": "turn",
        "attempt": attempt,
        "turn": turn.turn,
        "speaker": turn.speaker,
        "text": turn.text,
        "at": turn.at,
    }


def record_hash(facts: AttemptFacts) -> str:
    """The SHA-256 of an attempt's facts, by which two exports tell whether one of them was changed.

    It covers the object of the attempt without what the export adds, as canonical JSON (RFC 8785), with the
    percentages in hundredths of a percent and the learner under the pseudonym.
    """
    found = facts._asdict()
    found["forms"] = [_whole(form._asdict()) for form in facts.forms]
    return sha256(canonical(_whole(found))).hexdigest()


def _whole(found: dict[str, Any]) -> dict[str, Any]:
    for name in _NUMBERS:
        if found[name] is not None:
            found[name] = round(found[name] * 100)
    return found


def signed(form: Mapping[str, Any], name: Callable[[str], str]) -> dict[str, Any]:
    """A filled form with other names for whoever changed it."""
    return {
        key: {**part, "by": name(part["by"])}
        if isinstance(part, Mapping) and isinstance(part.get("by"), str)
        else part
        for key, part in form.items()
    }
