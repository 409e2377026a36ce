"""The sections that reports share: completion, what is late, first attempts, accuracy, criteria, progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from simulator.reporting.attempts import STEPS, Trying
from simulator.reporting.completion import AGES, Completion, Group
from simulator.reporting.document import (
    Bar,
    Bars,
    Block,
    Columns,
    KeyFigure,
    Part,
    Section,
    Stack,
    Table,
    Tone,
    Words,
)
from simulator.reporting.forms import Forms
from simulator.reporting.material import Asked
from simulator.reporting.shares import NOTHING, Mean, Share, told_hundredths
from simulator.reporting.small_groups import NOT_TOLD, Hiding, is_hidden
from simulator.reporting.wording import CLASSES, ORDER, STATES, counted, level, month

MOST_GROUPS = 40
"""Departments or scenarios that are listed; the rest is said in a number."""
MOST_CRITERIA = 15
_HEADINGS = ("Completed", "of those asked", "late")


def states_section(completion: Completion, asked: Asked, hiding: Hiding) -> Section:
    """For each requirement, how many stand in which state."""
    groups = _known(completion.requirements, asked.titles)
    hidden = hiding({name: len(group.people) for name, group in groups.items()})
    stacks: list[Block] = [
        Stack(asked.titles.get(name, name), () if name in hidden else _parts(group), _who(group))
        for name, group in groups.items()
    ]
    return Section(
        "Where everybody stands",
        tuple(stacks) or (Words("Nothing is asked of anybody at this time."),),
        "A state is worked out from the records for this day. In the grace nobody is late yet.",
    )


def _who(group: Group) -> str:
    exempt = f", {group.exempt} exempt" if group.exempt else ""
    return f"{counted(len(group.people), 'person', 'people')}{exempt}"


def _parts(group: Group) -> tuple[Part, ...]:
    return tuple(
        Part(label, group.states[state], tone)
        for state, (label, tone) in STATES.items()
        if group.states[state]
    )


def _known(groups: Mapping[str, Group], order: Mapping[str, str]) -> dict[str, Group]:
    """Groups in the programme's order, those that it does not name behind them."""
    names = [*(name for name in order if name in groups), *sorted(set(groups) - set(order))]
    return {name: groups[name] for name in names}


def levels_section(completion: Completion, hiding: Hiding) -> Section:
    """The completion by level."""
    names = sorted(completion.levels, key=lambda name: (ORDER.index(name) if name in ORDER else 9, name))
    return Section("Completion by level", (_group_bars("Level", names, completion.levels, hiding, level),))


def departments_section(completion: Completion, hiding: Hiding) -> Section:
    """The completion by department, the weakest first."""
    groups = completion.departments
    names = sorted(groups, key=lambda name: (groups[name].completion.hundredths or 0, name.casefold(), name))
    return Section(
        "Completion by department",
        (_group_bars("Department", names, groups, hiding, str),),
        "What is counted is each requirement of each person. Completed means done and still good, or that "
        "something accepted stands in; out of what is asked, exempt people left out.",
    )


def _group_bars(
    what: str, names: Sequence[str], groups: Mapping[str, Group], hiding: Hiding, told: Callable[[str], str]
) -> Bars:
    hidden = hiding({name: len(group.people) for name, group in groups.items()})
    bars = [
        Bar(told(name), None if name in hidden else groups[name].completion, f"{groups[name].late:,}")
        for name in names
    ]
    return Bars((what, *_HEADINGS), tuple(bars[:MOST_GROUPS]), _cut(len(bars), MOST_GROUPS, what.lower()))


def _cut(count: int, most: int, what: str) -> str:
    return "" if count <= most else f"{counted(count - most, f'more {what}')} not shown here."


