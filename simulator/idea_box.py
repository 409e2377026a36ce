"""The idea box: leaving an idea, voting for it, answering it. One set of rules for the commands and the app.

Who may answer an idea and say how it stands: trainers and executives. As long as nobody in the roster has a
role other than learner, everybody may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from simulator.content.nearest import nearest
from simulator.errors import NotFoundError, UsageError
from simulator.language.text import clean_text
from simulator.records.ideas import LONGEST, STATE_NAMES, STATES, Idea, State
from simulator.reviewing.saying import person, same_person

if TYPE_CHECKING:
    from datetime import datetime

    from simulator.attempt.ledger import AttemptSummary
    from simulator.records.looking import RecordsView

Order = Literal["newest", "votes"]
ORDERS: tuple[Order, ...] = ("newest", "votes")
_MANY = 5
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}\Z")


class Records(Protocol):
    """The part of the records that is looked at."""

    def ideas(self) -> Sequence[Idea]:
        """Every idea."""

    def find(self, beginning: str) -> str:
        """The id of the attempt that begins with these characters."""

    def summary(self, attempt: str) -> AttemptSummary:
        """An attempt on one line."""


class Ledger(Protocol):
    """The part of the records that is written."""

    def idea_left(
        self, by: str, text: str, *, scenario: str | None = None, attempt: str | None = None
    ) -> Idea:
        """Write down an idea."""

    def idea_voted(self, idea: str, by: str, vote: bool = True) -> Idea:
        """Write down a vote, or that it is taken back."""

    def idea_answered(self, idea: str, by: str, text: str) -> Idea:
        """Write down an answer."""

    def idea_state(self, idea: str, by: str, state: State, text: str = "") -> Idea:
        """Write down how an idea stands."""


class IdeaBox:
    """The ideas of the company.

    Everything that writes returns the idea as it stands then. All raise `NotFoundError` for an idea that is
    not there, `UsageError` for what cannot be taken or is not allowed, and `UnavailableError` when the
    records cannot be read or written.

    Args:
        records: Gives the records for looking.
        ledger: Gives the records for writing; opened when something is written.
        refusal: Why somebody may not answer ideas; empty when they may.
    """

    def __init__(
        self,
        records: Callable[[], Records],
        ledger: Callable[[], Ledger],
        refusal: Callable[[str], str] = lambda by: "",
    ) -> None:
        self._records = records
        self._ledger = ledger
        self._refusal = refusal

    def all(self) -> tuple[Idea, ...]:
        """Every idea that can still be read, the newest first."""
        return ranked((one for one in self._records().ideas() if one.text), "newest")

    def idea(self, beginning: str) -> Idea:
        """The idea whose id begins with these characters."""
        return found_by(self.all(), beginning)

    def may_answer(self, by: str) -> bool:
        """Whether somebody may answer ideas and say how they stand."""
        return not self._refusal(person(by))

    def leave(self, text: str, by: str, *, scenario: str | None = None, attempt: str | None = None) -> Idea:
        """Leave an idea; with an attempt, at that attempt's scenario. The attempt must be one's own."""
        author, said = person(by), words(text, "idea")
        if attempt:
            line = self._records().summary(self._records().find(attempt))
            if not same_person(line.learner, author):
                raise UsageError(
                    "An idea is left at an attempt of one's own.", "Leave it without the attempt."
                )
            scenario, attempt = line.scenario, line.attempt
        elif scenario and not _ID.match(scenario):
            raise UsageError(f"{scenario!r} is no id of a scenario.", "See them with: empty-chair list")
        return self._ledger().idea_left(author, said, scenario=scenario or None, attempt=attempt or None)

    def vote(self, beginning: str, by: str) -> Idea:
        """Vote for an idea; everybody has one vote for each."""
        author, idea = person(by), self.idea(beginning)
        if has_voted(idea, author):
            raise UsageError(
                "You have voted for this idea already.",
                f"Take it back with: empty-chair ideas unvote {idea.idea}",
            )
        return self._ledger().idea_voted(idea.idea, author)

    def take_back(self, beginning: str, by: str) -> Idea:
        """Take one's vote back."""
        author, idea = person(by), self.idea(beginning)
        voter = _vote_of(idea, author)
        if voter is None:
            raise UsageError(
                "You have not voted for this idea.", f"Vote with: empty-chair ideas vote {idea.idea}"
            )
        return self._ledger().idea_voted(idea.idea, voter, vote=False)

    def answer(self, beginning: str, text: str, by: str) -> Idea:
        """Answer an idea."""
        author = self._answering(by)
        return self._ledger().idea_answered(self.idea(beginning).idea, author, words(text, "answer"))

    def set_state(self, beginning: str, state: str, by: str, text: str = "") -> Idea:
        """Say how an idea stands, if one likes with a sentence."""
        author, idea, meant = self._answering(by), self.idea(beginning), known_state(state)
        said = words(text, "answer") if text.strip() else ""
        if meant == idea.state and not said:
            raise UsageError(f"This idea is {STATE_NAMES[meant]} already.")
        return self._ledger().idea_state(idea.idea, author, meant, said)

    def _answering(self, by: str) -> str:
        author = person(by)
        if why_not := self._refusal(author):
            raise UsageError(why_not, "Leave an idea of your own, or vote for this one.")
        return author


