"""Many conversations with one customer as a tree: what begins alike is gone through once.

At each moment a colleague has a handful of ways to go on, so thousands of conversations pass the same ones.
Each moment is read, reacted to and answered once, by the same fold of turns that an attempt uses.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field

from simulator.attempt.dialogue import Dialogue
from simulator.attempt.ledger import TurnRecord
from simulator.customer.cue import Cue
from simulator.customer.model import CustomerModel
from simulator.customer.voice import ScriptedVoice, Utterance, joint_of
from simulator.language.reader import Reader


@dataclass(slots=True)
class Moment:
    """A point of a conversation at which it is the colleague's turn, or at which the customer is done.

    Attributes:
        dialogue: All that was said so far, the customer's last words included unless they end it.
        said: The sentences that the colleague has used.
        path: Which way was taken at each moment before.
        next: The moments after this one, by way; None where the colleague leaves.
    """

    dialogue: Dialogue
    said: frozenset[str] = frozenset()
    path: tuple[int, ...] = ()
    next: dict[int, Moment | None] = field(default_factory=dict)

    @property
    def cue(self) -> Cue:
        """What the customer expresses here."""
        return self.dialogue.cue

    @property
    def over(self) -> bool:
        """Whether the customer is done."""
        return self.cue.close is not None


def begun(model: CustomerModel, reader: Reader) -> Moment:
    """The moment after the customer's first message."""
    dialogue = Dialogue(model, reader)
    return Moment(_answered(dialogue))


def after(moment: Moment, text: str, sentences: tuple[str, ...], way: int) -> Moment:
    """The moment after a reply and the customer's answer to it."""
    dialogue = _copy(moment.dialogue)
    dialogue.add(TurnRecord(dialogue.next_turn, "agent", text, ""), dialogue.read(text))
    dialogue.hear()
    over = dialogue.cue.close is not None
    return Moment(
        dialogue if over else _answered(dialogue),
        moment.said.union(sentences),
        (*moment.path, way),
    )


def last_words(moment: Moment, seed: int) -> Utterance:
    """What the customer says last; which of the author's lines it is depends on the seed."""
    scenario = moment.dialogue.model.scenario
    return ScriptedVoice(seed, joint_of(scenario.channel)).say(moment.cue, moment.dialogue.said)


def _answered(dialogue: Dialogue) -> Dialogue:
    """With the customer's answer, in the author's first wording."""
    spoken = dialogue.plainly()
    note = {"lines": list(spoken.lines)}
    dialogue.add(TurnRecord(dialogue.next_turn, "customer", spoken.text, "", spoken.voice, note))
    return dialogue


def _copy(dialogue: Dialogue) -> Dialogue:
    copied = copy(dialogue)
    copied.turns, copied.readings, copied.moves = [*dialogue.turns], {**dialogue.readings}, []
    return copied
