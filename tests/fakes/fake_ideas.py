"""An idea box without a database, by the same rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from simulator.errors import EmptyChairError
from simulator.idea_box import IdeaBox
from simulator.records.ideas import Idea, IdeaEvent

AT = "2026-05-05T10:00:00.000Z"


def make_idea(idea: str, text: str = "Call back within the hour.", **changes: Any) -> Idea:
    given = {"author": "mira", "person": "p-mira", "at": "2026-05-04T10:00:00.000Z"} | changes
    return Idea(idea, text=text, **given)


def make_event(kind: str, author: str, **changes: Any) -> IdeaEvent:
    given = {"idea": "", "position": 1, "person": f"p-{author}", "at": AT} | changes
    return IdeaEvent(kind=kind, author=author, **given)


@dataclass
class FakeIdeas:
    """Records and ledger of ideas in one list; `failing` makes the next writes fail."""

    held: list[Idea] = field(default_factory=list)
    failing: EmptyChairError | None = None
    refusing: str = ""
    attempts: dict[str, str] = field(default_factory=dict)

    @property
    def box(self) -> IdeaBox:
        return IdeaBox(lambda: self, lambda: self, lambda by: self.refusing)

    def ideas(self) -> list[Idea]:
        return list(self.held)

    def find(self, beginning: str) -> str:
        return beginning

    def summary(self, attempt: str) -> Any:
        return SimpleNamespace(
            attempt=attempt, scenario="cold-kitchen", learner=self.attempts.get(attempt, "sam")
        )

    def idea_left(
        self, by: str, text: str, *, scenario: str | None = None, attempt: str | None = None
    ) -> Idea:
        if self.failing is not None:
            raise self.failing
        idea = Idea(f"0200{len(self.held):04}", by, f"p-{by}", AT, text, scenario, attempt)
        self.held.append(idea)
        return idea

    def idea_voted(self, idea: str, by: str, vote: bool = True) -> Idea:
        return self._happened(idea, make_event("voted" if vote else "unvoted", by))

    def idea_answered(self, idea: str, by: str, text: str) -> Idea:
        return self._happened(idea, make_event("answered", by, text=text))

    def idea_state(self, idea: str, by: str, state: Any, text: str = "") -> Idea:
        return self._happened(idea, make_event("state", by, state=state, text=text))

    def _happened(self, key: str, event: IdeaEvent) -> Idea:
        if self.failing is not None:
            raise self.failing
        place = next(number for number, one in enumerate(self.held) if one.idea == key)
        old = self.held[place]
        self.held[place] = old._replace(events=(*old.events, event._replace(idea=key)))
        return self.held[place]
