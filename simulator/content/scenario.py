"""A scenario: one situation to practise."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.content.base import (
    Channel,
    Comparison,
    Id,
    LanguageCode,
    Level,
    Lines,
    Meter,
    MoodChange,
    Names,
    RefId,
    Strict,
    Text,
    Title,
)
from simulator.content.conditions import Condition
from simulator.content.persona import Points, Reaction

EndingName = Literal["resolved", "customer_left", "escalated", "turn_cap"]
"""The endings that an author decides; the others (agent_ended, time_up, ...) come from outside."""


class DeskCard(Strict):
    """Something that the agent can see or may offer.

    Attributes:
        title: What it is.
        text: What it says.
        shared: Whether the customer sees it too, as what lies on a counter.
    """

    title: Title
    text: Text
    shared: bool = False

    @property
    def heading(self) -> str:
        """The title, and that the customer sees it too."""
        return f"{self.title} (you both see it)" if self.shared else self.title


class Customer(Strict):
    """Who sits in the empty chair.

    Attributes:
        name: The customer's name, as given to the agent.
        persona: The id of the persona.
        opening: What the customer says first.
        start: Where this customer's mood starts, if not where the persona's does.
        manner: What is particular about how this customer writes.
        stars: What a public review gave before anybody answered, 1 to 5.
    """

    name: Title
    persona: Id
    opening: Annotated[Lines, Field(min_length=1)]
    start: dict[Meter, Points] = {}
    manner: Text | None = None
    stars: Annotated[int, Field(ge=1, le=5)] | None = None


class Fact(Strict):
    """Something that the customer knows and tells only when it is unlocked.

    Attributes:
        text: The fact, for the author, the debrief and a model's prompt once it is unlocked.
        about: The topics that a question about this fact mentions.
        unlock: What unlocks it. Without it, a question about one of `about` does.
        say: How the customer tells it.
        again: What the customer says when asked for it once more.
        deflect: What the customer says when asked before it is unlocked.
        mood: What telling it does to the mood.
    """

    text: Text
    about: Names | None = None
    unlock: Condition | None = None
    say: Annotated[Lines, Field(min_length=1)]
    again: Lines = []
    deflect: Lines = []
    mood: MoodChange = {}


class Answer(Strict):
    """The answer to a question or remark that the scenario foresees; nothing is hidden in it.

    Attributes:
        asked: The topics that the agent's question mentions.
        when: Or any other condition on the reply.
        say: The answers; when the first time's lines are used up, the persona's `told` follow.
        mood: What it does to the mood.
    """

    asked: Names | None = None
    when: Condition | None = None
    say: Annotated[Lines, Field(min_length=1)]
    mood: MoodChange = {}


class Need(Strict):
    """Something that the customer wants from this conversation; open until met.

    Attributes:
        title: What it is, as the learner sees it in practice.
        met: What meets it.
        after: Needs that must be met before this one is asked about.
        opens: Something that must have happened before the customer has this need at all.
        reopens: What opens it again once it was met.
        ask: How the customer asks about it while it is open.
        thanks: How the customer takes it when it is met.
        mood: What meeting it does to the mood.
        hint: What to do about it, shown on request in practice.
    """

    title: Title
    met: Condition
    after: Names | None = None
    opens: Condition | None = None
    reopens: Condition | None = None
    ask: Annotated[Lines, Field(min_length=1)]
    thanks: Lines = []
    mood: MoodChange = {}
    hint: Text


class Ending(Strict):
    """A way in which the conversation ends.

    Attributes:
        ending: Its name in the record; the key, if that is one of the names.
        when: What brings it about; tested in the file's order after every reply. `turn_cap` has none.
        stars: What the customer gives, 1 to 5.
        say: The customer's last words.
        tells: What they will tell others about it.
    """

    ending: EndingName | None = None
    when: Condition | None = None
    stars: Annotated[int, Field(ge=1, le=5)]
    say: Annotated[Lines, Field(min_length=1)]
    tells: Text


class Limits(Strict):
    """How short and how long a conversation can be, in replies of the agent.

    Attributes:
        floor: A resolved ending comes with this reply at the earliest.
        replies: After this many replies the conversation ends with `turn_cap`.
    """

    floor: Annotated[int, Field(ge=1, le=20)] = 3
    replies: Annotated[int, Field(ge=1, le=40)] = 10


class Expectation(Strict):
    """What an exemplar must come to; each key that is given must hold.

    Attributes:
        ending: The ending's name; agent_ended when the replies do not suffice for any.
        stars: What the customer gives, such as "<= 2".
        percentage: The result by the rubric, such as ">= 85".
        passed: Whether it passes.
    """

    ending: str | None = None
    stars: Comparison | None = None
    percentage: Comparison | None = None
    passed: bool | None = None


class Exemplar(Strict):
    """A whole conversation of the agent's side, run as a test by `empty-chair check`.

    Attributes:
        name: What it shows, such as strong, average or brush-off.
        level: The level that it is judged at.
        replies: The agent's replies, in order.
        expect: What it must come to.
    """

    name: Title
    level: Level = "agent"
    replies: Annotated[list[Text], Field(min_length=1)]
    expect: Expectation


class Scenario(Strict):
    """One situation to practise.

    Attributes:
        schema_: Always `empty-chair/scenario/1`.
        id: Its name for the command line and the record; best the file's name too.
        version: Counted up with every change.
        title: Its name in lists.
        language: In what it is written and answered.
        channel: Where the conversation takes place.
        levels: For whom it is.
        tags: Words to find it by.
        minutes: How long it takes.
        rubric: The id of the rubric by which it is judged.
        source: The practice that it teaches, and where that comes from.
        content_note: Shown before the start of a situation that may touch the learner; they may turn back
            unscored.
        support: Where the learner finds someone to talk to, shown with the note and after leaving.
        brief: What the learner knows before the first message.
        desk: What the agent can see and may offer.
        customer: Who sits in the empty chair.
        topics: What a reply can be about: phrase patterns by the topic's name.
        untrue: Topics that are wrong here: a sentence that claims one explains and promises nothing, to the
            customer and to the judge. Denying it, asking about it, or owning that it was said is no claim.
        facts: What the customer knows and tells when it is unlocked, by name.
        answers: Answers to questions that hold no secret, by name.
        needs: What the customer wants, by name, in the order in which they ask.
        reactions: What this customer takes well or badly beyond the persona's reactions.
        endings: How it can end, by name; tried in this order after every reply.
        limits: How short and how long the conversation can be.
        wording: A better wording for this case, by the rubric question that it belongs to.
        exemplars: Conversations with the result that they must come to.
    """

    schema_: Literal["empty-chair/scenario/1"] = Field(alias="schema")
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Title
    language: LanguageCode
    channel: Channel
    levels: Annotated[list[Level], Field(min_length=1)]
    tags: list[Id] = []
    minutes: Annotated[int, Field(ge=1, le=120)]
    rubric: Id
    source: Text
    content_note: Text | None = None
    support: Text | None = None
    brief: Text
    desk: Annotated[list[DeskCard], Field(min_length=1)]
    customer: Customer
    topics: dict[Id, Annotated[list[Text], Field(min_length=1)]]
    untrue: list[Id] = []
    facts: dict[Id, Fact]
    answers: dict[Id, Answer] = {}
    needs: Annotated[dict[Id, Need], Field(min_length=1)]
    reactions: list[Reaction] = []
    endings: Annotated[dict[Id, Ending], Field(min_length=1)]
    limits: Limits = Limits()
    wording: dict[RefId, Text] = {}
    exemplars: Annotated[list[Exemplar], Field(min_length=1)]
