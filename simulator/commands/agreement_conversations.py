"""The conversations behind the labels, for a judge to judge: read as `empty-chair score` reads them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from simulator.commands.input_lines import InputLine, input_lines
from simulator.commands.label_rows import name_of
from simulator.errors import EmptyChairError, UsageError

if TYPE_CHECKING:
    from simulator.commands.score import Panel
    from simulator.judging.judge import RulesJudge
    from simulator.judging.transcript import Transcript

_MANY = 3


class Conversation(NamedTuple):
    """A conversation that somebody labelled.

    Attributes:
        item: Its id, as the labels have it.
        transcript: What was said.
        rules: The judge by rules for it; with its scenario where it names one.
    """

    item: str
    transcript: Transcript
    rules: RulesJudge


class Conversations(NamedTuple):
    """What the transcripts hold.

    Attributes:
        found: The labelled ones, in the order of the files.
        missing: Labelled items without a conversation, by name.
        faults: What could not be used: `file:line: why`.
    """

    found: tuple[Conversation, ...]
    missing: tuple[str, ...]
    faults: tuple[str, ...]


def read_conversations(
    paths: Sequence[str], panel: Panel, level: str | None, items: Collection[str]
) -> Conversations:
    """Read the conversations that have labels; others are passed over.

    Args:
        paths: The files of transcripts; `-` is standard input.
        panel: The judges by rules.
        level: The level of transcripts that name none.
        items: What was labelled.

    Raises:
        UsageError: A file cannot be read, or holds none of the items.
    """
    reading = _Reading(panel, level, items)
    for path in paths:
        reading.read(path)
    if not reading.found:
        raise UsageError(
            f"None of the {len(items)} labelled items has a conversation in {', '.join(paths)}.",
            "The `id` of a transcript is the `id` of its labels.",
        )
    missing = tuple(sorted(set(items) - set(reading.found)))
    return Conversations(tuple(reading.found.values()), missing, tuple(reading.faults))


def missing_told(missing: Sequence[str]) -> Iterator[str]:
    """A line about the items without a conversation, if there are any."""
    if missing:
        named = ", ".join(missing[:_MANY]) + (" and more" if len(missing) > _MANY else "")
        items = "1 labelled item has" if len(missing) == 1 else f"{len(missing):,} labelled items have"
        yield f"{items} no conversation in the transcripts, and no judge's verdict: {named}"


class _Reading:
    def __init__(self, panel: Panel, level: str | None, items: Collection[str]) -> None:
        self.found: dict[str, Conversation] = {}
        self.faults: list[str] = []
        self._panel = panel
        self._level = level
        self._items = items

    def read(self, path: str) -> None:
        from simulator.content.faults import joined

        for line in input_lines(path):
            try:
                self._keep(_transcript(line))
            except EmptyChairError as fault:
                self.faults.append(f"{path}:{line.number}: {joined(fault.message, fault.hint)}")

    def _keep(self, transcript: Transcript) -> None:
        item = name_of(transcript.id)
        if item not in self._items:
            return
        rules = self._panel.judge(transcript.scenario)
        given = replace(transcript, level=transcript.level or self._level)
        first = self.found.setdefault(item, Conversation(item, given, rules))
        if first.transcript != given:
            raise UsageError(f"`{item}` stands above with other turns; the first counts")


def _transcript(line: InputLine) -> Transcript:
    from simulator.commands.score import other_keys
    from simulator.judging.transcript import decoded, parse_object

    if not line.sound:
        raise UsageError("the line is not in UTF-8", "save the file as UTF-8")
    data = decoded(line.text)
    other_keys(data)  # one that is misspelt would silently change the verdict
    return parse_object(data)
