"""The words of xAPI statements: verbs, types, extensions.

Verbs are those of ADL's vocabulary; those of a certified attempt are used by the rules of cmi5. The
categories of cmi5 itself are not: they are for content that a learning management system has launched.
"""

from __future__ import annotations

from urllib.parse import quote

_ADL = "http://adlnet.gov/expapi/"
_OURS = "urn:empty-chair:xapi:"

VERBS = {
    name: f"{_ADL}verbs/{name}"
    for name in (
        "initialized", "completed", "passed", "failed", "terminated",
        "attempted", "scored", "suspended", "resumed", "voided",
    )
}  # fmt: skip

SIMULATION = f"{_ADL}activities/simulation"
COURSE = f"{_ADL}activities/course"

CERTIFIED = f"{_OURS}category:certified"
PRACTICE = f"{_OURS}category:practice"

SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
LEVEL = f"{_OURS}level"
RUBRIC = f"{_OURS}rubric"
JUDGE = f"{_OURS}judge"
EVALUATION = f"{_OURS}evaluation"
ENDING = f"{_OURS}ending"
PERCENTAGE = f"{_OURS}percentage"
QUESTIONS = f"{_OURS}questions"


def scenario_activity(home: str, scenario: str) -> str:
    """The activity of a scenario, under the company's address."""
    return f"{home.rstrip('/')}/scenarios/{quote(scenario, safe='')}"


def programme_activity(home: str, programme: str) -> str:
    """The activity of a programme."""
    return f"{home.rstrip('/')}/programmes/{quote(programme, safe='')}"
