"""What the preview tells of a scenario that is being written, as text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.content import Content

from simulator.content.faults import Fault
from simulator.content.scenario import Scenario
from simulator.previewing.course import Course, Step
from simulator.previewing.glimpse import Glimpse, Tried
from simulator.rehearsal import ExemplarResult
from simulator.tui.phrasing import percent_text, stars_text
from simulator.tui.widgets.plain import one_line, plain
from simulator.wording import _

_MOST_FAULTS = 12
_QUOTE = 60


def heading(text: str) -> Content:
    """The heading of a part."""
    return Content.styled(text, "bold $primary")


def faults_part(found: Glimpse, tried: Tried | None) -> Content:
    """What is wrong, by line; or that nothing is, as far as it was looked at."""
    if found.trouble:
        return Content("\n").join([heading(_("It cannot be read")), plain(found.trouble, "$error")])
    faults = list(found.faults or (tried.faults if tried is not None else ()))
    if faults:
        lines = [heading(_("What is wrong") if len(faults) > 1 else _("One thing is wrong"))]
        lines += [_fault(one, found.path) for one in faults[:_MOST_FAULTS]]
        if len(faults) > _MOST_FAULTS:
            lines.append(
                plain(
                    _(
                        "and {number} more: empty-chair check {name}",
                        number=len(faults) - _MOST_FAULTS,
                        name=found.path.name,
                    )
                )
            )
        return Content("\n").join(lines)
    if tried is None:
        return plain(_("No fault so far; the exemplars are being run …"), "$text-muted")
    return Content("\n").join([plain(_("✓ No fault."), "$success"), *map(_exemplar, tried.exemplars)])


def stumbled(error: Exception) -> str:
    """What nobody foresaw, for an author: the next save may mend it, and `check` says more."""
    return _(
        "The preview stumbled over it ({kind}). Save it otherwise, or ask empty-chair check.",
        kind=type(error).__name__,
    )


def _fault(fault: Fault, path: Path) -> Content:
    place = f"{fault.line}:{fault.column}"
    if Path(fault.path).name != path.name:
        place = f"{Path(fault.path).name}:{place}"
    return Content.assemble((f"{place}  ", "bold $error"), plain(one_line(fault.message)))


def _exemplar(result: ExemplarResult) -> Content:
    if not result.faults:
        return plain(_("✓ exemplar {name}", name=result.name), "$success")
    return plain(_("! exemplar {name} {faults}", name=result.name, faults="; ".join(result.faults)), "$error")


def needs_part(course: Course) -> Content:
    """What the customer still wants, and how they feel."""
    lines = [heading(_("Needs and mood"))]
    lines += [plain(f"{'✓' if need.met else '○'} {need.id}: {one_line(need.title)}") for need in course.needs]
    lines.append(plain(" · ".join(f"{meter} {value}" for meter, value in course.mood.items()), "$text-muted"))
    return Content("\n").join(lines)


def read_part(course: Course, scenario: Scenario) -> Content:
    """What was read in the last reply, and what it did."""
    last = next((step for step in reversed(course.steps) if step.speaker == "agent"), None)
    if last is None:
        return Content("\n").join(
            [
                heading(_("What was read")),
                plain(_("Write a reply: here stands what is read in it."), "$text-muted"),
            ]
        )
    return Content("\n").join([heading(_("What was read in the last reply")), *_read(last, scenario)])


def _read(step: Step, scenario: Scenario) -> list[Content]:
    lines = [_quoted(name, quotes) for name, quotes in step.behaviours.items()]
    if step.topics:
        lines.append(plain(_("topics: {topics}", topics=", ".join(step.topics))))
    lines += [plain(_("→ met the need {need}", need=need), "$success") for need in step.met]
    lines += [
        plain(
            _("→ unlocked {fact}: {text}", fact=fact, text=one_line(scenario.facts[fact].text))
            if fact in scenario.facts
            else f"→ {fact}"
        )
        for fact in step.unlocked
    ]
    return lines or [plain(_("nothing"), "$warning")]


def _quoted(name: str, quotes: Sequence[str]) -> Content:
    shown = "; ".join(f"“{one_line(quote)[:_QUOTE]}”" for quote in quotes)
    return Content.assemble((name, "bold"), f"  {shown}")


def ended_part(course: Course) -> Content:
    """How it ended, and what it would score; nothing while it goes on."""
    if course.ended is None:
        return Content()
    form = course.evaluation
    stars = stars_text(course.ended.stars) if course.ended.stars else _("no stars")
    passed = {True: _("passed"), False: _("not passed")}.get(form.get("passed"), "")  # type: ignore[arg-type]
    lines = [
        heading(_("Over: {ending}", ending=course.ending or course.ended.ending)),
        plain(f"{stars} · {percent_text(form.get('percentage'))} {passed}".rstrip()),
    ]
    lost = [
        _(
            "{ref_id} {score} of {full}",
            ref_id=question["ref_id"],
            score=question["score"],
            full=question["max_score"],
        )
        for question in form.get("questions", ())
        if question["status"] == "scored" and question["score"] < question["max_score"]
    ]
    if lost:
        lines.append(plain(_("not full: {lost}", lost=", ".join(lost)), "$text-muted"))
    return Content("\n").join(lines)


def untold_part(course: Course, scenario: Scenario) -> Content:
    """The facts that nobody has unlocked yet."""
    told = {fact for step in course.steps for fact in step.unlocked}
    left = [key for key in scenario.facts if key not in told]
    if not left:
        return Content()
    return Content("\n").join([heading(_("Facts still untold")), plain(", ".join(left))])
