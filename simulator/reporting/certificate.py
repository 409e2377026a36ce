"""A certificate: that one person has done what one programme asks, for a sheet of paper. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from simulator.language.text import shorten
from simulator.reporting.attempts import Sitting
from simulator.reporting.document import Seal, seal_told
from simulator.reporting.material import Asked
from simulator.reporting.page import head, in_html
from simulator.reporting.shares import told_hundredths
from simulator.reporting.style import certificate_style
from simulator.reporting.wording import counted, day
from simulator.training.status import SETTLED, Status

_ROOMY = 5
"""Rows up to which a sheet is set in large type."""
_TITLE = 44
MOST_SITTINGS = 10
"""Attempts that are named; more of them are said in a number, as a certificate is one sheet."""
MOST_DONE = 10
"""Requirements that are named, likewise."""
MOST_EXEMPT = 4
"""Requirements that are named of those from which the person is exempt."""


@dataclass(frozen=True, slots=True)
class Done:
    """One requirement that is done.

    Attributes:
        title: What it is called.
        cycle: The year, or the number of the round.
        completed: The day on which it was completed.
        good_until: The last day on which it is good; None when nothing ends it.
        source: What stood in for it, in words; empty for attempts.
    """

    title: str
    cycle: str
    completed: date | None
    good_until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on the sheet.

    Attributes:
        name: Whose it is.
        programme: The title of the programme, with its `version`.
        done: What was asked and is done.
        exempt: The titles of what was asked and need not be done; why is nobody's business here.
        sittings: The attempts in certify mode that count, in order.
        practised: How many attempts in practice count beside them.
        issued: On which day it was made.
        judged: Who judged the attempts, in a sentence.
        seal: Where the records ended.
    """

    name: str
    programme: str
    version: int
    done: tuple[Done, ...]
    sittings: tuple[Sitting, ...]
    practised: int
    issued: date
    judged: str
    seal: Seal
    exempt: tuple[str, ...] = ()

    @property
    def claim(self) -> str:
        """What the person did, with `{}` for the programme's title: no more than is true."""
        if self.exempt or any(one.source for one in self.done):
            return "has met what {} asks"
        return "has completed {}"

    @property
    def completed(self) -> date | None:
        """The day on which the last of it was completed."""
        return max((one.completed for one in self.done if one.completed is not None), default=None)

    @property
    def good_until(self) -> date | None:
        """The last day on which all of it is good; None when nothing ends it."""
        return min((one.good_until for one in self.done if one.good_until is not None), default=None)

    @property
    def cycles(self) -> str:
        """The years that it is for, or the rounds where there are no years."""
        names = sorted({one.cycle for one in self.done if one.cycle})
        years = [name for name in names if len(name) == 4]
        return ", ".join(years) or ", ".join(f"round {name}" for name in names)


def lacking(asked: Asked, statuses: Sequence[Status]) -> tuple[str, ...]:
    """What is missing for a certificate, a sentence each; nothing when it can be made.

    Args:
        asked: The programme's titles.
        statuses: Where the person stands with each of its requirements.
    """
    theirs = [status for status in statuses if status.state not in ("not_assigned", "exempt")]
    if not theirs:
        return ("Nothing of this programme is asked of this person now.",)
    return tuple(
        f"{asked.titles.get(status.requirement, status.requirement)}: {status.why}"
        for status in theirs
        if status.state not in SETTLED
    )


def done_of(asked: Asked, statuses: Sequence[Status], ends: Mapping[str, date]) -> tuple[Done, ...]:
    """What is done, in the programme's order.

    Args:
        asked: The programme's titles.
        statuses: Where the person stands with each of its requirements.
        ends: The last day of the year, for requirements of a calendar year, by ref_id.
    """
    return tuple(
        Done(
            asked.titles.get(status.requirement, status.requirement),
            status.cycle,
            status.completed,
            status.expires or ends.get(status.requirement),
            asked.source_told(status),
        )
        for status in statuses
        if status.state in SETTLED
    )


def exempt_of(asked: Asked, statuses: Sequence[Status]) -> tuple[str, ...]:
    """The titles of what a person is exempt from, in the programme's order."""
    return tuple(asked.titles.get(s.requirement, s.requirement) for s in statuses if s.state == "exempt")


