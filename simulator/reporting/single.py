"""The reports on one person, and on one scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.reporting.attempts import Sitting, Trying
from simulator.reporting.document import (
    Bar,
    Bars,
    Cell,
    KeyFigure,
    KeyFigures,
    Line,
    Report,
    Section,
    Table,
    Words,
)
from simulator.reporting.forms import judged_by
from simulator.reporting.material import Frame, One, Situation
from simulator.reporting.sections import (
    accuracy_section,
    bars_or_words,
    criteria_section,
    done_tone,
    first_section,
    months_section,
    progress_section,
    scores_told,
)
from simulator.reporting.shares import NOTHING, Share, told_hundredths
from simulator.reporting.small_groups import NOT_TOLD, Hiding, is_hidden, left_out
from simulator.reporting.whole import state_cell
from simulator.reporting.wording import ORDER, counted, day, level
from simulator.training.status import SETTLED

MOST_ATTEMPTS = 100
"""Attempts that a person's report lists, the newest first."""


def person_report(one: One, frame: Frame) -> Report:
    """The record of one person."""
    who = ", ".join(part for part in (one.level.replace("_", " "), one.department) if part)
    span = f"{who}, {frame.span}" if who else frame.span
    return Report(
        "person", one.name, span[:1].upper() + span[1:], frame.made, frame.seal, judged_by(one.forms),
        tuple(_of_person(one, frame)), notes=frame.notes,
    )  # fmt: skip


def _of_person(one: One, frame: Frame) -> Iterator[Section]:
    yield Section("", (KeyFigures(tuple(_keys(one))),))
    if one.standings is not None:
        yield _standing(one)
    yield _attempts(one)
    if one.forms.count:
        yield criteria_section(one.forms, frame.hiding)
        yield accuracy_section(one.forms, frame.hiding)
        yield progress_section(one.trying, frame.hiding)


def _keys(one: One) -> Iterator[KeyFigure]:
    if one.standings is not None:
        asked = [s.status.state for _, s in one.standings if s.status.state not in ("exempt", "not_assigned")]
        done = Share(sum(state in SETTLED for state in asked), len(asked))
        yield KeyFigure("Completed", done.beside, "requirements", done_tone(done))
    scored = [s.score for s in one.sittings if s.looked_at and s.score is not None]
    yield KeyFigure("Attempts", f"{len(scored):,}", _modes(one))
    yield KeyFigure("Score", told_hundredths(scored[-1] if scored else None), scores_told(scored), "open")
    first = one.trying.first
    yield KeyFigure("Passed at first attempt", first.beside, "scenarios in certify", "open")


def _modes(one: One) -> str:
    certified = f"{one.trying.attempts['certify']} certify"
    return f"{one.trying.attempts['practice']} practice, {certified}" if one.practice else certified


def _standing(one: One) -> Section:
    rows = tuple(
        (
            asked.titles.get(standing.status.requirement, standing.status.requirement),
            state_cell(standing.status),
            standing.status.why,
        )
        for asked, standing in one.standings or ()
        if standing.status.state != "not_assigned"
    )
    if not rows:
        return Section("What is asked", (Words("Nothing is asked of this person at this time."),))
    return Section("What is asked", (Table(("Requirement", "Status", "Why"), rows),))


def _attempts(one: One) -> Section:
    scored = [s for s in one.sittings if s.looked_at and s.score is not None]
    note = (
        "" if one.practice else "Attempts in practice are the person's own, and are not shown in this report."
    )
    if not one.sittings:
        return Section("Attempts", (Words("No attempt in this time."),), note)
    points = tuple((f"{s.at.date()} {s.title}", s.score or 0) for s in scored[-40:])
    newest = list(reversed(one.sittings))[:MOST_ATTEMPTS]
    left = len(one.sittings) - len(newest)
    table = Table(
        ("Day", "Scenario", "Mode", "Score", "Result"),
        tuple(_row(sitting) for sitting in newest),
        frozenset({3}),
        f"{counted(left, 'older attempt')} not shown here." if left else "",
    )
    drawn = (Line("Scores, from the oldest to the newest", points),) if len(points) > 1 else ()
    return Section("Attempts", (*drawn, table), note)


