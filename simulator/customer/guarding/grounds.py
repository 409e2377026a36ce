"""What a line is held against: what may be spoken of now, what may not, and what was said before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.content.base import Channel, Line, MoodLine
from simulator.content.scenario import Fact
from simulator.customer.cue import Cue
from simulator.customer.prompting import PROMPTS, Part, Said, beginning


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that the guard looks at, for one message of the customer.

    Attributes:
        language: The scenario's language.
        channel: Where the conversation takes place.
        name: The customer's name.
        cue: What code decided for this message.
        mine: Texts of what the customer has said or may say now.
        known: These, and what else the customer has heard: the brief's facts and the agent's words.
        locked: How each fact that may not be told is put, by its id.
        now: How each fact that is to be told now is put, by its id.
        said: The customer's earlier messages.
        heard: The agent's last reply, or an empty text.
        prompt: The texts that instruct a model.
    """

    language: str
    channel: Channel
    name: str
    cue: Cue
    mine: tuple[str, ...]
    known: tuple[str, ...]
    locked: Mapping[str, tuple[str, ...]]
    now: Mapping[str, tuple[str, ...]]
    said: tuple[str, ...] = ()
    heard: str = ""
    prompt: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The author's lines for this message."""
        return tuple(line for part in self.cue.parts for line in (*part.lines, *part.fallback))


def grounds_for(part: Part, turns: Sequence[Said], cue: Cue) -> Grounds:
    """The grounds for the customer's next message."""
    scenario, facts = part.scenario, part.scenario.facts
    said = tuple(turn.text for turn in turns if turn.speaker == "customer")
    heard = tuple(turn.text for turn in turns if turn.speaker == "agent")
    told = [text for key in facts if key in cue.facts for text in ways_of_telling(facts[key])]
    lines = [line for one in cue.parts for line in (*one.lines, *one.fallback)]
    mine = (scenario.customer.name, *texts_of(scenario.customer.opening), *told, *lines, *said)
    return Grounds(
        language=scenario.language,
        channel=scenario.channel,
        name=scenario.customer.name,
        cue=cue,
        mine=mine,
        known=(*mine, scenario.brief, *heard),
        locked={key: ways_of_telling(fact) for key, fact in facts.items() if key not in cue.facts},
        now={key: ways_of_telling(facts[key]) for key in cue.unlocked},
        said=said,
        heard=heard[-1] if heard else "",
        prompt=(beginning(part), *map(PROMPTS.text, PROMPTS.names)),
    )


def ways_of_telling(fact: Fact) -> tuple[str, ...]:
    """Every wording of a fact that its author gives."""
    return (fact.text, *texts_of(fact.say), *texts_of(fact.again))


def texts_of(lines: Sequence[Line]) -> Iterator[str]:
    """The words of some lines, whatever moods they are bound to."""
    return (line.say if isinstance(line, MoodLine) else line for line in lines)
