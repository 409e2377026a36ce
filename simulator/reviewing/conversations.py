"""The conversations of a calibration round, each with the form that the judge fills."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from simulator.attempt.ledger import AttemptRecord
from simulator.errors import EmptyChairError, UsageError
from simulator.records.rounds import RoundItem
from simulator.reviewing.kept import scenario_of

if TYPE_CHECKING:
    from simulator.content.loading import Loaded
    from simulator.content.rubric import Rubric
    from simulator.content.scenario import Scenario
    from simulator.judging.judge import RulesJudge
    from simulator.judging.transcript import Transcript


class Jury:
    """Fills the forms of one rubric at one level; a judge is made once for each scenario."""

    def __init__(self, rubric: Loaded[Rubric], level: str) -> None:
        self._rubric = rubric
        self._level = level
        self._judges: dict[tuple[str, int] | None, RulesJudge] = {}

    def from_transcript(self, transcript: Transcript, scenario: Scenario | None) -> RoundItem:
        """A conversation that exists as a transcript.

        Raises:
            UsageError: The agent says nothing in it.
        """
        said = [(turn.speaker, turn.text) for turn in transcript.turns]
        return self._judged(str(transcript.id), said, scenario)

    def from_attempt(self, record: AttemptRecord) -> RoundItem:
        """A conversation that is on record.

        Raises:
            UsageError: The agent says nothing in it.
        """
        scenario = None
        with suppress(EmptyChairError):
            scenario = scenario_of(record)
        fits = scenario is not None and scenario.rubric == self._rubric.model.id
        said = [(turn.speaker, turn.text) for turn in record.turns]
        key = record.header.attempt
        return self._judged(key, said, scenario if fits else None, attempt=key)

    def _judged(
        self, key: str, said: Sequence[tuple[str, str]], scenario: Scenario | None, attempt: str | None = None
    ) -> RoundItem:
        from simulator.judging.transcript import Transcript, cleaned_turn

        turns = tuple(
            cleaned_turn("agent" if speaker == "agent" else "customer", text) for speaker, text in said
        )
        if not any(turn.speaker == "agent" for turn in turns):
            raise UsageError(f"The agent says nothing in {key!r}.", "Leave it out; nothing can be judged.")
        transcript = Transcript(key, turns, self._level, None if scenario is None else scenario.id)
        form = self._judge(scenario).evaluate(transcript).to_json()
        return RoundItem(key, tuple((turn.speaker, turn.text) for turn in turns), form, attempt)

    def _judge(self, scenario: Scenario | None) -> RulesJudge:
        from simulator.judging.judge import RulesJudge

        key = None if scenario is None else (scenario.id, scenario.version)
        if key not in self._judges:
            self._judges[key] = RulesJudge(self._rubric.model, self._rubric.sha256, scenario)
        return self._judges[key]
