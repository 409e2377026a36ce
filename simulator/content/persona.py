"""A persona: a temperament that scenarios share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.content.base import Id, LanguageCode, Lines, Meter, MoodChange, Strict, Text, Title
from simulator.content.conditions import Condition

Points = Annotated[int, Field(ge=0, le=100)]


class Again(Strict):
    """What a reaction becomes from the second time on.

    Attributes:
        mood: By how many points the meters move then.
        say: What the customer may say then; without lines, those of the first time.
    """

    mood: MoodChange = {}
    say: Lines = []


class Reaction(Strict):
    """How the customer takes something in a reply.

    Attributes:
        id: Names the reaction in the record.
        when: What the reply must hold.
        mood: By how many points the meters move, before inertia.
        say: What the customer may say to it; without lines it only moves the mood.
        again: The answer from the second time on. Without it, a gain shrinks with every repetition
            (a second apology is worth half of the first) and a loss stays.
        offence: Whether it is held against the agent (slows every later gain).
        priority: Of several reactions with lines only the highest is voiced; the first of equals.
    """

    id: Id
    when: Condition
    mood: MoodChange = {}
    say: Lines = []
    again: Again | None = None
    offence: bool = False
    priority: Annotated[int, Field(ge=0, le=10)] = 5


class Inertia(Strict):
    """How slowly a customer's mood moves.

    Attributes:
        better: The most points by which a meter can improve in one turn.
        worse: The most points by which a meter can get worse in one turn.
        grudge: After n offences every gain is divided by 1 + grudge * n.
    """

    better: Points = 12
    worse: Points = 30
    grudge: Annotated[float, Field(ge=0, le=2)] = 0.5


class Manner(Strict):
    """How the customer writes, for authors and for a model that voices the customer.

    Attributes:
        length: How long the messages are, and how that changes.
        punctuation: How they are punctuated, and whether there are capitals.
        register_: How formal the language is.
        never_says: Words that this customer never uses, as phrase patterns; no line of theirs may hold one.
        notes: Anything else.
    """

    length: Text
    punctuation: Text
    register_: Text = Field(alias="register")
    never_says: list[Text] = []
    notes: Text | None = None


class PersonaLines(Strict):
    """What a customer of this temperament says when the scenario has nothing of its own.

    Attributes:
        unclear: The reply could not be read.
        empty: The reply held no words.
        other_language: The reply is in another language.
        repeated: The agent said the same once more.
        dont_know: A question that the scenario does not foresee.
        deflect: A question about something that the customer does not tell yet.
        told: A question about something that was told already.
        offered: An offer or a yes-or-no question that the scenario does not foresee.
        silence: The customer says nothing, or next to nothing.
        insist: An open need whose own lines are used up.
        waiting: Nothing is open, but the conversation is too young to end.
        neutral: A reply that neither helps nor hurts.
    """

    unclear: Lines
    empty: Lines
    other_language: Lines
    repeated: Lines
    dont_know: Lines
    deflect: Lines
    told: Lines
    offered: Lines
    silence: Lines
    insist: Lines
    waiting: Lines
    neutral: Lines


class Persona(Strict):
    """A temperament: where the mood starts, how it moves, and how this customer speaks.

    Attributes:
        schema_: Always `empty-chair/persona/1`.
        id: The name by which scenarios choose it; best the file's name too.
        version: Counted up with every change.
        title: Its name in lists.
        language: In what its lines are written; that of its scenarios.
        description: Who this is, for authors.
        start: Where the meters start; a meter that is not here does not exist, unless a scenario starts it.
        inertia: How slowly the mood moves.
        drift: Points by which meters move each turn in which no need was met.
        silent_when: When the customer answers an unhelpful reply with silence.
        reactions: What the customer takes well or badly; a scenario's replaces one of the same id.
        lines: What the customer says when the scenario has nothing of its own.
        manner: How the customer writes.
    """

    schema_: Literal["empty-chair/persona/1"] = Field(alias="schema")
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Title
    language: LanguageCode
    description: Text
    start: dict[Meter, Points]
    inertia: Inertia = Inertia()
    drift: MoodChange = {}
    silent_when: Condition | None = None
    reactions: list[Reaction]
    lines: PersonaLines
    manner: Manner
