"""What there is to practise, and which competency each question of a form belongs to.

A competency is a section of the forms, by its `ref_id`: "help" is the same in every rubric that has such a
section. A question that several rubrics ask is one and the same everywhere; where they put it into different
sections, it belongs to the section that most of them choose, and of equals to the first by name. So nothing
has to be written into the files for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from simulator.language.text import clean_text

if TYPE_CHECKING:
    from simulator.content.headers import ScenarioHeader
    from simulator.content.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Criterion:
    """A question of a form.

    Attributes:
        section: The `ref_id` of its section.
        section_title: What that section is about.
        levels: The levels that it is asked of; None is all.
        fatal: The options that fail the whole form.
    """

    ref_id: str
    title: str
    section: str
    section_title: str
    levels: frozenset[str] | None = None
    fatal: frozenset[str] = frozenset()

    def is_asked_of(self, level: str) -> bool:
        """Whether this level is asked it."""
        return self.levels is None or level in self.levels


@dataclass(frozen=True, slots=True)
class Situation:
    """A scenario, as far as choosing it goes; `form` is the id of its rubric."""

    id: str
    title: str
    language: str
    levels: frozenset[str]
    form: str
    channel: str = ""
    minutes: int = 0
    gentle: bool = False
    """Whether a note is to be read before it: not for the very first conversation."""


@dataclass(frozen=True)
class Catalogue:
    """The scenarios that can be played, and the questions of their forms by the form's id."""

    situations: tuple[Situation, ...]
    forms: Mapping[str, tuple[Criterion, ...]]

    @cached_property
    def competencies(self) -> Mapping[str, str]:
        """The competency of every question, by the question's `ref_id`."""
        votes: dict[str, Counter[str]] = {}
        for criteria in self.forms.values():
            for one in criteria:
                votes.setdefault(one.ref_id, Counter())[one.section] += 1
        return {question: _favourite(counted) for question, counted in votes.items()}

    @cached_property
    def fatal(self) -> frozenset[tuple[str, str]]:
        """Question and option of every answer that fails a whole form."""
        return frozenset(
            (one.ref_id, option) for form in self.forms.values() for one in form for option in one.fatal
        )

    def asked(self, situation: Situation, level: str) -> Mapping[str, frozenset[str]]:
        """The questions that a scenario asks of a level, by competency."""
        found: dict[str, set[str]] = {}
        for one in self.forms.get(situation.form, ()):
            if one.is_asked_of(level):
                found.setdefault(self.competencies[one.ref_id], set()).add(one.ref_id)
        return {competency: frozenset(questions) for competency, questions in found.items()}

    def name_of(self, competency: str, form: str) -> str:
        """What a competency is called: as in this form, or as in most forms of its language."""
        spoken = {key: {one.language for one in self.situations if one.form == key} for key in self.forms}
        mine = spoken.get(form) or set()
        titles = Counter(
            one.section_title
            for key, criteria in self.forms.items()
            for one in criteria
            if one.section == competency and (not mine or mine & spoken[key])
        )
        own = [one.section_title for one in self.forms.get(form, ()) if one.section == competency]
        return own[0] if own else _favourite(titles) if titles else competency

    def language_of(self, scenario: str) -> str:
        """The language of a scenario; empty when it is not there any more."""
        return next((one.language for one in self.situations if one.id == scenario), "")


def catalogue_of(headers: Iterable[ScenarioHeader], rubrics: Iterable[Rubric]) -> Catalogue:
    """The catalogue of a library; scenarios with a fault, or without their rubric, are left out."""
    forms = {rubric.id: _criteria(rubric) for rubric in rubrics}
    playable = (one for one in headers if not one.fault and one.rubric in forms)
    return Catalogue(tuple(sorted(map(_situation, playable), key=lambda one: one.id)), forms)


def _situation(header: ScenarioHeader) -> Situation:
    return Situation(
        id=header.id,
        title=_line(header.title),
        language=header.language,
        levels=frozenset(header.levels),
        form=header.rubric,
        channel=header.channel,
        minutes=header.minutes,
        gentle=header.content_note,
    )


def _criteria(rubric: Rubric) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(
            ref_id=question.ref_id,
            title=_line(question.title),
            section=section.ref_id,
            section_title=_line(section.title),
            levels=None if question.levels is None else frozenset(question.levels),
            fatal=frozenset(option.ref_id for option in question.options if option.automatic_fail),
        )
        for section in rubric.sections
        for question in section.questions
    )


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _favourite(counted: Counter[str]) -> str:
    """The most frequent; of equals the first by name."""
    return min(counted, key=lambda name: (-counted[name], name))
