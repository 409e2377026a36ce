"""The messages for one reply of a colleague that a language model voices.

They hold what a colleague has before them and what was decided to be said, and nothing else: no fact that the
customer has not told, no need, no condition, nothing of the rubric.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.colleagues.kinds import Kind
from simulator.colleagues.plan import Plan
from simulator.content.base import Channel
from simulator.content.scenario import Scenario
from simulator.customer.prompting import Message, fenced
from simulator.language.stems import LANGUAGES
from simulator.prompts import PromptFiles

PROMPTS = PromptFiles("simulator.colleagues", ("part.txt", "phrases.txt", "reply.txt"))
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where colleagues answer: all that they see of a scenario.

    Attributes:
        language: The scenario's language, by its code.
        name: The customer's name.
        desk: The cards of the desk, title and text.
    """

    language: str
    channel: Channel
    name: str
    desk: tuple[tuple[str, str], ...]


def place_of(scenario: Scenario) -> Place:
    """What colleagues see of a scenario."""
    cards = tuple((card.title, card.text.strip()) for card in scenario.desk)
    return Place(scenario.language, scenario.channel, scenario.customer.name, cards)


def messages_for(place: Place, plan: Plan) -> list[Message]:
    """The prompt for the words of a plan."""
    return [
        {"role": "system", "content": beginning(place, plan.kind)},
        {"role": "user", "content": _content(plan)},
    ]


def beginning(place: Place, kind: Kind) -> str:
    """The system part: the same in all conversations of one kind of colleague with one customer."""
    cards = [PROMPTS.phrase("desk.card", title=title, text=text) for title, text in place.desk]
    slots = {
        "name": place.name,
        "channel": PROMPTS.phrase(f"channel.{place.channel}"),
        "manner": PROMPTS.phrase(f"manner.{kind}"),
        "desk": "\n".join(cards) or PROMPTS.phrase("desk.none"),
        "language": LANGUAGES.get(place.language.partition("-")[0], place.language).title(),
    }
    return PROMPTS.filled("part.txt", slots)


def wanted_words(plan: Plan) -> int:
    """The length wanted, in words: that of the colleague's own sentences."""
    return max(_FEWEST_WORDS, len(plan.spoken.text.split()))


def _content(plan: Plan) -> str:
    lines = [PROMPTS.phrase("content.line", sentence=fenced(text)) for text in plan.spoken.sentences]
    slots = {
        "message": fenced(plan.message),
        "content": "\n".join(lines),
        "words": str(wanted_words(plan)),
    }
    return PROMPTS.filled("reply.txt", slots)
