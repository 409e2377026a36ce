"""Decisions about somebody's training: assigned, exempt, accepted, unlocked; written down for good."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from simulator.commands.programme import day_of
from simulator.commands.telling import as_json, one_line
from simulator.content.nearest import suggest
from simulator.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from simulator.records.decisions import Decision
    from simulator.records.roster import Member
    from simulator.training.plan import Obligation
    from simulator.training.programmes import Programmes, Ready


def decide(found: Programmes, args: argparse.Namespace, now: datetime) -> Iterator[str]:
    """Write down what was decided, and say it.

    Raises:
        NotFoundError: The programme, requirement, course, scenario or person is not known.
        UsageError: A date, or the decision, makes no sense, or whoever decides may not.
        UnavailableError: It could not be written.
    """
    from simulator.acting import Acting
    from simulator.database_setting import records_at
    from simulator.records.looking import RecordsView
    from simulator.records.sql_ledger import SqlLedger
    from simulator.roster.access import What

    ready = found.named(args.programme)
    decision = _decision(found, ready, args)
    with SqlLedger.open(records_at(args.data)) as ledger:
        member = ledger.member(args.who, now)
        Acting(RecordsView.look(ledger.where), args.by, now).check(What.DECISIONS, member.person)
        if decision.kind == "exemption_ended":
            _check_exempt(ready, decision, next(ledger.facts([member.person])).decisions, member)
        kept = ledger.decide(member.person, decision, args.by, now)
    yield as_json(_as_object(kept, member)) if args.json else _sentence(kept, member, ready)


def _decision(found: Programmes, ready: Ready, args: argparse.Namespace) -> Decision:
    from simulator.records.decisions import Decision
    from simulator.training.programmes import obligation_of

    obligation = obligation_of(ready, args.requirement) if args.requirement else None
    plain = Decision("unlocked", ready.id, args.requirement or None, reason=_given(args.reason))
    if args.action == "unlock":
        _check_unlock(found, ready, obligation, args.scenario)
        return plain._replace(scenario=args.scenario)
    if args.action == "accept":
        assert obligation is not None
        _check_course(obligation, args.course)
        return plain._replace(
            kind="equivalence_accepted",
            equivalent=args.course,
            evidence=_given(args.evidence, "--evidence"),
            completed=day_of(args.completed, "--completed"),
        )
    since = day_of(args.since, "--from")
    if args.action == "assign":
        return plain._replace(kind="assigned", effective=since, due=day_of(args.due, "--due"))
    if args.action == "exempt":
        until = day_of(args.until, "--until")
        if until is not None and since is not None and until < since:
            raise UsageError(f"--until {until} is before --from {since}", "Give a later last day.")
        return plain._replace(kind="exempted", effective=since, until=until)
    return plain._replace(kind="exemption_ended", effective=since)


def _given(text: str, option: str = "--reason") -> str:
    from simulator.language.text import clean_text

    found = " ".join(clean_text(text).split())
    if not found:
        raise UsageError(f"{option} is empty", "Say it in a sentence: it is what an auditor reads.")
    return found


def _check_unlock(found: Programmes, ready: Ready, only: Obligation | None, scenario: str | None) -> None:
    asked = ready.plan.obligations if only is None else (only,)
    if all(obligation.text.attempts is None for obligation in asked):
        what = f"`{only.ref_id}`" if only else f"`{ready.id}`"
        raise UsageError(f"{what} does not limit attempts", "There is nothing to unlock.")
    if scenario is not None and scenario not in found.catalogue:
        message = f"there is no scenario `{scenario}`"
        raise NotFoundError(message, suggest(scenario, found.catalogue).removeprefix("; "))


def _check_course(obligation: Obligation, course: str) -> None:
    known = [each.course for each in obligation.text.equivalents if each.course is not None]
    if course not in known:
        near = suggest(course, known).removeprefix("; ")
        there = f"there are: {', '.join(known)}" if known else "no course stands in for it"
        raise NotFoundError(f"`{obligation.ref_id}` names no course `{course}`", near or there)


def _check_exempt(ready: Ready, ending: Decision, known: tuple[Decision, ...], member: Member) -> None:
    """Make sure that there is an exemption which can be ended."""
    held: set[str | None] = set()
    for decision in known:
        if decision.programme != ready.id:
            continue
        if decision.kind == "exempted":
            held.add(decision.requirement)
        elif decision.kind == "exemption_ended":
            held = {one for one in held if decision.requirement not in (None, one)}
    if not held or (ending.requirement is not None and not held & {ending.requirement, None}):
        what = f"`{ending.requirement}`" if ending.requirement else f"`{ready.id}`"
        raise UsageError(f"{one_line(member.name)} is not exempt from {what}", "Nothing was written.")


def _sentence(kept: Decision, member: Member, ready: Ready) -> str:
    what = f"`{kept.requirement}` of {ready.title}" if kept.requirement else f"all of {ready.title}"
    since = f" from {kept.effective}" if kept.effective else ""
    done = {
        "assigned": f"{what} is asked{since}" + (f", due on {kept.due}" if kept.due else ""),
        "exempted": f"exempt from {what}{since}, "
        + (f"until {kept.until}" if kept.until else "until it is ended"),
        "exemption_ended": f"exempt no more from {what}{since}",
        "equivalence_accepted": f"`{kept.equivalent}` stands in for {what}"
        + (f", done on {kept.completed}" if kept.completed else ""),
        "unlocked": f"new attempts for {what}" + (f", at `{kept.scenario}`" if kept.scenario else ""),
    }[kept.kind]
    return f"On record for {one_line(member.name)}: {done}."


def _as_object(kept: Decision, member: Member) -> dict[str, object]:
    days = {
        name: day.isoformat() if day else None
        for name, day in (
            ("effective", kept.effective),
            ("due", kept.due),
            ("until", kept.until),
            ("completed", kept.completed),
        )
    }
    return {
        "type": "decision",
        "person": member.person,
        "number": kept.number,
        "kind": kept.kind,
        "programme_id": kept.programme,
        "requirement_id": kept.requirement,
        "scenario_id": kept.scenario,
        "equivalent": kept.equivalent,
        **days,
        "reason": kept.reason,
        "evidence": kept.evidence,
        "author": kept.author,
        "at": kept.at,
    }
