"""Rehearsing one scenario: colleagues talk with its customer, and every conversation is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any
from zlib import crc32

from simulator.attempt.ledger import TurnRecord
from simulator.attempt.ports import Judge
from simulator.colleagues.accidents import met_by
from simulator.colleagues.kinds import CARELESS, Kind
from simulator.colleagues.plan import Going, Plan, gone_on
from simulator.colleagues.port import Sight
from simulator.colleagues.staff import staff_for
from simulator.colleagues.talk import Talk
from simulator.colleagues.tree import Moment, after, begun, last_words
from simulator.content.scenario import Scenario
from simulator.customer.cue import Act
from simulator.customer.model import CustomerModel
from simulator.language.reader import Reader
from simulator.language.scene import QUESTION_MARKS

_WAYS: Mapping[Kind, Sequence[int]] = {
    "strong": (8, 4, 2, 1),
    "middling": (8, 4, 2, 1),
    "poor": (8, 3, 2, 1),
    "stuffer": (8, 3, 2, 1),
    "silent": (8, 3, 2, 1),
    "rude": (8, 3, 2, 1),
}
"""In how many ways a colleague goes on after none, one, two ... replies; later as at the last."""
_MOST_REPLIES: Mapping[Kind, int] = {"middling": 6, "poor": 5, "stuffer": 4, "silent": 4, "rude": 4}
"""After so many replies a colleague leaves; the strong one stays as long as the customer."""
_NO_END = 1_000


class Rehearsing:
    """The conversations of one scenario. Each depends on its kind, its number and the seed alone.

    Args:
        model: The customer.
        reader: Reads replies in the scenario's language, for its topics.
        judge: Fills the rubric's form.
        level: At which level is judged.
        seed: Another seed gives other conversations.

    Raises:
        UsageError: Nobody speaks the scenario's language.
    """

    def __init__(
        self, model: CustomerModel, reader: Reader, judge: Judge, level: str = "agent", seed: int = 0
    ) -> None:
        self._judge, self._level, self._seed = judge, level, seed
        self._staff = staff_for(model, reader, seed)
        self._scenario = model.scenario
        self._first = begun(model, reader)
        self._roots: dict[Kind, Moment] = {}
        self._judged: dict[tuple[Kind, tuple[int, ...]], Talk] = {}
        self._met: dict[tuple[Kind, tuple[int, ...]], Mapping[str, str]] = {}

    def talk(self, kind: Kind, run: int) -> Talk:
        """One conversation, by its number, in the colleague's own sentences."""
        going = self.going(kind, run)
        step = gone_on(going)
        while isinstance(step, Plan):
            step = gone_on(going, step.spoken.text)
        return step

    def going(self, kind: Kind, run: int) -> Going:
        """One conversation, which asks for the words of each reply that was not given yet.

        Whatever the words, what colleagues decide depends on what they see and on the seed alone.
        """
        chance = Random(crc32(f"{self._seed}:{self._scenario.id}:{kind}:{run}".encode()))
        moment = self._roots.setdefault(kind, replace(self._first, next={}))
        while not moment.over:
            way = self._way(moment, kind, chance)
            if way not in moment.next:
                plan = self._plan(moment, kind, way)
                words = (yield plan) if plan is not None else ""
                if way not in moment.next:  # another conversation may have gone this way meanwhile
                    moment.next[way] = self._gone(moment, plan, words)
            then = moment.next[way]
            if then is None:
                break
            moment = then
        key = (kind, moment.path)
        if key not in self._judged:
            self._judged[key] = self._come_to(kind, moment)
        return self._judged[key]

    def _way(self, moment: Moment, kind: Kind, chance: Random) -> int:
        ways = _WAYS[kind]
        return chance.randrange(ways[min(len(moment.path), len(ways) - 1)])

    def _plan(self, moment: Moment, kind: Kind, way: int) -> Plan | None:
        """What the colleague says on this way; None when they leave."""
        path = (*moment.path, way)
        named = ".".join(map(str, path))
        chance = Random(crc32(f"{self._seed}:{self._scenario.id}:{kind}:{named}".encode()))
        spoken = self._staff.colleagues[kind].reply(self._sight(moment), chance)
        if spoken is None or len(moment.path) >= _MOST_REPLIES.get(kind, _NO_END):
            return None
        return Plan(kind, path, moment.dialogue.turns[-1].text, spoken)

    def _gone(self, moment: Moment, plan: Plan | None, words: str) -> Moment | None:
        if plan is None:
            return None
        then = after(moment, words, plan.spoken.sentences, plan.path[-1])
        said = plan.spoken.sentences if words == plan.spoken.text else (words,)
        self._met[plan.kind, then.path] = self._newly_met(moment, then, said, plan.kind)
        return then

    def _newly_met(
        self, moment: Moment, then: Moment, sentences: Sequence[str], kind: Kind
    ) -> Mapping[str, str]:
        """What the reply met; which words did it is looked into only where it was an accident."""
        earlier = self._met.get((kind, moment.path), {})
        if kind not in CARELESS:
            return {**earlier, **dict.fromkeys(then.dialogue.state.met - moment.dialogue.state.met, "")}
        alone = self._staff.pool.sentence
        return {
            **earlier,
            **met_by(moment.dialogue, then.dialogue, sentences, lambda text: alone(text).reading),
        }

    def _sight(self, moment: Moment) -> Sight:
        replies = len(moment.path)
        return Sight(
            moment.dialogue.turns[-1].text,
            moment.cue,
            moment.dialogue.state,
            moment.said,
            replies,
            self._scenario.limits.replies - replies,
        )

    def _come_to(self, kind: Kind, moment: Moment) -> Talk:
        """The conversation judged and counted."""
        dialogue = moment.dialogue
        turns = [*dialogue.turns]
        if moment.over:
            said = last_words(moment, 1 + crc32(repr((kind, moment.path)).encode()))
            turns.append(TurnRecord(dialogue.next_turn, "customer", said.text, "", said.voice))
        close = moment.cue.close
        form = self._form(moment, turns) if dialogue.readings else {}
        return Talk(
            kind=kind,
            path=moment.path,
            percentage=form.get("percentage"),
            passed=bool(form.get("passed")),
            ending=close.ending if close is not None else "agent_ended",
            ending_key=next((part.ref for part in moment.cue.parts if part.act is Act.ENDING), ""),
            replies=len(dialogue.readings),
            mood=dialogue.state.rounded_mood(),
            told=dialogue.state.told,
            met={
                key: words
                for key, words in self._met.get((kind, moment.path), {}).items()
                if key in dialogue.state.met
            },
            options=_options(form),
            full=frozenset(q["ref_id"] for q in _scored(form) if q["score"] >= q["max_score"]),
            words=_customer_words(turns),
            thanks=self._says_thanks(turns[-1].text),
            asks=any(mark in turns[-1].text for mark in QUESTION_MARKS),
        )

    def _form(self, moment: Moment, turns: Sequence[TurnRecord]) -> Mapping[str, Any]:
        dialogue, close = moment.dialogue, moment.cue.close
        settled = (close is not None and close.ending == "resolved") or not dialogue.state.open_needs
        return self._judge("rehearsal", self._level, turns, dialogue.readings, settled)

    def _says_thanks(self, text: str) -> bool:
        words = text.lower()
        return any(word in words for word in self._staff.bank.thanks)


def most_replies(kind: Kind, scenario: Scenario) -> int:
    """How many replies a colleague gives in one conversation at most."""
    return min(_MOST_REPLIES.get(kind, _NO_END), scenario.limits.replies)


def _scored(form: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [question for question in form.get("questions", ()) if question["status"] == "scored"]


def _options(form: Mapping[str, Any]) -> Mapping[str, str]:
    return {question["ref_id"]: question["option"] for question in _scored(form)}


def _customer_words(turns: Sequence[TurnRecord]) -> tuple[int, int]:
    said = [turn.text for turn in turns if turn.speaker == "customer"]
    return len(said[0].split()), len(said[-1].split())