def _row(sitting: Sitting) -> tuple[str | Cell, ...]:
    result = Cell("passed", "good") if sitting.passed else Cell("not passed", "warn")
    if sitting.branch:
        result = Cell("a rewind, not counted")
    elif not sitting.looked_at:
        result = Cell("does not count")
    return day(sitting.at.date()), sitting.title, sitting.mode, told_hundredths(sitting.score), result


def scenario_report(situation: Situation, frame: Frame) -> Report:
    """How one scenario goes. No name stands in it."""
    return Report(
        "scenario", situation.title, f"Scenario {situation.id}, {frame.span}", frame.made, frame.seal,
        judged_by(situation.forms, frame.hiding), tuple(_of_scenario(situation, frame)), notes=frame.notes,
    )  # fmt: skip


def _of_scenario(situation: Situation, frame: Frame) -> Iterator[Section]:
    trying, hiding = situation.trying, frame.hiding
    if is_hidden(hiding, len(trying.people)):
        yield Section("", (Words(f"This scenario: {NOT_TOLD}."),))
        return
    yield Section(
        "",
        (
            KeyFigures(
                (
                    KeyFigure("Attempts", f"{sum(trying.attempts.values()):,}",
                              f"of {counted(len(trying.people), 'person', 'people')}"),
                    KeyFigure("Passed in certify", trying.passed.told, trying.passed.beside, "good"),
                    _first(trying, hiding),
                )
            ),
        ),
    )  # fmt: skip
    yield months_section(trying, hiding)
    if not sum(trying.attempts.values()):
        return
    yield _bands(trying.bands)
    yield _levels(situation, frame)
    yield _endings(situation)
    yield first_section(trying, hiding)
    yield criteria_section(situation.forms, hiding)
    yield accuracy_section(situation.forms, hiding)
    yield progress_section(trying, hiding)


def _first(trying: Trying, hiding: Hiding) -> KeyFigure:
    label = "Passed at first attempt"
    if is_hidden(hiding, trying.first_people):
        return KeyFigure(label, NOTHING, NOT_TOLD)
    return KeyFigure(label, trying.first.told, trying.first.beside, "open")


def _bands(bands: Sequence[int]) -> Section:
    total = sum(bands)
    names = [f"{10 * place} to {'100' if place == 9 else 10 * place + 9} %" for place in range(len(bands))]
    bars = tuple(
        Bar(name, Share(count, total), tone="open")
        for name, count in reversed(list(zip(names, bands, strict=True)))
    )
    return Section("Scores", (Bars(("Score", "share", "attempts", ""), bars),))


def _levels(situation: Situation, frame: Frame) -> Section:
    trying = situation.trying
    hidden = frame.hiding({name: len(people) for name, people in trying.level_people.items()})
    names = sorted(trying.levels, key=lambda name: (ORDER.index(name) if name in ORDER else 9, name))
    if not names:
        return Section("Passed in certify, by level", (Words("Nobody tried it in certify mode."),))
    bars = [Bar(level(name), trying.levels[name]) for name in names if name not in hidden]
    block = bars_or_words(("Level", "passed", "attempts", ""), bars, left_out(hidden))
    return Section("Passed in certify, by level", (block,))


def _endings(situation: Situation) -> Section:
    endings = situation.trying.endings
    total = sum(endings.values())
    bars = tuple(
        Bar(name.replace("_", " ") or "not known", Share(count, total), tone="none")
        for name, count in endings.most_common()
    )
    return Section("How the conversations ended", (Bars(("Ending", "share", "attempts", ""), bars),))
