"""The judge by rules with a second reader: a language model is asked where the rules may be unsure.

The rules fill the whole form first. What a model says is proved with the agent's words, counted and weighed
against the rules by code; all sums are made by the arithmetic of the rules' own form. Without an answer the
form is the rules'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from simulator.errors import UsageError
from simulator.judging.by_model.asking import AT_ONCE, Votes, ask_all
from simulator.judging.by_model.ballots import MOST_VOTES, ballots, read_again
from simulator.judging.by_model.certainty import grounds
from simulator.judging.by_model.page import page_of
from simulator.judging.by_model.port import Asker
from simulator.judging.by_model.prompting import PROMPTS
from simulator.judging.by_model.reconciling import Standing, reconcile
from simulator.judging.by_model.second_reading import SecondReading, Vote
from simulator.judging.by_model.taking import taken, told
from simulator.judging.evaluation import Evaluation, JudgeRef
from simulator.judging.feedback import Filled
from simulator.judging.judge import JUDGE_VERSION, Form, RulesJudge
from simulator.judging.transcript import Transcript
from simulator.language.reading import Reading

MODEL_JUDGE_ID = "llm"
MODEL_JUDGE_VERSION = "1"
VOTES = 3


class ModelJudge:
    """Fills a rubric by its rules, and has a model read some questions a second time.

    Attributes:
        rules: The judge by rules.
        votes: How often each question is put to the model.

    Raises:
        UsageError: The number of votes is below 1 or above 9.
    """

    def __init__(self, rules: RulesJudge, asker: Asker, votes: int = VOTES, at_once: int = AT_ONCE) -> None:
        if not 1 <= votes <= MOST_VOTES:
            raise UsageError(f"A model cannot vote {votes} times.", f"Give a number from 1 to {MOST_VOTES}.")
        self.rules = rules
        self.votes = votes
        self._asker = asker
        self._at_once = at_once
        self._language = rules.rubric.language.partition("-")[0]

    async def evaluate(
        self,
        transcript: Transcript,
        readings: Mapping[int, Reading] | None = None,
        settled: bool | None = None,
    ) -> Evaluation:
        """Fill the form; the arguments are those of the judge by rules."""
        form = self.rules.fill(transcript, readings, settled)
        again = read_again(form)
        asked = [ballot for filled in again for ballot in ballots(filled.question, self.votes)]
        found = await ask_all(self._asker, asked, page_of(form, self._language), self._at_once)
        seconds = {
            filled.question.ref_id: self._weigh(filled, form, found.votes[at * self.votes :][: self.votes])
            for at, filled in enumerate(again)
        }
        form.filled[:] = [_settled(filled, seconds.get(filled.question.ref_id)) for filled in form.filled]
        evaluation = told(self.rules.sum_up(form), seconds, form.filled)
        return replace(evaluation, judge=self._reference(found))

    def _weigh(self, filled: Filled, form: Form, votes: Sequence[Vote]) -> SecondReading:
        question, ruling = filled.question, filled.ruling
        failing = frozenset(option.ref_id for option in question.options if option.automatic_fail)
        if ruling is None:
            return reconcile(Standing(None), votes, failing)
        sure = grounds(question, ruling, form.bench, self._language).sure
        standing = Standing(ruling.option.ref_id, sure, ruling.option.automatic_fail)
        return reconcile(standing, votes, failing)

    def _reference(self, found: Votes) -> JudgeRef:
        details: dict[str, object] = {
            "rules": JUDGE_VERSION,
            "model": ", ".join(found.models) or None,
            "prompt_sha256": PROMPTS.version(),
            "votes": self.votes,
            "usage": asdict(found.usage) if found.usage is not None else None,
        }
        return JudgeRef(MODEL_JUDGE_ID, MODEL_JUDGE_VERSION, details)


def _settled(filled: Filled, second: SecondReading | None) -> Filled:
    """The question as it counts: the model's option where that is taken, else as the rules have it."""
    if second is None or second.status != "taken":
        return filled
    option = next(one for one in filled.question.options if one.ref_id == second.option)
    return taken(filled, option, second.votes)
