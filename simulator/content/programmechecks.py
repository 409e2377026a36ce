"""What is wrong with a programme beyond the form of its keys, but for the scenarios that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from simulator.content.faults import Fault
from simulator.content.loading import Loaded
from simulator.content.nearest import suggest
from simulator.content.programme import Programme, Requirement
from simulator.content.programmefit import check_scenarios
from simulator.content.programmeparts import Expiry
from simulator.content.programmepeople import levels_meant
from simulator.content.programmewho import ScenarioFacts, Who
from simulator.content.sheet import Sheet
from simulator.content.walking import Loc

_SHORTEST_MONTH = 28


def check_programme(
    programme: Loaded[Programme], scenarios: Collection[ScenarioFacts] | None = None
) -> list[Fault]:
    """All faults of a programme that need more than the file's form.

    Args:
        programme: The programme.
        scenarios: Those of its library; None leaves out what needs them.
    """
    sheet, model = Sheet(programme), programme.model
    if model.ends is not None and model.ends < model.begins:
        sheet.at_value(("ends",), f"the programme ends before it begins ({model.begins})")
    _check_ref_ids(sheet)
    for index, requirement in enumerate(model.requirements):
        loc: Loc = ("requirements", index)
        _check_period(sheet, loc, requirement)
        _check_renewal(sheet, loc, requirement)
        _check_attempts(sheet, loc, requirement)
        _check_who(sheet, loc, requirement)
        _check_equivalents(sheet, loc, requirement)
        if scenarios is not None:
            check_scenarios(sheet, loc, requirement, scenarios)
    return sheet.faults


def _check_ref_ids(sheet: Sheet[Programme]) -> None:
    seen: set[str] = set()
    for index, requirement in enumerate(sheet.model.requirements):
        if requirement.ref_id in seen:
            message = f"the same ref_id is used twice: {requirement.ref_id}"
            sheet.at_value(("requirements", index, "ref_id"), message)
        seen.add(requirement.ref_id)


def _check_period(sheet: Sheet[Programme], loc: Loc, requirement: Requirement) -> None:
    period, due = requirement.period, requirement.due
    if period.within is not None and due is not None:
        sheet.at_key((*loc, "due"), "`within` says already by when; take `due` out")
    if period.rolling is not None and due is None:
        message = "`rolling` needs `due`: by when it has to be done the first time, such as due: {days: 60}"
        sheet.at_key((*loc, "period"), message)
    if due is None:
        return
    if due.date is not None and period.calendar_year:
        message = f'every year has its own day; write due: {{day: "{due.date:%m-%d}"}}'
        sheet.at_key((*loc, "due", "date"), message)
    if due.day is not None and period.rolling is not None:
        message = "`day` goes with `calendar_year`; write `date` or `days` for the first time"
        sheet.at_key((*loc, "due", "day"), message)
    _check_due_date(sheet, loc, requirement)


def _check_due_date(sheet: Sheet[Programme], loc: Loc, requirement: Requirement) -> None:
    model, day = sheet.model, requirement.due.date if requirement.due is not None else None
    if day is None:
        return
    if day < model.begins:
        sheet.at_value((*loc, "due", "date"), f"this is before the programme begins ({model.begins})")
    elif model.ends is not None and day > model.ends:
        sheet.at_value((*loc, "due", "date"), f"this is after the programme ends ({model.ends})")


def _check_renewal(sheet: Sheet[Programme], loc: Loc, requirement: Requirement) -> None:
    """`window_days`, `valid_months` and `expiry` belong to what expires."""
    if requirement.period.within is None and requirement.valid_months is not None:
        what = "`rolling` says already how long a completion is good"
        if requirement.period.calendar_year:
            what = "with `calendar_year` a completion is good for its year"
        sheet.at_key((*loc, "valid_months"), f"{what}; take `valid_months` out")
        return
    if requirement.validity is None:
        for key in ("window_days", "expiry"):
            if key in requirement.model_fields_set:
                message = f"`{key}` goes with what expires: `rolling`, or `within` and `valid_months`"
                sheet.at_key((*loc, key), message)
    elif requirement.window_days is None:
        message = "`window_days` is missing: how many days before it expires it may be renewed"
        sheet.at_value(loc, message)
    else:
        _check_window(sheet, loc, requirement, requirement.validity, requirement.window_days)


def _check_window(
    sheet: Sheet[Programme], loc: Loc, requirement: Requirement, months: int, window: int
) -> None:
    expiry = requirement.expiry
    if expiry is not None and expiry.least_active_months > months:
        message = f"a completion is good for {months} months; it cannot be for more at the least"
        sheet.at_value((*loc, "expiry", "least_active_months"), message)
    elif window >= months * _SHORTEST_MONTH:
        message = f"the window is as long as the validity of {months} months; write fewer days"
        sheet.at_value((*loc, "window_days"), message)
    elif expiry is not None and _renews_itself(expiry, window):
        message = (
            "a completion late in the period could be renewed at once; write `least_active_months`, "
            f"and fewer `window_days` ({window}) than that"
        )
        sheet.at_key((*loc, "expiry"), message)


def _renews_itself(expiry: Expiry, window: int) -> bool:
    """Whether a completion can come to lie in its own window."""
    return expiry.basis == "fixed_date" and window > expiry.least_active_months * _SHORTEST_MONTH


def _check_attempts(sheet: Sheet[Programme], loc: Loc, requirement: Requirement) -> None:
    graded = any(demand.mode != "practice" for demand in requirement.what)
    if requirement.attempts is not None and not graded:
        message = "attempts are limited in certify mode only, and nothing here is asked for in that mode"
        sheet.at_key((*loc, "attempts"), message)


def _check_who(sheet: Sheet[Programme], loc: Loc, requirement: Requirement) -> None:
    who = requirement.who
    if who is None:
        return
    if not levels_meant(who):
        sheet.at_key((*loc, "who"), "nobody can be meant: these conditions contradict each other")
    if not requirement.period.calendar_year:
        for at in _excluded_hires(who, (*loc, "who"), False):
            message = (
                "under `not`, `hired_within` goes with `calendar_year` only: elsewhere it would be for ever"
            )
            sheet.at_key((*at, "hired_within"), message)


def _excluded_hires(who: Who, loc: Loc, negated: bool) -> Iterator[Loc]:
    """Where `hired_within` stands under an odd number of `not`."""
    if negated and who.hired_within is not None:
        yield loc
    for key, parts in (("all", who.all), ("any", who.any)):
        for index, part in enumerate(parts or ()):
            yield from _excluded_hires(part, (*loc, key, index), negated)
    if who.not_ is not None:
        yield from _excluded_hires(who.not_, (*loc, "not"), not negated)


def _check_equivalents(sheet: Sheet[Programme], loc: Loc, requirement: Requirement) -> None:
    known = {other.ref_id for other in sheet.model.requirements} - {requirement.ref_id}
    seen: set[tuple[str | None, str | None]] = set()
    for index, equivalent in enumerate(requirement.equivalents):
        at: Loc = (*loc, "equivalents", index)
        name = equivalent.requirement
        if name == requirement.ref_id:
            sheet.at_value((*at, "requirement"), "a requirement does not stand in for itself")
        elif name is not None and name not in known:
            sheet.at_value((*at, "requirement"), f"unknown requirement `{name}`{suggest(name, known)}")
        if (key := (name, equivalent.course)) in seen:
            sheet.at_value(at, f"`{name or equivalent.course}` is named twice")
        seen.add(key)
