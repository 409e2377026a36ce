"""What judges did, on the page about agreement: votes and what became of them, beside people's labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from simulator.commands.agreement_layout import WIDTH, Row, fit, pair_cells, table, wrapped
from simulator.commands.agreement_votes import Against, Asked, JudgeFigures
from simulator.judging.agreement.scale import Form

_HEADINGS = ("RATER", "AND", "ITEMS", "AGREEMENT", "KAPPA", "INTERVAL", "")
_SAME = (
    "Votes alone: the option that more than half of the votes that count name. Votes, verdict and rules are "
    "compared with a rater on the same conversations, those in which there is such an option."
)


def judged_lines(judges: Sequence[JudgeFigures]) -> Iterator[str]:
    """Who judged how many conversations; nothing where nobody did."""
    if judges:
        told = (f"{one.sitting.judge.rater} ({len(one.sitting.evaluations):,})" for one in judges)
        yield from wrapped(f"Judged here (conversations): {', '.join(told)}")


def judge_lines(judge: JudgeFigures, form: Form | None) -> Iterator[str]:
    """What a judge with a language model asked, what became of it, and how far the votes alone agree.

    Args:
        judge: The judge; one by rules has nothing to tell.
        form: Gives the titles of questions.
    """
    if "votes" not in judge.details:
        return
    yield ""
    yield fit(f"{judge.sitting.judge.rater}: what the language model said", WIDTH)
    yield from wrapped(_asking(judge))
    for one in judge.asked:
        yield from _question(one, form.title(one.question) if form else "")
    if any(one.against for one in judge.asked):
        yield ""
        yield from wrapped(_SAME)


def _asking(judge: JudgeFigures) -> str:
    details, sitting = judge.details, judge.sitting
    failed = sum(sitting.judge.failures.values())
    names = ", ".join(details["model"])
    cost = sitting.judge.cost(details["input_tokens"], details["output_tokens"])
    parts = (
        f"Each question was put to it {_times(details['votes'])}",
        f"{sitting.judge.requests:,} requests" + (f", {failed:,} without an answer" if failed else ""),
        f"{details['input_tokens']:,} tokens read, {details['output_tokens']:,} written",
        f"cost {cost:f}" if cost is not None else "",
        f"its server calls it {names}" if names else "",
    )
    return "; ".join(part for part in parts if part)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _question(asked: Asked, title: str) -> Iterator[str]:
    yield ""
    yield fit(": ".join(part for part in (asked.question, title) if part), WIDTH)
    yield from wrapped(f"Asked in {asked.conversations:,}: {_counts(asked.became)}")
    if asked.void:
        yield from wrapped(f"Votes that do not count: {_counts(asked.void)}")
    if asked.against:
        yield from table(_HEADINGS, [row for one in asked.against for row in _rows(one)])
    else:
        yield "Nobody labelled it where the votes name an option."


def _counts(found: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in found.items())


def _rows(against: Against) -> Iterator[Row]:
    three = {"votes alone": against.votes, "verdict": against.verdict, "rules": against.rules}
    for name, estimates in three.items():
        yield (fit(against.rater, 14), name, *pair_cells(estimates))
