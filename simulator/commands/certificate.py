"""`empty-chair certificate`: a page that says what somebody has completed."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

from simulator.commands import acting
from simulator.commands.report_file import write_page
from simulator.commands.report_reading import Reading, asked_of
from simulator.reporting.certificate import Certificate, certificate_page, done_of, exempt_of, lacking
from simulator.reporting.forms import judged_by
from simulator.reporting.spans import Span, span_of
from simulator.roster.access import What
from simulator.training.programmes import Ready
from simulator.training.status import Status

MISSING = 1
"""The exit status when it is not completed."""


def run(args: argparse.Namespace, out: TextIO, err: TextIO, now: datetime | None = None) -> int:
    """Write the certificate of one person for one programme, or say what is missing.

    Args:
        args: The command's.
        out: Takes where it was written to, or the page itself.
        err: Takes what is missing.
        now: The time; that of the clock when None.

    Returns:
        1 when something is missing, else 0.

    Raises:
        UsageError: It may not be seen.
        NotFoundError: There is no such person or programme.
        UnavailableError: The records cannot be read, or the page cannot be written.
    """
    from simulator.database_setting import records_at
    from simulator.records.looking import RecordsView

    now = now or datetime.now(UTC)
    reading = Reading(RecordsView.look(records_at(args.data)), Path(args.library))
    ready = reading.found.named(args.programme)
    span = span_of(None, args.at, now, ready.plan.time_zone)
    member = reading.view.member(args.who, span.at)
    acting.may_see(args, member.person, What.STATUS)
    acting.may_see(args, member.person, What.GRADED_SCORES, f"certificate {ready.id}")
    standings = reading.completion(span, ready, [member.person])[1].get(member.person, [])
    statuses = [standing.status for standing in standings]
    missing = lacking(asked_of(ready), statuses)
    if missing:
        err.write(f"There is no certificate yet for {member.name}, {ready.title}:\n")
        err.writelines(f"  {line}\n" for line in missing)
        return MISSING
    issued = ready.plan.time_zone.day(now)
    found = _certificate(reading, ready, span, member.person, member.name, statuses, issued)
    written = write_page(args.html, certificate_page(found), out)
    if written is not None:
        out.write(f"Written to {written}\n")
    return 0


def _certificate(
    reading: Reading,
    ready: Ready,
    span: Span,
    person: str,
    name: str,
    statuses: list[Status],
    issued: date,
) -> Certificate:
    counted = {attempt for status in statuses for attempt in status.counted}
    sittings = [one for one in reading.sittings(span, ready.plan.time_zone, person) if one.attempt in counted]
    certified = [one for one in sittings if one.mode == "certify"]
    forms = reading.forms(dict.fromkeys((one.attempt for one in sittings), person))
    done = done_of(asked_of(ready), statuses, _ends(ready, statuses))
    return Certificate(
        name,
        ready.title,
        ready.text.version,
        done,
        tuple(certified),
        len(sittings) - len(certified),
        issued,
        judged_by(forms) if forms.count else "",
        reading.seal(),
        exempt_of(asked_of(ready), statuses),
    )


def _ends(ready: Ready, statuses: list[Status]) -> dict[str, date]:
    """The last day of the year for what is asked of every calendar year."""
    yearly = {each.ref_id for each in ready.plan.obligations if each.text.period.calendar_year}
    return {
        s.requirement: date(int(s.cycle), 12, 31) for s in statuses if s.requirement in yearly and s.cycle
    }
