"""What a programme asks, for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulator.commands.telling import as_json
from simulator.commands.wrapped import wrapped

if TYPE_CHECKING:
    from simulator.content.programme import Programme, Requirement
    from simulator.content.programmeparts import Demand
    from simulator.content.programmewho import Selection, Who
    from simulator.training.programmes import Ready


def show(ready: Ready, as_object: bool) -> Iterator[str]:
    """A programme as a page, or as one JSON object with what its file says."""
    if as_object:
        found = ready.text.model_dump(mode="json", by_alias=True, exclude_unset=True)
        yield as_json({"type": "programme", **found, "sha256": ready.sha256, "remarks": list(ready.remarks)})
        return
    yield from _page(ready.text)


def _page(text: Programme) -> Iterator[str]:
    yield f"{text.title} ({text.id}), version {text.version}"
    ends = f" to {text.ends}" if text.ends else ""
    yield f"from {text.begins}{ends}, days of {text.time_zone}"
    if text.description:
        yield from wrapped(" ".join(text.description.split()))
    for requirement in text.requirements:
        yield ""
        yield f"{requirement.ref_id}: {requirement.title}"
        for name, told in _told(requirement):
            yield from wrapped(told, f"  {name:<10} ", " " * 13)


def _told(requirement: Requirement) -> Iterator[tuple[str, str]]:
    yield "who", "everyone" if requirement.who is None else _who(requirement.who)
    for index, demand in enumerate(requirement.what):
        yield "" if index else "what", _demand(demand)
    yield "when", _when(requirement)
    if (limit := requirement.attempts) is not None:
        cooling = f", {limit.cooling_off_hours} hours after each" if limit.cooling_off_hours else ""
        yield "attempts", f"{limit.allowed} may fall short in each {limit.each}{cooling}"
    stand_ins = [f"`{e.requirement or e.course}`" for e in requirement.equivalents]
    if stand_ins:
        yield "or", ", ".join(stand_ins)


def _who(who: Who) -> str:
    parts = []
    for name, values in (("", who.levels), ("department ", who.departments), ("tag ", who.tags)):
        if values:
            parts.append(name + " or ".join(values))
    if who.hired_within is not None:
        parts.append(f"hired within {who.hired_within} days")
    parts += [_nested(part) for part in who.all or ()]
    if who.any:
        parts.append(" or ".join(_nested(part) for part in who.any))
    if who.not_ is not None:
        parts.append(f"not ({_who(who.not_)})")
    return ", ".join(parts)


def _nested(who: Who) -> str:
    told = _who(who)
    return f"({told})" if len(who.model_fields_set) > 1 else told


def _demand(demand: Demand) -> str:
    parts = [f"{demand.count} in {'either' if demand.mode == 'any' else demand.mode} mode"]
    if demand.scenarios is not None:
        parts.append(_selection(demand.scenarios))
    if demand.different:
        parts.append("each at another scenario")
    if demand.percentage is not None:
        parts.append(f"{demand.percentage:g} % or more")
    parts += [f"{share.count} of them {_selection(share.scenarios)}" for share in demand.at_least]
    return ", ".join(parts)


def _selection(selection: Selection) -> str:
    names = ("ids", "tags", "personas", "channels", "rubrics", "languages")
    parts = [
        f"{'' if name == 'ids' else name[:-1] + ' '}{' or '.join(values)}"
        for name in names
        if (values := getattr(selection, name))
    ]
    parts += [_selection(part) for part in selection.all or ()]
    if selection.any:
        parts.append(" or ".join(map(_selection, selection.any)))
    if selection.not_ is not None:
        parts.append(f"not ({_selection(selection.not_)})")
    return ", ".join(parts)


def _when(requirement: Requirement) -> str:
    period, due = requirement.period, requirement.due
    if period.within is not None:
        told = f"within {period.within.days} days of the {period.within.of}"
    elif period.rolling is not None:
        told = f"every {period.rolling.months} months"
    else:
        told = "every calendar year"
    if due is not None:
        first = "the first time " if period.rolling is not None else ""
        told += (
            f", {first}by {due.date or due.day}" if due.days is None else f", {first}within {due.days} days"
        )
    return told + (f", grace of {requirement.grace_days} days" if requirement.grace_days else "")
