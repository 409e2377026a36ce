"""The rules of cmi5 about statements, looked at from outside: what breaks them, in sentences.

Written after cmi5 7.1, 9.3, 9.5 and 9.6, and without a look at the code that makes the statements. The order
is that of the timestamps. Statements of the practice category are no statements of cmi5; for them only what
holds for every xAPI statement is looked at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

CERTIFIED = "urn:empty-chair:xapi:category:certified"
CMI5 = "https://w3id.org/xapi/cmi5/context/categories/"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
DEFINED = ("initialized", "completed", "passed", "failed", "terminated")
TIMED = ("completed", "passed", "failed", "terminated")
DURATION = re.compile(r"PT(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?")
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def violations(statements: Iterable[dict]) -> list[str]:
    """What is wrong, a sentence each; nothing when all is well."""
    told = list(statements)
    certified = [one for one in told if CERTIFIED in categories(one)]
    return [
        *(found for one in told for found in of_any(one)),
        *(f"the id {key} comes {count} times" for key, count in Counter(one["id"] for one in told).items()
          if count > 1),
        *(found for one in certified for found in of_one(one)),
        *of_sessions(certified),
        *of_registrations(certified),
    ]  # fmt: skip


def verb(statement: dict) -> str:
    base, _, name = statement["verb"]["id"].rpartition("/")
    assert base == "http://adlnet.gov/expapi/verbs"
    return name


def categories(statement: dict) -> list[str]:
    activities = statement.get("context", {}).get("contextActivities", {})
    return [one["id"] for one in activities.get("category", [])]


def of_any(statement: dict) -> Iterator[str]:
    UUID(statement["id"])
    if not UTC.fullmatch(statement["timestamp"]):
        yield f"{verb(statement)}: the timestamp {statement['timestamp']} is not in UTC"
    yield from (f"{verb(statement)}: {place} has no value" for place in empty_places(statement, ""))
    if "account" not in statement["actor"] or set(statement["actor"]) - {"objectType", "account"}:
        yield f"{verb(statement)}: the actor is not an account alone"
    if any(name.startswith(CMI5) for name in categories(statement)):
        yield f"{verb(statement)}: a category of cmi5 without a launch"
    if "response" in statement.get("result", {}):
        yield f"{verb(statement)}: somebody's words"


def empty_places(value, place: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from empty_places(inner, f"{place}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from empty_places(inner, f"{place}[]")
    if value is None or value in ("", {}, []):
        yield place


def of_one(statement: dict) -> Iterator[str]:
    name, result = verb(statement), statement.get("result", {})
    context = statement["context"]
    if "registration" not in context or SESSION not in context["extensions"]:
        yield f"{name}: no registration, or no session"
    if name not in DEFINED:
        return
    if name in TIMED and not DURATION.fullmatch(result.get("duration", "")):
        yield f"{name}: the duration {result.get('duration')} is missing or no duration"
    if result.get("success") is not {"passed": True, "failed": False}.get(name):
        yield f"{name}: success is {result.get('success')}"
    if result.get("completion") is not {"completed": True}.get(name):
        yield f"{name}: completion is {result.get('completion')}"
    yield from of_score(name, result.get("score"), context["extensions"].get(MASTERY))


def of_score(name: str, score: dict | None, mastery: float | None) -> Iterator[str]:
    if score is None:
        return
    if name not in ("passed", "failed"):
        yield f"{name}: it has a score"
    if not 0 <= score["scaled"] <= 1:
        yield f"{name}: the score {score['scaled']} is not between 0 and 1"
    if "raw" in score and not all(isinstance(score.get(part), int) for part in ("raw", "min", "max")):
        yield f"{name}: a raw score without whole bounds"
    elif "raw" in score and not score["min"] <= score["raw"] <= score["max"]:
        yield f"{name}: the raw score is not within its bounds"
    if mastery is not None:
        if round(mastery, 4) != mastery:
            yield f"{name}: the mastery score has too many places"
        if (score["scaled"] >= mastery) != (name == "passed"):
            yield f"{name}: the score {score['scaled']} does not agree with the mastery score {mastery}"


def of_sessions(statements: list[dict]) -> Iterator[str]:
    sessions = defaultdict(list)
    for one in statements:
        sessions[one["context"]["registration"], one["context"]["extensions"][SESSION]].append(one)
    for found in sessions.values():
        names = Counter(map(verb, found))
        times = {verb(one): one["timestamp"] for one in found}
        every = [one["timestamp"] for one in found]
        if times.get("initialized") != min(every) or times.get("terminated") != max(every):
            yield f"a session does not begin with initialized and end with terminated: {sorted(names)}"
        yield from (f"{name} comes {names[name]} times in a session" for name in DEFINED if names[name] > 1)
        if names["passed"] and names["failed"]:
            yield "a session has passed and failed"


def of_registrations(statements: list[dict]) -> Iterator[str]:
    units = defaultdict(list)
    for one in statements:
        units[one["context"]["registration"], one["object"]["id"]].append(one)
    for found in units.values():
        names = Counter(map(verb, found))
        for name in ("completed", "passed"):
            if names[name] > 1:
                yield f"{name} comes {names[name]} times in a registration"
        passed = [one["timestamp"] for one in found if verb(one) == "passed"]
        failed = [one["timestamp"] for one in found if verb(one) == "failed"]
        if passed and failed and max(failed) > min(passed):
            yield "failed follows passed in a registration"
