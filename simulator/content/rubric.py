"""A rubric: the evaluation form, and the rules by which it is filled offline."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from simulator.content.base import (
    Id,
    LanguageCode,
    Level,
    RefId,
    Strict,
    Text,
    Title,
)
from simulator.content.rubricparts import check_parts
from simulator.content.rules import CustomerSaid, Observation, Rule, Where

__all__ = [
    "CustomerSaid",
    "Feedback",
    "Observation",
    "Option",
    "Question",
    "Rubric",
    "Rule",
    "ScoreThreshold",
    "SecondReadingAsked",
    "Section",
]

ErrorClass = Literal["customer_critical", "business_critical", "compliance_critical", "non_critical"]


class Option(Strict):
    """One possible verdict of a question.

    Attributes:
        ref_id: Its id in the form.
        text: What it says, to people.
        score: 0 to 10.
        when: The rule that chooses it; options are tried in the file's order, and the one without a
            rule is taken when no other was.
        automatic_fail: Whether it fails the whole form.
        missed: Said to the learner instead of the question's `missed` when this option was chosen.
        better: A better wording instead of the question's and the scenario's.
    """

    ref_id: RefId
    text: Title
    score: Annotated[int, Field(ge=0, le=10)]
    when: Rule | None = None
    automatic_fail: bool = False
    missed: Text | None = None
    better: Text | None = None


class Feedback(Strict):
    """What the debrief says about a question.

    Attributes:
        met: Said when this was the strength. About the reply, never about the person.
        missed: Said when this was a gap.
        partly: Said instead when some marks were earned, but not all.
        better: A better wording; a scenario may have its own.
        look_at: Where the gap shows: the learner's words that come nearest to what was missed.
    """

    met: Text
    missed: Text
    partly: Text | None = None
    better: Text
    look_at: Observation | None = None


class SecondReadingAsked(Strict):
    """That a language model may read this question a second time, and what it is asked.

    It changes nothing of what the judge by rules does.

    Attributes:
        criterion: What the model is to look for: one behaviour, in positive words. Title, instructions and
            options stand in when it is left out.
    """

    criterion: Text | None = None


class Question(Strict):
    """One question of the form.

    Attributes:
        ref_id: Its id, kept over versions of the rubric.
        title: What is asked.
        instructions: How a human judge decides.
        question_type: Always `SINGLESELECT`.
        weight: Its share of the section, relative to the section's other questions.
        error_class: Whom an error harms.
        critical: Whether full marks here are needed for a pass.
        levels: The levels that it is asked of; all when left out.
        applies: When it applies at all; otherwise it is not applicable and its weight is shared out.
        framework: The published framework steps that it rests on, such as `HEARD.E`.
        options: The possible verdicts, tried in this order.
        feedback: What the debrief says about it.
        second_reading: That a language model may look at it too, where one judges; never when left out.
    """

    ref_id: RefId
    title: Title
    instructions: Text | None = None
    question_type: Literal["SINGLESELECT"] = "SINGLESELECT"
    weight: Annotated[int, Field(ge=1, le=100)] = 1
    error_class: ErrorClass = "non_critical"
    critical: bool = False
    levels: list[Level] | None = None
    applies: Rule | None = None
    framework: list[Text] = []
    options: Annotated[list[Option], Field(min_length=2, max_length=10)]
    feedback: Feedback
    second_reading: SecondReadingAsked | None = None

    @model_validator(mode="after")
    def _one_default(self) -> Self:
        if sum(option.when is None for option in self.options) != 1:
            raise ValueError("exactly one option has no `when`: it is taken when no other is")
        if len({option.ref_id for option in self.options}) != len(self.options):
            raise ValueError("two options have the same ref_id")
        return self

    @cached_property
    def default(self) -> Option:
        """The option that is taken when no other is."""
        return next(option for option in self.options if option.when is None)

    @cached_property
    def max_score(self) -> int:
        """The best option's score."""
        return max(option.score for option in self.options)

    @cached_property
    def about_answers(self) -> bool:
        """Whether any of its options asks how many of the customer's questions were answered, or when."""
        return any(option.when.about_answers for option in self.options if option.when is not None)

    @cached_property
    def where(self) -> Where:
        """In which replies it looks first."""
        rules = (option.when for option in self.options if option.when is not None)
        return next((where for rule in rules for where in rule.wheres), "any")


class Section(Strict):
    """A group of questions; the weights of all sections total 100.

    Attributes:
        ref_id: Its id in the form.
        title: What its questions are about.
        weight: Its share of the whole, in per cent.
        questions: The questions.
    """

    ref_id: RefId
    title: Title
    weight: Annotated[int, Field(ge=0, le=100)]
    questions: Annotated[list[Question], Field(min_length=1)]


class LevelRule(Strict):
    """What differs for a level.

    Attributes:
        mastery_score: The share of the points that this level needs for a pass.
    """

    mastery_score: Annotated[float, Field(ge=0, le=1)]


class ScoreThreshold(Strict):
    """A performance category and the percentages that it covers.

    Attributes:
        performance_category: Its name; what no category covers meets expectations.
        max_score_percentage: The percentage up to which it reaches.
        min_score_percentage: The percentage from which it reaches up.
    """

    performance_category: Literal["NEEDS_IMPROVEMENT", "EXCEEDS_EXPECTATIONS"]
    max_score_percentage: Annotated[float, Field(ge=0, le=100)] | None = None
    min_score_percentage: Annotated[float, Field(ge=0, le=100)] | None = None


class Rubric(Strict):
    """An evaluation form with the rules that fill it offline.

    Attributes:
        schema_: Always `empty-chair/rubric/1`.
        id: The name by which scenarios choose it; best the file's name too.
        version: Counted up with every change.
        title: Its name in lists.
        description: What it looks at, for authors and learners.
        language: The language of its phrases; that of its scenarios.
        mastery_score: The share of the points needed for a pass, 0 to 1.
        levels: What differs for single levels.
        score_thresholds: The categories above and below "meets expectations".
        phrases: Its own phrase patterns, by name.
        spoiling: The phrases that spoil what is said beside them: no proof is taken from such a sentence or
            the next.
        sections: The questions in their groups.
    """

    schema_: Literal["empty-chair/rubric/1"] = Field(alias="schema")
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Title
    description: Text
    language: LanguageCode
    mastery_score: Annotated[float, Field(ge=0, le=1)]
    levels: dict[Level, LevelRule] = {}
    score_thresholds: list[ScoreThreshold] = []
    phrases: dict[Id, Annotated[list[Text], Field(min_length=1)]] = {}
    spoiling: list[Id] = []
    sections: Annotated[list[Section], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        check_parts(self)
        return self