def late_section(completion: Completion, hiding: Hiding) -> Section:
    """For how long what is late is late."""
    late = sum(completion.ages)
    missed = ", ".join(f"{counted(n, 'time')} in {year}" for year, n in sorted(completion.missed.items()))
    words = [Words(f"Not done at all in earlier years, and named since: {missed}.")] if missed else []
    if not late:
        return Section("What is late", (Words("Nothing is late."), *words))
    if is_hidden(hiding, len(completion.late_people)):
        return Section("What is late", (Words(f"For how long: {NOT_TOLD}."), *words))
    tones: Sequence[Tone] = ("warn", "warn", "bad")
    bars = tuple(
        Bar(name, Share(count, late), tone=tone)
        for (name, _), count, tone in zip(AGES, completion.ages, tones, strict=True)
    )
    return Section(
        "What is late",
        (Bars(("Late for", "share", "of what is late", ""), bars), *words),
        "Overdue and expired requirements, by the days that have passed since the due day or the expiry. "
        "What a grace excuses is not late, so a long grace leaves the first row empty.",
    )


def first_section(trying: Trying, hiding: Hiding) -> Section:
    """How many passed at the first attempt in certify mode, by scenario, the weakest first."""
    title = "Passed at the first attempt"
    if not trying.first.of:
        return Section(title, (Words("Nobody tried anything for the first time in certify mode."),))
    if is_hidden(hiding, len(set().union(*trying.tried.values()))):
        return Section(title, (Words(f"First attempts: {NOT_TOLD}."),))
    hidden = hiding({name: len(people) for name, people in trying.tried.items()})
    order = sorted(trying.firsts.items(), key=lambda item: (item[1].hundredths or 0, item[0]))
    bars = [
        Bar(trying.titles.get(name, name), None if name in hidden else share, tone=_tone(share))
        for name, share in order
    ]
    block = Bars(("Scenario", "passed", "first attempts", ""), tuple(bars[:MOST_GROUPS]),
                 _cut(len(bars), MOST_GROUPS, "scenario"))  # fmt: skip
    note = (
        f"Of {counted(trying.first.of, 'first attempt')} in certify mode, each of one person at one "
        f"scenario, {trying.first.part:,} passed ({trying.first.told}). Practice before it does not count "
        "as an attempt."
    )
    return Section(title, (block,), note)


def _tone(share: Share) -> Tone:
    found = share.percent
    if found is None:
        return "none"
    return "good" if found >= 80 else "warn" if found >= 50 else "bad"


def accuracy_section(forms: Forms, hiding: Hiding, people: int) -> Section:
    """In how many attempts nothing critical of a class went wrong."""
    if is_hidden(hiding, people):
        return Section("Class accuracy", (Words(f"Class accuracy: {NOT_TOLD}."),))
    bars = tuple(
        Bar(name, forms.accurate[key], tone=_strict(forms.accurate[key])) for key, name in CLASSES.items()
    )
    unread = ""
    if forms.unread:
        unread = f" In {counted(forms.unread, 'form')} the rubric could not be read; they are left out."
    return Section(
        "Class accuracy",
        (Bars(("Class of error", "without", "attempts", ""), bars),),
        "The share of attempts without an error of the class. An error is a critical question of that class "
        f"that did not get full marks; attempts in which none was scored are not counted.{unread}",
    )


def _strict(share: Share) -> Tone:
    found = share.percent
    if found is None:
        return "none"
    return "good" if found >= 95 else "warn" if found >= 85 else "bad"


def criteria_section(forms: Forms, hiding: Hiding) -> Section:
    """What is missed most."""
    weak = [(criterion, share) for criterion, share in forms.weakest() if share.part]
    if not weak:
        return Section("What is missed most", (Words("Nothing was missed."),))
    bars = tuple(
        Bar(
            forms.titles[criterion],
            None if is_hidden(hiding, len(forms.people[criterion])) else share,
            criterion.rubric,
            "bad" if (share.percent or 0) >= 50 else "warn",
        )
        for criterion, share in weak[:MOST_CRITERIA]
    )
    return Section(
        "What is missed most",
        (
            Bars(
                ("Criterion", "missed", "times scored", "rubric"),
                bars,
                _cut(len(weak), MOST_CRITERIA, "criterion").replace("criterions", "criteria"),
            ),
        ),
        "Missed means without full marks. Beside each share stands how often the criterion was scored; where "
        "that is small, one attempt more changes much.",
    )


