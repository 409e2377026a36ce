"""What a debrief says of a language model's second reading of single questions. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from simulator.language.text import shorten
from simulator.tui.remarks import Remark
from simulator.tui.widgets.plain import one_line
from simulator.wording import N_, _

Options = Mapping[tuple[str, str], str]

LOOK = N_("It needs a person's look.")
_LABEL_LOOK, _LABEL_TAKEN = N_("needs a look"), N_("by a model")
_LONGEST = 300
_ANSWERS = {"not_applicable": N_("does not apply"), "unsure": N_("unsure")}


def with_second_readings(
    remarks: Mapping[str, Remark],
    evaluation: Mapping[str, Any] | None,
    options: Options,
    place: Callable[[int], str],
) -> dict[str, Remark]:
    """The remarks on questions, with what a second reading said where it differs or was taken.

    Args:
        remarks: What is said already, by the question's ref_id; what people did goes before.
        evaluation: The newest evaluation object.
        options: The texts of the rubric's options, by ids of question and option.
        place: How a turn is named.
    """
    found = dict(remarks)
    for question in _questions(evaluation):
        key = str(question.get("ref_id") or "")
        lines = tuple(_lines(question, key, options, place))
        if key and lines:
            before = found.get(key, Remark("", ()))
            found[key] = Remark(before.label or _label(question), (*lines, *before.lines))
    return found


def unanswered(evaluation: Mapping[str, Any] | None) -> int:
    """Of how many questions a second reading was asked for, and none came."""
    return sum(_second(question).get("status") == "unavailable" for question in _questions(evaluation))


def _label(question: Mapping[str, Any]) -> str:
    return _(_LABEL_LOOK if question.get("needs_review") is True else _LABEL_TAKEN)


def _lines(
    question: Mapping[str, Any], key: str, options: Options, place: Callable[[int], str]
) -> Iterator[str]:
    second = _second(question)

    def named(option: object) -> str:
        known = (
            _(_ANSWERS.get(str(option), ""))
            or options.get((key, str(option)))
            or str(option).replace("_", " ")
        )
        return f"“{shorten(one_line(known), _LONGEST)}”"

    match second.get("status"):
        case "taken":
            yield _(
                "A language model's reading counts here; its quotes are verified. {second}",
                second=_rules(second, named),
            )
        case "contradicts":
            yield _(
                "A language model reads it otherwise: {named}. {look}",
                named=named(second.get("option")),
                look=_(LOOK),
            )
            yield from _told(second, place)
        case "split":
            yield _(
                "A language model's readings differ: {second}. {look}",
                second=_split(second, named),
                look=_(LOOK),
            )
        case "void":
            yield _("A language model's reading could not be verified. {look}", look=_(LOOK))


def _rules(second: Mapping[str, Any], named: Callable[[object], str]) -> str:
    rules = second.get("rules")
    option = rules.get("option") if isinstance(rules, Mapping) else None
    return (
        _("The rules were unsure: {option}.", option=named(option))
        if option
        else _("The rules could not score it.")
    )


def _split(second: Mapping[str, Any], named: Callable[[object], str]) -> str:
    counted = Counter(str(vote.get("option")) for vote in _votes(second) if not vote.get("void"))
    return ", ".join(f"{named(option)} ({count})" for option, count in counted.most_common()) or _(
        "no two agree"
    )


def _told(second: Mapping[str, Any], place: Callable[[int], str]) -> Iterator[str]:
    """The words that the model cites for its option, and why it says so."""
    for vote in _votes(second):
        if vote.get("void") or vote.get("option") != second.get("option"):
            continue
        turn, quote, reason = vote.get("turn"), vote.get("quote"), vote.get("reason")
        if isinstance(turn, int) and isinstance(quote, str) and quote.strip():
            yield _(
                "It quotes {turn}: “{shorten}”", turn=place(turn), shorten=shorten(one_line(quote), _LONGEST)
            )
        if isinstance(reason, str) and reason.strip():
            yield _("Its reason: {shorten}", shorten=shorten(one_line(reason), _LONGEST))
        return


def _questions(evaluation: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    return _mappings((evaluation or {}).get("questions"))


def _votes(second: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return _mappings(second.get("votes"))


def _second(question: Mapping[str, Any]) -> Mapping[str, Any]:
    second = question.get("second_reading")
    return second if isinstance(second, Mapping) else {}


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list | tuple) else []
