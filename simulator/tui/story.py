"""An attempt as the screens tell it: who said what, how the mood moved, how it ended. Pure.

It grows from the events of a running attempt, or is read from the record of an old one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from simulator.attempt.events import (
    AttemptStarted,
    CustomerMoved,
    Ended,
    Evaluated,
    Event,
    Message,
    Spent,
)
from simulator.attempt.ledger import AttemptRecord, TurnRecord
from simulator.debrief import ENDINGS
from simulator.language.text import shorten
from simulator.reviewing.saying import same_person
from simulator.tui.channels import ChannelLook
from simulator.tui.phrasing import MODES, first_name, named, percent_text, place_text
from simulator.tui.spending import spent_on_record
from simulator.tui.verdict import read_verdict
from simulator.tui.voices import SPEAKERS, mark_text
from simulator.tui.widgets.plain import one_line
from simulator.wording import N_, _

Mood = Mapping[str, int]
_NAME = 24
"""Characters of somebody else's id that are shown on a line."""


@dataclass(frozen=True, slots=True)
class Said:
    """One turn as it is shown; `mark` is what is remarkable about how its words came about."""

    turn: int
    speaker: str
    text: str
    mark: str = ""


def said_in(message: Message) -> Said:
    """The turn of a message."""
    return Said(message.turn, message.speaker, message.text, mark_text(message.voice, message.reason))


@dataclass(slots=True)
class Story:
    """One attempt.

    Attributes:
        title: The scenario's title.
        customer: The customer's whole name.
        moods: The mood as it was at a turn, with the turn's number; 0 is before the first.
        evaluation: The newest evaluation object, or None.
        started_at: When it began, ISO 8601; empty when that is not known.
        gentle: Whether the situation may touch the learner, so that it is confirmed before it starts.
        viewer: Who looks at it; empty for the learner.
        real_name: The learner's own id, when `learner` is a name that may be shown to the viewer instead.
        look: How its channel looks.
        voice: Who speaks as the customer: `scripted` or `llm`.
        spent: What language models took so far, or None.
        judging: Whether a language model still reads the hard questions a second time.
    """

    title: str = ""
    customer: str = N_("The customer")
    attempt: str = ""
    scenario: str = ""
    rubric: str = ""
    mode: str = "practice"
    level: str = ""
    learner: str = ""
    viewer: str = ""
    real_name: str = ""
    started_at: str = ""
    support: str = ""
    gentle: bool = False
    voice: str = "scripted"
    look: ChannelLook = field(default_factory=ChannelLook)
    said: list[Said] = field(default_factory=list)
    moods: list[tuple[int, Mood]] = field(default_factory=list)
    end: Ended | None = None
    evaluation: Mapping[str, Any] | None = None
    spent: Spent | None = None
    judging: bool = False

    @property
    def short_name(self) -> str:
        """What the customer is called in passing."""
        return first_name(self.customer)

    @property
    def own(self) -> bool:
        """Whether whoever looks at it is the learner."""
        return not self.learner or not self.viewer or same_person(self.learner, self.viewer)

    @property
    def learner_name(self) -> str:
        """What the learner is called by somebody else, on a line."""
        return shorten(one_line(self.learner), _NAME)

    @property
    def mood(self) -> Mood:
        """The latest mood; empty when none is known."""
        return self.moods[-1][1] if self.moods else {}

    @property
    def mood_before(self) -> Mood:
        """The mood one turn earlier; empty when there is none."""
        return self.moods[-2][1] if len(self.moods) > 1 else {}

    def speaker_name(self, speaker: str) -> str:
        """How a speaker is named in the transcript."""
        if speaker != "agent":
            return self.short_name
        return _("You") if self.own else self.learner_name

    def replies(self) -> list[Said]:
        """What the learner said."""
        return [said for said in self.said if said.speaker == "agent"]

    def place_of(self, turn: int) -> str:
        """Where something was said, as one finds it: `your 3rd reply`, `Marta's 2nd message`.

        To somebody who is not the learner it is `kim's 3rd reply`.
        """
        speaker = next((said.speaker for said in self.said if said.turn == turn), None)
        if speaker is None:
            return _("turn {turn}", turn=turn)
        place = place_text(sum(said.speaker == speaker and said.turn <= turn for said in self.said))
        if speaker != "agent":
            return _("{name}'s {place} message", name=self.short_name, place=place)
        if self.own:
            return _("your {place} reply", place=place)
        return _("{name}'s {place} reply", name=self.learner_name, place=place)

    @property
    def ending(self) -> str:
        """How it ended, in words; empty while it has not."""
        if self.end is None:
            return ""
        told = named(ENDINGS, self.end.ending)
        return told if self.own else re.sub(r"^you\b", self.learner_name, told)

    def take(self, event: Event) -> None:
        """Take in what happened."""
        match event:
            case AttemptStarted():
                self._begin(event)
            case Message(turn=turn) if all(said.turn != turn for said in self.said):
                self.said.append(said_in(event))
            case CustomerMoved(turn=turn, mood=mood):
                self.moods = [pair for pair in self.moods if pair[0] != turn] + [(turn, dict(mood))]
            case Ended():
                self.end = event
            case Evaluated(evaluation=evaluation, final=final):
                self.evaluation, self.judging = evaluation, not final
            case Spent():
                self.spent = event

    def _begin(self, event: AttemptStarted) -> None:
        self.attempt, self.scenario, self.rubric = event.attempt, event.scenario, event.rubric
        self.mode, self.level, self.learner = event.mode, event.level, event.learner


