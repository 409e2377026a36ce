"""`empty-chair calibrate fill`: the form of a round, question by question, or from a file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO, TextIO

from simulator.commands.calibrate_sources import refuse, told
from simulator.commands.input_lines import InputLine, input_lines
from simulator.commands.telling import as_json
from simulator.commands.wrapped import wrapped
from simulator.errors import EmptyChairError, UsageError

if TYPE_CHECKING:
    from simulator.content.rubric import Question
    from simulator.reviewing.rounds import Answer, Rounds
    from simulator.reviewing.sheet import Sheet

_SHAPE = 'Write one object a line: {"id": "t1", "question": "acknowledges", "option": "o_specific"}.'


def fill(rounds: Rounds, args: argparse.Namespace, out: TextIO, source: BinaryIO | None = None) -> int:
    """Ask a rater every question that they have not answered; each answer is kept as it is given.

    Raises:
        UsageError: Somebody who is no rater of the round, or a round that is over.
    """
    from simulator.reviewing.rounds import check_rater

    sheet = rounds.sheet(args.name)
    check_rater(sheet, args.by)
    asking = _Asking(rounds, sheet, args.by, source or sys.stdin.buffer, out)
    asking.ask()
    _end(rounds.sheet(args.name), args, out)
    return 0


def _end(sheet: Sheet, args: argparse.Namespace, out: TextIO) -> None:
    from simulator.commands.calibrate_show import progress_lines, round_object

    if args.json:
        out.write(as_json(round_object(sheet)) + "\n")
        return
    left = len(sheet.missing(args.by))
    out.write(
        f"\nKept. {left} left; go on with the same command.\n" if left else "\nAll answered. Thank you.\n"
    )
    for line in progress_lines(sheet):
        out.write(line + "\n")


class _Asking:
    """One sitting of one rater."""

    def __init__(self, rounds: Rounds, sheet: Sheet, rater: str, source: BinaryIO, out: TextIO) -> None:
        from simulator.replies import lines

        self._rounds = rounds
        self._sheet = sheet
        self._rater = rater
        self._lines = lines(source)
        self._out = out

    def ask(self) -> None:
        """Ask until everything is answered, the rater stops, or the input ends."""
        places = list(self._sheet.places)
        left = self._sheet.missing(self._rater)
        at = places.index(left[0]) if left else len(places)
        shown = ""
        while at < len(places):
            item, question = places[at]
            if item != shown:
                self._show(item)
                shown = item
            said = self._answer(item, question, at + 1)
            if said is None:
                return
            if said == "b":
                at = max(0, at - 1)
                continue
            self._keep(item, question, said)
            at = next(
                (place for place in range(at + 1, len(places)) if self._open(places[place])), len(places)
            )

    def _open(self, place: tuple[str, str]) -> bool:
        return place in self._sheet.missing(self._rater)

    def _keep(self, item: str, question: str, option: str) -> None:
        from simulator.reviewing.rounds import Answer

        answer = Answer(item, question, option)
        self._sheet = self._rounds.answer(self._sheet.round.name, self._rater, [answer])

    def _show(self, item: str) -> None:
        from simulator.commands.calibrate_show import conversation_lines

        for line in conversation_lines(self._sheet, item):
            self._out.write(line + "\n")

    def _answer(self, item: str, ref_id: str, number: int) -> str | None:
        """The chosen option's ref_id, `b` for back, None to stop."""
        question = self._sheet.question(ref_id)
        known = choices(question)
        before = self._sheet.round.answers(self._rater).get((item, ref_id))
        for line in question_lines(question, number, len(self._sheet.places), before):
            self._out.write(line + "\n")
        while True:
            self._out.write(f"1 to {len(known)}, b back, ? the conversation, q for later: ")
            self._out.flush()
            given = next(self._lines, "q").strip().lower()
            if given == "q":
                return None
            if given == "b":
                return "b"
            if given == "?":
                self._show(item)
            elif (chosen := _chosen(given, list(known))) is not None:
                return chosen
            else:
                self._out.write(f"There is no {given!r}.\n")


def _chosen(given: str, known: list[str]) -> str | None:
    if given.isdecimal() and 1 <= int(given) <= len(known):
        return known[int(given) - 1]
    return given if given in known else None


def choices(question: Question) -> dict[str, str]:
    """What can be answered, with its words, in order."""
    from simulator.reviewing.contested import choices_of

    return {choice.key: choice.text for choice in choices_of(question)}


def question_lines(question: Question, number: int, count: int, before: str | None) -> Iterator[str]:
    """A question with everything that can be answered."""
    yield ""
    yield from wrapped(question.title, f"{number} of {count}  ")
    if question.instructions:
        yield from wrapped(" ".join(question.instructions.split()), "  ")
    for place, (key, text) in enumerate(choices(question).items(), start=1):
        yield from wrapped(text + (" (your answer)" if key == before else ""), f"{place:>3}. ")


def fill_from_file(rounds: Rounds, args: argparse.Namespace) -> Sheet:
    """Enter all answers of a file, or, with a fault in it, none.

    Raises:
        UsageError: The file or a line of it cannot be used; or somebody who is no rater of the round.
    """
    from simulator.reviewing.rounds import check_answer, check_rater

    sheet = rounds.sheet(args.name)
    check_rater(sheet, args.by)
    found: list[Answer] = []
    faults: list[str] = []
    for line in input_lines(args.answers):
        try:
            for answer in _answers(line, args.by):
                check_answer(sheet, answer)
                found.append(answer)
        except EmptyChairError as fault:
            faults.append(told(args.answers, line.number, fault))
    refuse(faults, "Nothing was entered.")
    if not found:
        raise UsageError(f"{args.answers}: there is no answer in it.", _SHAPE)
    return rounds.answer(args.name, args.by, found)


def _answers(line: InputLine, by: str) -> list[Answer]:
    from simulator.reviewing.rounds import Answer

    try:
        given = json.loads(line.text)
    except (ValueError, RecursionError):
        raise UsageError("this line is not JSON", _SHAPE) from None
    if not isinstance(given, Mapping):
        raise UsageError("this line is not an object", _SHAPE)
    if given.get("rater", by) != by:
        raise UsageError(
            f"the rater is {given['rater']!r}, not {by!r}", "give each rater's answers by themselves"
        )
    labels = given.get("labels", {given.get("question"): given.get("option")})
    if not isinstance(labels, Mapping):
        raise UsageError("`labels` must be an object of questions and options", _SHAPE)
    found = [(given.get("id"), question, option) for question, option in labels.items()]
    if not all(isinstance(part, str) for parts in found for part in parts):
        raise UsageError("`id`, `question` and `option` must be texts", _SHAPE)
    return [Answer(str(item), str(question), str(option)) for item, question, option in found]