def words(text: str, what: str) -> str:
    """An idea's or an answer's words, fit to be kept.

    Raises:
        UsageError: There are none, or too many.
    """
    said = clean_text(text).strip()
    if not said:
        raise UsageError(f"The {what} is empty.", "Write a sentence or two.")
    if len(said) > LONGEST:
        raise UsageError(
            f"An {what} has at most {LONGEST:,} characters; this one has {len(said):,}.",
            "Say it in fewer words.",
        )
    return said


def known_state(given: str) -> State:
    """A state by its name, however its words are joined.

    Raises:
        UsageError: There is none; the states are named.
    """
    name = "_".join(clean_text(given).casefold().replace("-", " ").replace("_", " ").split())
    if name not in STATES:
        raise UsageError(f"There is no state {given!r}.", f"The states are: {', '.join(STATES)}.")
    return name


def has_voted(idea: Idea, by: str) -> bool:
    """Whether somebody has a vote for an idea now; by name, capitals make no difference, or by pseudonym."""
    return _vote_of(idea, by) is not None


def _vote_of(idea: Idea, by: str) -> str | None:
    """Under which name somebody's vote stands, or None."""
    standing = (one for one in idea.events if one.kind == "voted" and one.person in idea.voters)
    return next((one.author for one in standing if one.person == by or same_person(one.author, by)), None)


def ranked(ideas: Iterable[Idea], order: Order) -> tuple[Idea, ...]:
    """Ideas the newest first, or those with most votes first, the newest of equals first."""
    newest = sorted(ideas, key=lambda one: (one.at, one.idea), reverse=True)
    return tuple(newest if order == "newest" else sorted(newest, key=lambda one: -one.votes))


def found_by(ideas: Sequence[Idea], beginning: str) -> Idea:
    """The one idea whose id begins so.

    Raises:
        NotFoundError: None does, or several do; the nearest, or the first of them, are named.
    """
    wanted = clean_text(beginning).strip()
    found = [one for one in ideas if wanted and one.idea.startswith(wanted)]
    if exact := [one for one in found if one.idea == wanted]:
        return exact[0]
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(one.idea for one in found[:_MANY]) + (", …" if len(found) > _MANY else "")
        raise NotFoundError(f"Several ideas begin with {wanted!r}.", f"Name one of them: {some}")
    near = nearest(wanted, (one.idea for one in ideas))
    hint = f"Did you mean {near}?" if near else "See the ids with: empty-chair ideas list"
    raise NotFoundError(f"There is no idea {beginning!r}.", hint)


def refusal_to_answer(view: RecordsView, by: str, now: datetime) -> str:
    """Why somebody may not answer ideas, as the roster stands; empty when they may."""
    from simulator.acting import Acting
    from simulator.roster.access import What

    allowed = Acting(view, by, now).may("", What.IDEA_ANSWERS)
    return "" if allowed else "Trainers and executives answer ideas, and say how they stand."