def story_of(record: AttemptRecord, title: str = "", customer: str = "") -> Story:
    """The story of an attempt on record; what the notes do not hold stays empty."""
    header = record.header
    ids = {content.kind: content.id for content in header.contents}
    end = record.end
    return Story(
        title=title or ids.get("scenario", ""),
        customer=customer or _("The customer"),
        attempt=header.attempt,
        scenario=ids.get("scenario", ""),
        rubric=ids.get("rubric", ""),
        mode=header.mode,
        level=header.level,
        learner=header.learner,
        started_at=header.started_at,
        voice=header.customer,
        said=[_said_on_record(turn) for turn in record.turns],
        moods=[(turn.turn, mood) for turn in record.turns if (mood := _noted_mood(turn))],
        end=None if end is None else Ended(end.ending, end.scorable, end.stars, end.tells),
        evaluation=record.evaluations[-1] if record.evaluations else None,
        spent=spent_on_record(record.turns),
    )


def _said_on_record(turn: TurnRecord) -> Said:
    reason = turn.note.get("reason")
    mark = mark_text(turn.voice, reason if isinstance(reason, str) else None)
    return Said(turn.turn, turn.speaker, turn.text, mark)


def _noted_mood(turn: TurnRecord) -> dict[str, int]:
    mood = turn.note.get("mood")
    if not isinstance(mood, Mapping):
        return {}
    return {str(meter): round(value) for meter, value in mood.items() if isinstance(value, int | float)}


def transcript_text(story: Story) -> str:
    """The conversation as plain text, for a file: what it was and how it ended, then every turn numbered."""
    lines = [story.title, "=" * max(3, len(story.title)), *_head(story), ""]
    for said in story.said:
        who = story.speaker_name("agent") if said.speaker == "agent" else story.customer
        reply = f" ({story.place_of(said.turn)})" if said.speaker == "agent" else ""
        mark = f" ({said.mark})" if said.mark else ""
        lines += [f"{said.turn}. {who}{reply}{mark}:", said.text, ""]
    return "\n".join(lines).rstrip() + "\n"


def _head(story: Story) -> list[str]:
    begun = _local(story.started_at)
    stars = story.end.stars if story.end else None
    facts = {
        _("Date"): f"{begun:%Y-%m-%d %H:%M}" if begun else "",
        _("Situation"): story.scenario,
        _("Learner"): "" if story.own else story.learner_name,
        _("Mode"): named(MODES, story.mode),
        _("Customer"): _(SPEAKERS["llm"]) if story.voice == "llm" else "",
        _("Ending"): story.ending,
        _("Stars"): _("{stars} of 5", stars=stars) if stars else "",
        _("Score"): _score(story),
        _("Attempt"): story.attempt,
    }
    return [f"{name}: {value}" for name, value in facts.items() if value]


def _score(story: Story) -> str:
    if not story.evaluation:
        return _("not scored")
    verdict = read_verdict(story.evaluation, {})
    passed = {True: _(", passed"), False: _(", not passed"), None: ""}[verdict.passed]
    why = f": {verdict.why_not}" if verdict.why_not else ""
    return f"{percent_text(verdict.percentage)}{passed}{why}"


def transcript_name(story: Story) -> str:
    """A file name that tells what is in it: `cold-kitchen-2026-05-04-1001.txt`."""
    begun = _local(story.started_at)
    when = f"{begun:%Y-%m-%d-%H%M}" if begun else story.attempt
    name = f"{story.scenario or 'conversation'}-{when}"
    return "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)[:100] + ".txt"


def _local(stamp: str) -> datetime | None:
    """A moment in the time of this place; None when it is not known."""
    try:
        then = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return (then if then.tzinfo else then.replace(tzinfo=UTC)).astimezone()
