"""`empty-chair score`: judges transcripts that exist already, one evaluation a line."""

from __future__ import annotations

import gc
import json
from argparse import Namespace
from contextlib import ExitStack
from typing import TYPE_CHECKING, TextIO

from simulator.commands.input_lines import InputLine, input_lines
from simulator.errors import EmptyChairError, UsageError

if TYPE_CHECKING:
    from simulator.commands.second_judge import SecondJudge
    from simulator.content.library import Library
    from simulator.content.scenario import Scenario
    from simulator.judging.evaluation import Evaluation
    from simulator.judging.judge import RulesJudge
    from simulator.judging.transcript import Transcript

_OBJECTS_UNTIL_COLLECTED = 50_000
_MISSPELT = 0.7
"""How like a known key that is absent another must be to be taken for it."""
_MOST_KEYS = 10
_KEYS = ("id", "turns", "level", "scenario", "channel")


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Score every line of the files, in order.

    Args:
        args: `rubric` (id), `judge` ("rules" or "llm"), `files` (paths; none or `-` is standard input),
            `library` (its folder), `level` (of transcripts that name none, or None); with "llm" also `data`
            (the folder for what is spent, or None for the usual one).
        out: Takes the evaluations.
        err: Takes the faults that concern a whole file, and what a language model failed to answer.

    Returns:
        0, or 1 when a line could not be read.

    Raises:
        UnavailableError: No language model can be asked as it is set up; told before anything is read.
        NotFoundError, ContentError: The rubric is not there, or has faults.
        UsageError: A file cannot be read, or is no JSON Lines at all.
    """
    with ExitStack() as stack:
        second = stack.enter_context(_second_judge(args)) if args.judge == "llm" else None
        faults = _score_all(args, second, out, err)
        for note in second.told() if second is not None else ():
            err.write(f"note: {note}\n")
    if faults:
        err.write(f"{faults} {'line' if faults == 1 else 'lines'} could not be scored.\n")
    return 1 if faults else 0


def _second_judge(args: Namespace) -> SecondJudge:
    from simulator.commands.second_judge import SecondJudge
    from simulator.locations import data_dir

    return SecondJudge.open(data_dir(getattr(args, "data", None)))


def _score_all(args: Namespace, second: SecondJudge | None, out: TextIO, err: TextIO) -> int:
    """Score every line of the files; how many could not be."""
    from simulator.content.library import Library

    panel = Panel(Library(args.library), args.rubric, second)
    if second is not None and not panel.asks_twice:
        err.write(f"note: the rubric `{args.rubric}` has no question for a language model to read.\n")
    gc.freeze()  # what was loaded stays; looking through it again and again takes a tenth of the time
    gc.set_threshold(_OBJECTS_UNTIL_COLLECTED)
    faults = 0
    passed_over: dict[str, None] = {}
    for path in args.files or ["-"]:
        line = None
        for line in input_lines(path):
            faults += not _score(line, panel, args.level, out, passed_over)
        if line is None:
            err.write(f"{path}: there is no transcript in it.\n")
    if passed_over:
        keys = ", ".join(_short(key) for key in list(passed_over)[:_MOST_KEYS])
        err.write(f"note: keys that judging has no use for were passed over: {keys}\n")
    return faults


class Panel:
    """The judges of one rubric: one for each scenario, and one without a scenario."""

    def __init__(self, library: Library, rubric: str, second: SecondJudge | None) -> None:
        self._library = library
        self._second = second
        self._rubric = library.rubric(rubric)
        self._judges: dict[str | None, RulesJudge] = {}
        self.judge(None)

    @property
    def asks_twice(self) -> bool:
        """Whether the rubric has any question that a language model may read."""
        sections = self._rubric.model.sections
        return any(one.second_reading is not None for section in sections for one in section.questions)

    def evaluate(self, transcript: Transcript) -> Evaluation:
        """The filled form of a transcript; raises as `judge`."""
        rules = self.judge(transcript.scenario)
        return (
            rules.evaluate(transcript) if self._second is None else self._second.evaluate(rules, transcript)
        )

    def judge(self, scenario: str | None) -> RulesJudge:
        """The judge of transcripts of a scenario.

        Raises:
            NotFoundError, ContentError: The scenario is not there, or has faults.
            UsageError: It is judged by another rubric.
        """
        from simulator.judging.judge import RulesJudge

        found = self._judges.get(scenario)
        if found is None:
            model = self._scenario(scenario) if scenario is not None else None
            found = RulesJudge(self._rubric.model, self._rubric.sha256, model)
            self._judges[scenario] = found
        return found

    def _scenario(self, name: str) -> Scenario:
        model = self._library.scenario(name).model
        own = self._rubric.model.id
        if model.rubric != own:
            raise UsageError(
                f"the scenario `{name}` is judged by the rubric `{model.rubric}`, not by `{own}`",
                f"score it with `--rubric {model.rubric}`, or leave `scenario` out",
            )
        return model


def _score(
    line: InputLine, panel: Panel, level: str | None, out: TextIO, passed_over: dict[str, None]
) -> bool:
    """Write the evaluation of a line, or what is wrong with it; whether it could be scored."""
    from simulator.content.faults import joined
    from simulator.judging.transcript import decoded, id_in, parse_object

    scored = True
    try:
        if not line.sound:
            raise UsageError("the line is not in UTF-8", "save the file as UTF-8")
        data = decoded(line.text)
        transcript = parse_object(data)
        passed_over.update(dict.fromkeys(other_keys(data)))
        written = _evaluated(transcript, panel, level).to_line()
    except EmptyChairError as fault:
        error = joined(f"line {line.number}: {fault.message}", fault.hint)
        written = json.dumps({"id": id_in(line.text), "error": error}, ensure_ascii=False)
        scored = False
    out.write(written + "\n")
    out.flush()
    return scored


def other_keys(data: object) -> list[str]:
    """The keys of a transcript that judging has no use for.

    Raises:
        UsageError: One is a known key, misspelt: passing over it would silently change the verdict.
    """
    from simulator.content.nearest import nearest

    given = data if isinstance(data, dict) else {}
    absent = [key for key in _KEYS if key not in given]
    others = [key for key in given if key not in _KEYS]
    for key in others:
        meant = nearest(key.lower(), absent, _MISSPELT)
        if meant is not None:
            raise UsageError(f"unknown key {_short(key)}; did you mean {meant!r}?")
    return others


def _short(key: str) -> str:
    from simulator.language.text import clean_text, shorten

    return f"`{shorten(' '.join(clean_text(key).split()), 60)}`"


def _evaluated(transcript: Transcript, panel: Panel, level: str | None) -> Evaluation:
    from dataclasses import replace

    if transcript.level is None and level is not None:
        transcript = replace(transcript, level=level)
    return panel.evaluate(transcript)
