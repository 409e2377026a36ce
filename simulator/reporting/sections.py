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
from simulator.reporting.small_groups import LEFT_OUT, NOT_TOLD, Hiding, is_hidden, left_out
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
        Stack(asked.titles.get(name, name), _parts(group), _who(group))
        for name, group in groups.items()
        if name not in hidden
    ]
    if hidden:
        stacks.append(Words(LEFT_OUT))
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
) -> Block:
    hidden = hiding({name: len(group.people) for name, group in groups.items()})
    bars = [
        Bar(told(name), groups[name].completion, f"{groups[name].late:,}")
        for name in names
        if name not in hidden
    ]
    cut = _cut(len(bars), MOST_GROUPS, what.lower())
    return bars_or_words((what, *_HEADINGS), bars[:MOST_GROUPS], left_out(hidden), cut)


def bars_or_words(headings: tuple[str, str, str, str], bars: Sequence[Bar], *more: str) -> Block:
    """Bars, and below them what is not among them; that alone where there is no bar."""
    words = " ".join(filter(None, more))
    return Bars(headings, tuple(bars), words) if bars else Words(words)


def _cut(count: int, most: int, what: str) -> str:
    return "" if count <= most else f"{counted(count - most, f'more {what}')} not shown here."


def late_section(completion: Completion, hiding: Hiding) -> Section:
    """For how long what is late is late."""
    if is_hidden(hiding, len(completion.total.people)):
        return Section("What is late", (Words(LEFT_OUT),))
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
    if is_hidden(hiding, len(trying.people)):
        return Section(title, (Words(LEFT_OUT),))
    if not trying.first.of:
        return Section(title, (Words("Nobody tried anything for the first time in certify mode."),))
    if is_hidden(hiding, trying.first_people):
        return Section(title, (Words(LEFT_OUT),))
    hidden = hiding({name: len(people) for name, people in trying.tried.items()})
    order = sorted(trying.firsts.items(), key=lambda item: (item[1].hundredths or 0, item[0]))
    bars = [
        Bar(trying.titles.get(name, name), share, tone=_tone(share))
        for name, share in order
        if name not in hidden
    ]
    block = bars_or_words(
        ("Scenario", "passed", "first attempts", ""),
        bars[:MOST_GROUPS],
        left_out(hidden),
        _cut(len(bars), MOST_GROUPS, "scenario"),
    )
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


def accuracy_section(forms: Forms, hiding: Hiding) -> Section:
    """In how many attempts nothing critical of a class went wrong."""
    if is_hidden(hiding, len(forms.owners)):
        return Section("Class accuracy", (Words(LEFT_OUT),))
    hidden = forms.few_classes(hiding)
    bars = [
        Bar(name, forms.accurate[key], tone=_strict(forms.accurate[key]))
        for key, name in CLASSES.items()
        if key not in hidden
    ]
    unread = ""
    if forms.unread:
        unread = f" In {counted(forms.unread, 'form')} the rubric could not be read; they are left out."
    return Section(
        "Class accuracy",
        (bars_or_words(("Class of error", "without", "attempts", ""), bars, left_out(hidden)),),
        "The share of attempts without an error of the class. An error is a critical question of that class "
        f"that did not get full marks; attempts in which none was scored are not counted.{unread}",
    )


def _strict(share: Share) -> Tone:
    found = share.percent
    if found is None:
        return "none"
    return "good" if found >= 95 else "warn" if found >= 85 else "bad"


def criteria_section(forms: Forms, hiding: Hiding) -> Section:
    """What is missed most. Of a criterion that too few people were scored on, not even its name shows."""
    hidden = forms.few(hiding)
    weak = [(one, share) for one, share in forms.weakest() if share.part and one not in hidden]
    if not weak:
        return Section("What is missed most", (Words(left_out(hidden) or "Nothing was missed."),))
    bars = [
        Bar(
            forms.titles[criterion],
            share,
            criterion.rubric,
            "bad" if (share.percent or 0) >= 50 else "warn",
        )
        for criterion, share in weak[:MOST_CRITERIA]
    ]
    return Section(
        "What is missed most",
        (
            bars_or_words(
                ("Criterion", "missed", "times scored", "rubric"),
                bars,
                left_out(hidden),
                _cut(len(weak), MOST_CRITERIA, "criterion").replace("criterions", "criteria"),
            ),
        ),
        "Missed means without full marks. Beside each share stands how often the criterion was scored; where "
        "that is small, one attempt more changes much.",
    )


def progress_section(trying: Trying, hiding: Hiding) -> Section:
    """The scores of first, second and third attempts of the same people."""
    title = "From the first to the third attempt"
    if is_hidden(hiding, len(trying.people)):
        return Section(title, (Words(LEFT_OUT),))
    people = len(trying.same_people)
    rows, few = [], set()
    for label, means, who in (
        ("At the same scenario", trying.same, people),
        ("At scenarios unseen before", trying.unseen, trying.unseen[0].of),
    ):
        if not means[0].of:
            continue
        if is_hidden(hiding, who):
            few.add(label)
        else:
            rows.append((label, *_told(means), _gain(means), f"{means[0].of:,}"))
    if not rows:
        words = left_out(few) or "Nobody has made three attempts yet."
        return Section(title, (Words(words),))
    headings = ("", "first", "second", "third", "change", "series")
    return Section(
        title,
        (Table(headings, tuple(rows), frozenset({1, 2, 3, 4, 5}), left_out(few)),),
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
        return Section("Attempts by month", (Words(LEFT_OUT),))
    if not trying.months:
        return Section("Attempts by month", (Words("No attempt was made in this time."),))
    first, last = min(trying.months), max(trying.months)
    points = tuple((month(number), trying.months[number]) for number in range(first, last + 1))
    practice = f"{trying.attempts['practice']:,}" if trying.practice else "not counted"
    beside = f" {counted(trying.left_out, 'attempt')} without a score left out." if trying.left_out else ""
    return Section(
        "Attempts by month",
        (
            Columns(
                f"Attempts per month, {counted(sum(trying.months.values()), 'attempt')} in all", points[-24:]
            ),
        ),
        f"Practice {practice}, certify {trying.attempts['certify']:,}.{beside}",
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