def progress_section(trying: Trying, hiding: Hiding) -> Section:
    """The scores of first, second and third attempts of the same people."""
    people = len(trying.same_people)
    rows = []
    for label, means, who in (
        ("At the same scenario", trying.same, people),
        ("At scenarios unseen before", trying.unseen, trying.unseen[0].of),
    ):
        if not means[0].of:
            continue
        told = [*_told(means), _gain(means), f"{means[0].of:,}"]
        rows.append((label, *([NOT_TOLD, "", "", "", ""] if is_hidden(hiding, who) else told)))
    if not rows:
        return Section("From the first to the third attempt", (Words("Nobody has made three attempts yet."),))
    headings = ("", "first", "second", "third", "change", "series")
    return Section(
        "From the first to the third attempt",
        (Table(headings, tuple(rows), frozenset({1, 2, 3, 4, 5})),),
        "Mean scores, and the change in percentage points. A series is one person with three attempts at one "
        "scenario, or at three scenarios, each at first sight; only whole series are compared. "
        "Scenarios differ and people choose: this shows how scores went, not what caused it.",
    )


def _told(means: Sequence[Mean]) -> Iterator[str]:
    return (mean.told for mean in means[:STEPS])


def _gain(means: Sequence[Mean]) -> str:
    """The change from the first to the third mean in percentage points, from what is told."""
    first, last = means[0].value, means[STEPS - 1].value
    if first is None or last is None:
        return NOTHING
    points = (last + 5) // 10 - (first + 5) // 10
    sign = "+" if points > 0 else "\N{MINUS SIGN}" if points < 0 else "±"
    return f"{sign}{abs(points) // 10}.{abs(points) % 10}"


def months_section(trying: Trying, hiding: Hiding) -> Section:
    """How many attempts were made in each month."""
    if is_hidden(hiding, len(trying.people)):
        return Section("Attempts by month", (Words(f"Attempts: {NOT_TOLD}."),))
    if not trying.months:
        return Section("Attempts by month", (Words("No attempt was made in this time."),))
    first, last = min(trying.months), max(trying.months)
    points = tuple((month(number), trying.months[number]) for number in range(first, last + 1))
    beside = f" {counted(trying.left_out, 'attempt')} without a score left out." if trying.left_out else ""
    return Section(
        "Attempts by month",
        (
            Columns(
                f"Attempts per month, {counted(sum(trying.months.values()), 'attempt')} in all", points[-24:]
            ),
        ),
        f"Practice {trying.attempts['practice']:,}, certify {trying.attempts['certify']:,}.{beside}",
    )


def key_figures(completion: Completion, trying: Trying) -> tuple[KeyFigure, ...]:
    """The four numbers at the top."""
    done, late = completion.total.completion, completion.total.late
    return (
        KeyFigure("Completed", done.told, f"{done.beside} asked", done_tone(done)),
        KeyFigure("Late", f"{late:,}", "overdue or expired", "bad" if late else "good"),
        KeyFigure("Passed at first attempt", trying.first.told, f"{trying.first.beside} in certify", "open"),
        KeyFigure("Attempts", f"{sum(trying.attempts.values()):,}", _people(trying), "none"),
    )


def done_tone(done: Share) -> Tone:
    """Green only when all of it is done."""
    return "good" if done.part == done.of else "open"


def _people(trying: Trying) -> str:
    return f"of {counted(len(trying.people), 'person', 'people')}"


def scores_told(values: Sequence[int]) -> str:
    """The best and the latest of some scores, in words."""
    return f"best {told_hundredths(max(values))}, latest {told_hundredths(values[-1])}" if values else NOTHING