def certificate_page(certificate: Certificate) -> Iterator[str]:
    """The lines of the sheet as a page."""
    title = f"{certificate.programme}: {certificate.name}"
    yield from head("en", title, certificate_style())
    rows = max(len(certificate.done) + bool(certificate.exempt), len(certificate.sittings))
    yield '<main class="dense">' if rows > _ROOMY else "<main>"
    yield "<h1>Certificate</h1>"
    yield f'<p class="who">{in_html(certificate.name)}</p>'
    programme = f"<strong>{in_html(certificate.programme)}</strong>"
    yield f'<p class="what">{certificate.claim.format(programme)}</p>'
    yield "<dl>"
    for name, value in _days(certificate):
        yield f"<div><dt>{in_html(name)}</dt><dd>{in_html(value)}</dd></div>"
    yield '</dl><div class="parts">'
    yield from _done(certificate.done, certificate.exempt)
    yield from _sittings(certificate)
    yield "</div>"
    yield from _footer(certificate)
    yield "</main></body></html>"


def _days(certificate: Certificate) -> Iterator[tuple[str, str]]:
    if certificate.cycles:
        yield "For", certificate.cycles
    yield "Completed on", day(certificate.completed)
    until = certificate.good_until
    yield "Good until", "no end" if until is None else day(until)


def _done(done: Sequence[Done], exempt: Sequence[str]) -> Iterator[str]:
    yield '<table><thead><tr><th scope="col">Requirement</th><th scope="col">Completed</th>'
    yield '<th scope="col">Good until</th></tr></thead><tbody>'
    for one in done[:MOST_DONE]:
        source = f' <span class="note">by {in_html(one.source)}</span>' if one.source else ""
        until = "no end" if one.good_until is None else day(one.good_until)
        yield f'<tr><th scope="row">{in_html(shorten(one.title, _TITLE))}{source}</th>'
        yield f'<td class="short">{day(one.completed)}</td><td class="short">{until}</td></tr>'
    if len(done) > MOST_DONE:
        more = counted(len(done) - MOST_DONE, "more requirement")
        yield f'<tr><td colspan="3" class="note">and {more}</td></tr>'
    if exempt:
        yield f'<tr><td colspan="3" class="note">{in_html(_exempt(exempt))}</td></tr>'
    yield "</tbody></table>"


def _exempt(titles: Sequence[str]) -> str:
    named = "; ".join(shorten(title, _TITLE) for title in titles[:MOST_EXEMPT])
    rest = len(titles) - MOST_EXEMPT
    return f"Exempt: {named}" + (f", and {counted(rest, 'more requirement')}" if rest > 0 else "")


def _sittings(certificate: Certificate) -> Iterator[str]:
    if not certificate.sittings and not certificate.practised:
        return
    yield '<table><thead><tr><th scope="col">Scenario</th><th scope="col">Day</th>'
    yield '<th scope="col" class="right">Score</th></tr></thead><tbody>'
    for sitting in certificate.sittings[:MOST_SITTINGS]:
        yield f'<tr><th scope="row">{in_html(shorten(sitting.title, _TITLE))}</th>'
        yield f'<td class="short">{day(sitting.at.date())}</td>'
        yield f'<td class="right">{told_hundredths(sitting.score)}</td></tr>'
    for words in _rest(certificate):
        yield f'<tr><td colspan="3" class="note">{in_html(words)}</td></tr>'
    yield "</tbody></table>"


def _rest(certificate: Certificate) -> Iterator[str]:
    more = len(certificate.sittings) - MOST_SITTINGS
    if more > 0:
        yield f"and {counted(more, 'more attempt')} in certify mode"
    if certificate.practised:
        yield f"and {counted(certificate.practised, 'attempt')} in practice"


def _footer(certificate: Certificate) -> Iterator[str]:
    stands, check = seal_told(certificate.seal)
    yield "<footer>"
    made = f"Issued on {day(certificate.issued)}. Programme version {certificate.version}."
    yield f"<p>{in_html(f'{made} {certificate.judged} {stands}')}</p>"
    yield f"<p><code>{in_html(check)}</code></p></footer>" if check else "</footer>"
