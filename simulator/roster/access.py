"""Who may see what of whom. Pure: people, roles and kinds of things in, a permission or a refusal out.

What a role gives adds up: with several roles, a person may see what any of them shows, and in the plainest of
the forms that they give. Everybody is a learner, and sees everything of their own. An executive is one by
level, not by role. After the conventions of forms for call-centre quality (learner, manager, calibrator,
compliance, executive and administrator each see another part).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

ROLES = ("learner", "manager", "trainer", "compliance", "admin")
EXECUTIVE = "executive"
"""The level whose people see figures of groups."""


class What(StrEnum):
    """Kinds of things that can be seen or done; the values are how they are told.

    ROSTER is seeing entries, by whoever has to name people. CONFIGURATION is changing them, and the settings;
    IDEA_ANSWERS is answering ideas and setting their state. VERDICTS is overruling them, judging attempts
    again and deciding disputes; ERASURE is taking somebody out of the records; DECISIONS is assigning,
    exempting, accepting and unlocking.
    """

    OWN_RECORD = "the whole of a person's record"
    STATUS = "the status of training"
    GRADED_SCORES = "scores and section results of certified attempts"
    GRADED_TRANSCRIPTS = "transcripts of certified attempts"
    PRACTICE_SCORES = "scores of practice attempts"
    PRACTICE_TRANSCRIPTS = "transcripts of practice attempts"
    FIGURES = "figures of a group"
    AUDIT_LOG = "the audit log"
    ROSTER = "the entry in the roster"
    CONFIGURATION = "the configuration or the roster"
    IDEA_ANSWERS = "ideas"
    VERDICTS = "verdicts"
    ERASURE = "people"
    DECISIONS = "the training"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who wants to see something.

    Attributes:
        person: Their pseudonym; empty for somebody whom nobody knows.
        roles: Those of ROLES that they have; learner goes without saying.
        level: Their level.
    """

    person: str
    roles: frozenset[str] = frozenset()
    level: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose it is.

    Attributes:
        person: A pseudonym; empty for a group, for the company, or for what is nobody's.
        managers: The pseudonyms of all managers above the person, the next one and theirs. For a group, those
            who are above every one of it.
    """

    person: str = ""
    managers: frozenset[str] = frozenset()


COMPANY = Subject()
"""What is nobody's in particular."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """It may be seen.

    Attributes:
        pseudonyms: People stand under their pseudonyms in it.
        suppressed: Small groups are left out of its figures.
    """

    pseudonyms: bool = False
    suppressed: bool = False

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Refused:
    """It may not be seen.

    Attributes:
        reason: Why, and who may, as a sentence.
    """

    reason: str

    def __bool__(self) -> bool:
        return False


Answer = Allowed | Refused

_PLAIN, _SEALED, _COARSE = Allowed(), Allowed(pseudonyms=True), Allowed(suppressed=True)

_BY_ROLE: Mapping[str, Mapping[What, Allowed]] = {
    "trainer": {
        What.GRADED_SCORES: _SEALED,
        What.GRADED_TRANSCRIPTS: _SEALED,
        What.PRACTICE_SCORES: _SEALED,
        What.PRACTICE_TRANSCRIPTS: _SEALED,
        What.FIGURES: _PLAIN,
        What.IDEA_ANSWERS: _PLAIN,
        What.VERDICTS: _PLAIN,
    },
    "compliance": {
        What.STATUS: _PLAIN,
        What.GRADED_SCORES: _PLAIN,
        What.GRADED_TRANSCRIPTS: _PLAIN,
        What.FIGURES: _PLAIN,
        What.AUDIT_LOG: _PLAIN,
        What.ROSTER: _PLAIN,
        What.ERASURE: _PLAIN,
        What.DECISIONS: _PLAIN,
    },
    "admin": {
        What.ROSTER: _PLAIN,
        What.CONFIGURATION: _PLAIN,
        What.ERASURE: _PLAIN,
        What.DECISIONS: _PLAIN,
    },
}
"""What roles show of everybody."""
_OF_REPORTS: Mapping[What, Allowed] = {
    What.STATUS: _PLAIN,
    What.GRADED_SCORES: _PLAIN,
    What.FIGURES: _COARSE,
    What.ROSTER: _PLAIN,
    What.DECISIONS: _PLAIN,
}
"""What the role manager shows of direct and indirect reports."""
_OF_LEVEL: Mapping[What, Allowed] = {What.FIGURES: _COARSE, What.IDEA_ANSWERS: _PLAIN}
"""What an executive sees."""
_DONE = frozenset({What.CONFIGURATION, What.IDEA_ANSWERS, What.VERDICTS, What.ERASURE, What.DECISIONS})
"""What is done and not seen."""
_OWN = frozenset(What) - _DONE - {What.FIGURES, What.AUDIT_LOG}
"""What everybody sees of their own."""

_VERBS: Mapping[What, str] = {
    What.CONFIGURATION: "change",
    What.IDEA_ANSWERS: "answer",
    What.VERDICTS: "decide on",
    What.ERASURE: "erase",
    What.DECISIONS: "decide on",
}
_WHO: Mapping[What, str] = {
    What.OWN_RECORD: "only they may",
    What.STATUS: "their managers and compliance may",
    What.GRADED_SCORES: "their managers, trainers and compliance may",
    What.GRADED_TRANSCRIPTS: "trainers and compliance may",
    What.PRACTICE_SCORES: "trainers may",
    What.PRACTICE_TRANSCRIPTS: "trainers may",
    What.FIGURES: "trainers, compliance, executives and the managers of all of them may",
    What.AUDIT_LOG: "compliance may",
    What.ROSTER: "their managers, compliance and admins may",
    What.CONFIGURATION: "admins may",
    What.IDEA_ANSWERS: "trainers and executives may",
    What.VERDICTS: "trainers may",
    What.ERASURE: "compliance and admins may",
    What.DECISIONS: "their managers, compliance and admins may, and nobody on their own",
}


def may(viewer: Viewer, subject: Subject, what: What) -> Answer:
    """Whether somebody may see something of somebody.

    Args:
        viewer: Who wants to see it.
        subject: Whose it is.
        what: What it is.
    """
    found = [*_own(viewer, subject, what), *_by_roles(viewer, subject, what)]
    if not found:
        return Refused(f"You may not {_VERBS.get(what, 'see')} {what.value}{_of(subject)}: {_WHO[what]}.")
    return Allowed(all(one.pseudonyms for one in found), all(one.suppressed for one in found))


def _own(viewer: Viewer, subject: Subject, what: What) -> Iterable[Allowed]:
    if viewer.person and viewer.person == subject.person and what in _OWN:
        yield _PLAIN


def _by_roles(viewer: Viewer, subject: Subject, what: What) -> Iterable[Allowed]:
    if what is What.DECISIONS and viewer.person == subject.person:
        return ()
    sources = [_BY_ROLE[role] for role in viewer.roles if role in _BY_ROLE]
    if "manager" in viewer.roles and viewer.person and viewer.person in subject.managers:
        sources.append(_OF_REPORTS)
    if viewer.level == EXECUTIVE:
        sources.append(_OF_LEVEL)
    return (source[what] for source in sources if what in source)


def _of(subject: Subject) -> str:
    return f" of {subject.person}" if subject.person else ""


def has_roles(roles: Iterable[str]) -> bool:
    """Whether somebody has a role other than learner: from then on it is asked who may see what."""
    return any(role in ROLES and role != "learner" for role in roles)


def managers_above(person: str, manager_of: Callable[[str], str | None]) -> frozenset[str]:
    """All managers above a person, as far as they are known; a circle ends where it closes.

    Args:
        person: A pseudonym.
        manager_of: The next manager of a person, or None.
    """
    found: set[str] = set()
    above = manager_of(person)
    while above and above not in found:
        found.add(above)
        above = manager_of(above)
    return frozenset(found - {person})
