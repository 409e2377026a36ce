"""What has been said so far, and where the customer stands: the part of an attempt without effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.attempt.events import CustomerMoved, Notice, ReadingNoted
from simulator.attempt.ledger import TurnRecord
from simulator.attempt.notices import OTHER_LANGUAGE, heard_only, notice_on
from simulator.attempt.ports import ReplyReader
from simulator.customer.cue import Cue
from simulator.customer.model import CustomerModel
from simulator.customer.second_reading import SecondReading
from simulator.customer.state import CustomerState
from simulator.customer.voice import ScriptedVoice, Utterance, joint_of
from simulator.language.reading import Reading


@dataclass(slots=True)
class Dialogue:
    """The turns so far, folded into the customer's state.

    Turns are only ever added. Going through the same turns again gives the same state, which is how an
    attempt is resumed: nothing but the turns has to be kept.

    A reply is read after what the customer said *plainly*: the author's first wording of each cue, whichever
    wording was shown. So neither a seed nor a voice can change what a reply does to the customer.

    Attributes:
        readings: What the customer took in of each reply, by turn.
        seconds: What a second reader found, by turn, where one was asked.
        unheard: The turn of a reply that the customer has not taken in yet, and what was read in it.
    """

    model: CustomerModel
    reader: ReplyReader
    turns: list[TurnRecord] = field(default_factory=list)
    readings: dict[int, Reading] = field(default_factory=dict)
    seconds: dict[int, SecondReading] = field(default_factory=dict)
    moves: list[CustomerMoved] = field(default_factory=list)
    said: frozenset[str] = frozenset()
    unheard: tuple[int, Reading] | None = None
    state: CustomerState = field(init=False)
    cue: Cue = field(init=False)
    _plainly_said: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.state, self.cue = self.model.start()

    @property
    def next_turn(self) -> int:
        """The number of the turn that comes next."""
        return len(self.turns) + 1

    @property
    def answer_due(self) -> bool:
        """Whether it is the customer's turn to speak."""
        return not self.turns or self.turns[-1].speaker == "agent"

    def read(self, text: str) -> Reading:
        """What is read in a reply that would come now."""
        heard = [_plainly(t) for t in self.turns if t.speaker == "customer" and not self._asks_again(t)]
        desk = [self.model.scenario.customer.name, *(c.text for c in self.model.scenario.desk)]
        return self.reader.read(text, heard, desk)

    @property
    def plain(self) -> bool:
        """Whether all was shown in the author's first wording, and read by the rules alone."""
        return not self.seconds and not any("plainly" in turn.note for turn in self.turns)

    def add(self, turn: TurnRecord, reading: Reading | None = None) -> None:
        """Take in one turn of either speaker; a reply is read here, unless its reading is given.

        The customer has not taken a reply in before `hear`.
        """
        if turn.speaker == "agent":
            self.unheard = (turn.turn, reading or self.read(turn.text))
            self.turns.append(turn)
            return
        self.turns.append(turn)
        lines = turn.note.get("lines", ())
        self.said = self.said.union(lines)
        self._plainly_said = self._plainly_said.union(turn.note.get("plainly", {}).get("lines", lines))

    def hear(self, second: SecondReading | None = None) -> None:
        """Let the customer take in the last reply, with what a second reader found in it; once."""
        if self.unheard is None:
            return
        turn, reading = self.unheard
        self.unheard = None
        if second is not None:
            self.seconds[turn] = second
            reading = second.added_to(reading)
        self.readings[turn] = reading
        self.state, self.cue = self.model.react(self.state, reading)
        self.moves.append(self._moved(turn))

    def plainly(self) -> Utterance:
        """The author's first wording of the customer's message that comes next."""
        voice = ScriptedVoice(0, joint_of(self.model.scenario.channel))
        return voice.say(self.cue, self._plainly_said)

    def note(self, spoken: Utterance) -> Mapping[str, Any]:
        """What code decided for the customer's message that comes next, for the record."""
        plainly = self.plainly()
        second = self.seconds.get(len(self.turns))
        shown_plainly = plainly.text == spoken.text
        return {
            "acts": [[part.act.value, part.ref] for part in self.cue.parts],
            "mood": self.state.rounded_mood(),
            "open_needs": sorted(self.state.open_needs),
            "unlocked": list(self.cue.unlocked),
            "lines": list(spoken.lines),
            **({} if shown_plainly else {"plainly": {"text": plainly.text, "lines": list(plainly.lines)}}),
            **({"reason": spoken.reason} if spoken.reason else {}),
            **({"second_reading": second.to_note()} if second is not None else {}),
        }

    def noted(self) -> ReadingNoted:
        """What was read in the last reply."""
        turn = max(self.readings)
        reading = self.readings[turn]
        behaviours = {
            name: tuple(reading.quote(span) for span in finding.spans)
            for name, finding in reading.behaviours.items()
            if finding.present
        }
        return ReadingNoted(turn, behaviours, tuple(reading.topics))

    def notice(self) -> Notice | None:
        """A word to the learner about the last reply, if one is called for."""
        if not self.readings:
            return None
        turn = max(self.readings)
        return notice_on(turn, self.readings[turn], self.model.scenario.language)

    def heard_only(self) -> Notice | None:
        """A word to the learner that the last reply cannot be said on this channel."""
        if not self.readings:
            return None
        turn = max(self.readings)
        text = next(said.text for said in self.turns if said.turn == turn)
        return heard_only(turn, text, self.model.scenario.channel)

    def _asks_again(self, turn: TurnRecord) -> bool:
        """Whether the customer only asks for their language here; a reply answers what stands before."""
        before = self.readings.get(turn.turn - 1)
        return before is not None and OTHER_LANGUAGE in before.flags

    def _moved(self, turn: int) -> CustomerMoved:
        needs = self.model.scenario.needs
        still = tuple(key for key in needs if key in self.state.open_needs)
        return CustomerMoved(turn, self.state.rounded_mood(), still, self.cue.unlocked)


def _plainly(turn: TurnRecord) -> str:
    """A customer's message in the author's first wording."""
    text: str = turn.note.get("plainly", {}).get("text", turn.text)
    return text
